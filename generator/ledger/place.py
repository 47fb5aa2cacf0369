"""Where the ledger is: in the user's data folder, or where `BANGFU_LEDGER` says."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from generator.errors import LedgerError
from generator.i18n import _

VARIABLE = "BANGFU_LEDGER"
NAME = "ledger.db"


def ledger_path() -> Path:
    """The ledger's file, absolute. Raises LedgerError when `BANGFU_LEDGER` names no file."""
    named = os.environ.get(VARIABLE, "").strip()
    if not named:
        return user_data_path("bangfu", appauthor=False) / NAME
    if "://" in named:
        raise LedgerError(
            _("{variable} is an address; the ledger is a file", variable=VARIABLE),
            remedy=_("Let it name a file on a disk of this machine."),
        )
    return Path(named).expanduser().absolute()


def key_path(ledger: Path) -> Path:
    """The file of the ledger's key, beside it."""
    return ledger.with_name(f"{ledger.stem}.key")
