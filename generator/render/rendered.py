"""What every engine gives back: a PDF and how it came about."""

from __future__ import annotations

from msgspec import Struct

from generator.pdf.document import Document
from generator.render.fonts import Substitution


class Rendered(Struct, frozen=True):
    """A PDF and how it came about."""

    document: Document
    engine: str
    substitutions: tuple[Substitution, ...] = ()
    source: str = ""  # the Typst source, where the embedded engine wrote one

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.document.pages)

    @property
    def pdf(self) -> bytes:
        """The file."""
        return self.document.to_bytes()
