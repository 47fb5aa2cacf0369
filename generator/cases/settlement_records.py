"""The records of a settlement case: one for each project, its sums worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.cases.base import Case, title_of
from generator.cases.keys import record_key
from generator.cases.nothing import BLANK, Gap
from generator.cases.records import Party, Record
from generator.cases.row_records import named_gaps
from generator.cases.settlement import Settlement, SettlementCase
from generator.reference import Reference

FINANCE_SEAL = "财务专用章"  # the unit's second seal, told apart from its 公章 by its words


def settlement_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each settlement, in the case's order.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, SettlementCase):
        raise TypeError(f"not a settlement case: {type(case).__name__}")
    return tuple(_record(index, each, case) for index, each in enumerate(case.settlements))


def settlement_fields(settlement: Settlement) -> dict[str, Any]:
    """What the settlement's form prints: its fields, its gaps named, and the sums."""
    computed = {
        "days": settlement.days,
        "payable": settlement.payable,
        "balance": settlement.balance,
    }
    return {
        **dict(named_gaps(settlement)),
        **{key: BLANK if value is None else value for key, value in computed.items()},
        "budget": settlement.budget,
        "actual": settlement.actual,
    }


def settlement_parties(unit: str | Gap) -> tuple[Party, Party]:
    """The unit that settles, with its two seals: its own, and that of its finance office."""
    finance = unit if isinstance(unit, Gap) else f"{unit}{FINANCE_SEAL}"
    return (
        Party("unit", title_of(Settlement, "unit"), unit),
        Party("finance", FINANCE_SEAL, finance),
    )


def _record(index: int, settlement: Settlement, case: SettlementCase) -> Record:
    fields = settlement_fields(settlement)
    words = [_word(fields[key]) for key in ("project", "unit")]
    parties = settlement_parties(fields["unit"])
    return Record(
        key=record_key(index + 1, *words),
        title=" · ".join(words),
        path=("settlements", index),
        fields={**fields, "year": case.year, "parties": parties[:1]},
        parties=parties,
        columns={
            title_of(Settlement, "project"): fields["project"],
            title_of(Settlement, "unit"): fields["unit"],
            title_of(Settlement, "approved"): fields["approved"],
            "决算数（元）": settlement.actual,
            "申请核拨金额（元）": settlement.payable,
        },
    )


def _word(value: Any) -> str:
    return "待补" if isinstance(value, Gap) else str(value)
