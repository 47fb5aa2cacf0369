"""Which records of a case are meant: by key, by number, or by a part of the title."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from generator.cases.records import Record
from generator.errors import UsageError
from generator.i18n import _

_NAMED = 5  # records a message names


def chosen_records(records: Sequence[Record], wanted: Sequence[str]) -> tuple[Record, ...]:
    """The records asked for, in the case's order; all if none is named.

    Raises UsageError for a name that fits no record, or several.
    """
    if not wanted:
        return tuple(records)
    keys = {_the_one(name, records).key for name in wanted}
    return tuple(record for record in records if record.key in keys)


def _the_one(name: str, records: Sequence[Record]) -> Record:
    number = name.zfill(3)
    found = [r for r in records if r.key == name or r.key.partition("-")[0] == number]
    found = found or [r for r in records if name and name in r.title]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            _("“{name}” fits {count} records", name=name, count=len(found)),
            remedy=_(
                "Name one of them: {keys}.", keys=", ".join(record.key for record in found[:_NAMED])
            ),
        )
    keys = [record.key for record in records]
    near = difflib.get_close_matches(name, keys, 3, 0.3) or keys[:3]
    raise UsageError(
        _("there is no record “{name}”", name=name),
        remedy=_(
            "Name one by key, number or a part of its title, as: {keys}.", keys=", ".join(near)
        ),
    )
