"""Training cases: who is given a certificate, who is who, and what of a person is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cases.nothing import BLANK, Gap
from generator.cases.training import FAILED, PASSED, Trainee, TrainingCase
from generator.cases.training_records import training_records, twice
from generator.check.case import check_case
from generator.fill.filters import span, styled_date
from generator.load.case import load_case
from generator.problems import Severity
from generator.reference import load_reference

ID = "999999198001010001"


def case(*trainees: dict[str, Any], **more: Any) -> TrainingCase:
    settled = {"start": date(2024, 5, 6), "end": date(2024, 7, 4), **more}
    return TrainingCase(
        policy="p",
        name="n",
        course="班",
        issuer="医院",
        trainees=tuple(Trainee(**{"result": "合格", **each}) for each in trainees),
        **settled,
    )


def identities(*trainees: dict[str, Any], **more: Any) -> list[tuple[str, ...]]:
    records = training_records(case(*trainees, **more), load_reference(), Path())
    return [record.identity for record in records]


@pytest.mark.parametrize("result", [*PASSED, *FAILED, ""])
def test_who_passed(result: str) -> None:
    records = training_records(case({"name": "甲", "result": result}), load_reference(), Path())
    assert bool(records) == (result in PASSED)


def test_every_result_is_one_or_the_other() -> None:
    assert set(PASSED).isdisjoint(FAILED)
    for result in (*PASSED, *FAILED):
        assert Trainee(name="甲", result=result).result == result


def test_the_identity_number_alone_makes_the_person() -> None:
    """However it is typed, and whatever happens to name and unit."""
    typed = ("９９９９９９19800101 0001", ID)
    one, other = (
        identities({"name": name, "unit": unit, "id_number": number})
        for name, unit, number in (("甲", "一院", typed[0]), ("乙", "二院", typed[1]))
    )
    assert one == other
    assert identities({"name": "甲", "id_number": "99999919800101001x"}) == identities(
        {"name": "甲", "id_number": "99999919800101001X"}
    )


def test_a_masked_number_is_not_enough() -> None:
    masked = "999999********0001"
    one, other = (identities({"name": name, "id_number": masked}) for name in ("甲", "乙"))
    assert one != other


def test_another_course_is_another_certificate() -> None:
    assert identities({"name": "甲"}) != identities({"name": "甲"}, start=date(2024, 5, 7))
    assert identities({"name": "甲"}) == identities({"name": "甲"}, hours=40, place="某地")


def test_whom_nothing_tells_apart() -> None:
    same = {"name": "甲", "unit": "一院"}
    assert twice(case(same, {"name": "乙"}, same, {**same, "id_number": ID})) == ((0, 2),)
    assert twice(case(same, {"name": "甲", "unit": "二院"})) == ()


@pytest.mark.parametrize(
    ("number", "shown"),
    [(ID, "999999********0001"), ("E12345678", "E1*****78"), ("999999********0001",) * 2],
)
def test_identity_numbers_are_shown_masked(number: str, shown: str) -> None:
    (record,) = training_records(
        case({"name": "甲", "id_number": number}), load_reference(), Path()
    )
    assert record.columns["身份证号"] == shown
    assert number == shown or number not in repr(record)


def test_spans_name_the_year_once() -> None:
    start, end = date(2024, 5, 6), date(2024, 7, 4)
    assert span(start, end) == "2024年5月6日至7月4日"
    assert span(start, end, "chinese") == "二〇二四年五月六日至七月四日"
    assert span(start, date(2025, 1, 2)) == "2024年5月6日至2025年1月2日"
    assert span(start, start) == "2024年5月6日"
    assert span(Gap("起"), end) == "【待补：起】至2024年7月4日"
    assert styled_date(start, "chinese") == "二〇二四年五月六日"
    assert styled_date(BLANK, "arabic") == "　　年　月　日"


def test_what_is_wrong_with_a_trainees_number_is_a_warning(tmp_path: Path) -> None:
    """Certificates do not print it: a course is not held up by one digit."""
    case = tmp_path / "course.yaml"
    case.write_text(
        "kind: training\npolicy: pudong-2024\nname: 班\ncourse: 示例班\nissuer: 示例医院\n"
        "start: 2024-05-06\nend: 2024-05-15\n"
        'trainees: [{name: 示例甲, id_number: "110101199003070000", result: 合格}]\n',
        encoding="utf-8",
    )
    problems = check_case(load_case(case), load_reference())
    (told,) = [each for each in problems if each.path[-1] == "id_number"]
    assert told.severity is Severity.WARNING
