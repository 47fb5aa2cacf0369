"""One record's work, told before it is done, and what came of it; light, for workers do the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.bind.results import DocumentResult, FileEntry
from generator.cases.records import Record
from generator.forms.form import Form
from generator.forms.packets import Packet, PacketDocument

PACKET = "packet.pdf"


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

    def documents(self) -> tuple[tuple[str, PacketDocument], ...]:
        """The documents to make, each with its files' name `NN-<title>` without suffix.

        The numbers are the packet's, so they stay the same when only some are made.
        """
        return tuple(
            (f"{number:02d}-{self.forms[item.form].document_name(self.record.fields)}", item)
            for number, item in enumerate(self.packet.documents, 1)
            if not self.only or item.form in self.only
        )

    def files(self) -> tuple[str, ...]:
        """The paths of all files to make, relative to `folder`."""
        names = [
            f"{stem}{suffix}"
            for stem, item in self.documents()
            for suffix in (self.forms[item.form].template.suffix, ".pdf")
        ]
        return tuple(f"{self.record.key}/{name}" for name in (*names, *self._bound()))

    def _bound(self) -> tuple[str, ...]:
        return () if self.only else (PACKET,)


@dataclass(frozen=True, slots=True)
class Built:
    """What stands there of one record."""

    documents: tuple[DocumentResult, ...]
    packet: FileEntry | None
    packet_pages: int
    engines: tuple[str, ...]
    fonts: Mapping[str, str] = field(default_factory=dict)  # the face that stands in, by the named

    def files(self) -> tuple[FileEntry, ...]:
        """All files, documents first."""
        entries = [entry for document in self.documents for entry in document.files]
        return (*entries, self.packet) if self.packet else tuple(entries)
