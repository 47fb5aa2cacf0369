"""One record through fill → render → stamp → bind: its documents and its packet, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind, contents_entries
from generator.bind.results import DocumentResult, FileEntry, file_entry
from generator.cases.nothing import BLANK
from generator.cases.records import Record
from generator.files import write_whole
from generator.fill.docx import fill_docx
from generator.forms.form import Form
from generator.forms.packets import Packet, PacketDocument
from generator.render.engine import render
from generator.render.fonts import Substitution
from generator.render.rendered import Rendered
from generator.stamp.marks import Mark
from generator.stamp.seals import seals_of
from generator.stamp.stamp import Stamps, stamp_bytes
from generator.stamp.straddle import Straddle

FINAL, DRAFT = "正稿", "草稿"  # as the cover prints it: documents are Chinese


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


@dataclass(frozen=True, slots=True)
class Built:
    """What one record gave."""

    key: str
    documents: tuple[DocumentResult, ...]
    packet: FileEntry | None
    packet_pages: int
    engines: tuple[str, ...]
    substitutions: tuple[Substitution, ...]
    files: int


@dataclass(frozen=True, slots=True)
class _Document:
    title: str
    form: Form
    docx: bytes
    pdf: bytes  # stamped
    bound: bytes  # stamped, as the packet takes it
    rendered: Rendered


def build_record(job: Job) -> Built:
    """Build one record's documents and packet below `job.folder/<key>/`.

    Raises what the stages raise; files already written stay whole.
    """
    documents = [_document(job, item) for item in _chosen(job)]
    written = [_write(job, number, document) for number, document in documents]
    packet, pages = None, 0
    if not job.only:
        content, pages = _packet(job, [document for _number, document in documents])
        packet = _put(job, "packet.pdf", content)
    rendered = [document.rendered for _number, document in documents]
    return Built(
        key=job.record.key,
        documents=tuple(written),
        packet=packet,
        packet_pages=pages,
        engines=tuple(dict.fromkeys(item.engine for item in rendered)),
        substitutions=tuple(dict.fromkeys(s for item in rendered for s in item.substitutions)),
        files=2 * len(written) + (packet is not None),
    )


def _chosen(job: Job) -> list[tuple[int, PacketDocument]]:
    """The packet's documents with their numbers, which stay the same when only some are built."""
    numbered = enumerate(job.packet.documents, 1)
    return [(number, item) for number, item in numbered if not job.only or item.form in job.only]


def _document(job: Job, numbered: tuple[int, PacketDocument]) -> tuple[int, _Document]:
    number, item = numbered
    form = job.forms[item.form]
    record = job.record
    docx = fill_docx(form.template, record.fields)
    stamps = _stamps(job, form, item)
    own = render(docx, ".docx", engine=job.engine, name=form.id)
    pdf = stamp_bytes(own.pdf, stamps)
    bound = pdf
    if job.packet.numbering == "continuous" and not job.only:
        plain = render(docx, ".docx", engine=job.engine, page_numbers=False, name=form.id)
        bound = stamp_bytes(plain.pdf, stamps)
    title = form.document_name(record.fields)
    return number, _Document(title, form, docx, pdf, bound, own)


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


def _write(job: Job, number: int, document: _Document) -> DocumentResult:
    name = f"{number:02d}-{document.title}"
    return DocumentResult(
        title=document.title,
        form=document.form.id,
        files=(
            _put(job, f"{name}{document.form.template.suffix}", document.docx),
            _put(job, f"{name}.pdf", document.pdf),
        ),
        pages=document.rendered.pages,
    )


def _put(job: Job, name: str, content: bytes) -> FileEntry:
    path = job.folder / job.record.key / name
    write_whole(path, content)
    return file_entry(path, job.folder, content)


def _packet(job: Job, documents: list[_Document]) -> tuple[bytes, int]:
    """The packet of the documents behind cover and contents, and its page count."""
    parts = [Part(document.title, document.bound) for document in documents]
    front = [_front(job, form_id, {}) for form_id in (job.packet.cover,) if form_id]
    if job.packet.contents:
        front.append(_contents(job, parts, len(front)))
    entries = contents_entries([*front, *parts], front_pages=0, duplex=job.packet.duplex)
    last = entries[-1]
    content = bind(
        [*front, *parts],
        Metadata(title=f"{job.packet.titles.zh}：{job.record.title}", subject=job.programme),
        numbering=job.packet.numbering,
        duplex=job.packet.duplex,
    )
    return content, last.page + last.pages - 1


def _front(job: Job, form_id: str, more: Mapping[str, Any]) -> Part:
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
    done = render(fill_docx(form.template, fields), ".docx", engine=job.engine, name=form.id)
    pdf = stamp_bytes(done.pdf, Stamps(mark=Mark.DRAFT)) if job.draft else done.pdf
    return Part(form.titles.zh, pdf, numbered=False, contents=form_id == job.packet.contents)


def _contents(job: Job, parts: list[Part], front_parts: int) -> Part:
    """The contents; how many pages they take moves what they tell, so they are set until it holds."""
    assert job.packet.contents is not None
    pages = 1
    for _attempt in range(4):
        step = 2 if job.packet.duplex else 1
        ahead = front_parts * step + pages
        entries = contents_entries(parts, front_pages=ahead, duplex=job.packet.duplex)
        part = _front(job, job.packet.contents, {"documents": entries})
        (found,) = contents_entries([part], front_pages=0)
        if found.pages == pages:
            break
        pages = found.pages
    return part
