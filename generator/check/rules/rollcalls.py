"""Roll-calls 抽查点名: one every month, and who was absent twice in a row; nothing to be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import PositiveInt

from generator.cases.attendance import AttendanceCase, RollCall
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key

Attendance = Subject[AttendanceCase]


def months_between(start: date, end: date) -> Iterator[tuple[int, int]]:
    """Every month with a day from `start` to `end`, as (year, month)."""
    for index in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        yield index // 12, index % 12 + 1


def monthly_roll_call(subject: Attendance, parameters: Parameters) -> Iterator[Finding]:
    """A month of the period without a roll-call of the sender, or with none that was reported."""
    case = subject.case
    own = [call for call in case.roll_calls if call.caller == "支援医院"]
    for year, month in months_between(case.start, case.end):
        calls = [call for call in own if (call.day.year, call.day.month) == (year, month)]
        if not calls:
            yield Finding(
                ("roll_calls",),
                _("no roll-call of the sender in {year}-{month}", year=year, month=f"{month:02}"),
                _("Call once a month at least, and enter it."),
            )
        elif not any(call.reported for call in calls):
            yield Finding(
                ("roll_calls", case.roll_calls.index(calls[0])),
                _("the roll-call of {day} was not reported", day=calls[0].day),
                _("Report it, then write reported (上报日期)."),
            )


class Absences(Parameters):
    """How many roll-calls in a row, and whose."""

    times: PositiveInt
    caller: str


def absent_in_a_row(subject: Attendance, parameters: Absences) -> Iterator[Finding]:
    """A person absent at so many roll-calls in a row, days of leave not counted."""
    calls = sorted(
        (call for call in subject.case.roll_calls if call.caller == parameters.caller),
        key=lambda call: call.day,
    )
    run: dict[str, int] = {}
    for call in calls:
        missing = {
            name_key(name): name for name in call.absent if not _on_leave(subject, name, call.day)
        }
        run = {key: run.get(key, 0) + 1 for key in missing}
        for key, times in run.items():
            if times == parameters.times:
                yield _flag(subject, call, missing[key], times)


def _flag(subject: Attendance, call: RollCall, name: str, times: int) -> Finding:
    return Finding(
        ("roll_calls", subject.case.roll_calls.index(call), "absent"),
        _(
            "{name} was absent at {times} roll-calls in a row, on {day} again",
            name=name,
            times=times,
            day=call.day,
        ),
        _("{name} may not apply for a senior title; enter the leave if there was one.", name=name),
    )


def _on_leave(subject: Attendance, name: str, day: date) -> bool:
    return any(
        name_key(leave.name) == name_key(name) and leave.start <= day <= leave.end
        for leave in subject.case.leaves
    )


def nothing_taken(subject: Attendance, parameters: Parameters) -> Iterator[Finding]:
    """Money from the receiver to a member."""
    for path, payment in subject.rows("payments"):
        if payment.amount:
            yield Finding(
                (*path, "amount"),
                _(
                    "{name} took {amount}元 ({item}) from the receiver",
                    name=payment.name,
                    amount=payment.amount,
                    item=payment.item,
                ),
                _("Let it be given back."),
            )
