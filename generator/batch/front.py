"""The front of a packet: cover, contents and checklist, filled from what the packet knows of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from generator.batch.checklist import checklist
from generator.batch.documents import form_stock
from generator.batch.job import Job
from generator.bind.packet import Part, contents_entries
from generator.cases.nothing import BLANK
from generator.fill.compiled import CompiledDocx, compiled_docx
from generator.fill.filled import Filled, FilledFile
from generator.fill.template import fill_parts
from generator.forms.form import Form
from generator.render.engine import render
from generator.render.kept import kept_by_identity
from generator.render.rendered import Rendered
from generator.stamp.marks import Mark
from generator.stamp.stamp import Stamps, stamp

FINAL, DRAFT = "待签字、盖章", "草稿"  # as the cover prints it: documents are Chinese
_MOST_CONTENTS = 4  # attempts; how many pages the contents take moves what they tell


class FrontPage(Struct, frozen=True):
    """Cover, contents or checklist."""

    part: Part
    rendered: Rendered


def front_pages(
    job: Job, behind: Sequence[Part], pages: Sequence[int | None]
) -> tuple[FrontPage, ...]:
    """Cover, contents and checklist, as far as the packet has them, for what stands `behind` them.

    `pages` are counted as `checklist` wants them.
    """
    front = [_front_page(job, job.packet.cover, {})] if job.packet.cover else []
    last = []
    if job.packet.checklist:
        last.append(_front_page(job, job.packet.checklist, checklist(job, pages)))
    if job.packet.contents:
        parts = [*(page.part for page in last), *behind]
        front.append(_contents(job, job.packet.contents, parts, front))
    return (*front, *last)


def _contents(job: Job, form_id: str, parts: list[Part], before: list[FrontPage]) -> FrontPage:
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


def _front_page(job: Job, form_id: str, more: Mapping[str, Any]) -> FrontPage:
    """Cover, contents or checklist: filled from the record and what the packet knows of itself."""
    form = job.forms[form_id]
    own = {
        "programme": job.programme,
        "title": job.packet.titles.zh,
        "status": DRAFT if job.draft else FINAL,
        "compiled": BLANK,
        **more,
    }
    is_contents = form_id == job.packet.contents
    filled = _contents_alike(form, own) if is_contents else None
    filled = filled or fill_parts(form.template, {**job.record.fields, **own})
    done = _rendered(filled, job.engine, form)
    pdf = done.document
    if job.draft:
        pdf = stamp(pdf, Stamps(mark=Mark.DRAFT)).document
    part = Part(form.titles.zh, pdf, numbered=False, contents=is_contents)
    return FrontPage(part, done)


def _contents_alike(form: Form, own: Mapping[str, Any]) -> Filled | FilledFile | None:
    """The contents where they tell only what the packet knows of itself: of most records the same.

    None where their template asks for something of the record's, or is no DOCX.
    """
    if form.template.suffix != ".docx":
        return None
    compiled = compiled_docx(form.template)
    if compiled.properties or not compiled.names <= own.keys():
        return None
    return _filled_alike(compiled, tuple((name, own[name]) for name in sorted(compiled.names)))


@kept_by_identity(8)
def _filled_alike(
    compiled: CompiledDocx, fields: tuple[tuple[str, Any], ...]
) -> Filled | FilledFile:
    return fill_parts(compiled.path, dict(fields))


@lru_cache(maxsize=8)
def _rendered(filled: Filled | FilledFile, engine: str, form: Form) -> Rendered:
    """Front pages, of which the contents are the same for most records."""
    suffix = form.template.suffix
    return render(filled.source, suffix, engine=engine, name=form.id, stock=form_stock(form))
