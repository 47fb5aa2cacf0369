"""What tables are made from: workload rolled up by department, relations numbered by county."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK, Gap
from generator.cases.workload import DepartmentRow
from generator.cases.workload_records import rolled_up
from generator.load import load_case
from generator.reference import load_reference
from generator.resources import data_dir


def month(department: str, **figures: Any) -> DepartmentRow:
    return DepartmentRow.model_validate({"department": department, **figures})


def test_months_roll_up_by_department() -> None:
    rows = rolled_up(
        [
            month("心内科", outpatients="160", funds="2", remark="造影术"),
            month("普外科", outpatients="10"),
            month("心内科", outpatients="140", funds="0.5", remark="造影术"),
            month("心内科", outpatients="0", techniques="1", remark="起搏器"),
        ]
    )
    assert [row.department for row in rows] == ["心内科", "普外科"]
    heart = rows[0]
    assert (heart.outpatients, heart.techniques, heart.funds) == (300, 1, Decimal(25000))
    assert heart.admissions == BLANK
    assert heart.remark == "造影术；起搏器"
    assert rows[1] == month("普外科", outpatients="10")


def test_a_figure_still_to_be_learnt_keeps_the_sum_open() -> None:
    (row,) = rolled_up(
        [month("心内科", outpatients="1"), month("心内科", outpatients="待补：三月")]
    )
    assert row.outpatients == Gap("三月")


def relations(name: str) -> tuple[Any, ...]:
    path = data_dir() / f"cases/yunnan-2022/{name}.yaml"
    case = load_case(path).case
    (record,) = KINDS["relations"].records(case, load_reference(), Path())
    rows: tuple[Any, ...] = record.fields["rows"]
    return rows


def test_annex_1_numbers_94_counties() -> None:
    rows = relations("relations-annex-1")
    assert len(rows) == 148
    assert [row.number for row in rows] == sorted(row.number for row in rows)
    assert rows[-1].number == 94
    assert sum(helper == Gap("三级医院") for row in rows for helper in row.helpers) == 2


def test_annex_2_has_26_groups() -> None:
    rows = relations("relations-annex-2")
    assert [row.number for row in rows] == list(range(1, 27))
    assert sum(len(row.helpers) for row in rows) == 71


def test_yubei_sends_eleven_to_eight() -> None:
    batches = load_case(data_dir() / "cases/yubei-2021/members.yaml").case.batches  # type: ignore[attr-defined]
    members = [member for batch in batches for member in batch.members]
    assert len(members) == 11
    assert len({batch.receiver for batch in batches}) == 8
    assert {batch.sender for batch in batches} == {"渝北区中医院", "渝北区人民医院", "重医大附三院"}
    assert [member.gender for member in members].count("男") == 2
    assert all(member.phone.startswith("1990000") for member in members)
