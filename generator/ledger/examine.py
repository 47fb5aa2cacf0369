"""The examination of a ledger: is the file sound, and does everything in it hold together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from generator.i18n import _
from generator.ledger.entries import State
from generator.ledger.schema import counters, events, files, numbers, series
from generator.ledger.series import Series
from generator.ledger.store import Ledger


def faults(ledger: Ledger) -> tuple[str, ...]:
    """Everything that is wrong with the ledger, in words; empty: it is sound.

    Raises LedgerError when it cannot even be read.
    """
    with ledger.reading() as connection:
        return (
            *_damage(connection),
            *_sequences(connection),
            *_spelling(connection),
            *_stories(connection),
            *_without_files(connection),
        )


def tally(ledger: Ledger) -> dict[State, int]:
    """How many numbers are in each state."""
    query = select(numbers.c.state, func.count()).group_by(numbers.c.state)
    with ledger.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(query)}
    return {state: found.get(state.value, 0) for state in State}


def _damage(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield _("the file is damaged: {reason}", reason=said)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _("a row of {table} belongs to nothing", table=row[0])


def _sequences(connection: Connection) -> Iterator[str]:
    """Every number from 1 to the last given is there, once."""
    given: dict[tuple[int, int], list[int]] = {}
    query = select(numbers.c.series, numbers.c.year, numbers.c.sequence)
    for kind, year, sequence in connection.execute(query):
        given.setdefault((kind, year), []).append(sequence)
    last = {(row.series, row.year): row.last for row in connection.execute(select(counters))}
    for place in sorted({*given, *last}):
        if sorted(given.get(place, [])) != list(range(1, last.get(place, 0) + 1)):
            yield _("series {series}, year {year}: numbers are lost or given twice",
                    series=place[0], year=place[1])  # fmt: skip


def _spelling(connection: Connection) -> Iterator[str]:
    """Every number is written as its series writes it."""
    patterns = {row.id: Series(row.pattern) for row in connection.execute(select(series))}
    for row in connection.execute(select(numbers)):
        kind = patterns[row.series]
        if row.number != kind.number(int(row.dated[:4]), row.sequence):
            yield _("{number} is not written as its series writes it", number=row.number)


def _stories(connection: Connection) -> Iterator[str]:
    """Every number's state is what last happened to it."""
    told = select(events.c.number, events.c.state).order_by(events.c.id)
    last_of = {row[0]: row[1] for row in connection.execute(told)}
    query = select(numbers.c.id, numbers.c.number, numbers.c.state)
    for number_id, number, state in connection.execute(query):
        last = last_of.get(number_id, "")
        if state != last:
            yield _("{number} is {state}, its story says {last}",
                    number=number, state=state, last=last)  # fmt: skip


def _without_files(connection: Connection) -> Iterator[str]:
    """Every number issued has a file."""
    made = Counter(connection.scalars(select(files.c.number)))
    query = select(numbers.c.id, numbers.c.number).where(numbers.c.state == State.ISSUED.value)
    for number_id, number in connection.execute(query):
        if not made[number_id]:
            yield _("{number} is issued, but no file of it is known", number=number)
