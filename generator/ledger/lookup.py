"""What the ledger answers: by number, by file, by course; and a number's story."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from generator.ledger.entries import Entry, Event, FileMark, State, entries, entry_of
from generator.ledger.schema import events, files, numbers, series
from generator.ledger.store import Ledger

_AT_ONCE = 500


def find_number(ledger: Ledger, number: str) -> Entry | None:
    """The entry of a number as written; None when there is none."""
    with ledger.reading() as connection:
        row = connection.execute(entries().where(numbers.c.number == number)).one_or_none()
    return entry_of(row) if row else None


def find_id(ledger: Ledger, number_id: int) -> Entry:
    """The entry of an id the ledger gave."""
    with ledger.reading() as connection:
        return entry_of(connection.execute(entries().where(numbers.c.id == number_id)).one())


def find_file(ledger: Ledger, sha256: str) -> Entry | None:
    """The entry a file was made for, by the file's digest; None when it was never made."""
    with ledger.reading() as connection:
        number = connection.scalar(select(files.c.number).where(files.c.sha256 == sha256))
    return None if number is None else find_id(ledger, number)


def files_of(ledger: Ledger, ids: Collection[int]) -> Mapping[int, tuple[FileMark, ...]]:
    """The files ever made for these entries, the first of each first."""
    found: dict[int, tuple[FileMark, ...]] = dict.fromkeys(ids, ())
    wanted = list(ids)
    with ledger.reading() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(files).where(files.c.number.in_(wanted[start : start + _AT_ONCE]))
            for row in connection.execute(query.order_by(files.c.id)):
                found[row.number] = (*found[row.number], FileMark(row.name, row.sha256, row.size))
    return found


def events_of(ledger: Ledger, number_id: int) -> tuple[Event, ...]:
    """The story of a number, in the order it happened."""
    query = select(events).where(events.c.number == number_id).order_by(events.c.id)
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(Event(State(row.state), row.at, row.who, row.reason) for row in rows)


def all_entries(ledger: Ledger, batches: Collection[int] | None = None) -> tuple[Entry, ...]:
    """Every entry, or those of some batches, by series, year and sequence."""
    query = entries().order_by(numbers.c.series, numbers.c.year, numbers.c.sequence)
    if batches is not None:
        query = query.where(numbers.c.batch.in_(list(batches)))
    with ledger.reading() as connection:
        return tuple(map(entry_of, connection.execute(query)))


def entries_of(ledger: Ledger, identities: Collection[str]) -> tuple[Entry, ...]:
    """Every entry these identities have or had, in the order the numbers were given."""
    found: list[Entry] = []
    wanted = list(identities)
    with ledger.reading() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            query = entries().where(numbers.c.identity.in_(wanted[start : start + _AT_ONCE]))
            found.extend(map(entry_of, connection.execute(query)))
    return tuple(sorted(found, key=lambda entry: entry.id))


def patterns(ledger: Ledger) -> Sequence[str]:
    """The patterns of all series, in the order they began."""
    with ledger.reading() as connection:
        return connection.scalars(select(series.c.pattern).order_by(series.c.id)).all()
