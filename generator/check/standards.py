"""Funding standards 资助标准 as data: what a policy grants for classes, teams and trainees."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError

from generator.cases.plan import Project
from generator.cases.spans import NotCounted, Span
from generator.errors import FormError
from generator.i18n import _
from generator.reference import load_policy

Money = Annotated[Decimal, Field(gt=0)]
WAN = Decimal(10000)


class _Standard(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ClassStandard(_Standard):
    """来沪办班: a standard class costs a sum, any other by person and day."""

    people: PositiveInt
    days: PositiveInt
    amount: Money
    per_person_day: Money
    least_people: PositiveInt
    least_days: PositiveInt
    most_days: PositiveInt


class Region(_Standard):
    """Regions and what a batch sent there costs."""

    names: tuple[str, ...]
    amount: Money


class TeamStandard(_Standard):
    """赴对口支援地区: each batch of so many people and days costs a sum, by region."""

    regions: tuple[Region, ...]
    least_people: PositiveInt
    least_days: PositiveInt


class TraineeStandard(_Standard):
    """来沪进修: by person and month; days count as months of so many days."""

    per_person_month: Money
    days_a_month: PositiveInt


class Standards(_Standard):
    """The funding standards of one year."""

    year: int
    classes: ClassStandard
    teams: TeamStandard
    trainees: TraineeStandard


class Expected(Struct, frozen=True):
    """What the standard gives, in 元: one sum, or a range with the step between its values."""

    low: Decimal
    high: Decimal
    formula: str
    step: Decimal | None = None  # of one person's short and long stay, where the range has two
    people: int = 0
    notes: tuple[str, ...] = ()


def standards_of(policy_id: str) -> Standards:
    """The standards a policy's file holds. Raises FormError when it has none, or broken ones."""
    policy = load_policy(policy_id)
    try:
        return Standards.model_validate(policy.funding if policy else {})
    except ValidationError as fault:
        raise FormError(
            _("the funding standards are broken: {reason}", reason=str(fault)),
            where=policy_id,
            remedy=_("Mend them in the policy file."),
        ) from fault


def expected_amount(project: Project, standards: Standards) -> Expected | None:
    """What the standards give a project; None when none covers it."""
    match project.head.kind_of_work:
        case "办班":
            return _class(project, standards.classes)
        case "派出":
            return _teams(project, standards.teams)
        case "进修":
            return _trainees(project, standards.trainees)
    return None


def _class(project: Project, standard: ClassStandard) -> Expected | None:
    head = project.head
    people, days = exact(head.people), exact(head.days)
    if people is None or days is None:
        return None
    if (people, days) == (standard.people, standard.days):
        total = standard.amount * head.batches
        return Expected(total, total, _("standard class × {batches}", batches=head.batches))
    total = standard.per_person_day * people * days * head.batches
    formula = _(
        "{people} people × {days} days × {rate}元",
        people=people,
        days=days,
        rate=f"{standard.per_person_day:f}",
    )
    return Expected(total, total, formula)


def _teams(project: Project, standard: TeamStandard) -> Expected | None:
    text = "".join(
        str(each)
        for each in (project.head.region, project.head.name, project.head.audience)
        if isinstance(each, str)
    )
    rates = {r.amount for r in standard.regions if any(name in text for name in r.names)}
    if len(rates) != 1:
        return None
    rate = rates.pop()
    batches = sum(line.batches for line in project.lines)
    notes = []
    if any(isinstance(line.people, NotCounted) for line in project.lines):
        notes.append(
            _(
                "how many go in a batch is not said; right if there are {batches} batches",
                batches=batches,
            )
        )
    formula = _("{batches} batches × {rate}万元", batches=batches, rate=wan(rate))
    return Expected(rate * batches, rate * batches, formula, notes=tuple(notes))


def _trainees(project: Project, standard: TraineeStandard) -> Expected | None:
    head = project.head
    people = exact(head.people)
    if people is None or not isinstance(head.days, Span):
        return None
    low, high = (
        standard.per_person_month * days / standard.days_a_month
        for days in (head.days.low, head.days.high)
    )
    months = f"{Decimal(head.days.low) / standard.days_a_month:f}"
    if head.days.exact is None:
        months += f"–{Decimal(head.days.high) / standard.days_a_month:f}"
    formula = _(
        "{people} people × {months} months × {rate}万元",
        people=people,
        months=months,
        rate=wan(standard.per_person_month),
    )
    return Expected(low * people, high * people, formula, (high - low) or None, people)


def exact(value: object) -> int | None:
    """The number of a cell that holds one; None for ranges, dashes and gaps."""
    return value.exact if isinstance(value, Span) else None


def wan(amount: Decimal) -> str:
    """元 as 万元 without needless zeros: 288000 → 28.8."""
    text = f"{amount / WAN:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
