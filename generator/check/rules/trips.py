"""Trips 帮扶活动: in the year's plan, filed before they start, one at a time, reported afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.cases.activity import ActivityCase, Planned, Trip
from generator.cases.dispatch import DispatchCase
from generator.cases.filing import Filing
from generator.cases.spans import Months
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.places import Path

Activity = Subject[ActivityCase]


def planned_trips(
    subjects: Sequence[Activity], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """A trip that no plan of the year holds 计划外, plans of all cases together."""
    for index, subject in enumerate(subjects):
        year = subject.case.year
        rows = [row for each in subjects if each.case.year == year for row in each.case.planned]
        for path, trip in subject.rows("trips"):
            if not any(_fits(row, trip) for row in rows):
                yield (
                    index,
                    Finding(
                        path,
                        _(
                            "the trip to {place} on {day} is not in the plan of {year} (计划外)",
                            place=trip.destination,
                            day=trip.start,
                            year=year,
                        ),
                        _("Add it to the plan, or give the case that holds the plan too."),
                    ),
                )


def _fits(row: Planned, trip: Trip) -> bool:
    if not isinstance(row.region, str) or not isinstance(trip.destination, str):
        return True  # a gap is told elsewhere
    if row.region not in trip.destination and trip.destination not in row.region:
        return False
    if isinstance(row.months, Months) and isinstance(trip.start, date):
        return row.months.first <= trip.start.month <= row.months.last
    return True


def filed_before(subject: Activity, parameters: Parameters) -> Iterator[Finding]:
    """A trip that was not filed 报备, or only on the day it started or later."""
    for path, trip in subject.rows("trips"):
        yield from _filed(trip, path)


def departure_filed(subject: Subject[DispatchCase], parameters: Parameters) -> Iterator[Finding]:
    """A batch whose departure is filed as a trip, but not before it starts."""
    for path, batch in subject.rows("batches"):
        if batch.filing:
            yield from _filed(batch.filing, (*path, "filing"))


def _filed(trip: Filing, path: Path) -> Iterator[Finding]:
    if not isinstance(trip.filed, date):
        yield Finding(
            path,
            _("the trip to {place} was not filed", place=trip.destination),
            _("File it before it starts, then write filed (报备日期)."),
            certain=False,  # the form may be about to be printed and filed
        )
    elif isinstance(trip.start, date) and trip.filed >= trip.start:
        yield Finding(
            (*path, "filed"),
            _("filed on {filed}, the trip starts on {start}", filed=trip.filed, start=trip.start),
            _("File trips before they start."),
        )


def one_event(subject: Activity, parameters: Parameters) -> Iterator[Finding]:
    """A filing for several places, or two filings for one trip."""
    first: dict[tuple[object, ...], int] = {}
    for path, trip in subject.rows("trips"):
        if isinstance(trip.destination, str) and any(mark in trip.destination for mark in "、；;"):
            yield Finding(
                (*path, "destination"),
                _("one filing for several places: {place}", place=trip.destination),
                _("File one form for each."),
            )
        key = (trip.unit, trip.destination, trip.start)
        earlier = first.setdefault(key, int(path[1]))
        if earlier != path[1]:
            yield Finding(
                path,
                _("the same trip is filed in row {row} already", row=earlier + 1),
                _("Leave one of the two out."),
            )


def reported(subject: Activity, parameters: Parameters) -> Iterator[Finding]:
    """A trip whose written report is from before its end; a note while it is due."""
    for path, trip in subject.rows("trips"):
        if not isinstance(trip.end, date):
            continue
        if trip.report is None:
            yield Finding(
                path,
                _(
                    "a written report on the trip to {place} is due after {end}",
                    place=trip.destination,
                    end=trip.end,
                ),
                _("Report in writing, then write report (书面报告日期)."),
                note=True,
            )
        elif trip.report < trip.end:
            yield Finding(
                (*path, "report"),
                _(
                    "the report is of {report}, before the trip ended on {end}",
                    report=trip.report,
                    end=trip.end,
                ),
                _("Correct one of the two dates."),
            )
