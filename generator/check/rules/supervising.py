"""Supervision 督导: meetings, papers, inspections, and who was trained, each in its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, PositiveInt

from generator.cases.nothing import Blank
from generator.cases.supervision import Inspection, SupervisionCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key
from generator.identifiers.periods import Period, last_day

Supervision = Subject[SupervisionCase]


def spans(start: date, end: date, months: int) -> Iterator[Period]:
    """The stretches of so many months from `start` on; the last may be cut by `end`."""
    while start <= end:
        last = min(last_day(start, months), end)
        yield Period(start, last)
        start = last + timedelta(days=1)


class Every(Parameters):
    """Once in so many months."""

    months: PositiveInt


def meetings(subject: Supervision, parameters: Every) -> Iterator[Finding]:
    """A stretch of the period without a meeting."""
    for span in spans(subject.case.start, subject.case.end, parameters.months):
        if not any(meeting.day in span for meeting in subject.case.meetings):
            yield Finding(
                ("meetings",),
                _("no meeting (专题会议) from {start} to {end}", start=span.start, end=span.end),
                _("Hold one and enter it."),
            )


class Papers(Parameters):
    """The documents that must be there."""

    names: tuple[str, ...]


def papers(subject: Supervision, parameters: Papers) -> Iterator[Finding]:
    """A document that is not there, or has no date."""
    there = {paper.name for paper in subject.case.papers if paper.day}
    for name in parameters.names:
        if name not in there:
            yield Finding(
                ("papers",), _("{name} is not on record", name=name), _("Enter it with its day.")
            )


class Visits(BaseModel):
    """Who visits how often."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    inspector: str
    times: PositiveInt
    months: PositiveInt
    each_department: bool = False
    report: bool = True


class Inspections(Parameters):
    """The visits there must be."""

    visits: tuple[Visits, ...]


def inspections(subject: Supervision, parameters: Inspections) -> Iterator[Finding]:
    """Too few visits of someone in a stretch of the period, or a visit without a report."""
    case = subject.case
    for visits in parameters.visits:
        own = [each for each in case.inspections if each.inspector == visits.inspector]
        for span in spans(case.start, case.end, visits.months):
            inside = [each for each in own if each.day in span]
            yield from _too_few(inside, span, visits, case.departments)
        for index, each in enumerate(case.inspections):
            if visits.report and each.inspector == visits.inspector and not each.report:
                yield Finding(
                    ("inspections", index),
                    _(
                        "the visit of {inspector} on {day} has no report",
                        inspector=each.inspector,
                        day=each.day,
                    ),
                    _("Write one, then report: 是 (工作报告)."),
                )


def _too_few(
    inside: Sequence[Inspection], span: Period, visits: Visits, departments: tuple[str, ...]
) -> Iterator[Finding]:
    groups = departments if visits.each_department else ("",)
    for department in groups:
        own = [each for each in inside if not department or each.department == department]
        if len(own) < visits.times:
            yield Finding(
                ("inspections",),
                _(
                    "{inspector} {department}: {count} visits from {start} to {end}",
                    inspector=visits.inspector,
                    department=department,
                    count=len(own),
                    start=span.start,
                    end=span.end,
                ),
                _("At least {times} are needed.", times=visits.times),
            )


class Trained(Parameters):
    """How many are to be trained for each receiver and year, and whether a deputy is named."""

    least: PositiveInt
    deputy: bool = False


def trained(subject: Supervision, parameters: Trained) -> Iterator[Finding]:
    """A receiver for which too few were trained in a year, or that has no deputy head of ours."""
    for path, row in subject.rows("trained"):
        count = len({name_key(name) for name in row.names})
        if count < parameters.least:
            yield Finding(
                (*path, "names"),
                _(
                    "{count} people were trained for {receiver} in {year}",
                    count=count,
                    receiver=row.receiver,
                    year=row.year,
                ),
                _("Train at least {least} a year.", least=parameters.least),
            )
        if parameters.deputy and isinstance(row.deputy, Blank):
            yield Finding(
                path,
                _("nobody serves as deputy head at {receiver}", receiver=row.receiver),
                _("Name who does as deputy (挂职副院长)."),
            )


class County(Parameters):
    """From what population on a county must have a hospital of the level."""

    population: PositiveInt


def county_level(subject: Supervision, parameters: County) -> Iterator[Finding]:
    """A county of more people than that without a hospital of level two 二级."""
    for path, row in subject.rows("counties"):
        if row.population > parameters.population and row.level == "二级以下":
            yield Finding(
                (*path, "level"),
                _(
                    "{county} has {population} inhabitants and no hospital of level two",
                    county=row.county,
                    population=row.population,
                ),
                _("Aim at one by 2025."),
            )
