"""The ledger's file: opened, made when it is new, and written in transactions that survive a crash."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock
from msgspec import Struct
from sqlalchemy import Connection, Engine, NullPool, create_engine, insert, select
from sqlalchemy.exc import DBAPIError

from generator.errors import LedgerError
from generator.files import unwritable
from generator.i18n import _
from generator.ledger.key import Key, make_key, read_key
from generator.ledger.place import key_path, ledger_path
from generator.ledger.schema import VERSION, about, metadata

_PATIENCE = 60.0  # seconds to wait for other processes that write
_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL")


class Ledger(Struct, frozen=True):
    """An open ledger. Every transaction has its own connection, so processes and threads share it."""

    path: Path
    key: Key
    who: str  # who is told to have done what is written
    engine: Engine

    def __repr__(self) -> str:
        """By its file."""
        return f"Ledger({str(self.path)!r})"

    @classmethod
    def open(cls, path: Path | None = None, *, who: str = "", create: bool = False) -> Ledger:
        """The ledger at `path`, or where the user has it; a new one only where `create` says so.

        Raises LedgerError when there is none, it is damaged, newer than this program or its key is
        not its own, OutputError when a new one cannot be written.
        """
        place = path or ledger_path()
        if not create and not place.is_file():
            raise LedgerError(
                _("there is no ledger"),
                where=str(place),
                remedy=_("`bangfu issue` begins one; BANGFU_LEDGER names another."),
            )
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{place}.lock", timeout=_PATIENCE):
                return cls._opened(place, who or _user())
        except OSError as fault:  # filelock's Timeout is one, too
            raise unwritable(place, fault) from fault

    @classmethod
    def _opened(cls, place: Path, who: str) -> Ledger:
        is_new = _is_empty(place)
        keyfile = key_path(place)
        key = make_key(keyfile) if is_new and not keyfile.exists() else read_key(keyfile)
        engine = create_engine("sqlite://", creator=lambda: _connect(place), poolclass=NullPool)
        ledger = cls(place, key, who, engine)
        if is_new:
            ledger._make()
        ledger._recognise()
        return ledger

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger. Raises LedgerError."""
        with self._speaking(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; on disk when this ends, or not at all.

        Raises LedgerError when it cannot be, and what the body raises after taking all back.
        """
        with self._speaking(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            raise LedgerError(
                _("the ledger cannot be used: {reason}", reason=fault.orig),
                where=str(self.path),
                remedy=_(
                    "Check the disk's room and rights; `bangfu ledger check` examines the ledger."
                ),
            ) from fault

    def _make(self) -> None:
        with self._speaking(), self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with self.writing() as connection:
            metadata.create_all(connection)
            rows = [("version", str(VERSION)), ("key", self.key.fingerprint)]
            connection.execute(insert(about), [{"name": n, "value": v} for n, v in rows])

    def _recognise(self) -> None:
        """Raises LedgerError unless the file is a ledger of this version with this key."""
        with self.reading() as connection:
            known = {row.name: row.value for row in connection.execute(select(about))}
        if known.get("version") != str(VERSION):
            raise LedgerError(
                _("this ledger is of version {version}", version=known.get("version")),
                where=str(self.path),
                remedy=_("Use the bangfu that wrote it, or a newer one."),
            )
        if known.get("key") != self.key.fingerprint:
            raise LedgerError(
                _("the key beside the ledger is another ledger's"),
                where=str(key_path(self.path)),
                remedy=_("Put the ledger's own key there, from its backup."),
            )


def _is_empty(path: Path) -> bool:
    """Whether nothing is in the file yet, as when its making was interrupted. Raises LedgerError."""
    if not path.is_file():
        return True
    try:
        with closing(_connect(path)) as connection:
            return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error as fault:
        raise LedgerError(
            _("this file is no ledger: {reason}", reason=fault),
            where=str(path),
            remedy=_("Put the ledger and its key back from a backup."),
        ) from fault


def _connect(path: Path) -> sqlite3.Connection:
    # No isolation level: transactions begin where `reading` and `writing` say, not at a guess.
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def now() -> str:
    """This moment, for the record only: no number depends on it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "?"
