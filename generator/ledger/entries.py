"""What the ledger knows of a number, and what one asks it for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import fields
from sqlalchemy import Row, Select, select

from generator.ledger.schema import numbers

_COLUMNS = {"details_text": "details"}  # of the table, where it is called otherwise


class State(StrEnum):
    """How far a number has come; it never goes back."""

    RESERVED = "reserved"  # given, its file not yet known to stand there
    ISSUED = "issued"
    VOIDED = "voided"  # 作废
    REISSUED = "reissued"  # 补发: another number took its place


class Wanted(Struct, frozen=True):
    """Somebody or something to be given a number."""

    identity: str  # of `Key.identity`
    content: str  # of `Key.content`
    title: str  # the person's name, or the letter's title
    details: Mapping[str, str]  # for the register by header; nothing that must be masked
    dated: date  # as the document prints it; its year is the number's


class FileMark(Struct, frozen=True):
    """A file that was made for a number."""

    name: str
    sha256: str
    size: int


class Entry(Struct, frozen=True):
    """One number in the ledger."""

    id: int
    number: str
    year: int
    sequence: int
    state: State
    identity: str
    content: str
    dated: date
    batch: int
    title: str
    details_text: str  # JSON, read when it is asked for: runs hold thousands
    replaced_by: int | None

    def __repr__(self) -> str:
        """By its number: the rest tells of a person."""
        return f"Entry({self.number!r}, {self.state!r})"

    @property
    def details(self) -> Mapping[str, str]:
        """For the register, by header."""
        found: dict[str, str] = json.loads(self.details_text)
        return found


class Event(Struct, frozen=True):
    """A step of a number: to which state, when, by whom and why."""

    state: State
    at: str
    who: str
    reason: str


def entries() -> Select[Any]:
    """The query whose rows `entry_of` reads; conditions and order are the caller's."""
    return select(*(numbers.c[_COLUMNS.get(each.name, each.name)] for each in fields(Entry)))


def entry_of(row: Row[Any]) -> Entry:
    """An entry out of a row of `entries`."""
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    values["dated"] = date.fromisoformat(values["dated"])
    values["details_text"] = values.pop("details")
    return Entry(**values)
