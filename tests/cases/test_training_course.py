"""A course as one record: sums, differences, due date, its settlement, and an appraisal for each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK, Gap
from generator.cases.records import Record
from generator.cases.settlement import SettlementCase
from generator.cases.training import TrainingCase
from generator.cases.training_appraised import appraised
from generator.cases.training_course import (
    DUE_DAYS,
    compared,
    course_record,
    due_of,
    session_hours,
    settlement_case_of,
    settlement_of,
)
from generator.reference import load_reference

PLAN = {"region": "示例县", "category": "来沪办班", "approved": "1000元", "people": 3, "days": 5}
ACCOUNT = {"expenses": [{"subject": "讲课费", "budget": "900", "actual": "1200.50"}]}


def case(**more: Any) -> TrainingCase:
    return TrainingCase.model_validate(
        {
            "policy": "pudong-2024",
            "name": "n",
            "course": "班",
            "issuer": "医院",
            "start": "2024-02-26",
            "end": "2024-03-01",
            "trainees": [{"name": "甲", "result": "合格"}, {"name": "乙", "result": "不合格"}],
            **more,
        }
    )


def record(**more: Any) -> Record:
    (found,) = course_record(case(**more), load_reference(), Path())
    return found


def test_one_record_whoever_passed() -> None:
    assert len(KINDS["training"].records_for("record")(case(), load_reference(), Path())) == 1
    failed = record(trainees=[{"name": "甲", "result": "不合格"}])
    assert failed.path == ()
    assert [row.name for row in failed.fields["appraisals"]] == ["甲"]
    assert KINDS["training"].records_for("case") is course_record


def test_other_kinds_tell_their_forms_the_same_in_both() -> None:
    for name, kind in KINDS.items():
        if name != "training":
            assert kind.records_for("case") is kind.records_for("record")


def test_another_kind_of_case_is_refused() -> None:
    other = settlement_case_of(case(plan=PLAN, account=ACCOUNT))
    assert isinstance(other, SettlementCase)
    with pytest.raises(TypeError, match="SettlementCase"):
        course_record(other, load_reference(), Path())


def test_days_and_due_date_over_a_leap_day() -> None:
    fields = record().fields
    assert fields["days"] == 5  # 26 to 29 February, 1 March
    assert fields["due_by"] == date(2024, 3, 16)
    assert DUE_DAYS == 15
    assert due_of(case(end="待定")) is None
    assert record(end="待定").fields["due_by"] == BLANK


@pytest.mark.parametrize(
    ("hours", "total"),
    [((), "0"), (("3", "4"), "7"), (("0.5", "3.00"), "3.5"), (("20",) * 5, "100"), (("",), "0")],
)
def test_the_hours_of_all_sessions(hours: tuple[str, ...], total: str) -> None:
    sessions = [{"day": "2024-02-26", "content": "课", "hours": each} for each in hours]
    assert str(session_hours(case(sessions=sessions))) == total


def test_planned_and_actual() -> None:
    lines = {line.name: line for line in compared(case(plan=PLAN, account=ACCOUNT))}
    assert lines["培训人数"].difference == -1
    assert lines["培训天数"].difference == 0
    assert lines["经费"].difference == Decimal("200.50")
    assert lines["批次"].planned == BLANK
    assert lines["批次"].difference == BLANK


@pytest.mark.parametrize(
    "more", [{}, {"plan": {**PLAN, "approved": "待定"}, "account": ACCOUNT}, {"account": ACCOUNT}]
)
def test_no_difference_where_one_side_is_not_known(more: dict[str, Any]) -> None:
    assert compared(case(**more))[-1].difference == BLANK


def test_the_settlement_is_the_courses_own() -> None:
    settled = settlement_of(case(plan=PLAN, account=ACCOUNT))
    assert settled is not None
    assert (settled.project, settled.unit, settled.actual_people) == ("班", "医院", 2)
    assert settled.payable == Decimal(1000)
    assert settlement_of(case(plan=PLAN)) is None
    assert settlement_of(case(account=ACCOUNT)) is None
    named = settlement_of(case(plan={**PLAN, "name": "项目"}, account=ACCOUNT))
    assert named is not None
    assert named.project == "项目"


def test_the_record_has_what_the_settlements_form_names() -> None:
    fields = record(plan=PLAN, account=ACCOUNT).fields
    assert fields["year"] == 2024
    assert fields["actual"] == Decimal("1200.50")
    assert fields["balance"] == 0
    assert record().fields["settlement"] == BLANK


def test_an_appraisal_for_each_on_the_roster() -> None:
    trainees = [{"name": "甲", "unit": "一院"}, {"name": "甲", "unit": "二院"}, {"name": "乙"}]
    said = [{"name": "甲", "unit": "二院", "due": 5, "present": 4, "leave": 1}]
    first, second, third = appraised(case(trainees=trainees, appraisals=said))
    assert (first.ordinal, second.ordinal, third.ordinal) == ("01", "02", "03")
    assert first.said.due == BLANK
    assert first.attendance == "应出勤 　　 天，实际出勤 　　 天，请假 　　 天"
    assert second.attendance == "应出勤 5 天，实际出勤 4 天，请假 1 天"
    assert third.said.content == BLANK


def test_ordinals_sort_as_the_roster_does() -> None:
    rows = appraised(case(trainees=[{"name": f"样{n}"} for n in range(120)]))
    assert (rows[0].ordinal, rows[-1].ordinal) == ("001", "120")
    assert sorted(rows, key=lambda row: row.ordinal) == list(rows)


@pytest.mark.parametrize(
    ("trainee", "birth"),
    [
        ({"id_number": "999999198503150026"}, "1985年3月"),
        ({"id_number": "999999********0026"}, BLANK),
        ({"id_number": "999999198513150026"}, BLANK),
        ({"id_number": "999999198503150026", "birth": "1986年1月"}, "1986年1月"),
        ({}, BLANK),
    ],
)
def test_when_a_trainee_was_born(trainee: dict[str, str], birth: object) -> None:
    (row,) = appraised(case(trainees=[{"name": "甲", **trainee}]))
    assert row.birth == birth


def test_the_report_is_told_by_paragraphs() -> None:
    keys = ("overview", "carrying_out", "results", "problems", "suggestions")
    said = {**dict.fromkeys(keys, "一段。\n\n 二段。"), "problems": "待补"}
    told = record(report=said).fields["report"]
    assert told["overview"] == ("一段。", "二段。")
    assert told["problems"] == (Gap("存在问题"),)
    assert record().fields["report"] == BLANK


def test_an_evaluation_counts_its_answers() -> None:
    answers = [{"q1": "5", "comment": "好"}, {"q1": "满意"}]
    fields = record(evaluation={"handed_out": 3, "answers": answers, "comments": ["另"]}).fields
    assert fields["evaluated"] == {"handed_out": 3, "collected": 2, "valid": 2}
    assert fields["overall"].mean == Decimal("4.50")
    assert fields["comments"] == ("另", "好")
    assert record().fields["items"] == ()
