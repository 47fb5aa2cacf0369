"""The year's plan 项目计划: counted, added up, within its year, and with someone to carry it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import PositiveInt

from generator.cases.nothing import Gap
from generator.cases.plan import PlanCase, Totals, projects_of, totals_of
from generator.cases.spans import Months, Span
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import month_of

Plan = Subject[PlanCase]


class ProjectCount(Parameters):
    """How many projects the notice says there are."""

    projects: PositiveInt


def project_count(subject: Plan, parameters: ProjectCount) -> Iterator[Finding]:
    """Rows whose numbers are not 1, 2, 3 …, or not as many as the case says, or the notice."""
    case = subject.case
    numbers = [project.head.number for project in projects_of(case)]
    for project, wanted in zip(projects_of(case), range(1, len(numbers) + 1), strict=True):
        if project.head.number != wanted:
            yield Finding(
                ("projects", project.index, "number"),
                _(
                    "number {number} stands where {wanted} belongs",
                    number=project.head.number,
                    wanted=wanted,
                ),
                _("Number the projects 1, 2, 3 …; lines of one project follow each other."),
            )
            break
    yield from _compared(
        ("stated", "projects"),
        "projects",
        len(set(numbers)),
        case.stated.projects,
        parameters.projects,
    )


class StatedTotals(Parameters):
    """The totals the notice gives."""

    trainees: PositiveInt
    teams: PositiveInt
    classes: PositiveInt


def plan_totals(subject: Plan, parameters: StatedTotals) -> Iterator[Finding]:
    """The three totals 来沪进修, 培训指导团队, 来沪办班: what the rows give beside what is said."""
    totals: Totals = totals_of(subject.case)
    for key in ("trainees", "teams", "classes"):
        said, own = getattr(subject.case.stated, key), getattr(totals, key)
        yield from _compared(("stated", key), key, own, said, getattr(parameters, key))


def _titles() -> dict[str, str]:
    return {
        "projects": "项目数",
        "trainees": "来沪进修人数",
        "teams": "赴对口支援地区培训指导团队数",
        "classes": "来沪办班数",
    }


def _compared(
    path: tuple[str, ...], key: str, own: int, said: int | None, notice: int
) -> Iterator[Finding]:
    title = _titles()[key]
    if said is not None and said != own:
        yield Finding(
            path,
            _(
                "{title}: the rows give {own}, the case says {said}",
                title=title,
                own=own,
                said=said,
            ),
            _("Correct the rows or the total."),
        )
    elif own != notice:
        yield Finding(
            path,
            _(
                "{title}: the rows give {own}, the notice says {notice}",
                title=title,
                own=own,
                notice=notice,
            ),
            _("Compare the rows with the notice, if this is its plan."),
            certain=False,
        )
    else:
        yield Finding(
            path, _("{title}: {own}, as the notice says", title=title, own=own), note=True
        )


class WithinYear(Parameters):
    """The last month a project may run in."""

    last_month: PositiveInt = 12


def within_year(subject: Plan, parameters: WithinYear) -> Iterator[Finding]:
    """A project that cannot end within the plan's year."""
    for path, row in subject.rows("projects"):
        if isinstance(row.days, Span) and isinstance(row.months, Months):
            year = subject.case.year
            last = month_of(year, parameters.last_month).end
            # A lone month says when it starts, else the whole window is meant.
            end = date(year, row.months.first, 1) + timedelta(days=row.days.low - 1)
            if end > last:
                yield Finding(
                    (*path, "days"),
                    _(
                        "row {number}: {days} days from month {month} on end on {end}",
                        number=row.number,
                        days=row.days,
                        month=row.months.first,
                        end=end,
                    ),
                    _("Start earlier: the budget of a year is spent within it."),
                )


def fits_window(subject: Plan, parameters: Parameters) -> Iterator[Finding]:
    """A project with more days than its months have."""
    for path, row in subject.rows("projects"):
        if isinstance(row.days, Span) and isinstance(row.months, Months):
            window = month_of(subject.case.year, row.months.first, row.months.last)
            if row.days.low > window.days:
                yield Finding(
                    (*path, "months"),
                    _(
                        "row {number}: {days} days do not fit into 实施时间 {months} ({window} days)",
                        number=row.number,
                        days=row.days,
                        months=row.months,
                        window=window.days,
                    ),
                    _("If it is the month of the start, write the months to the end too."),
                )


class Vague(Parameters):
    """A pattern of names that name nobody in particular, as 相关医院."""

    names: str


def named_undertakers(subject: Plan, parameters: Vague) -> Iterator[Finding]:
    """A project whose department or undertaker is not a body one could ask."""
    for project in projects_of(subject.case):
        for key in ("department", "undertaker"):
            name = getattr(project.head, key)
            if not isinstance(name, Gap) and re.search(parameters.names, name):
                yield Finding(
                    ("projects", project.index, key),
                    _(
                        "row {number}: {name} is nobody in particular",
                        number=project.head.number,
                        name=name,
                    ),
                    _("Name the bodies before the project starts."),
                )
