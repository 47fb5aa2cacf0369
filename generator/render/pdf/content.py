"""A laid-out page as a PDF content stream; y grows upwards there (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from generator.render.fonts import Face
from generator.render.layout.items import (
    Boxes,
    Destination,
    Fill,
    Item,
    Page,
    Piece,
    PlacedPicture,
    Rule,
)

# For a face: the resource name of the font that draws each character, and its code in hexadecimal.
Codes = Mapping[Face, Mapping[str, tuple[str, str]]]
_BOLDER = 0.03  # em of outline around a face that has no bold of its own
_SLANT = 0.2126  # tangent of 12°, for a face that has no italic of its own


def page_content(page: Page, codes: Codes, picture_name: Callable[[PlacedPicture], str]) -> bytes:
    """The operators that draw the page; destinations are no drawing and stand elsewhere."""
    lines: list[str] = []
    for item in page.items:
        lines.extend(_item(item, page.height, codes, picture_name))
    return "\n".join(lines).encode("ascii")


def _item(
    item: Item, height: float, codes: Codes, picture_name: Callable[[PlacedPicture], str]
) -> Iterator[str]:
    match item:
        case Piece():
            yield from _text(item, height, codes)
        case Rule():
            yield _rule(item, height)
        case Fill():
            yield _fill(item, height)
        case Boxes():
            frame = f"{number(item.x)} {number(height - item.y)} cm {_colour(item.color)} rg"
            yield f"q {item.unit:.5f} 0 0 {-item.unit:.5f} {frame} {_shape(item.boxes)} f Q"
        case PlacedPicture():
            bottom = height - item.y - item.height
            frame = f"{number(item.width)} 0 0 {number(item.height)} {number(item.x)} {number(bottom)} cm"
            yield f"q {frame} /{picture_name(item)} Do Q"
        case Destination():
            return


@lru_cache(maxsize=4096)  # a form's rules and fills stand on every one of its documents
def _rule(rule: Rule, height: float) -> str:
    start = f"{number(rule.x1)} {number(height - rule.y1)} m"
    end = f"{number(rule.x2)} {number(height - rule.y2)} l"
    return f"{_colour(rule.color)} RG {number(rule.width)} w {start} {end} S"


@lru_cache(maxsize=1024)
def _fill(fill: Fill, height: float) -> str:
    bottom = height - fill.y - fill.height
    box = f"{number(fill.x)} {number(bottom)} {number(fill.width)} {number(fill.height)} re"
    return f"{_colour(fill.color)} rg {box} f"


@lru_cache(maxsize=1024)  # most are drawn twice: in their document and in a print run
def _shape(boxes: tuple[tuple[int, int, int, int], ...]) -> str:
    """One path of all boxes, in their units, y growing downwards."""
    return " ".join(f"{x} {y} {wide} {tall} re" for x, y, wide, tall in boxes)


def _text(piece: Piece, height: float, codes: Codes) -> Iterator[str]:
    colour, face, size = _colour(piece.color), piece.face, number(piece.size)
    drawing = f"{colour} rg 0 Tr"
    if face.synthetic_bold:
        drawing = f"{colour} rg {colour} RG {number(piece.size * _BOLDER)} w 2 Tr"
    slant = number(_SLANT) if face.synthetic_italic else "0"
    place = f"1 0 {slant} 1 {number(piece.x)} {number(height - piece.y)} Tm"
    shown = " ".join(
        f"/{font} {size} Tf <{run}> Tj" for font, run in _runs(piece.text, codes[face])
    )
    yield f"BT {drawing} {number(piece.tracking)} Tc {place} {shown} ET"


def _runs(text: str, codes: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The text's codes in hexadecimal, by the fonts that draw them."""
    for font, run in groupby(map(codes.__getitem__, text), key=itemgetter(0)):
        yield font, "".join([code for _font, code in run])


@lru_cache(maxsize=256)
def _colour(text: str) -> str:
    return " ".join(number(int(text[at : at + 2], 16) / 255) for at in (0, 2, 4))


def number(value: float) -> str:
    """A number as PDF has it: never an exponent, three decimals are a thousandth of a point."""
    rounded = round(value, 3)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
