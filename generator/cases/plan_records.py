"""The record of a plan case: the whole table is one document, so there is one record."""

from __future__ import annotations

from pathlib import Path

from generator.cases.base import Case, title_of
from generator.cases.keys import record_key
from generator.cases.nothing import Gap
from generator.cases.plan import PlanCase, PlanRow, totals_of
from generator.cases.records import Record
from generator.reference import Reference


def plan_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """The one record of a plan: its rows, and the totals computed from them.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, PlanCase):
        raise TypeError(f"not a plan case: {type(case).__name__}")
    totals = totals_of(case)
    return (
        Record(
            key=record_key(1, f"{case.year}年度", "项目计划"),
            title=case.name,
            path=(),
            fields={
                "name": case.name,
                "year": case.year,
                "rows": tuple(_row(row) for row in case.projects),
                "totals": totals,
                "stated": case.stated,
            },
            columns={
                title_of(PlanCase, "year"): case.year,
                "项目数": totals.projects,
                "资金合计（元）": totals.amount,
            },
        ),
    )


def _row(row: PlanRow) -> PlanRow:
    """The row with every noteless gap naming its field."""
    unnamed = {key: Gap(title_of(PlanRow, key)) for key, value in row if value == Gap()}
    return row.model_copy(update=unnamed) if unnamed else row
