"""Settlements 决算: in time, within the grant, for what is allowed, as planned, and who pays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from generator.cases.base import title_of
from generator.cases.nothing import Blank, Gap
from generator.cases.plan import PlanCase, Project, projects_of
from generator.cases.settlement import Settlement, SettlementCase
from generator.cases.spans import Span
from generator.check.finding import Finding, Subject
from generator.check.rules.courses import LastDay, Within
from generator.check.rules.parameters import Parameters
from generator.check.standards import wan
from generator.i18n import _
from generator.places import Path

Accounts = Subject[SettlementCase]


def settled_within(subject: Accounts, parameters: Within) -> Iterator[Finding]:
    """A settlement later than so many days after the project's end; a note while it is due."""
    for path, row in subject.rows("settlements"):
        if not isinstance(row.end, date):
            continue
        last = row.end + timedelta(days=parameters.days)
        if not isinstance(row.submitted, date):
            yield Finding(
                path,
                _("the settlement is due by {last}", last=last),
                _("Write its day as submitted (填报日期)."),
                note=True,
            )
        elif row.submitted > last:
            yield Finding(
                (*path, "submitted"),
                _("settled on {day}, {days} days after the end",
                  day=row.submitted, days=(row.submitted - row.end).days),
                _("It was due on {last}.", last=last),
            )  # fmt: skip


def paid_out(subject: Accounts, parameters: Parameters) -> Iterator[Finding]:
    """More claimed than was spent or granted; more spent than granted is to be looked at."""
    for path, row in subject.rows("settlements"):
        if row.payable is None:
            continue
        if row.claimed is not None and row.claimed != row.payable:
            yield Finding(
                (*path, "claimed"),
                _("{claimed}元 is claimed, {payable}元 is to be paid",
                  claimed=row.claimed, payable=row.payable),
                _("What was spent is paid, within what was granted."),
            )  # fmt: skip
        if row.actual > row.approved:
            yield Finding(
                (*path, "approved"),
                _("{actual}元 was spent of {approved}元 granted",
                  actual=row.actual, approved=row.approved),
                _("The unit bears {rest}元 itself.", rest=row.actual - row.approved),
                certain=False,
            )  # fmt: skip


class Payer(BaseModel):
    """Who pays for projects of some regions; `plan` where it depends on who issued the plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regions: tuple[str, ...]
    payers: tuple[str, ...]  # each must be named, by these words
    plan: str | None = None


class Payers(Parameters):
    """The payers of a year."""

    payers: tuple[Payer, ...]


def payer(subject: Accounts, parameters: Payers) -> Iterator[Finding]:
    """A settlement that names another payer than the region's."""
    for path, row in subject.rows("settlements"):
        if not isinstance(row.payer, str) or not isinstance(row.region, str):
            continue
        fitting = [
            each
            for each in parameters.payers
            if any(name in row.region for name in each.regions)
            and each.plan in (None, row.plan_level)
        ]
        if fitting and not any(all(name in row.payer for name in each.payers) for each in fitting):
            right = " / ".join("、".join(each.payers) for each in fitting)
            yield Finding(
                (*path, "payer"),
                _("{payer} does not pay for {region}", payer=row.payer, region=row.region),
                _("It is paid by {right}.", right=right),
            )


class Items(Parameters):
    """What each category of projects may be spent on."""

    items: dict[str, tuple[str, ...]]


def allowed_items(subject: Accounts, parameters: Items) -> Iterator[Finding]:
    """Money spent on what the project's category does not allow."""
    for path, row in subject.rows("settlements"):
        allowed = parameters.items.get(str(row.category))
        for index, expense in enumerate(row.expenses):
            if allowed is not None and expense.subject not in allowed and expense.actual:
                yield Finding(
                    (*path, "expenses", index, "subject"),
                    _("{category} does not allow {subject}",
                      category=row.category, subject=expense.subject),
                    _("It may be spent on: {subjects}.", subjects="、".join(allowed)),
                )  # fmt: skip


def settled_in_year(subject: Accounts, parameters: LastDay) -> Iterator[Finding]:
    """A project that ended after its year's last day."""
    last = date(subject.case.year, parameters.month, parameters.day)
    for path, row in subject.rows("settlements"):
        if isinstance(row.end, date) and row.end > last:
            yield Finding(
                (*path, "end"),
                _("the project ended on {end}", end=row.end),
                _("The budget of {year} is spent by {last}.", year=subject.case.year, last=last),
            )


class Named(Parameters):
    """Fields of a settlement that must name somebody."""

    fields: tuple[str, ...]


def named_people(subject: Accounts, parameters: Named) -> Iterator[Finding]:
    """A settlement without the persons in charge."""
    for path, row in subject.rows("settlements"):
        for key in parameters.fields:
            if isinstance(getattr(row, key), Blank | Gap):
                title = title_of(Settlement, key)
                yield Finding(
                    path,
                    _("{title} is missing", title=title),
                    _("Write {title} ({key}).", title=title, key=key),
                )


def as_planned(
    subjects: Sequence[Subject[PlanCase | SettlementCase]], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """A project settled that the plan given beside it lacks, or has with other money or people."""
    plans: dict[int, dict[int, Project]] = {}
    for subject in subjects:
        if isinstance(subject.case, PlanCase):
            own = {project.head.number: project for project in projects_of(subject.case)}
            plans.setdefault(subject.case.year, {}).update(own)
    for index, subject in enumerate(subjects):
        case = subject.case
        if not isinstance(case, SettlementCase) or case.year not in plans:
            continue
        for path, row in subject.rows("settlements"):
            for finding in _beside_plan(row, path, plans[case.year]):
                yield index, finding


def _beside_plan(row: Settlement, path: Path, plan: dict[int, Project]) -> Iterator[Finding]:
    project = _in_plan(row, plan)
    if project is None:
        yield Finding(
            (*path, "project"),
            _("{project} is not in the plan", project=row.project),
            _("What is not in the year's plan is paid only after a decision of its own."),
        )
        return
    remedy = _("Correct the settlement or the plan; they must say the same.")
    if isinstance(row.approved, Decimal) and project.amount not in (None, row.approved):
        yield Finding(
            (*path, "approved"),
            _("{said}万元 granted, the plan gives {planned}万元",
              said=wan(row.approved), planned=wan(project.amount or Decimal(0))),
            remedy,
        )  # fmt: skip
    people = project.head.people
    if (
        isinstance(row.planned_people, int)
        and isinstance(people, Span)
        and len(project.lines) == 1
        and not people.low <= row.planned_people <= people.high
    ):
        yield Finding(
            (*path, "planned_people"),
            _("{said} people planned, the plan says {planned}",
              said=row.planned_people, planned=people),
            remedy,
        )  # fmt: skip


def _in_plan(row: Settlement, plan: dict[int, Project]) -> Project | None:
    """The project of the settlement's number, if its name is the same; else the one of its name."""
    if isinstance(row.number, int) and (project := plan.get(row.number)):
        return project if project.head.name == row.project else None
    return next((each for each in plan.values() if each.head.name == row.project), None)
