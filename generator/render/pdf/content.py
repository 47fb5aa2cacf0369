"""Laid-out items as PDF operators; y grows upwards there (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from generator.pdf.objects import number
from generator.render.fonts import Face
from generator.render.layout.items import (
    Boxes,
    Destination,
    Fill,
    Item,
    Piece,
    PlacedPicture,
    Rule,
)
from generator.render.pdf.fonts import Codes

_BOLDER = 0.03  # em of outline around a face that has no bold of its own
_SLANT = 0.2126  # tangent of 12°, for a face that has no italic of its own


@dataclass(frozen=True, slots=True)
class Drawn:
    """The operators of items around their own origin, y upwards."""

    under: str  # fills, under all other items of a page
    over: str
    faces: frozenset[Face]  # that draw text


def draw(
    items: Iterable[Item], codes: Codes, picture_name: Callable[[PlacedPicture], str]
) -> Drawn:
    """The operators that draw items; destinations are no drawing and stand elsewhere."""
    under: list[str] = []
    over: list[str] = []
    faces: set[Face] = set()
    for item in items:
        match item:
            case Piece():
                faces.add(item.face)
                over.append(_text(item, codes[item.face]))
            case Rule():
                start = f"{number(item.x1)} {number(-item.y1)} m"
                end = f"{number(item.x2)} {number(-item.y2)} l"
                over.append(
                    _dashed(
                        item, f"{_colour(item.color)} RG {number(item.width)} w {start} {end} S"
                    )
                )
            case Fill():
                corner = f"{number(item.x)} {number(-item.y - item.height)}"
                box = f"{corner} {number(item.width)} {number(item.height)} re"
                under.append(f"{_colour(item.color)} rg {box} f")
            case Boxes():
                frame = f"{number(item.x)} {number(-item.y)} cm {_colour(item.color)} rg"
                over.append(
                    f"q {item.unit:.5f} 0 0 {-item.unit:.5f} {frame} {_shape(item.boxes)} f Q"
                )
            case PlacedPicture():
                corner = f"{number(item.x)} {number(-item.y - item.height)}"
                frame = f"{number(item.width)} 0 0 {number(item.height)} {corner} cm"
                over.append(f"q {frame} /{picture_name(item)} Do Q")
            case Destination():
                pass
    return Drawn("\n".join(under), "\n".join(over), frozenset(faces))


def _shape(boxes: Iterable[tuple[int, int, int, int]]) -> str:
    """One path of all boxes, in their units, y growing downwards."""
    return " ".join(f"{x} {y} {wide} {tall} re" for x, y, wide, tall in boxes)


def _text(piece: Piece, codes: Mapping[str, tuple[str, str]]) -> str:
    colour, face, size = _colour(piece.color), piece.face, number(piece.size)
    drawing = f"{colour} rg 0 Tr"
    if face.synthetic_bold:
        drawing = f"{colour} rg {colour} RG {number(piece.size * _BOLDER)} w 2 Tr"
    slant = number(_SLANT) if face.synthetic_italic else "0"
    place = f"1 0 {slant} 1 {number(piece.x)} {number(-piece.y)} Tm"
    shown = " ".join(f"/{font} {size} Tf <{run}> Tj" for font, run in _runs(piece.text, codes))
    if piece.scale == 1.0:
        return f"BT {drawing} {number(piece.tracking)} Tc {place} {shown} ET"
    tracking = number(piece.tracking / piece.scale)  # the scale holds for it too
    scale = number(piece.scale * 100)
    return f"BT {drawing} {tracking} Tc {scale} Tz {place} {shown} 100 Tz ET"


def _dashed(rule: Rule, line: str) -> str:
    return f"[{' '.join(map(number, rule.dash))}] 0 d {line} [] 0 d" if rule.dash else line


def _runs(text: str, codes: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The text's codes in hexadecimal, by the fonts that draw them."""
    for font, run in groupby(map(codes.__getitem__, text), key=itemgetter(0)):
        yield font, "".join([code for _font, code in run])


@lru_cache(maxsize=256)
def _colour(text: str) -> str:
    return " ".join(number(int(text[at : at + 2], 16) / 255) for at in (0, 2, 4))
