"""The stamp stage: all that is put on one finished document."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.pdf.document import Document
from generator.stamp.ink import Ink
from generator.stamp.marks import Mark, mark_pages
from generator.stamp.numbers import number_pages
from generator.stamp.seals import Pressed, Seal, impressions, press_seals
from generator.stamp.straddle import Straddle, straddle_seals


class Stamps(Struct, frozen=True):
    """What to put on a document; the default is nothing."""

    seals: tuple[Seal, ...] = ()  # pressed at the document's seal places, all of them
    straddle: Straddle | None = None
    numbers: Sequence[int | None] = ()  # one entry a page, None for a page without
    mark: Mark | None = None
    by_hand: bool = False  # other seal places may be left, where people press


class Stamped(Struct, frozen=True):
    """A stamped document, and where the seals came to stand."""

    document: Document
    pressed: tuple[Pressed, ...]


def stamp(document: Document, stamps: Stamps) -> Stamped:
    """The document with its stamps.

    Raises FormError when seals and places do not agree or straddle seals do not fit, CaseError
    when a seal image cannot be used.
    """
    ink = Ink(document)
    straddling = stamps.straddle.seals if stamps.straddle else ()
    drawings = impressions((*stamps.seals, *straddling))
    if stamps.mark:
        mark_pages(ink, stamps.mark)
    pressed = press_seals(ink, stamps.seals, drawings, by_hand=stamps.by_hand)
    if stamps.straddle:
        straddle_seals(ink, stamps.straddle, drawings)
    number_pages(ink, stamps.numbers)
    return Stamped(ink.laid(), pressed)


def stamp_bytes(content: bytes, stamps: Stamps) -> bytes:
    """The stamped copy of a PDF file; same inputs, same bytes. Raises as `stamp`, and EngineError
    when it is no PDF.
    """
    from generator.pdf.reading import read_pdf  # packets of our own documents need none

    return stamp(read_pdf(content), stamps).document.to_bytes()
