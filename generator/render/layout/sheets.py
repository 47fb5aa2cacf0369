"""A page's own measures: which margin is left on it, and the rules around it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.render.drawing import Border, PageBorder, Shown
from generator.render.layout.items import Item
from generator.render.layout.rules import stroke
from generator.render.model import Geometry


class Sheet(Struct, frozen=True):
    """A page and its margins, pt."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


def sheet_of(geometry: Geometry, number: int) -> Sheet:
    """The page of a number; mirrored margins change places on even ones."""
    left, right = geometry.left, geometry.right
    if geometry.mirrored and number % 2 == 0:
        left, right = right, left
    return Sheet(geometry.width, geometry.height, left, right, geometry.top, geometry.bottom)


def page_rules(
    border: PageBorder | None, sheet: Sheet, top: float, bottom: float, *, is_first: bool
) -> Iterator[Item]:
    """The rules around a page.

    `top` and `bottom`: what they go around where their space is to the text, pt from the paper's
    upper edge.
    """
    unwanted = Shown.NOT_FIRST if is_first else Shown.FIRST
    if border is None or border.shown is unwanted:
        return
    sides = border.borders

    def away(side: Border | None) -> float:
        return 0.0 if side is None else side.space + side.width / 2

    if border.from_page:
        x1, x2 = away(sides.left), sheet.width - away(sides.right)
        y1, y2 = away(sides.top), sheet.height - away(sides.bottom)
    else:
        x1, x2 = sheet.left - away(sides.left), sheet.width - sheet.right + away(sides.right)
        y1, y2 = top - away(sides.top), bottom + away(sides.bottom)
    yield from stroke(sides.top, x1, y1, x2, y1)
    yield from stroke(sides.bottom, x1, y2, x2, y2, outside=1)
    yield from stroke(sides.left, x1, y1, x1, y2)
    yield from stroke(sides.right, x2, y1, x2, y2, outside=1)
