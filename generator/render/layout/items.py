"""What stands on a laid-out page; coordinates in pt from the page's top left corner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.render.drawing import Floating
from generator.render.fonts import Face

_FILLED = re.compile("1+")


class Piece(NamedTuple):  # a tuple, since there are very many
    """Characters of one face on one baseline; `tracking` is added after each of them.

    A turned piece runs downwards (90) or upwards (-90) from (x, y).
    """

    x: float
    y: float  # the baseline
    text: str
    face: Face
    size: float
    color: str = "000000"
    tracking: float = 0.0
    scale: float = 1.0  # of the characters' own width
    turn: int = 0  # degrees clockwise: 90 reads downwards, -90 upwards


class Rule(Struct, frozen=True):
    """A straight line, with its width and colour; `dash` are the lengths of strokes and gaps.

    One from a point to the same point is a dot as wide as the line.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str = "000000"
    dash: tuple[float, ...] = ()


class Fill(Struct, frozen=True):
    """A filled box, under the text."""

    x: float
    y: float
    width: float
    height: float
    color: str


class Boxes(Struct, frozen=True):
    """Filled squares drawn as one shape, so that no seam shows where they touch, as in a QR code."""

    x: float
    y: float
    unit: float  # pt, the side of a square
    rows: tuple[str, ...]  # top first; a 1 for each square that is filled, else a 0
    color: str = "000000"

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Neighbours in a row as one: column, row and length in squares."""
        for row, line in enumerate(self.rows):
            for found in _FILLED.finditer(line):
                start, end = found.span()
                yield start, row, end - start


class PlacedPicture(Struct, frozen=True):
    """An image in its box."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    layer: int = 0  # -1: under all else, 1: over it


class Anchor(Struct, frozen=True):
    """Where something floating is anchored: left edge of the column, top of the line.

    Only while pages are filled; finished ones have it at its place.
    """

    x: float
    y: float
    what: Floating
    character: float  # of the anchor's place in its line
    above: float  # of its paragraph's top over the line


class Destination(Struct, frozen=True):
    """A named point, the top left of the line its bookmark stands in."""

    x: float
    y: float
    name: str


class Space(Struct, frozen=True):
    """Room for what a person writes: the cell whose template names it `field_<name>`, edge to edge."""

    x: float
    y: float
    width: float
    height: float
    name: str
    mark: tuple[float, float]  # where in it the name stands, from its top left
    size: float  # of its text
    align: str  # of its text: left, center, right or others


Item = Piece | Rule | Fill | Boxes | PlacedPicture | Destination | Space | Anchor


def moved(items: tuple[Item, ...], dx: float, dy: float) -> Iterator[Item]:
    """The items, shifted."""
    for item in items:
        if isinstance(item, Piece):
            yield Piece(item.x + dx, item.y + dy, *item[2:])
        elif isinstance(item, Rule):
            yield replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        else:
            yield replace(item, x=item.x + dx, y=item.y + dy)


class Group(Struct, frozen=True):
    """Items of a line or a row with their origin on the page.

    The same items, kept from document to document, stand on many pages: what is made of them once
    serves again.
    """

    items: tuple[Item, ...]
    x: float = 0.0
    y: float = 0.0


class Page(Struct, frozen=True):
    """One page of paper with everything on it; fills are under all else, so that text stays on top."""

    width: float
    height: float
    groups: tuple[Group, ...]
    number: int  # as the document counts

    @property
    def items(self) -> list[Item]:
        """Everything at its place on the page, in the order of drawing."""
        found = [item for group in self.groups for item in moved(group.items, group.x, group.y)]
        return layered(found)


def layered(items: Iterable[Item]) -> list[Item]:
    """The items as they lie on each other: pictures behind the text, fills, text, pictures on it."""
    return sorted(items, key=_layer)


def _layer(item: Item) -> int:
    if isinstance(item, PlacedPicture):
        return 2 * item.layer
    return -1 if isinstance(item, Fill) else 0


class Pages(Struct, frozen=True):
    """A laid-out document."""

    pages: tuple[Page, ...]

    def lines(self) -> Iterator[tuple[int, float, str]]:
        """Every line of text as (page index, baseline, characters), left to right, for comparison."""
        for index, page in enumerate(self.pages):
            baselines: dict[float, list[Piece]] = {}
            for item in page.items:
                if isinstance(item, Piece):
                    baselines.setdefault(round(item.y, 1), []).append(item)
            for y in sorted(baselines):
                pieces = sorted(baselines[y], key=lambda piece: piece.x)
                yield index, y, "".join(piece.text for piece in pieces)
