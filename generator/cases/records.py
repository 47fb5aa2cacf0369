"""A record 一条记录: what one row of a case gives to its documents, with everything derived resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from generator.cases.nothing import Gap
from generator.places import Path


class SealImage(Struct, frozen=True):
    """An impression a party handed over as a file."""

    file: str  # absolute path
    owner: str
    diameter_mm: float


class Party(Struct, frozen=True):
    """One who signs and seals 签约方."""

    role: str  # helper | government | receiver; the seal place's bookmark is seal_<role>
    label: str  # as the form prints it: 支援医院
    name: str | Gap  # full legal name 全称
    seal: SealImage | None = None


class Record(Struct, frozen=True):
    """One record of a case: one packet is built from it."""

    key: str  # folder name below output/<case>/, unique in the case
    title: str  # one line for reports, as 威信县中医医院 ← 【待补：三级医院】
    path: Path  # where it stands in the case, ("pairs", 12)
    fields: Mapping[str, Any]  # what templates may name
    parties: tuple[Party, ...] = ()
    suspects: tuple[str, ...] = ()  # 待核 notes
    columns: Mapping[str, Any] = field(default_factory=dict)  # for indexes, by Chinese header
    # What makes it this and no other, for the ledger, which keeps only a keyed digest of it; empty:
    # never numbered. It may hold an identity number.
    identity: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()  # fields of this record alone; the others are the case's
    # What its numbered document says of all its fields; empty: all of them.
    said: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """By its key alone: the rest holds people's data, which no log may show."""
        return f"Record({self.key!r})"
