"""One record's work, told before it is done, and what came of it; light, for workers do the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.bind.results import DocumentResult, FileEntry
from generator.cases.keys import safe_name
from generator.cases.records import Record
from generator.forms.form import Form, is_given, value_at
from generator.forms.packets import Packet, PacketDocument
from generator.problems import Problem

PACKET = "packet.pdf"


class Wanted(Struct, frozen=True):
    """One document to make."""

    name: str  # of its files, `NN-<title>` without suffix
    title: str
    form: Form | None  # None: a PDF bound as it is
    fields: Mapping[str, Any]  # what the form is filled with
    straddle: tuple[str, ...] = ()  # whose seals go over the sheets' edges
    blank: bool = False  # the empty form
    file: Path | None = None  # the PDF bound as it is
    label: str = ""  # 附件1, put on it in the packet where the document does not say it itself
    even: bool = False  # on the back of a sheet

    def __repr__(self) -> str:
        """By its name: `fields` hold people's data, which no log may show."""
        return f"Wanted({self.name!r})"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of the files made of it."""
        return (self.form.template.suffix, ".pdf") if self.form else (".pdf",)


class WantedFile(Struct, frozen=True):
    """One file to bind as it is handed in."""

    name: str  # of the file made of it, without suffix
    title: str
    path: Path | None  # None: not there yet


class Job(Struct, frozen=True):
    """Everything one record's packet is made from; goes to a worker as it is."""

    record: Record
    programme: str  # the case's name, for the cover
    packet: Packet
    forms: Mapping[str, Form]  # those of the packet, by id
    only: tuple[str, ...]  # form ids; empty: all, bound into packet.pdf
    engine: str
    draft: bool
    folder: Path  # output/<case>
    annexes: tuple[Wanted, ...] = ()  # bound behind the first document
    open: tuple[Problem, ...] = ()  # what the checklist names, in Chinese; empty without one

    def documents(self) -> tuple[Wanted, ...]:
        """The documents to make.

        The numbers in their names are the packet's, so they stay the same when only some are made.
        """
        return tuple(
            wanted
            for number, item in enumerate(self.packet.documents, 1)
            if item.form and (not self.only or item.form in self.only) and self.has(item)
            for wanted in (*self._wanted(number, item), *self._annexes(number))
        )

    def _annexes(self, number: int) -> tuple[Wanted, ...]:
        return self.annexes if number == 1 and not self.only else ()

    def attachments(self) -> tuple[WantedFile, ...]:
        """The files to bind behind the documents, those not there yet, too; none beside `only`."""
        return tuple(
            WantedFile(f"{number:02d}-{safe_name(f'{place}-{each.title}')}", each.title, each.path)
            for number, item in enumerate(self.packet.documents, 1)
            if item.attachments and not self.only
            for place, each in enumerate(value_at(self.record.fields, item.attachments) or (), 1)
        )

    def has(self, item: PacketDocument) -> bool:
        """Whether the record has what a document of the packet is made from."""
        return item.when is None or is_given(value_at(self.record.fields, item.when))

    def _wanted(self, number: int, item: PacketDocument) -> Iterator[Wanted]:
        form = self.forms[item.form]
        straddle = form.straddle if item.straddle is None else item.straddle
        taken: Counter[str] = Counter()
        for fields in form.fields_of(self.record.fields):
            title = form.document_name(fields) + (f"（{item.label}）" if item.label else "")
            taken[title] += 1
            if taken[title] > 1:  # two months, or two people, of one name
                title = f"{title}（{taken[title]}）"
            yield Wanted(f"{number:02d}-{title}", title, form, fields, straddle, even=item.even)

    def files(self) -> tuple[str, ...]:
        """The paths of all files to make, relative to `folder`."""
        names = [
            f"{wanted.name}{suffix}" for wanted in self.documents() for suffix in wanted.suffixes
        ]
        names += [f"{wanted.name}.pdf" for wanted in self.attachments() if wanted.path]
        return tuple(f"{self.record.key}/{name}" for name in (*names, *self._bound()))

    def _bound(self) -> tuple[str, ...]:
        return () if self.only else (PACKET,)


class Lacking(Struct, frozen=True):
    """A document without its PDF, because the engine it needs is not installed."""

    title: str
    reason: str
    remedy: str


class Built(Struct, frozen=True):
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
