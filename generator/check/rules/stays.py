"""How long people stay 驻点帮扶: months by the calendar, fixed dates, days of attendance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from pydantic import PositiveInt

from generator.cases.attendance import AttendanceCase, StayRow
from generator.cases.dispatch import DispatchCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key
from generator.identifiers.periods import Period, full_months, last_day

Dispatch = Subject[DispatchCase]


class StayMonths(Parameters):
    """How many months at least, for all senders or for those in the province."""

    months: PositiveInt
    senders: Literal["all", "in-province"] = "all"


def stay_months(subject: Dispatch, parameters: StayMonths) -> Iterator[Finding]:
    """A member whose stay is shorter, counted by the calendar."""
    for path, batch in subject.rows("batches"):
        if parameters.senders == "in-province" and batch.in_province is not True:
            continue
        for index, member in enumerate(batch.members):
            stay = batch.stay_of(member)
            if stay and full_months(stay.start, stay.end) < parameters.months:
                last = last_day(stay.start, parameters.months)
                yield Finding(
                    (*path, "members", index),
                    _(
                        "the stay {stay} is shorter than {months} months",
                        stay=stay,
                        months=parameters.months,
                    ),
                    _("Let it last to {day} at least.", day=last),
                )


class FixedStay(Parameters):
    """The first and the last day of every stay."""

    start: date
    end: date


def fixed_stay(subject: Dispatch, parameters: FixedStay) -> Iterator[Finding]:
    """A stay of other days than the policy's."""
    wanted = Period(parameters.start, parameters.end)
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            stay = batch.stay_of(member)
            if stay and (stay.start, stay.end) != (wanted.start, wanted.end):
                yield Finding(
                    (*path, "members", index),
                    _("the stay is {stay}", stay=stay),
                    _("It must be {wanted}, {days} days.", wanted=wanted, days=wanted.days),
                )


class Arrival(Parameters):
    """The last day to arrive; of all batches or the first; whether the list must be handed in."""

    by: date
    batches: Literal["all", "first"] = "all"
    list_reported: bool = False
    year: int | None = None  # only of cases for this year


def arrival(subject: Dispatch, parameters: Arrival) -> Iterator[Finding]:
    """A batch that arrives late, or whose list of members was not handed in."""
    if parameters.year not in (None, subject.case.year):
        return
    for path, batch in subject.rows("batches"):
        if parameters.batches == "first" and batch.number != 1:
            continue
        arrived = batch.arrived or batch.start
        if isinstance(arrived, date) and arrived > parameters.by:
            key = "arrived" if batch.arrived else "start"
            yield Finding(
                (*path, key),
                _("batch {number} arrives on {day}", number=batch.number, day=arrived),
                _("Let it arrive by {day}.", day=parameters.by),
            )
        if parameters.list_reported and batch.reported is None:
            yield Finding(
                path,
                _("the list of members of batch {number} was not handed in", number=batch.number),
                _("Hand it in, then give the day as reported (名单上报日期)."),
                certain=False,
            )


class AttendedDays(Parameters):
    """Days of attendance at least, by the months of the stay; the longest stays first."""

    least: dict[PositiveInt, PositiveInt]  # months of the stay → days


def attended_days(subject: Subject[AttendanceCase], parameters: AttendedDays) -> Iterator[Finding]:
    """A person who was there on too few days, all stays of the person at a receiver together."""
    by_person: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(subject.case.stays):
        if isinstance(row.name, str) and isinstance(row.receiver, str):
            by_person.setdefault((name_key(row.name), row.receiver), []).append(index)
    for indexes in by_person.values():
        rows = [subject.case.stays[index] for index in indexes]
        if any(row.days is None for row in rows):
            continue
        days = sum(row.days or 0 for row in rows)
        least = _least(rows, parameters.least)
        if days < least:
            yield Finding(
                ("stays", indexes[-1], "days"),
                _("{name} was there on {days} days", name=rows[0].name, days=days),
                _("{least} are needed.", least=least),
            )


def days_recorded(subject: Subject[AttendanceCase], parameters: Parameters) -> Iterator[Finding]:
    """A row without days of attendance, or with more than the stay has."""
    for path, row in subject.rows("stays"):
        if row.days is None:
            yield Finding(
                path,
                _("the days of attendance of {name} are missing", name=row.name),
                _("Count them in the record of attendance (钉钉打卡) and write days (驻点天数)."),
            )
        elif isinstance(row.start, date) and isinstance(row.end, date):
            length = (row.end - row.start).days + 1
            if row.days > max(length, 0):
                yield Finding(
                    (*path, "days"),
                    _(
                        "{days} days of attendance in a stay of {length}",
                        days=row.days,
                        length=length,
                    ),
                    _("Correct the days or the dates."),
                )


def _least(rows: list[StayRow], least: dict[int, int]) -> int:
    """The days wanted of stays that follow each other, by their months together."""
    dated = sorted(
        (row.start, row.end)
        for row in rows
        if isinstance(row.start, date) and isinstance(row.end, date)
    )
    months, start, end = 0, None, None
    for first, last in dated:
        if end is None or first > end + timedelta(days=1):
            start = first
        end = max(end, last) if end else last
        months = max(months, full_months(start, end)) if start else months
    fitting = [days for length, days in least.items() if length <= months]
    return max(fitting, default=0)
