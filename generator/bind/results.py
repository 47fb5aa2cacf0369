"""What a run over one case has made: the input of manifest, report and index."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct, field

from generator.i18n import _
from generator.places import Path as ValuePath
from generator.problems import Problem


class Status(StrEnum):
    """Whether a record's documents may be signed and sealed."""

    FINAL = "final"  # 正稿
    DRAFT = "draft"  # 草稿

    @property
    def label(self) -> str:
        """The status in the user's language."""
        return _("draft") if self is Status.DRAFT else _("final")


class FileEntry(Struct, frozen=True):
    """A file: its path relative to the manifest with `/` between folders, SHA-256 in hex, bytes."""

    path: str
    sha256: str
    size: int

    @property
    def href(self) -> str:
        """The path as a relative link."""
        return "./" + "/".join(map(_quoted, self.path.split("/")))


@lru_cache(maxsize=1024)
def _quoted(part: str) -> str:
    """A part of a path as links have it; the documents of all records have a few names."""
    return quote(part)


class DocumentResult(Struct, frozen=True):
    """One document of a record, in every format it was written in."""

    title: str
    form: str  # id of the form, <policy>/<form-id>
    files: tuple[FileEntry, ...]
    pages: int


class RecordResult(Struct, frozen=True):
    """What one record gave."""

    key: str
    title: str
    path: ValuePath
    status: Status
    documents: tuple[DocumentResult, ...] = ()
    packet: FileEntry | None = None
    packet_pages: int = 0
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)  # for the index, by column header
    fingerprint: str = ""  # of everything the record was built from
    engines: tuple[str, ...] = ()  # those that rendered it
    fonts: Mapping[str, str] = field(
        default_factory=dict
    )  # the face that stands in, by the one named


class CaseResult(Struct, frozen=True):
    """What one case gave: its records and what belongs to all of them."""

    name: str
    kind: str
    policy: str
    records: tuple[RecordResult, ...]
    problems: tuple[Problem, ...] = ()  # those of no single record
    inputs: tuple[FileEntry, ...] = ()  # every file read, named without where this machine has it
    files: tuple[FileEntry, ...] = ()  # of the whole case, as the index

    @property
    def drafts(self) -> int:
        """How many records are drafts."""
        return sum(record.status is Status.DRAFT for record in self.records)

    @property
    def pages(self) -> int:
        """Pages of all packets."""
        return sum(record.packet_pages for record in self.records)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The case's own problems, then the records' in their order."""
        return (*self.problems, *(p for record in self.records for p in record.problems))


def file_entry(path: Path, base: Path, content: bytes | None = None) -> FileEntry:
    """The entry of a file, its path relative to the folder `base`; `content` saves reading it.

    Raises OSError when the file has to be read and cannot.
    """
    data = path.read_bytes() if content is None else content
    return entry_of(Path(os.path.relpath(path, base)).as_posix(), data)


def entry_of(relative: str, content: bytes) -> FileEntry:
    """The entry of a file by its path relative to the manifest, with `/` between folders."""
    return FileEntry(relative, hashlib.sha256(content).hexdigest(), len(content))
