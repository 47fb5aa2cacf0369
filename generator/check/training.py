"""What must hold in a training case: who is who, when it was, and figures that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.cases.base import Case
from generator.cases.training import TrainingCase
from generator.cases.training_course import session_hours
from generator.cases.training_parts import Session
from generator.cases.training_records import twice
from generator.check.evaluations import evaluation_findings
from generator.check.finding import Finding
from generator.check.seals import unfit_seals
from generator.check.trainees import appraisal_findings
from generator.i18n import _
from generator.identifiers.clock import Hours, read_hours
from generator.identifiers.periods import Period


def training_findings(case: Case, folder: Path) -> Iterator[Finding]:
    """Everything wrong with a training case as such; `folder` is its file's."""
    assert isinstance(case, TrainingCase)
    yield from unfit_seals(case.seals, ("issuer",), folder, ())
    yield from _indistinct(case)
    if isinstance(case.start, date) and isinstance(case.end, date) and case.end < case.start:
        yield Finding(
            ("end",),
            _("the course ends before it begins"),
            _("Correct 起始日期 (start) or 终止日期 (end)."),
        )
    elif isinstance(case.start, date) and isinstance(case.end, date):
        yield from _outside(case, Period(case.start, case.end))
    yield from _at_once(case)
    yield from _hours(case)
    yield from _people(case)
    yield from evaluation_findings(case)
    yield from appraisal_findings(case)
    if case.account is not None and case.plan is None:
        yield Finding(
            ("account",),
            _("an account without the plan it is settled against"),
            _("Write plan (项目计划): region, category and the amount approved."),
        )


def _indistinct(case: TrainingCase) -> Iterator[Finding]:
    """Rows that the ledger could not tell apart: the second would take the first one's number."""
    for rows in twice(case):
        first, *others = rows
        for row in others:
            yield Finding(
                ("trainees", row, "name"),
                _(
                    "nothing tells {name} from the trainee of row {row}",
                    name=case.trainees[row].name,
                    row=first + 1,
                ),
                _("Delete the row if it is one person, else give both their 身份证号 (id_number)."),
            )


def _outside(case: TrainingCase, course: Period) -> Iterator[Finding]:
    """Sessions and stays that are not within the course."""
    for index, session in enumerate(case.sessions):
        if isinstance(session.day, date) and session.day not in course:
            yield Finding(
                ("sessions", index, "day"),
                _("a session on {day}, the course is from {start} to {end}",
                  day=session.day, start=course.start, end=course.end),
                _("Correct the session's day or the course's dates."),
            )  # fmt: skip
    for index, trainee in enumerate(case.trainees):
        stay = trainee.stay
        if not isinstance(stay, Period):
            continue
        # A stay in months is meant roughly: it has only to touch the course.
        inside = (
            stay.start in course and stay.end in course
            if stay.precision == "day"
            else stay.start <= course.end and stay.end >= course.start
        )
        if not inside:
            yield Finding(
                ("trainees", index, "stay"),
                _("{name} was there {stay}, the course is from {start} to {end}",
                  name=trainee.name, stay=stay, start=course.start, end=course.end),
                _("Correct the stay or the course's dates."),
            )  # fmt: skip


def _at_once(case: TrainingCase) -> Iterator[Finding]:
    """Sessions of one day whose times overlap."""
    seen: list[tuple[int, Session, Hours]] = []
    for index, session in enumerate(case.sessions):
        hours = read_hours(session.time) if isinstance(session.time, str) else None
        if hours is None:
            continue
        for row, other, taken in seen:
            if other.day == session.day and hours.overlaps(taken):
                yield Finding(
                    ("sessions", index, "time"),
                    _("at the same time as the session of row {row}", row=row + 1),
                    _("Correct one of the times; groups taught side by side share one row."),
                )
                break
        seen.append((index, session, hours))


def _hours(case: TrainingCase) -> Iterator[Finding]:
    """学时 that are not what the sessions add up to."""
    each = [session.hours for session in case.sessions]
    if not each or not isinstance(case.hours, int) or not all(isinstance(h, Decimal) for h in each):
        return
    if (total := session_hours(case)) != case.hours:
        yield Finding(
            ("hours",),
            _("{said} hours, the sessions have {total}", said=case.hours, total=total),
            _("Correct 学时 (hours) or the sessions; certificates print them."),
        )


def _people(case: TrainingCase) -> Iterator[Finding]:
    """A number of people that is not the roster's."""
    if case.people is not None and case.people != len(case.trainees):
        yield Finding(
            ("people",),
            _("{said} people, the roster has {count}",
              said=case.people, count=len(case.trainees)),
            _("Correct 实际人数 (people) or the roster; they must be the same."),
        )  # fmt: skip
