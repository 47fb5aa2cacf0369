"""Pairs of an agreement case: dates in order, no pair twice, seals of known parties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.cases.agreement_records import seal_keys
from generator.cases.nothing import Gap
from generator.check.finding import Checking, Finding, field_title
from generator.check.seals import unfit_seals
from generator.i18n import _
from generator.places import Path


def ends_before_start(checking: Checking) -> Iterator[Finding]:
    """A period whose last day lies before its first."""
    for path, pair in checking.pairs():
        start, end = pair.start, pair.end
        if isinstance(start, date) and isinstance(end, date) and end < start:
            yield Finding(
                (*path, "end"),
                _(
                    "{title} {end} is before {start_title} {start}",
                    title=field_title("end"),
                    end=end,
                    start_title=field_title("start"),
                    start=start,
                ),
                _("Correct one of the two dates."),
            )


def pairs_twice(checking: Checking) -> Iterator[Finding]:
    """The same receiver and helper in two places, under whatever aliases."""
    first: dict[tuple[str, str], Path] = {}
    for path, pair in checking.pairs():
        if isinstance(pair.receiver, Gap):
            continue
        receiver = checking.names.full(pair.receiver)
        for index, name in enumerate(pair.helpers):
            if isinstance(name, Gap):
                continue
            helper = checking.names.full(name)
            place = (*path, "helpers", index)
            earlier = first.setdefault((receiver, helper), place)
            if earlier != place:
                yield Finding(
                    place,
                    _(
                        "{receiver} and {helper} are paired already in row {row}",
                        receiver=receiver,
                        helper=helper,
                        row=int(earlier[1]) + 1,
                    ),
                    _("Leave one of the two out."),
                )


def several_helpers_pairwise(checking: Checking) -> Iterator[Finding]:
    """A row with several helpers in a case that signs pair by pair."""
    if checking.case.mode == "joint":
        return
    for path, pair in checking.pairs():
        if len(pair.helpers) > 1:
            yield Finding(
                (*path, "helpers"),
                _("{count} hospitals in one row of a pairwise case", count=len(pair.helpers)),
                _("Give each its own row, or write mode: joint (签订方式: joint)."),
            )


def seals_of_nobody(checking: Checking) -> Iterator[Finding]:
    """A seal image of a party that does not sign, or one whose file is not there."""
    for path, pair in checking.pairs():
        parties = seal_keys(pair, checking.names)
        yield from unfit_seals(pair.seals, parties, checking.folder, path)
