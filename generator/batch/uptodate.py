"""What need not be built again: a record is up to date when all it was made from is unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.batch.record import Built, Job
from generator.bind.manifest import versions
from generator.bind.results import DocumentResult, FileEntry, file_entry
from generator.cases.records import Record
from generator.forms.form import Form
from generator.render.fonts import load_fonts


def fingerprint(job: Job) -> str:
    """A digest of everything the record's files depend on: data, forms, packet, fonts, versions."""
    digest = hashlib.sha256()
    for part in (
        repr(job.record),
        job.programme,
        job.packet.model_dump_json(),
        repr(job.only),
        job.engine,
        repr(job.draft),
        json.dumps(dict(versions())),
        _fonts(),
    ):
        digest.update(part.encode() + b"\0")
    for form_id in sorted(job.forms):
        digest.update(_form(job.forms[form_id]))
    for image in _images(job.record):
        digest.update(_content(Path(image)))
    return digest.hexdigest()


@cache
def _fonts() -> str:
    return "\n".join(
        sorted(f"{face.file.path.name}:{face.file.size}" for face in load_fonts().faces)
    )


@cache
def _content(path: Path) -> bytes:
    """A file's digest; what cannot be read is reported by the stage that needs it."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"missing"


def _form(form: Form) -> bytes:
    return _content(form.template) + _content(form.folder / "form.yaml")


def _images(record: Record) -> list[str]:
    return [party.seal.file for party in record.parties if party.seal]


class Earlier:
    """What an earlier run left in a case's folder, as its manifest tells."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records: dict[str, Mapping[str, Any]] = {}
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            self._records = {record["key"]: record for record in manifest["records"]}
        except (OSError, ValueError, KeyError, TypeError):
            return  # no manifest, or a damaged one: everything is built anew

    def built(self, job: Job, digest: str) -> Built | None:
        """The record as it stands there, if it is what building it again would give."""
        record = self._records.get(job.record.key)
        if record is None or record.get("fingerprint") != digest:
            return None
        try:
            documents = tuple(_document(entry) for entry in record["documents"])
            packet = _file(record["packet"]) if record["packet"] else None
            pages = record["packet"]["pages"] if packet else 0
        except (KeyError, TypeError):
            return None
        files = [entry for document in documents for entry in document.files]
        files += [packet] if packet else []
        if not all(self._stands(entry) for entry in files):
            return None
        return Built(job.record.key, documents, packet, pages, (), (), len(files))

    def _stands(self, entry: FileEntry) -> bool:
        try:
            return file_entry(self._folder / entry.path, self._folder) == entry
        except OSError:
            return False


def _document(entry: Mapping[str, Any]) -> DocumentResult:
    files = tuple(_file(item) for item in entry["files"])
    return DocumentResult(entry["title"], entry["form"], files, entry["pages"])


def _file(entry: Mapping[str, Any]) -> FileEntry:
    return FileEntry(entry["path"], entry["sha256"], entry["size"])
