"""One record's work, told before it is done, and what came of it; light, for workers do the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.bind.results import DocumentResult, FileEntry
from generator.cases.records import Record
from generator.forms.form import Form, is_given, value_at
from generator.forms.packets import Packet, PacketDocument
from generator.problems import Problem

PACKET = "packet.pdf"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document to make."""

    name: str  # of its files, `NN-<title>` without suffix
    title: str
    form: Form
    fields: Mapping[str, Any] = field(repr=False)  # what the form is filled with
    straddle: tuple[str, ...] = ()  # whose seals go over the sheets' edges


@dataclass(frozen=True, slots=True)
class Job:
    """Everything one record's packet is made from; goes to a worker as it is."""

    record: Record
    programme: str  # the case's name, for the cover
    packet: Packet
    forms: Mapping[str, Form]  # those of the packet, by id
    only: tuple[str, ...]  # form ids; empty: all, bound into packet.pdf
    engine: str
    draft: bool
    folder: Path  # output/<case>
    open: tuple[Problem, ...] = ()  # what the checklist names, in Chinese; empty without one

    def documents(self) -> tuple[Wanted, ...]:
        """The documents to make.

        The numbers in their names are the packet's, so they stay the same when only some are made.
        """
        return tuple(
            wanted
            for number, item in enumerate(self.packet.documents, 1)
            if (not self.only or item.form in self.only) and self.has(item)
            for wanted in self._wanted(number, item)
        )

    def has(self, item: PacketDocument) -> bool:
        """Whether the record has what a document of the packet is made from."""
        return item.when is None or is_given(value_at(self.record.fields, item.when))

    def _wanted(self, number: int, item: PacketDocument) -> Iterator[Wanted]:
        form = self.forms[item.form]
        straddle = form.straddle if item.straddle is None else item.straddle
        taken: Counter[str] = Counter()
        for fields in form.fields_of(self.record.fields):
            title = form.document_name(fields)
            taken[title] += 1
            if taken[title] > 1:  # two months, or two people, of one name
                title = f"{title}（{taken[title]}）"
            yield Wanted(f"{number:02d}-{title}", title, form, fields, straddle)

    def files(self) -> tuple[str, ...]:
        """The paths of all files to make, relative to `folder`."""
        names = [
            f"{wanted.name}{suffix}"
            for wanted in self.documents()
            for suffix in (wanted.form.template.suffix, ".pdf")
        ]
        return tuple(f"{self.record.key}/{name}" for name in (*names, *self._bound()))

    def _bound(self) -> tuple[str, ...]:
        return () if self.only else (PACKET,)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document without its PDF, because the engine it needs is not installed."""

    title: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Built:
    """What stands there of one record."""

    documents: tuple[DocumentResult, ...]
    packet: FileEntry | None
    packet_pages: int
    engines: tuple[str, ...]
    fonts: Mapping[str, str] = field(default_factory=dict)  # the face that stands in, by the named
    lacking: tuple[Lacking, ...] = ()  # what this run could not render

    def files(self) -> tuple[FileEntry, ...]:
        """All files, documents first."""
        entries = [entry for document in self.documents for entry in document.files]
        return (*entries, self.packet) if self.packet else tuple(entries)
