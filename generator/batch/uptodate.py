"""What need not be built again: a record is up to date when all it was made from is unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec.structs import astuple

from generator.batch.job import Built, Job
from generator.batch.journal import Journal
from generator.bind.manifest import versions
from generator.bind.results import DocumentResult, FileEntry, file_entry
from generator.cases.handed import files_in
from generator.forms.form import Form

_PROGRAM = Path(__file__).resolve().parent.parent


def fingerprint(job: Job, inputs: str = "") -> str:
    """A digest of all that a record's documents depend on, whichever of them the job asks for.

    `inputs` is the job's of `inputs_digests`, where that was taken before the job was done.
    """
    inputs = inputs or inputs_digests((job,))[job.record.key]
    return hashlib.sha256(f"{inputs} {surroundings(job.engine)}".encode()).hexdigest()


def inputs_digests(jobs: Sequence[Job]) -> dict[str, str]:
    """By each job's record, a digest of what it tells and of the files it names, as they are now.

    The files of a form are looked at once for all jobs.
    """
    forms = {form.id: form for job in jobs for form in _forms_of(job)}
    contents = {form_id: _content_of(form) for form_id, form in forms.items()}
    return {job.record.key: _inputs_digest(job, contents) for job in jobs}


def _forms_of(job: Job) -> Iterator[Form]:
    yield from job.forms.values()
    yield from (annex.form for annex in job.annexes if annex.form)


def _content_of(form: Form) -> bytes:
    paths = (form.template, form.folder / "form.yaml", form.sample)
    return b"".join(map(_content, paths))


def _inputs_digest(job: Job, forms: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for text in (
        repr(astuple(job.record)),
        job.programme,
        repr(job.packet),
        job.engine,
        repr(job.draft),
        *(repr((each.severity, each.message, each.rule, each.path)) for each in job.open),
    ):
        digest.update(text.encode() + b"\0")
    for form_id in sorted(job.forms):
        digest.update(forms[form_id])
    for annex in job.annexes:
        digest.update(repr((annex.name, annex.label, annex.fields, annex.blank)).encode())
        if annex.form:
            digest.update(forms[annex.form.id])
        if annex.file:
            digest.update(_content(annex.file))
    for party in job.record.parties:
        if party.seal:
            digest.update(_content(Path(party.seal.file)))
    for path in files_in(job.record.fields):
        digest.update(_content(path))
    return digest.hexdigest()


@cache
def surroundings(engine: str) -> str:
    """What is the same for every record of a run: program, libraries, fonts, office program."""
    from generator.render.fonts import load_fonts

    fonts = sorted(f"{face.file.path.name}:{face.file.size}" for face in load_fonts().faces)
    office = office_version() if engine == "libreoffice" else None
    return json.dumps([_program(), dict(versions()), fonts, office])


@cache
def office_version() -> str:
    """LibreOffice's version, empty where there is none; asking takes a third of a second."""
    from generator.render.libreoffice import LibreOffice  # few builds ask

    return LibreOffice().probe() or ""


def _program() -> str:
    """A digest of the package itself: its version alone would not tell a checkout's changes."""
    digest = hashlib.sha256()
    for suffix in ("py", "typ"):
        for path in sorted(_PROGRAM.rglob(f"*.{suffix}")):
            digest.update(path.relative_to(_PROGRAM).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """A file's digest; what cannot be read is reported by the stage that needs it."""
    try:
        state = path.stat()
        return _digest(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return b"missing"


@lru_cache(maxsize=1024)
def _digest(path: Path, _mtime: int, _size: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


class Earlier:
    """What earlier runs left in a case's folder, as its manifest tells."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records: dict[str, Mapping[str, Any]] = {}
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            self._records = {record["key"]: record for record in manifest["records"]}
        except (OSError, ValueError, KeyError, TypeError):
            pass  # no manifest, or a damaged one: everything is built anew
        self._records |= Journal(folder).records()  # of a run that was killed

    def has(self, key: str) -> bool:
        """Whether anything is told of a record."""
        return key in self._records

    def standing(self, key: str, digest: str) -> Built | None:
        """What stands there of a record as building it again would give it; None: nothing."""
        record = self._records.get(key)
        if record is None or record.get("fingerprint") != digest:
            return None
        try:
            documents = [_document(entry) for entry in record["documents"]]
            packet = _file(record["packet"]) if record["packet"] else None
            pages = int(record["packet"]["pages"]) if packet else 0
            engines, fonts = tuple(record["engines"]), dict(record["fonts"])
        except (KeyError, TypeError, ValueError):
            return None
        whole = tuple(d for d in documents if all(map(self._stands, d.files)))
        if packet and not self._stands(packet):
            packet, pages = None, 0
        return Built(whole, packet, pages, engines, fonts) if whole or packet else None

    def _stands(self, entry: FileEntry) -> bool:
        try:
            return file_entry(self._folder / entry.path, self._folder) == entry
        except OSError:
            return False


def _document(entry: Mapping[str, Any]) -> DocumentResult:
    files = tuple(_file(item) for item in entry["files"])
    return DocumentResult(entry["title"], entry["form"], files, int(entry["pages"]))


def _file(entry: Mapping[str, Any]) -> FileEntry:
    return FileEntry(entry["path"], entry["sha256"], entry["size"])
