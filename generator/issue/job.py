"""A worker's share: some documents filled, rendered, stamped and written whole, and their print run."""

from __future__ import annotations

import gc
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from generator.errors import BangfuError
from generator.files import write_together
from generator.fill.docx import fill_docx
from generator.fill.objects import Picture
from generator.forms.form import Form
from generator.issue.code import SIDE_MM, qr_text, symbol, with_qr_code
from generator.issue.template import Template, prepare
from generator.ledger import FileMark
from generator.render.layout.items import Pages
from generator.render.pdf.document import write_pdf
from generator.stamp.stamp import open_pdf, save

_TOGETHER = 50  # files synced at once
_QR_PIXELS = 8  # a module, in the DOCX's picture


@dataclass(frozen=True, slots=True)
class Document:
    """One document to be made."""

    id: int  # the number's, in the ledger
    number: str
    code: str
    stem: str  # of its files
    fields: Mapping[str, Any] = field(repr=False)
    pdf: bool = True  # to be written; else it is only wanted for the print run
    docx: bool = False

    def values(self) -> dict[str, Any]:
        """What its template is filled with."""
        return {**self.fields, "number": self.number, "code": self.code}


@dataclass(frozen=True, slots=True)
class Job:
    """Documents that one worker makes, in the order they are printed."""

    form: Form
    folder: Path
    documents: tuple[Document, ...]
    volume: str  # file name of the print run; "": none is wanted
    varying: Mapping[str, str]  # fields that differ between documents, each with its alphabet
    information: Mapping[str, str]  # what every PDF says of itself
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Made:
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
    pages: list[Pages] = []
    for start in range(0, len(job.documents), _TOGETHER):
        waiting: list[tuple[Path, bytes]] = []
        for document in job.documents[start : start + _TOGETHER]:
            try:
                laid = _laid_out(template, document)
                contents = dict(_contents(job, template, document, laid))
            except BangfuError as fault:
                fault.where = fault.where or document.stem
                faults.append(fault)
                continue
            pages.append(laid)
            waiting += [(job.folder / name, content) for name, content in contents.items()]
            files[document.id] = tuple(map(_mark, contents.items()))
        write_together(waiting)
    made = ""
    if job.volume and not faults:
        whole = Pages(tuple(page for each in pages for page in each.pages))
        content = _finished(job, write_pdf(whole, None, _information(job, "")))
        write_together([(job.folder / job.volume, content)])
        made = job.volume
    return Made(files, tuple(faults), made)


def _laid_out(template: Template, document: Document) -> Pages:
    """Fill and render, then stamp the QR code."""
    pages = template.pages(document.values())
    return with_qr_code(pages, qr_text(document.number, document.code))


def _contents(
    job: Job, template: Template, document: Document, pages: Pages
) -> Iterator[tuple[str, bytes]]:
    """The files of a document, by name."""
    if document.pdf:
        content = write_pdf(pages, template.stock, _information(job, document.number))
        yield f"{document.stem}.pdf", _finished(job, content)
    if document.docx:
        yield f"{document.stem}.docx", _docx(job.form, document)


def _docx(form: Form, document: Document) -> bytes:
    """The document for Word or WPS, its QR code a picture."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "qr.png"
        symbol(qr_text(document.number, document.code)).save(
            str(picture), scale=_QR_PIXELS, border=0
        )
        values = {**document.values(), "qr": Picture(picture, width_mm=SIDE_MM)}
        return fill_docx(form.template, values)


def _information(job: Job, number: str) -> dict[str, str]:
    return {**job.information, **({"Subject": number} if number else {})}


def _finished(job: Job, content: bytes) -> bytes:
    """The PDF as it is written: encrypted where a password is asked for."""
    if not job.password:
        return content
    with open_pdf(content) as pdf:
        return save(pdf, pikepdf.Encryption(owner=job.password, user=job.password, R=6))


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
