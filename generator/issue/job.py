"""A worker's share: some documents filled, rendered, stamped and written whole, and their print run."""

from __future__ import annotations

import gc
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from generator.bind.encrypt import encrypted
from generator.bind.metadata import Metadata, catalog_entries, information
from generator.errors import BangfuError
from generator.files import write_together
from generator.fill.docx import fill_docx
from generator.forms.form import Form
from generator.issue.code import DISCLAIMER, qr_text, with_qr_code
from generator.issue.symbols import symbol
from generator.issue.template import Template, prepare
from generator.ledger import FileMark
from generator.pdf.document import Document as Sheets
from generator.pdf.document import Page
from generator.pictures.file import PictureFile
from generator.render.pdf.document import pdf_document
from generator.stamp.seals import Seal
from generator.stamp.stamp import Stamps, stamp

_TOGETHER = 50  # files synced at once
_QR_PIXELS = 5  # a module, in the DOCX's picture: not more than its print shows, so none is lost


class Document(Struct, frozen=True):
    """One document to be made."""

    id: int  # the number's, in the ledger
    number: str
    code: str
    stem: str  # of its files
    fields: Mapping[str, Any]
    pdf: bool = True  # to be written; else it is only wanted for the print run
    docx: bool = False

    def __repr__(self) -> str:
        """By its number: `fields` hold people's data, which no log may show."""
        return f"Document({self.number!r})"

    def values(self) -> dict[str, Any]:
        """What its template is filled with."""
        return {**self.fields, "number": self.number, "code": self.code}


class Job(Struct, frozen=True):
    """Documents that one worker makes, in the order they are printed."""

    form: Form
    folder: Path
    documents: tuple[Document, ...]
    volume: str  # file name of the print run; "": none is wanted
    varying: Mapping[str, str]  # fields that differ between documents, each with its alphabet
    title: str  # what the documents are called
    address: str = ""  # of the page that verifies; "": the QR code is plain text
    seals: tuple[Seal, ...] = ()  # impressions to be pressed; without, the place stays empty
    password: str = ""

    def __repr__(self) -> str:
        """Without the password."""
        return f"Job({self.form.id!r}, {len(self.documents)} documents)"

    def qr_text(self, document: Document) -> str:
        """What a document's QR code says."""
        return qr_text(document.number, document.code, self.address)


class Made(Struct, frozen=True):
    """What came of a job."""

    files: Mapping[int, tuple[FileMark, ...]]  # by the number's id; they stand on disk
    faults: tuple[BangfuError, ...]
    volume: str  # the print run made, "" without


def make(job: Job) -> Made:
    """Do a job. What is wrong with one document keeps the others from nothing but the print run.

    Raises OutputError when nothing can be written any more.
    """
    with _uncollected():
        return _make(job)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without searches for cyclic garbage: there is none here, and they take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _make(job: Job) -> Made:
    template = prepare(job.form, job.documents[0].values(), job.varying)
    files: dict[int, tuple[FileMark, ...]] = {}
    faults: list[BangfuError] = []
    sheets: list[Sheets] = []  # for the print run: the very pages of the documents
    with _Disk() as disk:
        for start in range(0, len(job.documents), _TOGETHER):
            waiting: list[tuple[Path, bytes]] = []
            for document in job.documents[start : start + _TOGETHER]:
                try:
                    drawn = _drawn(job, template, document)
                    contents = dict(_contents(job, document, drawn))
                except BangfuError as fault:
                    fault.where = fault.where or document.stem
                    faults.append(fault)
                    continue
                if job.volume:
                    sheets.append(drawn)
                waiting += [(job.folder / name, content) for name, content in contents.items()]
                files[document.id] = tuple(map(_mark, contents.items()))
            disk.write(waiting)
        volume = "" if faults else job.volume
        if volume:
            disk.write([(job.folder / volume, _pdf(job, _bound(sheets), ""))])
    return Made(files, tuple(faults), volume)


class _Disk:
    """Writes some files while the next are made: disks take their time to sync.

    Only when it is left without an error do all the files stand on disk.
    """

    def __enter__(self) -> Self:
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None
        return self

    def write(self, files: list[tuple[Path, bytes]]) -> None:
        """Take files to write, when those before are written. Raises OutputError of those."""
        if self._last:
            self._last.result()
        self._last = self._thread.submit(write_together, files)

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self._thread.shutdown()
        if self._last and kind is None:
            self._last.result()


def _drawn(job: Job, template: Template, document: Document) -> Sheets:
    """Fill and render, then stamp the QR code and the seals there are images of."""
    pages = with_qr_code(template.pages(document.values()), job.qr_text(document))
    drawn = pdf_document(pages, template.stock).document
    stamps = Stamps(seals=job.seals, by_hand=True)
    return stamp(drawn, stamps).document if job.seals else drawn


def _bound(documents: Sequence[Sheets]) -> Sheets:
    """The print run: pages move into it as they are; its places are the first document's."""
    pages = tuple(page for document in documents for page in _from_a_front(document))
    return Sheets(pages, documents[0].places)


def _contents(job: Job, document: Document, drawn: Sheets) -> Iterator[tuple[str, bytes]]:
    """The files of a document, by name."""
    if document.pdf:
        yield f"{document.stem}.pdf", _pdf(job, drawn, document.number)
    if document.docx:
        yield f"{document.stem}.docx", _docx(job, document)


def _docx(job: Job, document: Document) -> bytes:
    """The document for Word or WPS, its QR code a picture."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "qr.png"
        symbol(job.qr_text(document)).save(str(picture), scale=_QR_PIXELS, border=0)
        values = {**document.values(), "qr": PictureFile(picture)}
        return fill_docx(job.form.template, values)


def _pdf(job: Job, sheets: Sheets, number: str) -> bytes:
    """The file of the sheets, encrypted where a password is asked for."""
    told = Metadata(job.title, number, DISCLAIMER)
    content = replace(sheets, catalog=catalog_entries(told), info=information(told)).to_bytes()
    return encrypted(content, job.password) if job.password else content


def _from_a_front(document: Sheets) -> tuple[Page, ...]:
    """A document's pages for the print run: what has several is printed on both sides of its sheets."""
    count = len(document.pages)
    if count == 1 or count % 2 == 0:
        return document.pages
    return (*document.pages, Page(document.pages[-1].box, ()))


def _mark(item: tuple[str, bytes]) -> FileMark:
    name, content = item
    return FileMark(name, hashlib.sha256(content).hexdigest(), len(content))


def digest(path: Path) -> str:
    """A file's SHA-256; raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def documents_of(jobs: Sequence[Job]) -> int:
    """How many documents some jobs write."""
    return sum(each.pdf or each.docx for job in jobs for each in job.documents)
