"""Leave 请假 and recalls 调回: approved by whom the length asks for, adjacent leaves counted as one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, PositiveInt

from generator.cases.attendance import Act, Approval, AttendanceCase, Leave, Office
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key

Attendance = Subject[AttendanceCase]


class Link(BaseModel):
    """One step of a chain: who does what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    office: Office
    act: Act

    def __str__(self) -> str:
        return f"{self.office}{self.act}"


class Step(BaseModel):
    """The chain for leave of up to so many days; without days, for all that is longer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: PositiveInt | None = None
    chain: tuple[Link, ...]


class LeaveSteps(Parameters):
    """The chains, from the shortest leave to the longest."""

    steps: tuple[Step, ...]


class Absence(Struct, frozen=True):
    """Leaves of one person that follow each other without a day between: one absence."""

    indexes: tuple[int, ...]
    leaves: tuple[Leave, ...]

    @property
    def days(self) -> int:
        """Days away; halves are rounded up after adding."""
        return math.ceil(sum(_length(leave) for leave in self.leaves))

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The approvals of all its leaves."""
        return tuple(approval for leave in self.leaves for approval in leave.approvals)


def _length(leave: Leave) -> float:
    return float(leave.days) if leave.days else (leave.end - leave.start).days + 1


def absences(leaves: Sequence[Leave]) -> list[Absence]:
    """The leaves of each person, adjacent and overlapping ones merged; recalls are left out."""
    by_person: dict[str, list[int]] = {}
    for index, leave in enumerate(leaves):
        if leave.reason == "请假" and leave.start <= leave.end:
            by_person.setdefault(name_key(leave.name), []).append(index)
    found: list[Absence] = []
    for indexes in by_person.values():
        indexes.sort(key=lambda index: leaves[index].start)
        group = [indexes[0]]
        for index in indexes[1:]:
            last = max(leaves[each].end for each in group)
            if leaves[index].start <= last + timedelta(days=1):
                group.append(index)
            else:
                found.append(Absence(tuple(group), tuple(leaves[i] for i in group)))
                group = [index]
        found.append(Absence(tuple(group), tuple(leaves[i] for i in group)))
    return found


def leave_approvals(subject: Attendance, parameters: LeaveSteps) -> Iterator[Finding]:
    """An absence whose length wants a chain of approvals that is not there."""
    for absence in absences(subject.case.leaves):
        wanted = [
            step for step in parameters.steps if step.days is None or absence.days <= step.days
        ]
        if not any(not _missing(step.chain, absence.approvals) for step in wanted):
            yield _unapproved(absence, wanted[0])
        else:
            yield from _too_late(absence)


def _unapproved(absence: Absence, step: Step) -> Finding:
    missing = "、".join(str(link) for link in _missing(step.chain, absence.approvals))
    first = absence.leaves[0]
    last = max(leave.end for leave in absence.leaves)
    if len(absence.leaves) > 1:
        message = _(
            "{name} was away from {start} to {end}, {days} days in {parts} leaves that follow each "
            "other, without {missing}",
            name=first.name,
            start=first.start,
            end=last,
            days=absence.days,
            parts=len(absence.leaves),
            missing=missing,
        )
    else:
        message = _(
            "{name} was away from {start} to {end}, {days} days, without {missing}",
            name=first.name,
            start=first.start,
            end=last,
            days=absence.days,
            missing=missing,
        )
    return Finding(
        ("leaves", absence.indexes[-1]),
        message,
        _("Needed: {chain}.", chain=" → ".join(map(str, step.chain))),
    )


def _too_late(absence: Absence) -> Iterator[Finding]:
    for index, leave in zip(absence.indexes, absence.leaves, strict=True):
        for number, approval in enumerate(leave.approvals):
            if approval.act == "批准" and approval.day and approval.day > leave.start:
                yield Finding(
                    ("leaves", index, "approvals", number, "day"),
                    _(
                        "approved on {day}, after the leave began on {start}",
                        day=approval.day,
                        start=leave.start,
                    ),
                    _("Leave is approved before it begins."),
                )


class Recall(Parameters):
    """The chain a recall needs."""

    chain: tuple[Link, ...]


def recall(subject: Attendance, parameters: Recall) -> Iterator[Finding]:
    """A recall without a step of its chain."""
    for path, leave in subject.rows("leaves"):
        if leave.reason == "调回" and (missing := _missing(parameters.chain, leave.approvals)):
            yield Finding(
                path,
                _(
                    "{name} was recalled without {missing}",
                    name=leave.name,
                    missing="、".join(map(str, missing)),
                ),
                _("Needed: {chain}.", chain=" → ".join(map(str, parameters.chain))),
            )


def _missing(chain: Sequence[Link], approvals: Sequence[Approval]) -> list[Link]:
    given = {(approval.office, approval.act) for approval in approvals}
    return [link for link in chain if (link.office, link.act) not in given]
