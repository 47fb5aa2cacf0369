"""Training courses 培训班: how long, what is handed in afterwards and when, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import PositiveInt

from generator.cases.base import title_of
from generator.cases.nothing import Blank
from generator.cases.training import TrainingCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import full_months, last_day

Course = Subject[TrainingCase]


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
