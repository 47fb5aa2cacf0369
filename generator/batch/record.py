"""One record through fill → render → stamp → bind: its documents and its packet, written whole."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.batch.job import PACKET, Built, Job
from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind, contents_entries
from generator.bind.results import DocumentResult, FileEntry, file_entry
from generator.cases.nothing import BLANK
from generator.errors import BangfuError
from generator.files import write_whole
from generator.fill.docx import fill_parts
from generator.fill.filled import Filled
from generator.fill.sample import sample_fields
from generator.forms.form import Form
from generator.forms.packets import PacketDocument
from generator.pdf.document import Document
from generator.render.engine import common_characters, render
from generator.render.pdf.stock import Stock
from generator.render.rendered import Rendered
from generator.stamp.marks import Mark
from generator.stamp.seals import seals_of
from generator.stamp.stamp import Stamps, stamp
from generator.stamp.straddle import Straddle

log = logging.getLogger(__name__)

FINAL, DRAFT = "待签字、盖章", "草稿"  # as the cover prints it: documents are Chinese
_MOST_CONTENTS = 4  # attempts; how many pages the contents take moves what they tell


@dataclass(frozen=True, slots=True)
class _Document:
    name: str  # of its files, without suffix
    title: str
    form: Form
    source: Filled
    pdf: Document  # stamped
    bound: Document  # stamped, as the packet takes it
    rendered: Rendered


def build_record(job: Job) -> Built:
    """Build one record's documents and packet below `job.folder/<key>/`.

    Raises what the stages raise; files already written stay whole.
    """
    with ThreadPoolExecutor(1) as disk:
        return begin_record(job, disk).finish()


@dataclass(frozen=True, slots=True)
class Begun:
    """A record whose files are made and on their way to disk."""

    documents: tuple[tuple[_Document, tuple[Future[FileEntry], ...]], ...]
    packet: Future[FileEntry] | None
    packet_pages: int
    rendered: tuple[Rendered, ...]

    def finish(self) -> Built:
        """What stands there, once all of it does. Raises OutputError where that cannot be."""
        return Built(
            documents=tuple(_result(*pair) for pair in self.documents),
            packet=self.packet.result() if self.packet else None,
            packet_pages=self.packet_pages,
            engines=tuple(dict.fromkeys(item.engine for item in self.rendered)),
            fonts={s.requested: s.used for item in self.rendered for s in item.substitutions},
        )


def begin_record(job: Job, disk: Executor) -> Begun:
    """Make a record's files and have `disk` write them: disks take their time to sync.

    Raises what the stages raise, the writing aside.
    """
    documents = [_document(job, name, item) for name, item in job.documents()]
    written = [(document, tuple(_write(job, document, disk))) for document in documents]
    rendered = [document.rendered for document in documents]
    packet, pages = None, 0
    if not job.only:
        front = _front(job, documents)
        rendered += [page.rendered for page in front]
        content, pages = _packet(job, front, documents)
        packet = _put(job, PACKET, content, disk)
    return Begun(tuple(written), packet, pages, tuple(rendered))


def _document(job: Job, name: str, item: PacketDocument) -> _Document:
    form = job.forms[item.form]
    filled = fill_parts(form.template, job.record.fields)
    stamps = _stamps(job, form, item)
    stock = form_stock(form)
    own = render(filled.parts, ".docx", engine=job.engine, name=form.id, stock=stock)
    pdf = bound = stamp(own.document, stamps).document
    if job.packet.numbering == "continuous" and not job.only:
        plain = render(
            filled.parts, ".docx", engine=job.engine, page_numbers=False, name=form.id, stock=stock
        )
        bound = stamp(plain.document, stamps).document
    title = form.document_name(job.record.fields)
    return _Document(name, title, form, filled, pdf, bound, own)


def _stamps(job: Job, form: Form, item: PacketDocument) -> Stamps:
    seals = seals_of(
        job.record.parties, {role: seal.diameter_mm for role, seal in form.seals.items()}
    )
    over = form.straddle if item.straddle is None else item.straddle
    straddling = tuple(seal for seal in seals if seal.role in over)
    return Stamps(
        seals=seals,
        straddle=Straddle(straddling, duplex=job.packet.duplex) if straddling else None,
        mark=Mark.DRAFT if job.draft else None,
    )


# ------------------------------------------------------------------------------------- the files


def _write(job: Job, document: _Document, disk: Executor) -> list[Future[FileEntry]]:
    contents = {
        document.form.template.suffix: document.source.docx(),
        ".pdf": document.pdf.to_bytes(),
    }
    return [
        _put(job, f"{document.name}{suffix}", content, disk) for suffix, content in contents.items()
    ]


def _put(job: Job, name: str, content: bytes, disk: Executor) -> Future[FileEntry]:
    path = job.folder / job.record.key / name

    def put() -> FileEntry:
        write_whole(path, content)
        return file_entry(path, job.folder, content)

    return disk.submit(put)


def _result(document: _Document, files: Iterable[Future[FileEntry]]) -> DocumentResult:
    entries = tuple(file.result() for file in files)
    return DocumentResult(document.title, document.form.id, entries, document.rendered.pages)


# ------------------------------------------------------------------------------------ the packet


@dataclass(frozen=True, slots=True)
class _FrontPage:
    """Cover or contents."""

    part: Part
    rendered: Rendered


def _packet(job: Job, front: list[_FrontPage], documents: list[_Document]) -> tuple[bytes, int]:
    """The packet of the documents behind cover and contents, and its page count."""
    parts = [*(page.part for page in front), *_parts(documents)]
    content = bind(
        parts,
        Metadata(title=f"{job.packet.titles.zh}：{job.record.title}", subject=job.programme),
        numbering=job.packet.numbering,
        duplex=job.packet.duplex,
    )
    last = contents_entries(parts, front_pages=0, duplex=job.packet.duplex)[-1]
    return content, last.page + last.pages - 1


def _parts(documents: list[_Document]) -> list[Part]:
    return [Part(document.title, document.bound) for document in documents]


def _front(job: Job, documents: list[_Document]) -> list[_FrontPage]:
    """Cover and contents, as far as the packet has them."""
    front = [_front_page(job, job.packet.cover, {})] if job.packet.cover else []
    if job.packet.contents:
        front.append(_contents(job, job.packet.contents, _parts(documents), front))
    return front


def _contents(job: Job, form_id: str, parts: list[Part], before: list[_FrontPage]) -> _FrontPage:
    """The contents; how many pages they take moves what they tell, so they are set until it holds."""
    duplex = job.packet.duplex
    ahead = sum(page.part.pages + (page.part.pages % 2 if duplex else 0) for page in before)
    pages = 1
    for _attempt in range(_MOST_CONTENTS):
        entries = contents_entries(parts, front_pages=ahead + pages, duplex=duplex)
        found = _front_page(job, form_id, {"documents": entries})
        if found.part.pages == pages:
            break
        pages = found.part.pages
    return found


def _front_page(job: Job, form_id: str, more: Mapping[str, Any]) -> _FrontPage:
    """Cover or contents: filled from the record and what the packet knows of itself."""
    form = job.forms[form_id]
    fields = {
        **job.record.fields,
        "programme": job.programme,
        "title": job.packet.titles.zh,
        "status": DRAFT if job.draft else FINAL,
        "compiled": BLANK,
        **more,
    }
    done = _rendered(fill_parts(form.template, fields), job.engine, form)
    pdf = done.document
    if job.draft:
        pdf = stamp(pdf, Stamps(mark=Mark.DRAFT)).document
    is_contents = form_id == job.packet.contents
    part = Part(form.titles.zh, pdf, numbered=False, contents=is_contents)
    return _FrontPage(part, done)


@lru_cache(maxsize=8)
def _rendered(filled: Filled, engine: str, form: Form) -> Rendered:
    """Front pages, of which the contents are the same for most records."""
    return render(filled.parts, ".docx", engine=engine, name=form.id, stock=form_stock(form))


def form_stock(form: Form) -> Stock:
    """What all documents of a form have in common, as its sample shows; nothing without a sample.

    It only saves time: what is wrong with a sample `forms lint` says, and no build fails for it.
    """
    if not form.sample.is_file():
        return Stock()
    return _stock(form, *(path.stat().st_mtime_ns for path in (form.template, form.sample)))


@lru_cache(maxsize=64)
def _stock(form: Form, _template: int, _sample: int) -> Stock:
    try:
        return common_characters(fill_parts(form.template, sample_fields(form)).parts, ".docx")
    except BangfuError as fault:
        log.info("the sample of %s is of no use: %s", form.id, fault)
        return Stock()
