"""Pictures of PDF pages: contact sheets, details, and sheets fanned out; drawn by Typst, no viewer needed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdf
from PIL import Image

from generator.render.typst.compiler import compile_png

_A4_WIDTH, _A4_HEIGHT = 210.0, 297.0  # mm
_SCALE = 2  # drawn so many times larger, then reduced: small type stays legible
_COLOURS = 48  # a page of text and grey marks has few
_DESK = "luma(228)"
_PAPER = "stroke: 0.5pt + luma(150), fill: white"
_GAP = 8  # px between pages


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A rectangle of a page (from 1), in mm from its top left."""

    page: int
    left: float
    top: float
    width: float
    height: float


def contact_sheet(pdf: bytes, columns: int = 4, width: int = 330) -> bytes:
    """A PNG of all pages side by side, each `width` pixels wide."""
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    pages = ", ".join(
        f"box({_PAPER}, {_image(number, f'width: {width}pt')})" for number in range(1, count + 1)
    )
    return _png(pdf, f"#grid(columns: {min(columns, count)}, gutter: {_GAP}pt, {pages})", _GAP)


def crop(pdf: bytes, spot: PageSpot, width: int = 900) -> bytes:
    """A PNG of a part of a page, `width` pixels wide."""
    mm = width / spot.width  # pixels
    return _png(
        pdf,
        f"#box(width: {width}pt, height: {spot.height * mm}pt, clip: true)"
        f"[{_placed(spot.page, -spot.left, -spot.top, mm)}]",
        0,
    )


def fan(
    pdf: bytes,
    pages: tuple[int, ...],
    shift: float,
    left: float,
    top: float,
    height: float,
    width: int = 420,
) -> bytes:
    """A PNG of sheets fanned out, each `shift` mm further to the right below the one before.

    Shown is what lies right of `left`, from `top` for `height`; all in mm.
    """
    across = _A4_WIDTH + shift * (len(pages) - 1) - left
    mm = width / across
    sheets = "\n".join(
        _placed(number, shift * position - left, -top, mm)
        for position, number in reversed(list(enumerate(pages)))
    )
    return _png(pdf, f"#box(width: {width}pt, height: {height * mm}pt, clip: true)[{sheets}]", _GAP)


def _placed(number: int, x: float, y: float, mm: float) -> str:
    """An A4 page with its top left corner at x, y (mm), `mm` pixels a millimetre."""
    # Said on the box too: in a clipped box it would be no larger than what is left of that.
    size = f"width: {_A4_WIDTH * mm}pt, height: {_A4_HEIGHT * mm}pt"
    page = f"box({size}, {_PAPER}, {_image(number, size)})"
    return f"#place(top + left, dx: {x * mm}pt, dy: {y * mm}pt, {page})"


def _image(number: int, size: str) -> str:
    return f'image(pdf, format: "pdf", page: {number}, {size})'


def _png(pdf: bytes, body: str, margin: int) -> bytes:
    """The one page `body` makes, a point a pixel, as a small PNG."""
    data = ",".join(map(str, pdf))
    source = (
        f"#set page(width: auto, height: auto, margin: {margin}pt, fill: {_DESK})\n"
        f"#let pdf = bytes(({data}))\n{body}\n"
    )
    (large,) = compile_png(source, 72 * _SCALE)
    picture = Image.open(io.BytesIO(large)).convert("RGB")
    size = (picture.width // _SCALE, picture.height // _SCALE)
    small = picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
