"""Numbers given, issued, voided and replaced: the only functions that write the ledger's rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_unless

from generator.errors import LedgerError
from generator.i18n import _
from generator.ledger.entries import Entry, FileMark, State, Wanted, entries, entry_of
from generator.ledger.schema import batches, counters, events, files, numbers, series
from generator.ledger.series import Series
from generator.ledger.store import Ledger, now

_AT_ONCE = 500  # identities in one question


def reserve(
    ledger: Ledger, kind: Series, wanted: Sequence[Wanted], elsewhere: Collection[str] = ()
) -> tuple[Entry, ...]:
    """An entry for each that is wanted, in that order; who has a number keeps it.

    All numbers of a call are given in one transaction, in the order wanted, without a gap.
    Raises LedgerError when two of them are one person, or a number stands in another series or
    was given `elsewhere`, by hand.
    """
    identities = [each.identity for each in wanted]
    if len(set(identities)) != len(identities):
        raise LedgerError(_("one person is asked for twice"))
    with ledger.writing() as connection:
        known = _known(connection, identities)
        missing = [each for each in wanted if each.identity not in known]
        if missing:
            _give(connection, kind, missing, ledger.who, elsewhere)
            known |= _known(connection, [each.identity for each in missing])
        return tuple(known[each.identity] for each in wanted)


def mark_issued(ledger: Ledger, made: Mapping[int, Sequence[FileMark]]) -> None:
    """Note that the files of these entries (by id) stand on disk; those reserved become issued.

    What was voided meanwhile stays voided. Raises LedgerError.
    """
    at = now()
    with ledger.writing() as connection:
        reserved = _of_state(connection, made, State.RESERVED)
        _log(connection, reserved, State.ISSUED, at, ledger.who)
        if reserved:
            connection.execute(
                update(numbers).where(numbers.c.id == bindparam("of")),
                [{"of": number, "state": State.ISSUED.value} for number in reserved],
            )
        rows = [
            {"number": number, "name": mark.name, "sha256": mark.sha256, "size": mark.size}
            for number, marks in made.items()
            for mark in marks
        ]
        if rows:
            connection.execute(insert_unless(files).on_conflict_do_nothing(), rows)


def void(ledger: Ledger, number: str, reason: str) -> Entry:
    """The entry, voided 作废. Raises LedgerError when there is none, or it is void already."""
    with ledger.writing() as connection:
        entry = _alive(connection, number)
        _log(connection, [entry.id], State.VOIDED, now(), ledger.who, reason)
        connection.execute(
            update(numbers).where(numbers.c.id == entry.id).values(state=State.VOIDED.value)
        )
        return entry_of(connection.execute(entries().where(numbers.c.id == entry.id)).one())


def replace(
    ledger: Ledger,
    kind: Series,
    number: str,
    wanted: Wanted,
    reason: str,
    elsewhere: Collection[str] = (),
) -> Entry:
    """A new number in the place of one issued or voided 补发, which can never be used again.

    Raises LedgerError when there is no such number, it was never issued or is replaced already, or
    the new one was given `elsewhere`, by hand.
    """
    with ledger.writing() as connection:
        old = _find(connection, number)
        if old.state in (State.RESERVED, State.REISSUED):
            raise _refused(old)
        others = _known(connection, [wanted.identity]).values()
        if taken := [entry.number for entry in others if entry.id != old.id]:
            raise LedgerError(
                _("{person} has the number {number} already", person=wanted.title, number=taken[0]),
                remedy=_("Void that one first if it was given in error."),
            )
        # The two rows point at each other's place: the old one leaves it first.
        batch = _batch(connection, ledger.who)
        rows = _rows(connection, kind, [wanted], batch, provisional=True)
        _refuse_elsewhere(rows, elsewhere)
        new = connection.execute(insert(numbers), rows).inserted_primary_key
        assert new is not None
        connection.execute(
            update(numbers)
            .where(numbers.c.id == old.id)
            .values(state=State.REISSUED.value, replaced_by=new[0])
        )
        connection.execute(
            update(numbers).where(numbers.c.id == new[0]).values(identity=wanted.identity)
        )
        at = now()
        _log(connection, [old.id], State.REISSUED, at, ledger.who, reason)
        _log(connection, [new[0]], State.RESERVED, at, ledger.who, reason)
        return entry_of(connection.execute(entries().where(numbers.c.id == new[0])).one())


# ------------------------------------------------------------------------------- inside a transaction


def _give(
    connection: Connection,
    kind: Series,
    wanted: Sequence[Wanted],
    who: str,
    elsewhere: Collection[str],
) -> None:
    batch = _batch(connection, who)
    rows = _rows(connection, kind, wanted, batch)
    _refuse_elsewhere(rows, elsewhere)
    connection.execute(insert(numbers), rows)
    given = connection.scalars(select(numbers.c.id).where(numbers.c.batch == batch))
    _log(connection, given.all(), State.RESERVED, now(), who)


def _batch(connection: Connection, who: str) -> int:
    made = connection.execute(insert(batches).values(at=now(), who=who)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _rows(
    connection: Connection,
    kind: Series,
    wanted: Sequence[Wanted],
    batch: int,
    *,
    provisional: bool = False,
) -> list[dict[str, Any]]:
    """New rows with the next numbers of the series, and its counters moved on."""
    kind_id = _series(connection, kind)
    last: dict[int, int] = {}
    rows = []
    for each in wanted:
        year = kind.count_year(each.dated.year)
        if year not in last:
            last[year] = _last(connection, kind_id, year)
        last[year] += 1
        rows.append(
            {
                "series": kind_id,
                "year": year,
                "sequence": last[year],
                "number": kind.number(each.dated.year, last[year]),
                # A replacement takes over the identity when the replaced row has let go of it.
                "identity": f"provisional {batch}" if provisional else each.identity,
                "content": each.content,
                "state": State.RESERVED.value,
                "dated": each.dated.isoformat(),
                "batch": batch,
                "title": each.title,
                "details": json.dumps(dict(each.details), ensure_ascii=False),
            }
        )
    _refuse_taken(connection, [str(row["number"]) for row in rows])
    for year, value in last.items():
        connection.execute(
            insert_unless(counters)
            .values(series=kind_id, year=year, last=value)
            .on_conflict_do_update(index_elements=["series", "year"], set_={"last": value})
        )
    return rows


def _series(connection: Connection, kind: Series) -> int:
    connection.execute(insert_unless(series).values(pattern=kind.pattern).on_conflict_do_nothing())
    found = connection.scalar(select(series.c.id).where(series.c.pattern == kind.pattern))
    assert found is not None
    return int(found)


def _last(connection: Connection, kind_id: int, year: int) -> int:
    found = connection.scalar(
        select(counters.c.last).where(counters.c.series == kind_id, counters.c.year == year)
    )
    return int(found or 0)


def _refuse_taken(connection: Connection, wanted: Sequence[str]) -> None:
    for part in _parts(wanted):
        query = select(numbers.c.number).where(numbers.c.number.in_(part)).limit(1)
        if taken := connection.scalar(query):
            raise LedgerError(
                _("the number {number} was given by another series", number=taken),
                remedy=_("Write the pattern of one of the two so that no number can be of both."),
            )


def _refuse_elsewhere(rows: Sequence[Mapping[str, Any]], elsewhere: Collection[str]) -> None:
    if taken := [row["number"] for row in rows if row["number"] in elsewhere]:
        raise LedgerError(
            _("the number {number} was given by hand already", number=taken[0]),
            remedy=_("Give the numbers a pattern that those given by hand do not have."),
        )


def _known(connection: Connection, identities: Sequence[str]) -> dict[str, Entry]:
    """The live entries of these identities."""
    found: dict[str, Entry] = {}
    for part in _parts(identities):
        query = entries().where(
            numbers.c.identity.in_(part), numbers.c.state != State.REISSUED.value
        )
        found |= {entry.identity: entry for entry in map(entry_of, connection.execute(query))}
    return found


def _of_state(connection: Connection, ids: Iterable[int], state: State) -> list[int]:
    found: list[int] = []
    for part in _parts(list(ids)):
        query = select(numbers.c.id).where(numbers.c.id.in_(part), numbers.c.state == state.value)
        found.extend(connection.scalars(query))
    return found


def _log(
    connection: Connection,
    ids: Sequence[int],
    state: State,
    at: str,
    who: str,
    reason: str = "",
) -> None:
    rows = [
        {"number": number, "state": state.value, "at": at, "who": who, "reason": reason}
        for number in ids
    ]
    if rows:
        connection.execute(insert(events), rows)


def _find(connection: Connection, number: str) -> Entry:
    row = connection.execute(entries().where(numbers.c.number == number)).one_or_none()
    if row is None:
        raise LedgerError(
            _("the ledger has no number {number}", number=number),
            remedy=_("`bangfu register` lists the numbers; copy one from there."),
        )
    return entry_of(row)


def _alive(connection: Connection, number: str) -> Entry:
    entry = _find(connection, number)
    if entry.state in (State.VOIDED, State.REISSUED):
        raise _refused(entry)
    return entry


def _refused(entry: Entry) -> LedgerError:
    said = {
        State.RESERVED: _("{number} was never issued", number=entry.number),
        State.VOIDED: _("{number} is void already", number=entry.number),
        State.REISSUED: _("{number} is replaced already", number=entry.number),
    }
    remedy = (
        _("Run `bangfu issue` again: it finishes what is reserved.")
        if entry.state is State.RESERVED
        else _("`bangfu verify {number}` tells its story.", number=entry.number)
    )
    return LedgerError(said[entry.state], remedy=remedy)


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
