"""The ledger 编号台账: numbers of certificates and letters, given once and never again."""

from generator.ledger.entries import Entry, FileMark, State, Wanted
from generator.ledger.place import ledger_path
from generator.ledger.series import Series
from generator.ledger.store import Ledger

__all__ = ["Entry", "FileMark", "Ledger", "Series", "State", "Wanted", "ledger_path"]
