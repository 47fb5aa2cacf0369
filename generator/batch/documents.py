"""One document of a record: filled, rendered and stamped, or told why it could not be rendered."""

from __future__ import annotations

import logging
from functools import lru_cache
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.job import Job, Wanted
from generator.errors import BangfuError, EngineMissing
from generator.fill.filled import Filled, FilledFile
from generator.fill.template import fill_parts
from generator.forms.form import Form
from generator.ondisk import files_below, kept_on_disk
from generator.pdf.document import Document
from generator.render.engine import Source, common_characters, render
from generator.render.pdf.stock import Stock
from generator.render.rendered import Rendered
from generator.resources import data_dir, forms_dir
from generator.stamp.marks import Mark
from generator.stamp.seals import seals_of
from generator.stamp.stamp import Stamps, stamp
from generator.stamp.straddle import Straddle

log = logging.getLogger(__name__)


class MadeDocument(Struct, frozen=True):
    """A document, as a file of its own and as the packet takes it."""

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


class Unrendered(Struct, frozen=True):
    """A document whose engine is not installed: its filled template stands there, its PDF not."""

    name: str
    title: str
    form: Form
    source: Filled | FilledFile
    fault: EngineMissing


def make_document(job: Job, wanted: Wanted) -> MadeDocument | Unrendered:
    """The document. Raises what the stages raise."""
    form = wanted.form
    if form is None:
        assert wanted.file is not None
        return _given_file(job, wanted, wanted.file)
    filled: Filled | FilledFile
    if wanted.blank:
        from generator.fill.blank import blank_form  # few packets hold an empty form

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
        return Unrendered(wanted.name, wanted.title, form, filled, fault)
    pdf = bound = stamped(own.document)
    if job.packet.numbering == "continuous" and not job.only:
        plain = render(
            filled.source, suffix, engine=job.engine, page_numbers=False, name=form.id, stock=stock
        )
        bound = stamped(plain.document)
    return MadeDocument(wanted.name, wanted.title, wanted, filled, pdf, bound, own)


def _given_file(job: Job, wanted: Wanted, file: Path) -> MadeDocument:
    """A PDF or picture bound as it is, on A4 sheets."""
    from generator.bind.attachments import attachment_pages  # few packets hold one

    given = attachment_pages(file)
    pdf = stamp(given, Stamps(mark=Mark.DRAFT if job.draft else None)).document
    return MadeDocument(wanted.name, wanted.title, wanted, None, pdf, pdf, Rendered(given, ""))


def _stamps(job: Job, wanted: Wanted, form: Form) -> Stamps:
    seals = seals_of(() if wanted.label else job.record.parties, form.seals)
    straddling = tuple(seal for seal in seals if seal.role in wanted.straddle)
    return Stamps(
        seals=seals,
        straddle=Straddle(straddling, duplex=job.packet.duplex) if straddling else None,
        mark=Mark.DRAFT if job.draft else None,
    )


def form_stock(form: Form) -> Stock:
    """What all documents of a form have in common, as its sample shows; nothing without a sample.

    It only saves time: what is wrong with a sample `forms lint` says, and no build fails for it.
    """
    sample = form.sample
    if not sample.is_file():
        return Stock()
    return _stock(form, form.template.stat().st_mtime_ns, sample.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _stock(form: Form, _template: int, _sample: int) -> Stock:
    try:
        return common_characters(_filled_sample(form), form.template.suffix)
    except BangfuError as fault:
        log.info("the sample of %s is of no use: %s", form.id, fault)
        return Stock()


def _filled_sample(form: Form) -> Source:
    """The form filled with its sample; of the installation's own forms it is kept on disk."""

    def filled() -> Source:
        from generator.fill.sample import sample_fields  # what is kept needs no case to be loaded

        return fill_parts(form.template, sample_fields(form)).source

    if not form.folder.is_relative_to(forms_dir()):
        return filled()
    data = (data_dir() / "reference", data_dir() / "policies")  # what a sample may name
    made_of = chain.from_iterable(map(files_below, (form.folder, *data)))
    return kept_on_disk(f"sample-{form.id.replace('/', '-')}", made_of, filled)
