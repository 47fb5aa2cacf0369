"""The ledger's file: key, rights, damage, versions, backups taken while others write."""

from __future__ import annotations

import sqlite3
import stat
import threading
from datetime import date
from pathlib import Path

import pytest

from generator.errors import LedgerError, OutputError
from generator.ledger import FileMark, Ledger, Series, State, Wanted, ledger_path
from generator.ledger.backup import backup
from generator.ledger.examine import faults, tally
from generator.ledger.key import Key, plain_code
from generator.ledger.lookup import all_entries
from generator.ledger.numbering import mark_issued, reserve
from generator.ledger.place import key_path

from .conftest import Wants

SERIES = Series("结业〔{year}〕{number}号")


def test_the_place_is_the_users_or_the_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BANGFU_LEDGER", str(tmp_path / "x.db"))
    assert ledger_path() == tmp_path / "x.db"
    monkeypatch.delenv("BANGFU_LEDGER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in ledger_path().parents


def test_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LEDGER", "postgresql://host/db")
    with pytest.raises(LedgerError):
        ledger_path()


def test_none_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(tmp_path / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_ahead_and_synced(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_only_its_owner_reads_the_key(ledger: Ledger) -> None:
    assert stat.S_IMODE(key_path(ledger.path).stat().st_mode) == 0o600
    assert ledger.key.secret.hex() not in repr(ledger)


def test_without_key_it_does_not_open(ledger: Ledger) -> None:
    key_path(ledger.path).unlink()
    with pytest.raises(LedgerError, match="key is missing"):
        Ledger.open(ledger.path, create=True)


def test_with_another_key_it_does_not_open(ledger: Ledger) -> None:
    key_path(ledger.path).write_text("ab" * 32, encoding="ascii")
    with pytest.raises(LedgerError, match="another ledger"):
        Ledger.open(ledger.path)


def test_a_newer_ledger_is_left_alone(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.exec_driver_sql("UPDATE about SET value = '99' WHERE name = 'version'")
    with pytest.raises(LedgerError, match="version 99"):
        Ledger.open(ledger.path)


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"something else altogether" * 100)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(path, create=True)
    assert path.read_bytes().startswith(b"something else")


def test_a_full_disk_takes_nothing(ledger: Ledger, wants: Wants) -> None:
    reserve(ledger, SERIES, [wants("甲")])
    before = all_entries(ledger)
    with pytest.raises(LedgerError, match="full"), ledger.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(10_000):
            connection.exec_driver_sql(
                "INSERT INTO batches(at, who) VALUES (?, ?)", (str(number), "x" * 500)
            )
    assert all_entries(ledger) == before
    assert faults(ledger) == ()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM numbers WHERE sequence = 2", "lost or given twice"),
        ("UPDATE counters SET last = 9", "lost or given twice"),
        ("UPDATE numbers SET number = 'x' WHERE sequence = 1", "not written as"),
        ("UPDATE numbers SET state = 'voided' WHERE sequence = 1", "its story says"),
        ("DELETE FROM files", "no file of it"),
    ],
)
def test_examination_finds(ledger: Ledger, wants: Wants, damage: str, said: str) -> None:
    entries = reserve(ledger, SERIES, [wants(name) for name in "甲乙丙"])
    mark_issued(ledger, {entries[0].id: [FileMark("f", "s", 1)]})
    assert faults(ledger) == ()
    with sqlite3.connect(ledger.path) as connection:
        connection.execute(damage)
    assert any(said in fault for fault in faults(ledger))


def test_a_backup_taken_while_issuing_is_whole(ledger: Ledger, tmp_path: Path) -> None:
    """Restored, it gives the numbers that came later to the same people again, in their order."""
    wanted = [
        Wanted(ledger.key.identity(str(n)), "c", str(n), {}, date(2024, 1, 1)) for n in range(400)
    ]
    stop = threading.Event()

    def issue() -> None:
        for start in range(0, 400, 10):
            entries = reserve(ledger, SERIES, wanted[start : start + 10])
            mark_issued(ledger, {e.id: [FileMark("f", e.number, 1)] for e in entries})
        stop.set()

    thread = threading.Thread(target=issue)
    thread.start()
    copies = []
    while not stop.is_set() and len(copies) < 20:
        copies.append(backup(ledger, tmp_path / f"copy-{len(copies)}.db"))
    thread.join()
    assert copies
    numbers = [entry.number for entry in reserve(ledger, SERIES, wanted)]
    for copy in copies:
        restored = Ledger.open(copy)
        assert faults(restored) == ()
        assert tally(restored)[State.RESERVED] in (0, 10)
        assert [entry.number for entry in reserve(restored, SERIES, wanted)] == numbers


def test_a_backup_has_the_key_and_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    copy = backup(ledger, tmp_path / "b" / "copy.db")
    assert stat.S_IMODE(key_path(copy).stat().st_mode) == 0o600
    assert Ledger.open(copy).key == ledger.key
    assert sorted(path.suffix for path in copy.parent.iterdir()) == [".db", ".key", ".lock"]
    with pytest.raises(OutputError, match="already"):
        backup(ledger, copy)


def test_codes_are_the_keys_own() -> None:
    key, other = Key(b"a" * 32), Key(b"b" * 32)
    code = key.code("结业〔2024〕1号")
    assert key.confirms("结业〔2024〕1号", code.lower().replace("-", " "))
    assert not key.confirms("结业〔2024〕2号", code)
    assert not other.confirms("结业〔2024〕1号", code)
    assert plain_code("oil-0") == "0110"


def test_parts_do_not_run_together() -> None:
    key = Key(b"a" * 32)
    assert key.identity("ab", "c") != key.identity("a", "bc")
    assert key.identity("a") != key.content("a")
