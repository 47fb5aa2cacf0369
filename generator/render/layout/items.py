"""What stands on a laid-out page; coordinates in pt from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.render.fonts import Face


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one face on one baseline; `tracking` is added after each of them."""

    x: float
    y: float  # the baseline
    text: str
    face: Face
    size: float
    color: str = "000000"
    tracking: float = 0.0
    scale: float = 1.0  # of the characters' own width


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, with its width and colour; `dash` are the lengths of strokes and gaps."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str = "000000"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box, under the text."""

    x: float
    y: float
    width: float
    height: float
    color: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Filled boxes drawn as one shape, so that no seam shows where they touch, as in a QR code."""

    x: float
    y: float
    unit: float  # pt
    boxes: tuple[tuple[int, int, int, int], ...]  # x, y, width, height in units from there
    color: str = "000000"


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """An image in its box."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Destination:
    """A named point, the top left of the line its bookmark stands in."""

    x: float
    y: float
    name: str


Item = Piece | Rule | Fill | Boxes | PlacedPicture | Destination


def moved(items: tuple[Item, ...], dx: float, dy: float) -> Iterator[Item]:
    """The items, shifted."""
    for item in items:
        if isinstance(item, Piece):  # by far the most; `replace` takes six times as long
            yield Piece(
                item.x + dx,
                item.y + dy,
                item.text,
                item.face,
                item.size,
                item.color,
                item.tracking,
                item.scale,
            )
        elif isinstance(item, Rule):
            yield replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        else:
            yield replace(item, x=item.x + dx, y=item.y + dy)


@dataclass(frozen=True, slots=True)
class Group:
    """Items of a line or a row with their origin on the page.

    The same items, kept from document to document, stand on many pages: what is made of them once
    serves again.
    """

    items: tuple[Item, ...]
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of paper with everything on it; fills are under all else, so that text stays on top."""

    width: float
    height: float
    groups: tuple[Group, ...]
    number: int  # as the document counts

    @property
    def items(self) -> list[Item]:
        """Everything at its place on the page, in the order of drawing."""
        found = [item for group in self.groups for item in moved(group.items, group.x, group.y)]
        return fills_first(found)


def fills_first(items: Iterable[Item]) -> list[Item]:
    """The items with fills before all else."""
    return sorted(items, key=lambda item: not isinstance(item, Fill))


@dataclass(frozen=True, slots=True)
class Pages:
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
