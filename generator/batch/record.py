"""One record through fill → render → stamp → bind: its documents and its packet, written whole."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.batch.annexed import labelled, on_the_back
from generator.batch.attachments import Attachment, attachments_of
from generator.batch.checklist import checklist
from generator.batch.job import PACKET, Built, Job, Lacking, Wanted
from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind, contents_entries
from generator.bind.results import DocumentResult, FileEntry, file_entry
from generator.bind.turned import turned
from generator.cases.nothing import BLANK
from generator.errors import BangfuError, EngineMissing
from generator.files import Beside
from generator.fill.blank import blank_form
from generator.fill.filled import Filled, FilledFile
from generator.fill.sample import sample_fields
from generator.fill.template import fill_parts
from generator.forms.form import Form
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
    wanted: Wanted
    source: Filled | FilledFile | None  # None: a PDF bound as it is
    pdf: Document  # stamped
    bound: Document  # stamped, as the packet takes it
    rendered: Rendered

    @property
    def form(self) -> Form | None:
        """None: a PDF bound as it is."""
        return self.wanted.form


@dataclass(frozen=True, slots=True)
class _Unrendered:
    """A document whose engine is not installed: its filled template stands there, its PDF not."""

    name: str
    title: str
    form: Form
    source: Filled | FilledFile
    fault: EngineMissing


def build_record(job: Job, files: Beside) -> Built:
    """Build one record's documents and packet, `files` to be settled below `job.folder/<key>/`.

    A document whose engine is not installed is left out of the packet and told in `lacking`; when
    there is no other, that error is raised. Raises what the stages raise.
    """
    made = [_document(job, wanted) for wanted in job.documents()]
    documents = [each for each in made if isinstance(each, _Document)]
    faults = [each for each in made if isinstance(each, _Unrendered)]
    if faults and not documents:
        raise faults[0].fault
    attached = attachments_of(job)
    results = tuple(_written(job, each, files) for each in made)
    results += tuple(_copied(job, each, files) for each in attached)
    rendered = [document.rendered for document in documents]
    packet, pages = None, 0
    if not job.only:
        front = _front(job, made, attached)
        rendered += [page.rendered for page in front]
        content, pages = _packet(job, front, [*_parts(documents), *_attached_parts(attached)])
        packet = _put(job, PACKET, content, files)
    return Built(
        documents=results,
        packet=packet,
        packet_pages=pages,
        engines=tuple(dict.fromkeys(item.engine for item in rendered if item.engine)),
        fonts={s.requested: s.used for item in rendered for s in item.substitutions},
        lacking=tuple(
            Lacking(each.title, each.fault.message, each.fault.remedy) for each in faults
        ),
    )


def _document(job: Job, wanted: Wanted) -> _Document | _Unrendered:
    form = wanted.form
    if form is None:
        assert wanted.file is not None
        return _given_file(job, wanted, wanted.file)
    filled: Filled | FilledFile
    if wanted.blank:
        filled = FilledFile(form.template, blank_form(form))
    else:
        filled = fill_parts(form.template, wanted.fields)
    stamps = _stamps(job, wanted, form)
    stock = form_stock(form)
    suffix = form.template.suffix

    def stamped(document: Document) -> Document:
        if wanted.label:  # nobody seals an annex
            document = replace(document, places=())
        return stamp(document, stamps).document

    try:
        own = render(filled.source, suffix, engine=job.engine, name=form.id, stock=stock)
    except EngineMissing as fault:
        return _Unrendered(wanted.name, wanted.title, form, filled, fault)
    pdf = bound = stamped(own.document)
    if job.packet.numbering == "continuous" and not job.only:
        plain = render(
            filled.source, suffix, engine=job.engine, page_numbers=False, name=form.id, stock=stock
        )
        bound = stamped(plain.document)
    return _Document(wanted.name, wanted.title, wanted, filled, pdf, bound, own)


def _given_file(job: Job, wanted: Wanted, file: Path) -> _Document:
    """A PDF or picture bound as it is, on A4 sheets."""
    from generator.bind.attachments import attachment_pages  # few packets hold one

    given = attachment_pages(file)
    pdf = stamp(given, Stamps(mark=Mark.DRAFT if job.draft else None)).document
    return _Document(wanted.name, wanted.title, wanted, None, pdf, pdf, Rendered(given, ""))


def _stamps(job: Job, wanted: Wanted, form: Form) -> Stamps:
    seals = seals_of(() if wanted.label else job.record.parties, form.seals)
    straddling = tuple(seal for seal in seals if seal.role in wanted.straddle)
    return Stamps(
        seals=seals,
        straddle=Straddle(straddling, duplex=job.packet.duplex) if straddling else None,
        mark=Mark.DRAFT if job.draft else None,
    )


# ------------------------------------------------------------------------------------- the files


def _written(job: Job, document: _Document | _Unrendered, files: Beside) -> DocumentResult:
    contents: dict[str, bytes] = {}
    form = document.form
    if form and document.source:
        contents[form.template.suffix] = document.source.file()
    pages = 0
    if isinstance(document, _Document):
        contents[".pdf"] = document.pdf.to_bytes()
        pages = document.rendered.pages
    entries = tuple(
        _put(job, f"{document.name}{suffix}", content, files)
        for suffix, content in contents.items()
    )
    return DocumentResult(document.title, form.id if form else "", entries, pages)


def _copied(job: Job, attachment: Attachment, files: Beside) -> DocumentResult:
    content = attachment.document.to_bytes()
    entry = _put(job, f"{attachment.name}.pdf", content, files)
    return DocumentResult(attachment.title, "", (entry,), attachment.pages)


def _put(job: Job, name: str, content: bytes, files: Beside) -> FileEntry:
    path = job.folder / job.record.key / name
    files.write(path, content)
    return file_entry(path, job.folder, content)


# ------------------------------------------------------------------------------------ the packet


@dataclass(frozen=True, slots=True)
class _FrontPage:
    """Cover, contents or checklist."""

    part: Part
    rendered: Rendered


def _packet(job: Job, front: list[_FrontPage], behind: list[Part]) -> tuple[bytes, int]:
    """The packet of what stands behind the front pages, and its page count."""
    parts = [*(page.part for page in front), *behind]
    if job.packet.turned:
        parts = [replace(part, document=turned(part.document)) for part in parts]
    content = bind(
        parts,
        Metadata(title=f"{job.packet.titles.zh}：{job.record.title}", subject=job.programme),
        numbering=job.packet.numbering,
        duplex=job.packet.duplex,
    )
    last = contents_entries(parts, front_pages=0, duplex=job.packet.duplex)[-1]
    return content, last.page + last.pages - 1


def _parts(documents: list[_Document]) -> list[Part]:
    parts: list[Part] = []
    for document in documents:
        bound = document.bound
        if document.wanted.label:
            bound = labelled(bound, document.wanted.label, document.source)
        part = Part(document.title, bound)
        ahead = sum(each.pages for each in parts)
        parts.append(on_the_back(part, ahead) if document.wanted.even else part)
    return parts


def _attached_parts(attached: tuple[Attachment, ...]) -> list[Part]:
    return [Part(each.title, each.document) for each in attached]


def _front(
    job: Job, made: list[_Document | _Unrendered], attached: tuple[Attachment, ...]
) -> list[_FrontPage]:
    """Cover, contents and checklist, as far as the packet has them."""
    front = [_front_page(job, job.packet.cover, {})] if job.packet.cover else []
    behind = []
    documents = [each for each in made if isinstance(each, _Document)]
    bound = [*_parts(documents), *_attached_parts(attached)]
    if job.packet.checklist:
        pages = [each.rendered.pages if isinstance(each, _Document) else None for each in made]
        pages += [each.pages for each in attached]
        behind.append(_front_page(job, job.packet.checklist, checklist(job, pages)))
    if job.packet.contents:
        parts = [*(page.part for page in behind), *bound]
        front.append(_contents(job, job.packet.contents, parts, front))
    return front + behind


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
    """Cover, contents or checklist: filled from the record and what the packet knows of itself."""
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
def _rendered(filled: Filled | FilledFile, engine: str, form: Form) -> Rendered:
    """Front pages, of which the contents are the same for most records."""
    suffix = form.template.suffix
    return render(filled.source, suffix, engine=engine, name=form.id, stock=form_stock(form))


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
        sample = fill_parts(form.template, sample_fields(form))
        return common_characters(sample.source, form.template.suffix)
    except BangfuError as fault:
        log.info("the sample of %s is of no use: %s", form.id, fault)
        return Stock()
