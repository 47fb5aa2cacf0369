"""The period of an agreement 协议期限: full years, and the years the form has printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import PositiveInt

from generator.cases.agreement import Pair
from generator.check.finding import Checking, Finding, field_title
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.places import Path


class Period(Parameters):
    """How long, and the years the first and the last day lie in."""

    years: PositiveInt
    start_year: int
    end_year: int


class FixedPeriod(Parameters):
    """The first and the last day the policy prints."""

    start: date
    end: date


def fixed_period(checking: Checking, parameters: FixedPeriod) -> Iterator[Finding]:
    """A first or last day that is not the policy's; a blank one is left for handwriting."""
    for path, pair in checking.pairs():
        for key, day in (("start", parameters.start), ("end", parameters.end)):
            said = getattr(pair, key)
            if isinstance(said, date) and said != day:
                yield Finding(
                    (*path, key),
                    _("{title} is {said}, not {day}", title=field_title(key), said=said, day=day),
                    _("Write {start} and {end}, or leave both blank.",
                      start=parameters.start, end=parameters.end),
                )  # fmt: skip


def period(checking: Checking, parameters: Period) -> Iterator[Finding]:
    """A first or last day in another year, or a length that is not the full years.

    A blank date is left for handwriting; an end before the start is told elsewhere.
    """
    for path, pair in checking.pairs():
        start, end = pair.start, pair.end
        if isinstance(start, date) and isinstance(end, date) and end < start:
            continue
        elsewhere = list(_other_years(pair, path, parameters))
        yield from elsewhere
        if not elsewhere and isinstance(start, date) and isinstance(end, date):
            yield from _other_length(start, end, path, parameters)


def _other_years(pair: Pair, path: Path, parameters: Period) -> Iterator[Finding]:
    for key, year in (("start", parameters.start_year), ("end", parameters.end_year)):
        day = getattr(pair, key)
        if isinstance(day, date) and day.year != year:
            yield Finding(
                (*path, key),
                _("{title} {day} is not in {year}", title=field_title(key), day=day, year=year),
                _remedy(parameters),
            )


def _other_length(start: date, end: date, path: Path, parameters: Period) -> Iterator[Finding]:
    last = _last_day(start, parameters.years)
    if end != last:
        yield Finding(
            (*path, "end"),
            _(
                "from {start} to {end} is not {years} years, which would end on {last}",
                start=start,
                end=end,
                years=parameters.years,
                last=last,
            ),
            _remedy(parameters),
        )


def _last_day(start: date, years: int) -> date:
    """The last day of so many years, the first day counted; 29 February goes to 1 March."""
    try:
        after = start.replace(year=start.year + years)
    except ValueError:
        after = date(start.year + years, 3, 1)
    return after - timedelta(days=1)


def _remedy(parameters: Period) -> str:
    start = date(parameters.start_year, 1, 1)
    return _(
        "Write {start} and {end}, or leave both blank.",
        start=start,
        end=_last_day(start, parameters.years),
    )
