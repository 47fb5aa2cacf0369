"""One record through fill → render → stamp → bind: its documents and its packet, written whole."""

from __future__ import annotations

from msgspec.structs import replace

from generator.batch.annexed import labelled, on_the_back
from generator.batch.attachments import Attachment, attachments_of
from generator.batch.documents import MadeDocument, Unrendered, make_document
from generator.batch.front import front_pages
from generator.batch.job import PACKET, Built, Job, Lacking
from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind, contents_entries
from generator.bind.results import DocumentResult, FileEntry, entry_of
from generator.bind.turned import turned
from generator.files import Beside


def build_record(job: Job, files: Beside) -> Built:
    """Build one record's documents and packet, `files` to be settled below `job.folder/<key>/`.

    A document whose engine is not installed is left out of the packet and told in `lacking`; when
    there is no other, that error is raised. Raises what the stages raise.
    """
    made = [make_document(job, wanted) for wanted in job.documents()]
    documents = [each for each in made if isinstance(each, MadeDocument)]
    faults = [each for each in made if isinstance(each, Unrendered)]
    if faults and not documents:
        raise faults[0].fault
    attached = attachments_of(job)
    results = tuple(_written(job, each, files) for each in made)
    results += tuple(_copied(job, each, files) for each in attached)
    rendered = [document.rendered for document in documents]
    packet, pages = None, 0
    if not job.only:
        behind = [*_parts(documents), *(Part(each.title, each.document) for each in attached)]
        pages_of = [
            each.rendered.pages if isinstance(each, MadeDocument) else None for each in made
        ]
        front = front_pages(job, behind, [*pages_of, *(each.pages for each in attached)])
        rendered += [page.rendered for page in front]
        content, pages = _packet(job, [*(page.part for page in front), *behind])
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


# ------------------------------------------------------------------------------------- the files


def _written(job: Job, document: MadeDocument | Unrendered, files: Beside) -> DocumentResult:
    contents: dict[str, bytes] = {}
    form = document.form
    if form and document.source:
        contents[form.template.suffix] = document.source.file()
    pages = 0
    if isinstance(document, MadeDocument):
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
    relative = f"{job.record.key}/{name}"
    files.write(job.folder / relative, content)
    return entry_of(relative, content)


# ------------------------------------------------------------------------------------ the packet


def _packet(job: Job, parts: list[Part]) -> tuple[bytes, int]:
    """The packet of the parts, and its page count."""
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


def _parts(documents: list[MadeDocument]) -> list[Part]:
    parts: list[Part] = []
    for document in documents:
        bound = document.bound
        if document.wanted.label:
            bound = labelled(bound, document.wanted.label, document.source)
        part = Part(document.title, bound)
        ahead = sum(each.pages for each in parts)
        parts.append(on_the_back(part, ahead) if document.wanted.even else part)
    return parts
