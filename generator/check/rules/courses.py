"""Training courses 培训班: how long and when, what is handed in afterwards, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import PositiveInt

from generator.cases.base import title_of
from generator.cases.nothing import Blank
from generator.cases.spans import Months
from generator.cases.training import TrainingCase
from generator.cases.training_appraised import appraisal_of
from generator.cases.training_course import (
    BATCHES,
    DAYS,
    PEOPLE,
    compared,
    settlement_of,
)
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import full_months, last_day

Course = Subject[TrainingCase]

_PLANNED = {"people": PEOPLE, "days": DAYS, "batches": BATCHES}


class LastDay(Parameters):
    """The month and the day by which a project of the year is over."""

    month: PositiveInt = 12
    day: PositiveInt = 31


class CourseMonths(Parameters):
    """How many months at least and at most."""

    least: PositiveInt
    most: PositiveInt


def course_months(subject: Course, parameters: CourseMonths) -> Iterator[Finding]:
    """A course shorter or longer, counted by the calendar."""
    start, end = subject.case.start, subject.case.end
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        return
    too_short = full_months(start, end) < parameters.least
    too_long = end > last_day(start, parameters.most)
    if too_short or too_long:
        yield Finding(
            ("end",),
            _("the course lasts from {start} to {end}", start=start, end=end),
            _(
                "{least} to {most} months are meant: {first} to {last}.",
                least=parameters.least,
                most=parameters.most,
                first=last_day(start, parameters.least),
                last=last_day(start, parameters.most),
            ),
        )


class Materials(Parameters):
    """What is to be handed in."""

    names: tuple[str, ...]


def materials(subject: Course, parameters: Materials) -> Iterator[Finding]:
    """A course whose materials were handed in without some of them."""
    case = subject.case
    if not case.materials and case.handed_in is None:
        return  # they are due only after the course
    there: set[str] = set(case.materials)
    if missing := [name for name in parameters.names if name not in there]:
        yield Finding(
            ("materials",),
            _("not handed in: {missing}", missing="、".join(missing)),
            _("Hand them in, then name them in materials (报送材料)."),
        )


def all_appraised(subject: Course, parameters: Parameters) -> Iterator[Finding]:
    """A trainee without a result where the appraisals were handed in: one for each on the roster."""
    if "学员鉴定表" not in subject.case.materials:
        return
    for path, trainee in subject.rows("trainees"):
        if isinstance(trainee.result, Blank):
            yield Finding(
                path,
                _("{name} was not appraised", name=trainee.name),
                _("Appraise everyone on the roster, then write result (考核结果)."),
            )


def one_appraisal_each(subject: Course, parameters: Parameters) -> Iterator[Finding]:
    """A trainee without an appraisal 鉴定 in a case that has those of others."""
    case = subject.case
    if not case.appraisals:
        return  # they are written on paper, or not yet
    for path, trainee in subject.rows("trainees"):
        if appraisal_of(case, trainee) is None:
            yield Finding(
                path,
                _("{name} has no appraisal", name=trainee.name),
                _("Write one in appraisals (学员鉴定): there are as many as names on the roster."),
            )


def course_window(subject: Course, parameters: Parameters) -> Iterator[Finding]:
    """A course outside the months that the plan gives it."""
    plan = subject.case.plan
    if plan is None or not isinstance(plan.months, Months):
        return
    for key in ("start", "end"):
        day = getattr(subject.case, key)
        if isinstance(day, date) and not plan.months.first <= day.month <= plan.months.last:
            yield Finding(
                (key,),
                _("{title} {day} is outside the months of the plan: {months}",
                  title=title_of(TrainingCase, key), day=day, months=plan.months),
                _("Correct the date, or have the plan changed."),
            )  # fmt: skip


def course_in_year(subject: Course, parameters: LastDay) -> Iterator[Finding]:
    """A course that ends after the last day of the year it began in.

    One with an account is told of by its settlement.
    """
    start, end = subject.case.start, subject.case.end
    if settlement_of(subject.case) is not None:
        return
    if not isinstance(start, date) or not isinstance(end, date):
        return
    last = date(start.year, parameters.month, parameters.day)
    if end > last >= start:
        yield Finding(
            ("end",),
            _("the course ends on {end}", end=end),
            _("The budget of {year} is spent by {last}.", year=start.year, last=last),
        )


def course_as_planned(subject: Course, parameters: Parameters) -> Iterator[Finding]:
    """People, days or batches that are not those of the plan."""
    for line in compared(subject.case):
        if isinstance(line.difference, int) and line.difference:
            key = next(key for key, name in _PLANNED.items() if name == line.name)
            yield Finding(
                ("plan", key),
                _("{name}: {planned} planned, {actual} held",
                  name=line.name, planned=line.planned, actual=line.actual),
                _("Correct it, or tell the reason in the report (项目工作总结)."),
            )  # fmt: skip


class Within(Parameters):
    """How many calendar days after the end."""

    days: PositiveInt


def handed_in_within(subject: Course, parameters: Within) -> Iterator[Finding]:
    """Materials handed in later than so many days after the end; a note while they are due."""
    case = subject.case
    if not isinstance(case.end, date):
        return
    last = case.end + timedelta(days=parameters.days)
    if case.handed_in is None:
        yield Finding(
            ("end",),
            _("the materials are due by {last}", last=last),
            _("Then write handed_in (材料报送日期) and materials (报送材料)."),
            note=True,
        )
    elif case.handed_in > last:
        yield Finding(
            ("handed_in",),
            _("handed in on {day}, {days} days after the end",
              day=case.handed_in, days=(case.handed_in - case.end).days),
            _("It was due on {last}.", last=last),
        )  # fmt: skip


def contact(subject: Course, parameters: Parameters) -> Iterator[Finding]:
    """A course without someone to ask, or without a number to call."""
    case = subject.case
    for key in ("contact", "contact_phone"):
        if isinstance(getattr(case, key), Blank):
            title = title_of(TrainingCase, key)
            yield Finding(
                (key,),
                _("{title} is missing", title=title),
                _("Write {title} ({key}).", title=title, key=key),
            )
