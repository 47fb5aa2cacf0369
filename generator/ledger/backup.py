"""Backups of the ledger with its key, whole even while others write."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from generator.errors import LedgerError, OutputError
from generator.files import unwritable
from generator.i18n import _
from generator.ledger.key import write_key
from generator.ledger.place import key_path
from generator.ledger.store import Ledger

FOLDER = "backups"


def backup(ledger: Ledger, target: Path | None = None) -> Path:
    """A copy of the ledger as it is now, its key beside it; gives the copy's path.

    Without `target` it stands in `backups/` beside the ledger, named for the moment. Nothing is
    overwritten. Raises OutputError, and LedgerError when the copy is not sound.
    """
    place = target or ledger.path.parent / FOLDER / f"ledger-{datetime.now():%Y%m%d-%H%M%S}.db"
    for path in (place, key_path(place)):
        if path.exists():
            raise OutputError(
                _("there is a file already"),
                where=str(path),
                remedy=_("Choose another name: backups are never overwritten."),
            )
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy(ledger.path, part)
            write_key(key_path(place), ledger.key)  # first: a copy without key is of no use
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise unwritable(place, fault) from fault
    return place


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)  # SQLite's online backup: one state, writers not kept waiting
            new.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
            sound = new.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as fault:
        raise LedgerError(
            _("the ledger cannot be copied: {reason}", reason=fault), where=str(source)
        ) from fault
    if sound != "ok":
        raise LedgerError(_("the copy is not sound: {reason}", reason=sound), where=str(source))
    descriptor = os.open(target, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
