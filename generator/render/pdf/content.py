"""Laid-out items as PDF operators; y grows upwards there (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec import Struct

from generator.pdf.objects import number
from generator.render.fonts import Face
from generator.render.layout.items import (
    Anchor,
    Boxes,
    Destination,
    Fill,
    Item,
    Piece,
    PlacedPicture,
    Rule,
    Space,
)
from generator.render.pdf.fonts import Codes

_BOLDER = 0.03  # em of outline around a face that has no bold of its own
_SLANT = 0.2126  # tangent of 12°, for a face that has no italic of its own
# The text matrix but for the place: upright, turned to the left, to the right; the slant goes in.


LAYERS = 4
"""Of a page, the lowest first: pictures behind all else, fills, text and rules, pictures on it all."""


class Drawn(Struct, frozen=True):
    """The operators of items around their own origin, y upwards, by the layer of the page."""

    layers: tuple[tuple[int, str], ...]  # those in which anything is drawn
    faces: frozenset[Face]  # that draw text


class Texts:
    """The operators of texts, each written once: many recur, from row to row and page to page."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._known: dict[tuple[Any, ...], tuple[str, str]] = {}

    def drawn(self, piece: Piece) -> str:
        """The operators that draw a piece."""
        x, y, text, face, *look = piece
        key = (text, id(face), *look)  # by identity: hashing a face takes longer than writing
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _text(piece, self._codes[face])
        return f"{found[0]} {number(x)} {number(-y)} Tm {found[1]}"


def draw(
    items: Iterable[Item], texts: Texts, picture_name: Callable[[PlacedPicture], str]
) -> Drawn:
    """The operators that draw items; destinations and spaces are no drawing and stand elsewhere."""
    layers: tuple[list[str], ...] = tuple([] for _layer in range(LAYERS))
    lowest, under, over, top = layers
    faces: dict[int, Face] = {}  # by identity, as texts are
    for item in items:
        match item:
            case Piece():
                faces[id(item.face)] = item.face
                over.append(texts.drawn(item))
            case Rule():
                over.append(_ruled(item))
            case Fill():
                corner = f"{number(item.x)} {number(-item.y - item.height)}"
                box = f"{corner} {number(item.width)} {number(item.height)} re"
                under.append(f"{_colour(item.color)} rg {box} f")
            case Boxes():
                frame = f"{number(item.x)} {number(-item.y)} cm {_colour(item.color)} rg"
                over.append(f"q {item.unit:.5f} 0 0 {-item.unit:.5f} {frame} {_shape(item)} f Q")
            case PlacedPicture():
                corner = f"{number(item.x)} {number(-item.y - item.height)}"
                frame = f"{number(item.width)} 0 0 {number(item.height)} {corner} cm"
                where = {-1: lowest, 0: over, 1: top}[item.layer]
                where.append(f"q {frame} /{picture_name(item)} Do Q")
            case Destination() | Space() | Anchor():  # floating things are placed by now
                pass
    drawn = ((index, "\n".join(operators)) for index, operators in enumerate(layers) if operators)
    return Drawn(tuple(drawn), frozenset(faces.values()))


def _shape(boxes: Boxes) -> str:
    """One path of all boxes, in their units, y growing downwards."""
    return " ".join([f"{x} {y} {wide} 1 re" for x, y, wide in boxes.runs()])


def _text(piece: Piece, codes: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """One piece's operators, those before its place and those after."""
    face, size = piece.face, number(piece.size)
    runs = _runs(piece.text, codes)
    shown = " ".join([f"/{font} {size} Tf <{run}> Tj" for font, run in runs])
    before, after = _around(
        piece.color,
        piece.size if face.synthetic_bold else 0.0,
        face.synthetic_italic,
        piece.tracking,
        piece.scale,
        piece.turn,
    )
    return before, shown + after


@lru_cache(maxsize=1024)
def _around(
    color: str, bold: float, slanted: bool, tracking: float, scale: float, turn: int
) -> tuple[str, str]:
    """What stands before a piece's place and after its text; `bold` is the size of one thickened."""
    colour = _colour(color)
    drawing = f"{colour} rg 0 Tr"
    if bold:
        drawing = f"{colour} rg {colour} RG {number(bold * _BOLDER)} w 2 Tr"
    slant = number(_SLANT) if slanted else "0"
    # The text's own axes: rightwards and up; turned, they point down and right, or up and left.
    axes = {0: f"1 0 {slant} 1", 90: f"0 -1 1 {_less(slant)}", -90: f"0 1 -1 {slant}"}[turn]
    if scale == 1.0:
        return f"BT {drawing} {number(tracking)} Tc {axes}", " ET"
    # The scale holds for the tracking too.
    spacing = f"{number(tracking / scale)} Tc {number(scale * 100)} Tz"
    return f"BT {drawing} {spacing} {axes}", " 100 Tz ET"


@lru_cache(maxsize=8192)  # those around cells recur from row to row
def _ruled(rule: Rule) -> str:
    """A line's operators."""
    start = f"{number(rule.x1)} {number(-rule.y1)} m"
    end = f"{number(rule.x2)} {number(-rule.y2)} l"
    line = f"{_colour(rule.color)} RG {number(rule.width)} w {start} {end} S"
    if rule.dash:
        return f"[{' '.join(map(number, rule.dash))}] 0 d {line} [] 0 d"
    is_dot = (rule.x1, rule.y1) == (rule.x2, rule.y2)
    return f"1 J {line} 0 J" if is_dot else line  # round ends are all that is of it


def _less(text: str) -> str:
    return text if text == "0" else f"-{text}"


def _runs(text: str, codes: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """The text's codes in hexadecimal, by the fonts that draw them."""
    # Without those that print nothing: a code of none would show the face's box for what it lacks.
    found = [code for char in text if (code := codes.get(char))]
    if len({font for font, _code in found}) == 1:
        return [(found[0][0], "".join([code for _font, code in found]))]
    return [
        (font, "".join([code for _font, code in run]))
        for font, run in groupby(found, itemgetter(0))
    ]


@lru_cache(maxsize=256)
def _colour(text: str) -> str:
    return " ".join(number(int(text[at : at + 2], 16) / 255) for at in (0, 2, 4))
