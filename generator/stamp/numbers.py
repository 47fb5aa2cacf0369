"""Page numbers 页码 as GB/T 9704—2012, 7.5 has them: “— 1 —” below the type area 版心."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from generator.render.fonts import load_fonts
from generator.render.pdf.embedding import ink_top
from generator.render.pdf.stock import Stock
from generator.stamp.drawings import Drawing, draw
from generator.stamp.geometry import PT_PER_MM, as_bound
from generator.stamp.ink import Ink
from generator.stamp.lettering import line

# 5.2.1: 版心 of 156 mm from a left margin of 28 mm; the bottom margin of 35 mm is derived.
LEFT_MARGIN = 28.0  # mm
RIGHT_MARGIN = 26.0  # mm
BOTTOM_MARGIN = 35.0  # mm
DASH_BELOW = 7.0  # mm from the type area's bottom to the upper edge of the dash (7.5)
_SIZE = 14.0  # pt, 4号 (7.5)
_ONE_CHARACTER = _SIZE / PT_PER_MM  # mm, 居右空一字 and 居左空一字 (7.5)
_WIDTH, _HEIGHT = 40.0, 8.0  # mm of a drawing
_DASH_AT = 4.0  # mm from a drawing's top to the dash's upper edge
_FACE, _DASH = "宋体", "—"


def number_pages(ink: Ink, numbers: Sequence[int | None]) -> None:
    """Put each page's number on it, None leaving a page without; one entry a page.

    Odd numbers stand one character in from the type area's right edge, even ones from its left.
    Landscape sheets carry theirs at the foot of the sheet as bound, turned with it (8).
    """
    for index, number in enumerate(numbers):
        if number is None:
            continue
        frame = as_bound(ink.document.pages[index])
        top = frame.height - BOTTOM_MARGIN + DASH_BELOW - _DASH_AT
        if number % 2:
            left = frame.width - RIGHT_MARGIN - _ONE_CHARACTER - _WIDTH
        else:
            left = LEFT_MARGIN + _ONE_CHARACTER
        ink.over(index, frame, _number_drawing(number), left, top)


@lru_cache(maxsize=4096)
def _number_drawing(number: int) -> Drawing:
    """The number hanging from the dash's measured upper edge, so that the dash stands to the
    standard whatever font is at hand. Odd numbers end at the drawing's right edge.
    """
    face = load_fonts().for_char(load_fonts().resolve(_FACE), _DASH)
    odd = number % 2
    pieces = line(
        f"{_DASH} {number} {_DASH}",
        _FACE,
        _SIZE,
        x=_WIDTH * PT_PER_MM if odd else 0.0,
        baseline=_DASH_AT * PT_PER_MM + ink_top(face, _DASH) * _SIZE,
        share=1.0 if odd else 0.0,
    )
    return draw(_WIDTH, _HEIGHT, pieces, stock=_figures())


@cache
def _figures() -> Stock:
    """What numbers are made of: all of them share one font."""
    return Stock({load_fonts().resolve(_FACE): frozenset(f"{_DASH} 0123456789")})
