"""The room a field has on its page: its cell, or its line, less what is printed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeGuard

from msgspec import Struct

from generator.render.layout.items import Destination, Item, Page, Piece, Rule, Space
from generator.render.layout.spaces import FIELD

_INSET = 1.0  # pt between a field and the rules around it
_BOXES = frozenset("□○☐◯")  # printed to be ticked
_DATE = frozenset("年月日至")  # printed between the figures of a date, or of two
_TICK = 11.0  # pt, the largest box drawn where none is printed
_ABOVE, _BELOW = 0.88, 0.12  # em of a Chinese character's square over and under the baseline
_AROUND = 0.25  # em over and under a line that a field beside it takes
_LINE = 1.35  # em a line outside of tables is high
_NEAR = 3.0  # pt


class Box(Struct, frozen=True):
    """A box on a page, pt from its top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Place(Struct, frozen=True):
    """Where a name of the template stands on a page, and the room for its field."""

    name: str
    page: int  # index from 0
    box: Box
    size: float  # pt, of the text around
    align: str
    ticked: Box  # the box to tick: the printed one, or one in the middle of the room
    printed: bool  # whether the box to tick is printed


Point = tuple[float, float]


def places(pages: Iterable[Page], is_date: Callable[[str], bool]) -> Iterator[Place]:
    """The fields' places on laid-out pages, from the top down, then from left to right.

    Where `is_date` a field, by its name, is for a date, the 年 月 日 printed for handwriting takes
    no room.
    """
    for number, page in enumerate(pages):
        items = page.items
        ink = _Ink(items)
        marks = [item for item in items if _is_field(item)]
        points = [_point(mark) for mark in marks]
        found = []
        for mark in marks:
            texts = ink.words if is_date(mark.name) else ink.texts
            if isinstance(mark, Space):
                found.append(_in_cell(mark, texts, points, ink.ticks, number))
            else:
                found.append(_in_line(mark, texts, ink, number))
        yield from sorted(found, key=lambda place: (round(place.box.top), place.box.left))


def _is_field(item: Item) -> TypeGuard[Space | Destination]:
    return isinstance(item, Space) or (
        isinstance(item, Destination) and item.name.startswith(FIELD)
    )


def _point(mark: Space | Destination) -> Point:
    """Where the field's name stands: the top of its line."""
    if isinstance(mark, Space):
        return mark.x + mark.mark[0], mark.y + mark.mark[1]
    return mark.x, mark.y


class _Ink:
    """What is printed on a page."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.texts: list[Box] = []
        self.words: list[Box] = []  # those but the 年 月 日 of a date to be written
        self.ticks: list[Box] = []
        self.rules: list[Rule] = []
        for item in items:
            if isinstance(item, Piece) and not item.turn:
                self._add(item)
            elif isinstance(item, Rule) and item.y1 == item.y2:
                self.rules.append(item)

    def _add(self, piece: Piece) -> None:
        """Its words, which spaces part; boxes to tick by themselves."""
        for word, chars in groupby(characters(piece), key=lambda each: not each[0].isspace()):
            if not word:
                continue
            text, boxes = zip(*chars, strict=True)
            whole = Box(boxes[0].left, boxes[0].top, boxes[-1].right, boxes[0].bottom)
            self.texts.append(whole)
            if not set(text) <= _DATE:
                self.words.append(whole)
            self.ticks += [box for char, box in zip(text, boxes, strict=True) if char in _BOXES]


def characters(piece: Piece) -> Iterator[tuple[str, Box]]:
    """The characters of an upright piece, each with the square it stands in."""
    x = piece.x
    top, bottom = piece.y - _ABOVE * piece.size, piece.y + _BELOW * piece.size
    for char in piece.text:
        end = x + piece.face.advance(char) * piece.size * piece.scale + piece.tracking
        yield char, Box(x, top, end, bottom)
        x = end


def _in_cell(
    space: Space, texts: list[Box], points: list[Point], ticks: list[Box], page: int
) -> Place:
    cell = Box(space.x, space.y, space.x + space.width, space.y + space.height)
    mark = _point(space)
    own = [text for text in texts if text.meets(cell)]
    others = [
        (x, y)
        for x, y in points
        if (x, y) != mark and cell.left <= x <= cell.right and cell.top <= y <= cell.bottom
    ]
    room = _room(cell, mark, space.size, own, others)
    return _place(space.name, page, room, mark, space.size, space.align, ticks)


def _room(cell: Box, mark: Point, size: float, texts: list[Box], others: list[Point]) -> Box:
    """What is free around a mark at the top of its line: in that line, or over and under it.

    Other marks of the cell begin rooms of their own.
    """
    x, y = mark
    line = Box(cell.left, y, cell.right, y + size)
    beside = [text for text in texts if text.meets(line)]
    left, right, top, bottom = cell.left, cell.right, cell.top, cell.bottom
    if beside:
        left = max((text.right for text in beside if text.left < x), default=left)
        after = (text.left for text in beside if text.left >= x - _NEAR and text.right > x)
        right = min(after, default=right)
        top = max(top, min(text.top for text in beside) - _AROUND * size)
        bottom = min(bottom, max(text.bottom for text in beside) + _AROUND * size)
    else:
        top = max((text.bottom for text in texts if text.bottom <= y + size / 2), default=top)
        bottom = min((text.top for text in texts if text.top > y), default=bottom)
        if any(other_y < y for _x, other_y in others):
            top = max(top, y)
        bottom = min((bottom, *(other_y for _x, other_y in others if other_y > y)))
    return Box(left + _INSET, top + _INSET, right - _INSET, bottom - _INSET)


def _in_line(mark: Destination, texts: list[Box], ink: _Ink, page: int) -> Place:
    """A field outside of tables: as long as the rule it stands on, else up to the next text."""
    size = next((text.bottom - text.top for text in texts if _beside(text, mark)), 12.0)
    edge = min((text.left for text in texts), default=mark.x)
    after = (text.left for text in texts if _beside(text, mark) and text.left >= mark.x)
    end = min(after, default=mark.x + 2 * size)
    for rule in ink.rules:
        under = 0 < rule.y1 - mark.y < 2 * size
        if under and rule.x1 - _NEAR <= mark.x < rule.x2 - _NEAR:
            end = max(rule.x2, mark.x + size)
    room = Box(max(mark.x, edge), mark.y, end, mark.y + _LINE * size)
    return _place(mark.name, page, room, _point(mark), size, "left", ink.ticks)


def _beside(text: Box, mark: Destination) -> bool:
    return text.top - 1 <= mark.y + (text.bottom - text.top) / 2 <= text.bottom + 6


def _place(
    name: str,
    page: int,
    room: Box,
    mark: Point,
    size: float,
    align: str,
    ticks: list[Box],
) -> Place:
    x, y = mark
    near = [
        tick for tick in ticks if abs(tick.left - x) < _NEAR and tick.top - size < y < tick.bottom
    ]
    side = max(4.0, min(room.width, room.height, _TICK))
    middle = ((room.left + room.right) / 2, (room.top + room.bottom) / 2)
    own = Box(
        middle[0] - side / 2, middle[1] - side / 2, middle[0] + side / 2, middle[1] + side / 2
    )
    return Place(name, page, room, size, align, near[0] if near else own, bool(near))
