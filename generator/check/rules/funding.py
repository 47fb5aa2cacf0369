"""The money of a plan beside the funding standards 资助标准, and the sizes these ask for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from generator.cases.nothing import Gap
from generator.cases.plan import Category, PlanCase, Project, projects_of
from generator.cases.spans import Span
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.check.standards import (
    WAN,
    ClassStandard,
    Expected,
    Standards,
    exact,
    expected_amount,
    standards_of,
    wan,
)
from generator.i18n import _

Plan = Subject[PlanCase]


class Funding(Parameters):
    """Whose standards, and whether they are known to hold for the case's year."""

    standards: str  # id of the policy that has them
    confirmed: bool
    categories: tuple[Category, ...] = ()  # only these kinds of work; none: all
    standard_class: bool | None = None  # only classes that are standard ones, or are not


def funding(subject: Plan, parameters: Funding) -> Iterator[Finding]:
    """Every project beside the standard: agrees, differs by so much, or has no standard.

    Standards not confirmed for the year say 待核, never that the plan is wrong.
    """
    standards = standards_of(parameters.standards)
    for project in projects_of(subject.case):
        if not _concerned(project, parameters, standards.classes):
            continue
        finding = _project(project, standards)
        if finding is None:
            continue
        if not parameters.confirmed and not finding.note:
            finding = replace(finding, certain=False)
        yield finding


def _concerned(project: Project, parameters: Funding, standard: ClassStandard) -> bool:
    """Whether a check that names kinds of work looks at the project."""
    if parameters.categories and project.head.kind_of_work not in parameters.categories:
        return False
    if parameters.standard_class is None:
        return True
    size = (exact(project.head.people), exact(project.head.days))
    return parameters.standard_class is (size == (standard.people, standard.days))


def _project(project: Project, standards: Standards) -> Finding | None:
    head, amount = project.head, project.amount
    path = ("projects", project.index, "amount")
    if amount is None:
        return None
    expected = expected_amount(project, standards)
    if expected is None:
        return Finding(
            path,
            _(
                "row {number}: no standard of {year} covers it; {amount}万元 is to be verified (待核)",
                number=head.number,
                year=standards.year,
                amount=wan(amount),
            ),
            _("Compare with the document that grants it."),
            certain=False,
        )
    said = {"number": head.number, "formula": expected.formula, "amount": wan(amount)}
    notes = "".join(f"{_('; ')}{note}" for note in expected.notes)
    if expected.low == expected.high == amount:
        message = _("row {number}: {formula} = {amount}万元, agrees", **said)
        return Finding(path, message + notes, note=True)
    remedy = _(
        "By the standard of {year} it differs; verify (待核) against that of the plan's year.",
        year=standards.year,
    )
    if expected.low <= amount <= expected.high and expected.low != expected.high:
        return _in_range(path, amount, expected, said, remedy)
    nearest = expected.low if amount < expected.low else expected.high
    message = _(
        "row {number}: {formula} = {expected}万元, the plan gives {amount}万元, {difference}万元",
        **said, expected=wan(nearest), difference=f"{(amount - nearest) / WAN:+f}".rstrip("0").rstrip("."),
    )  # fmt: skip
    return Finding(path, message + notes, remedy)


def _in_range(
    path: tuple[str | int, ...],
    amount: Decimal,
    expected: Expected,
    said: dict[str, object],
    remedy: str,
) -> Finding:
    between = {"low": wan(expected.low), "high": wan(expected.high)}
    if expected.step and (amount - expected.low) % expected.step:
        longer = (amount - expected.low) / expected.step
        message = _(
            "row {number}: {formula} is {low}–{high}万元; {amount}万元 lies within, but {longer} of "
            "{people} people would have to stay the longer time, which is no whole number",
            **said,
            **between,
            longer=f"{longer.normalize():f}",
            people=expected.people,
        )
        return Finding(path, message, remedy)
    message = _(
        "row {number}: {formula} is {low}–{high}万元; {amount}万元 lies within", **said, **between
    )
    return Finding(path, message, note=True)


class Sizes(Parameters):
    """Whose standards say how many people and days there must be."""

    standards: str


def class_size(subject: Plan, parameters: Sizes) -> Iterator[Finding]:
    """A class 办班 that is no standard class and has too few people, or too few or many days."""
    standards = standards_of(parameters.standards)
    standard, year = standards.classes, standards.year
    for project in projects_of(subject.case):
        head = project.head
        people, days = exact(head.people), exact(head.days)
        if head.kind_of_work != "办班" or (people, days) == (standard.people, standard.days):
            continue
        if people is not None and people < standard.least_people:
            yield Finding(
                ("projects", project.index, "people"),
                _("row {number}: {people} people", number=head.number, people=people),
                _(
                    "{least} or more are meant as a rule (原则上), by the standard of {year}.",
                    least=standard.least_people,
                    year=year,
                ),
            )
        if days is not None and not standard.least_days <= days <= standard.most_days:
            yield Finding(
                ("projects", project.index, "days"),
                _("row {number}: {days} days", number=head.number, days=days),
                _(
                    "{least} to {most} are meant as a rule (原则上), by the standard of {year}.",
                    least=standard.least_days,
                    most=standard.most_days,
                    year=year,
                ),
            )


def team_batches(subject: Plan, parameters: Sizes) -> Iterator[Finding]:
    """A batch sent out with too few people or days for the sum it gets."""
    standard = standards_of(parameters.standards).teams
    for path, row in subject.rows("projects"):
        if row.kind_of_work != "派出" or isinstance(row.amount, Gap):
            continue
        for key, least in (("people", standard.least_people), ("days", standard.least_days)):
            span = getattr(row, key)
            if isinstance(span, Span) and span.low < least:
                yield Finding(
                    (*path, key),
                    _(
                        "row {number}: {found} {title}",
                        number=row.number,
                        found=span,
                        title={"people": "人", "days": "天"}[key],
                    ),
                    _("At least {least} are needed.", least=least),
                )
