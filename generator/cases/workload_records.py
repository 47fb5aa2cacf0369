"""The record of a workload case: monthly sheets rolled up, one line for each department."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.cases.base import Case
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Record
from generator.cases.row_records import whole_record
from generator.cases.workload import DepartmentRow, WorkloadCase
from generator.reference import Reference

_WHOLE = whole_record("unit", "year")
_WORDS = ("department", "remark")
_PERIODS = {None: "年度", 1: "第一季度", 2: "第二季度", 3: "第三季度", 4: "第四季度"}


def workload_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record of the whole case, its departments rolled up.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, WorkloadCase):
        raise TypeError(f"not a workload case: {type(case).__name__}")
    (record,) = _WHOLE(case, reference, base)
    fields = {
        **record.fields,
        "departments": rolled_up(case.departments),
        "period": _PERIODS[case.quarter],
        "parties": (),
    }
    return (Record(record.key, record.title, record.path, fields, columns=record.columns),)


def rolled_up(rows: Iterable[DepartmentRow]) -> tuple[DepartmentRow, ...]:
    """One row for each department, in the order they first come: what several months add up to.

    A figure is blank only where every month's is, a gap where one month's is still to be learnt;
    remarks follow each other, none twice.
    """
    groups: dict[str, list[DepartmentRow]] = {}
    for row in rows:
        groups.setdefault(row.department, []).append(row)
    return tuple(
        group[0] if len(group) == 1 else _sum_of(department, group)
        for department, group in groups.items()
    )


def _sum_of(department: str, rows: list[DepartmentRow]) -> DepartmentRow:
    keys = [key for key in DepartmentRow.model_fields if key not in _WORDS]
    figures: dict[str, Any] = {key: _added([getattr(row, key) for row in rows]) for key in keys}
    remarks = dict.fromkeys(row.remark for row in rows if isinstance(row.remark, str))
    figures |= {"department": department, "remark": "；".join(remarks) or BLANK}
    return rows[0].model_copy(update=figures)


def _added(values: list[Any]) -> int | Decimal | Gap | Blank:
    gaps = [value for value in values if isinstance(value, Gap)]
    figures: list[int | Decimal] = [v for v in values if isinstance(v, int | Decimal)]
    if gaps:
        return gaps[0]
    return sum(figures) if figures else BLANK
