"""Settlements: subjects told once, sums that are what is stated; the rest is their policy's rules."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.base import Case
from generator.cases.settlement import Settlement, SettlementCase
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path


def settlement_findings(case: Case) -> Iterator[Finding]:
    """Everything wrong with the settlements of a case."""
    assert isinstance(case, SettlementCase)
    for index, settlement in enumerate(case.settlements):
        path: Path = ("settlements", index)
        yield from _subjects(settlement, path)
        yield from _products(settlement, path)
        yield from _total(settlement, path)


def _subjects(settlement: Settlement, path: Path) -> Iterator[Finding]:
    """A subject that stands twice."""
    seen: dict[str, int] = {}
    for index, expense in enumerate(settlement.expenses):
        place = (*path, "expenses", index, "subject")
        if expense.subject in seen:
            yield Finding(
                place,
                _(
                    "{subject} stands in row {row} already",
                    subject=expense.subject,
                    row=seen[expense.subject] + 1,
                ),
                _("Add the two up in one row."),
            )
        seen.setdefault(expense.subject, index)


def _products(settlement: Settlement, path: Path) -> Iterator[Finding]:
    """Unit price × people × days that is not what was spent."""
    for index, expense in enumerate(settlement.expenses):
        if expense.product is not None and expense.product != expense.actual:
            yield Finding(
                (*path, "expenses", index, "actual"),
                _(
                    "{subject}: {product} by unit price × people × days, {actual} stated",
                    subject=expense.subject,
                    product=expense.product,
                    actual=expense.actual,
                ),
                _("Correct the amount or one of the factors."),
            )


def _total(settlement: Settlement, path: Path) -> Iterator[Finding]:
    """A stated total that the rows do not add up to."""
    if settlement.stated_total is not None and settlement.stated_total != settlement.actual:
        yield Finding(
            (*path, "stated_total"),
            _(
                "the rows add up to {sum}, {stated} is stated",
                sum=settlement.actual,
                stated=settlement.stated_total,
            ),
            _("Correct a row or the total."),
        )
