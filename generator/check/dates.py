"""Dates of a case of any kind: ends not before their starts, the year that of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.cases.base import Case, title_of
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity
from generator.reference import Policy


def reversed_dates(model: BaseModel, path: Path = ()) -> Iterator[Finding]:
    """Every start and end of which the end comes first; agreements and courses have checks of their own."""
    if isinstance(model, Case) and model.kind in ("agreement", "training"):
        return
    start, end = getattr(model, "start", None), getattr(model, "end", None)
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield Finding(
            (*path, "end"),
            _(
                "{title} {end} is before {start_title} {start}",
                title=title_of(type(model), "end"),
                end=end,
                start_title=title_of(type(model), "start"),
                start=start,
            ),
            _("Correct one of the two dates."),
        )
    for key in models_in(type(model)):
        value = getattr(model, key)
        if isinstance(value, BaseModel):
            yield from reversed_dates(value, (*path, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from reversed_dates(item, (*path, key, index))


@cache
def models_in(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold models, alone or in lists."""
    return tuple(key for key, field in model.model_fields.items() if _holds(field.annotation))


def _holds(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, BaseModel)
    return any(_holds(part) for part in get_args(annotation))


def other_year(case: Case, policy: Policy) -> Iterator[Finding]:
    """A case for a year the policy does not speak of: numbers and bodies change with the year."""
    year = getattr(case, "year", None)
    if policy.years is None or not isinstance(year, int):
        return
    first, last = policy.years
    if not first <= year <= last:
        yield Finding(
            ("year",),
            _("{policy} is not for {year}", policy=policy.id, year=year),
            _("Name the policy of that year; its rules may differ."),
            Severity.WARNING,
        )
