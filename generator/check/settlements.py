"""Settlements: only what the category allows, sums that are what is stated, money within the grant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.cases.settlement import ALLOWED, Settlement, SettlementCase
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity


def settlement_findings(case: SettlementCase) -> Iterator[Finding]:
    """Everything wrong with the settlements of a case."""
    for index, settlement in enumerate(case.settlements):
        path: Path = ("settlements", index)
        yield from _subjects(settlement, path)
        yield from _products(settlement, path)
        yield from _total(settlement, path)
        yield from _beyond_grant(settlement, path)


def _subjects(settlement: Settlement, path: Path) -> Iterator[Finding]:
    """A subject the category may not be spent on, or one that stands twice."""
    seen: dict[str, int] = {}
    allowed = ALLOWED.get(str(settlement.category))
    for index, expense in enumerate(settlement.expenses):
        place = (*path, "expenses", index, "subject")
        if allowed and expense.subject not in allowed:
            yield Finding(
                place,
                _(
                    "{category} may not be spent on {subject}",
                    category=settlement.category,
                    subject=expense.subject,
                ),
                _("It may be spent on: {subjects}.", subjects="、".join(allowed)),
            )
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


def _beyond_grant(settlement: Settlement, path: Path) -> Iterator[Finding]:
    """More spent than was granted: the unit bears the rest itself."""
    if isinstance(settlement.approved, Decimal) and settlement.actual > settlement.approved:
        yield Finding(
            (*path, "approved"),
            _(
                "{actual} was spent of {approved} granted; only the grant is paid",
                actual=settlement.actual,
                approved=settlement.approved,
            ),
            _("The unit bears {rest} itself.", rest=settlement.actual - settlement.approved),
            Severity.WARNING,
        )
