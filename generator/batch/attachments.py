"""The files a record hands in, made into pages of its packet."""

from __future__ import annotations

from msgspec import Struct

from generator.batch.job import Job
from generator.pdf.document import Document


class Attachment(Struct, frozen=True):
    """One file handed in, on A4 sheets."""

    name: str  # of the file made of it, without suffix
    title: str
    document: Document

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.document.pages)


def attachments_of(job: Job) -> tuple[Attachment, ...]:
    """The record's attachments that are there, in the packet's order.

    Raises CaseError naming a file that cannot be used.
    """
    wanted = [(each, each.path) for each in job.attachments()]
    if not wanted:
        return ()
    from generator.bind.attachments import attachment_pages  # most packets have none

    return tuple(
        Attachment(each.name, each.title, attachment_pages(path)) for each, path in wanted if path
    )
