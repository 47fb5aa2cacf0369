"""Batches that follow each other 轮换: the year covered, and no gap at the handover 压茬轮换."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from pydantic import NonNegativeInt

from generator.cases.dispatch import Batch, DispatchCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import Period, year_of
from generator.places import Path

Dispatches = Sequence[Subject[DispatchCase]]
Placed = tuple[int, Path, Batch, Period]  # index of the case, path of the batch, the batch, when
DAY = timedelta(days=1)


class WholeYear(Parameters):
    """The day before which nobody need be there: the first batches came during the year."""

    first: date


def whole_year(subjects: Dispatches, parameters: WholeYear) -> Iterator[tuple[int, Finding]]:
    """Days of a case's year on which nobody is at a receiver, all batches of all cases together."""
    years = {subject.case.year for subject in subjects}
    for receiver, placed in _by_receiver(subjects).items():
        stays = [period for *_rest, period in placed]
        for year in sorted(years):
            whole = year_of(year)
            wanted = Period(max(whole.start, parameters.first), whole.end)
            for free in uncovered(wanted, stays):
                index, path, _batch, _period = _before(placed, free.start)
                yield (
                    index,
                    Finding(
                        (*path, "end"),
                        _(
                            "nobody is at {receiver} from {start} to {end}",
                            receiver=receiver,
                            start=free.start,
                            end=free.end,
                        ),
                        _("Let a batch cover these days."),
                    ),
                )


def uncovered(whole: Period, parts: Sequence[Period]) -> Iterator[Period]:
    """The stretches of `whole` that no part covers; days are counted with both ends."""
    day = whole.start
    for part in sorted(parts, key=lambda each: each.start):
        if part.start > whole.end:
            break
        if part.start > day:
            yield Period(day, part.start - DAY)
        day = max(day, part.end + DAY)
    if day <= whole.end:
        yield Period(day, whole.end)


class Handover(Parameters):
    """How many days may lie between two batches, and whether the handover must be on record."""

    gap_days: NonNegativeInt
    recorded: bool
    most_days: NonNegativeInt | None = None  # longer gaps are another check's


def handover(subjects: Dispatches, parameters: Handover) -> Iterator[tuple[int, Finding]]:
    """A batch that starts too long after the one before has ended, or without handing over."""
    for placed in _by_pair(subjects).values():
        for before, after in pairwise(placed):
            yield from _between(before, after, parameters)


def _between(before: Placed, after: Placed, parameters: Handover) -> Iterator[tuple[int, Finding]]:
    index, path, batch, period = before
    days = (after[3].start - period.end).days - 1
    longer = parameters.most_days is not None and days > parameters.most_days
    if days > parameters.gap_days and not longer:
        yield (
            after[0],
            Finding(
                (*after[1], "start"),
                _(
                    "{days} days lie between batch {first} and batch {second}",
                    days=days,
                    first=batch.number,
                    second=after[2].number,
                ),
                _(
                    "Let batch {second} start on {day} at the latest.",
                    second=after[2].number,
                    day=period.end + DAY,
                ),
            ),
        )
    if not parameters.recorded:
        return
    taken = after[2].takeover.day if after[2].takeover else None
    if batch.handover is None and not isinstance(taken, date):
        yield (
            index,
            Finding(
                path,
                _("the handover of batch {number} is not on record", number=batch.number),
                _("Write the day as handover (交接日期)."),
                certain=False,  # it may not have taken place yet
            ),
        )
    elif batch.handover and isinstance(taken, date) and batch.handover != taken:
        yield (
            after[0],
            Finding(
                (*after[1], "takeover", "day"),
                _(
                    "batch {second} takes over on {taken}, batch {first} hands over on {handover}",
                    first=batch.number,
                    second=after[2].number,
                    taken=taken,
                    handover=batch.handover,
                ),
                _("Correct one of the two; the letter prints the first."),
            ),
        )


def _by_receiver(subjects: Dispatches) -> dict[str, list[Placed]]:
    """Every dated batch of all cases by receiver, in time's order."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for placed in _placed(subjects):
        if isinstance(placed[2].receiver, str):
            found[placed[2].receiver].append(placed)
    return found


def _by_pair(subjects: Dispatches) -> dict[tuple[object, object], list[Placed]]:
    found: dict[tuple[object, object], list[Placed]] = defaultdict(list)
    for placed in _placed(subjects):
        found[placed[2].sender, placed[2].receiver].append(placed)
    return found


def _placed(subjects: Dispatches) -> list[Placed]:
    found = []
    for index, subject in enumerate(subjects):
        for path, batch in subject.rows("batches"):
            if period := batch.period:
                found.append((index, path, batch, period))
    return sorted(found, key=lambda each: (each[3].start, each[3].end))


def _before(placed: Sequence[Placed], day: date) -> Placed:
    """The last batch that starts before the day; the first one if none does."""
    return next((each for each in reversed(placed) if each[3].start < day), placed[0])
