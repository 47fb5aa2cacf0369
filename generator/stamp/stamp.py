"""The stamp stage: all that is put on one finished document, on an open PDF or bytes to bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from generator.errors import EngineError
from generator.i18n import _
from generator.stamp.ink import Ink
from generator.stamp.marks import Mark, mark_pages
from generator.stamp.numbers import number_pages
from generator.stamp.seals import Pressed, Seal, impressions, press_seals
from generator.stamp.straddle import Straddle, straddle_seals


@dataclass(frozen=True, slots=True)
class Stamps:
    """What to put on a document; the default is nothing."""

    seals: tuple[Seal, ...] = ()  # pressed at the document's seal places, all of them
    straddle: Straddle | None = None
    numbers: Sequence[int | None] = ()  # one entry a page, None for a page without
    mark: Mark | None = None


def stamp(pdf: pikepdf.Pdf, stamps: Stamps) -> tuple[Pressed, ...]:
    """Stamp an open PDF and say where the seals came to stand.

    Raises FormError when seals and places do not agree or straddle seals do not fit, CaseError
    when a seal image cannot be used.
    """
    ink = Ink(pdf)
    straddling = stamps.straddle.seals if stamps.straddle else ()
    drawings = impressions((*stamps.seals, *straddling))
    if stamps.mark:
        mark_pages(ink, stamps.mark)
    pressed = press_seals(ink, stamps.seals, drawings)
    if stamps.straddle:
        straddle_seals(ink, stamps.straddle, drawings)
    number_pages(ink, stamps.numbers)
    ink.lay()
    return pressed


def stamp_bytes(content: bytes, stamps: Stamps) -> bytes:
    """The stamped copy of a PDF; same inputs, same bytes. Raises as `stamp`."""
    with open_pdf(content) as pdf:
        stamp(pdf, stamps)
        return save(pdf)


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Open a PDF held in memory. Raises EngineError when it is none."""
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as fault:
        raise EngineError(_("not a PDF that can be read: {reason}", reason=fault)) from fault


def save(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The PDF's bytes, with no clock and no chance in them unless encrypted."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
        fix_metadata_version=False,
        deterministic_id=encryption is None,
        encryption=encryption or False,
    )
    return out.getvalue()
