"""The day an agreement is signed 签订日期: within the window, and when it takes effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from generator.check.finding import Checking, Finding, field_title
from generator.check.rules.parameters import Parameters
from generator.i18n import _


class Window(Parameters):
    """The first and the last day to sign."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


def signing_window(checking: Checking, parameters: Window) -> Iterator[Finding]:
    """A signing day outside the window; a blank one is left for handwriting."""
    for path, pair in checking.pairs():
        day = pair.signed
        if isinstance(day, date) and not parameters.first <= day <= parameters.last:
            yield Finding(
                (*path, "signed"),
                _(
                    "{title} {day} is outside the time to sign",
                    title=field_title("signed"),
                    day=day,
                ),
                _(
                    "Sign from {first} to {last}, or leave the date blank.",
                    first=parameters.first,
                    last=parameters.last,
                ),
            )


def taking_effect(checking: Checking, parameters: Parameters) -> Iterator[Finding]:
    """An agreement sealed after its first day: it takes effect only with the seals."""
    for path, pair in checking.pairs():
        signed, start = pair.signed, pair.start
        if isinstance(signed, date) and isinstance(start, date) and start < signed:
            yield Finding(
                (*path, "signed"),
                _(
                    "takes effect with the last seal, not before {signed}, "
                    "though the period starts on {start}",
                    signed=signed,
                    start=start,
                ),
                _("Nothing to do if that is meant."),
            )
