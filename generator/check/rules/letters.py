"""Dispatch letters 派遣函: one for each batch, kept, and saying what the list of members says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.cases.base import title_of
from generator.cases.dispatch import Batch, DispatchCase, Letter, Member
from generator.cases.nothing import Blank, Gap
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key
from generator.identifiers.periods import Period
from generator.places import Path

Dispatch = Subject[DispatchCase]


def one_letter(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A batch without a letter, with two, or with one that is not kept or comes too late."""
    for path, batch in subject.rows("batches"):
        if len(batch.letters) != 1:
            yield Finding(
                (*path, "letters"),
                _(
                    "batch {number} has {count} letters",
                    number=batch.number,
                    count=len(batch.letters),
                ),
                _("Issue one letter for each batch and keep a copy."),
                certain=bool(batch.letters),  # it may be about to be issued
            )
        for index, letter in enumerate(batch.letters):
            yield from _letter(letter, batch, (*path, "letters", index))


def _letter(letter: Letter, batch: Batch, path: Path) -> Iterator[Finding]:
    if not letter.stored:
        yield Finding(
            path,
            _("no copy of the letter of batch {number} is kept", number=batch.number),
            _("Keep one, then write stored: 是 (存档)."),
            certain=False,
        )
    if (
        isinstance(letter.issued, date)
        and isinstance(batch.start, date)
        and letter.issued > batch.start
    ):
        yield Finding(
            (*path, "issued"),
            _(
                "the letter is of {issued}, after the start on {start}",
                issued=letter.issued,
                start=batch.start,
            ),
            _("Issue it before the batch leaves."),
        )


def letter_agrees(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A letter whose headcount, dates or names are not those of the list of members."""
    for path, batch in subject.rows("batches"):
        for index, letter in enumerate(batch.letters):
            yield from _agreeing(letter, batch, (*path, "letters", index))


def _agreeing(letter: Letter, batch: Batch, path: Path) -> Iterator[Finding]:
    remedy = _("Correct the letter or the list; they must say the same.")
    count = len(batch.members)
    if letter.headcount is not None and letter.headcount != count:
        yield Finding(
            (*path, "headcount"),
            _(
                "the letter says {said} people, the list has {count}",
                said=letter.headcount,
                count=count,
            ),
            remedy,
        )
    if isinstance(letter.stay, Period) and batch.period and letter.stay != batch.period:
        said = (letter.stay.start, letter.stay.end)
        if said != (batch.period.start, batch.period.end):
            yield Finding(
                (*path, "stay"),
                _(
                    "the letter says {said}, the batch stays {stay}",
                    said=letter.stay,
                    stay=batch.period,
                ),
                remedy,
            )
    if letter.names:
        yield from _names(letter, batch, path, remedy)


def _names(letter: Letter, batch: Batch, path: Path, remedy: str) -> Iterator[Finding]:
    listed = {name_key(m.name): m.name for m in batch.members if isinstance(m.name, str)}
    said = {name_key(name): name for name in letter.names}
    only_letter = [name for key, name in said.items() if key not in listed]
    only_list = [name for key, name in listed.items() if key not in said]
    if only_letter or only_list:
        yield Finding(
            (*path, "names"),
            _(
                "only in the letter: {letter}; only in the list: {list}",
                letter="、".join(only_letter) or "—",
                list="、".join(only_list) or "—",
            ),
            remedy,
        )


def complete_list(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member whose row of the list has empty cells; the remark may be empty."""
    keys = (
        "gender",
        "id_number",
        "politics",
        "position",
        "department",
        "specialty",
        "education",
        "phone",
    )
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            empty = [
                title_of(Member, key)
                for key in keys
                if isinstance(getattr(member, key), Blank | Gap)
            ]
            if empty:
                yield Finding(
                    (*path, "members", index),
                    _(
                        "{name}: {titles} empty",
                        name=member.name if isinstance(member.name, str) else "【待补】",
                        titles="、".join(empty),
                    ),
                    _("Fill the row in; the list is kept with the letter."),
                )


def welfare(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A letter that does not say that pay and benefits stay the same."""
    for path, batch in subject.rows("batches"):
        for index, letter in enumerate(batch.letters):
            if not letter.welfare:
                yield Finding(
                    (*path, "letters", index),
                    _("the letter does not say that pay and benefits stay the same"),
                    _("Say so in the letter, then write welfare: 是 (待遇不变说明)."),
                )
