"""Batches and trips as records: letters that say what the list says, handovers, filings, reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.cases.activity import ActivityCase
from generator.cases.activity_records import activity_records
from generator.cases.kinds import KINDS
from generator.cases.letterhead import mark_lines, title_lines
from generator.cases.nothing import BLANK, Gap
from generator.reference import load_reference
from tests.forms.letters import LONG, RECEIVER, SENDER, batch, people, records_of

FIRST = {
    "number": 1,
    "start": "2024-03-01",
    "end": "2024-08-31",
    "handover": "2024-08-29",
    "takeover": None,
    "members": people(3, name="样前", leader=True),
}


def test_a_letter_says_what_the_list_says() -> None:
    (record,) = records_of(batch())
    fields = record.fields
    assert fields["headcount"] == len(fields["members"]) == 5
    assert fields["names"] == tuple(member.name for member in fields["members"])
    assert (fields["captain"], fields["captain_post"]) == ("王样甲", "副院长")
    assert (fields["number"], fields["batch"], fields["ordinal"]) == (
        "样例函〔2024〕8号",
        2,
        "第二批",
    )
    assert not fields["own_stays"]


def test_without_a_letter_its_number_is_to_come() -> None:
    (record,) = records_of(batch(letters=[]))
    assert record.fields["number"] == Gap("编号")
    assert record.fields["dated"] == BLANK


@pytest.mark.parametrize(
    ("stay", "own"),
    [
        ("2024-09-01至2025-02-28", False),
        ("2024年9月-2025年2月", False),  # months are not meant to the day
        ("2024-09-02至2025-02-28", True),
    ],
)
def test_stays_of_their_own_are_mentioned(stay: str, own: bool) -> None:
    (record,) = records_of(batch(members=people(2, stay=stay)))
    assert record.fields["own_stays"] is own


def test_the_handover_is_the_earlier_batch_s_where_none_is_given() -> None:
    _first, second = records_of(batch(**FIRST), batch(takeover=None))
    assert second.fields["previous"] == "第一批"
    assert second.fields["takeover_day"].isoformat() == "2024-08-29"
    assert second.fields["from_person"] == "样前"
    assert second.fields["to_person"] == "王样甲"
    assert second.fields["previous_end"].isoformat() == "2024-08-31"


def test_a_handover_of_its_own_goes_before() -> None:
    takeover = {"day": "2024-08-30", "from_person": "样移", "to_person": "样接"}
    _first, second = records_of(batch(**FIRST), batch(takeover=takeover))
    assert second.fields["takeover_day"].isoformat() == "2024-08-30"
    assert (second.fields["from_person"], second.fields["to_person"]) == ("样移", "样接")


def test_batches_of_other_hospitals_are_not_taken_over_from() -> None:
    others = batch(**{**FIRST, "receiver": "贡山县人民医院"})
    _other, second = records_of(others, batch(takeover=None))
    assert second.fields["takeover_day"] == BLANK
    (first,) = records_of(batch(**FIRST))
    assert first.fields["previous"] == BLANK


def test_one_letter_for_sender_receiver_year_and_batch() -> None:
    (one,) = records_of(batch())
    (same,) = records_of(batch(sender="上海市 浦东医院", members=people(9), end="2025-01-31"))
    assert one.identity == same.identity
    for other in ({"number": 3}, {"receiver": "贡山县人民医院"}, {"sender": "甲医院"}):
        (changed,) = records_of(batch(**other))
        assert changed.identity != one.identity


def test_the_notice_is_cited_by_what_is_known_of_it() -> None:
    (record,) = records_of(batch())
    assert record.fields["grounds"] == ("《2024年浦东新区卫生健康系统对口支援工作项目实施方案》",)
    (given,) = records_of(batch(grounds=["《某通知》（某卫〔2024〕1号）"]))
    assert given.fields["grounds"] == ("《某通知》（某卫〔2024〕1号）",)


def test_a_departure_filed_as_a_trip() -> None:
    filing = {"unit": SENDER, "leader": "样甲", "task": "驻点", "destination": "云南省兰坪县",
              "start": "2024-08-30", "end": "2025-02-28", "people": 6}  # fmt: skip
    (record,) = records_of(batch(filing=filing))
    assert record.fields["trip_people"] == 6
    assert record.fields["trip_start"].isoformat() == "2024-08-30"
    assert record.fields["start"].isoformat() == "2024-09-01"
    assert [party.role for party in record.parties] == ["sender", "receiver", "unit"]
    (without,) = records_of(batch())
    assert not without.fields["filing"]
    assert without.fields["trip_start"] == BLANK


@pytest.mark.parametrize(
    ("name", "size", "count"),
    [("医" * 12, 36, 1), ("医" * 13, 30, 1), ("医" * 15, 26, 1), ("医" * 20, 22, 1),
     ("医" * 21, 22, 2), (LONG, 22, 2), ("医" * 41, 22, 3)],
)  # fmt: skip
def test_marks_are_as_large_as_one_line_lets_them_be(name: str, size: int, count: int) -> None:
    found, rows = mark_lines(name)
    assert (found, len(rows)) == (size, count)
    assert "".join(rows) == name
    assert max(map(len, rows)) * size <= 442.2, "156 mm"
    assert max(map(len, rows)) - min(map(len, rows)) <= 1


def test_titles_are_cut_between_their_parts() -> None:
    title = (SENDER, "关于选派第二批医疗队", f"赴{RECEIVER}", "开展对口帮扶工作的函")
    assert title_lines(title) == (
        "上海市浦东医院关于选派第二批医疗队",
        "赴兰坪县人民医院开展对口帮扶工作的函",
    )
    assert title_lines(("甲" * 5, "乙" * 5)) == ("甲" * 5 + "乙" * 5,)
    rows = title_lines((LONG, "关于选派第二批医疗队", f"赴{LONG}", "开展对口帮扶工作的函"))
    assert "".join(rows) == f"{LONG}关于选派第二批医疗队赴{LONG}开展对口帮扶工作的函"
    assert max(map(len, rows)) <= 20


def trip(**more: Any) -> dict[str, Any]:
    return {
        "unit": SENDER,
        "leader": "样甲",
        "task": "义诊",
        "destination": "云南省兰坪县",
        "start": "2024-06-10",
        "end": "2024-06-16",
        "people": 6,
        **more,
    }


def reported(**more: Any) -> dict[str, Any]:
    case = ActivityCase.model_validate(
        {"policy": "pudong-2024", "name": "样例", "year": 2024, "trips": [trip(**more)]}
    )
    (record,) = activity_records(case, load_reference(), Path())
    return dict(record.fields)


def test_a_report_tells_what_was_otherwise_than_filed() -> None:
    as_filed = reported(account={"work": "一段。\n\n 二段。 "})
    assert (as_filed["went"], as_filed["went_end"].isoformat()) == (6, "2024-06-16")
    assert as_filed["work"] == ("一段。", "二段。")
    assert as_filed["results"] == ()
    otherwise = reported(account={"work": "待补", "people": 5, "end": "2024-06-15"})
    assert (otherwise["went"], otherwise["went_end"].isoformat()) == (5, "2024-06-15")
    assert otherwise["work"] == (Gap("开展情况"),)


def test_a_trip_without_a_report_has_none() -> None:
    found = reported()
    assert found["account"] is None
    assert (found["work"], found["figures"], found["reported"]) == ((), (), BLANK)


@pytest.mark.parametrize("kind", ["dispatch", "activity"])
def test_other_kinds_of_case_are_refused(kind: str) -> None:
    model = KINDS["relations"].model
    with pytest.raises(TypeError):
        KINDS[kind].records(
            model.model_construct(kind="relations", policy="yunnan-2022"), load_reference(), Path()
        )
