"""Floating pictures and lines: carried along with their anchors, placed when the page is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.render.drawing import Edge, Floating, Lie, Spot, StraightLine, TextBox
from generator.render.layout.items import (
    Anchor,
    Destination,
    Group,
    Item,
    PlacedPicture,
    Rule,
    moved,
)
from generator.render.layout.rules import parallel
from generator.render.layout.sheets import Sheet
from generator.render.model import Bookmark

InBox = Callable[[TextBox, float, float], Iterable[Item]]
"""What sets the blocks of a text box of a width and height, in pt from its top left."""


def mark_item(mark: Bookmark | Floating, x: float, above: float) -> Item:
    """A mark at `x` of a line, with lines of its paragraph `above` pt high over it."""
    if isinstance(mark, Bookmark):
        return Destination(x, 0.0, mark.name)
    return Anchor(0.0, 0.0, mark, x, above)


def placed_groups(groups: Iterable[Group], sheet: Sheet, in_box: InBox) -> Iterator[Group]:
    """The groups of a page with all that floats at its place; those without as they are."""
    for group in groups:
        if Anchor in map(type, group.items):
            yield Group(tuple(_placed_on(moved(group.items, group.x, group.y), sheet, in_box)))
        else:
            yield group


def _placed_on(items: Iterable[Item], sheet: Sheet, in_box: InBox) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Anchor):
            yield from _placed(item, sheet, in_box)
        else:
            yield item


def _placed(anchor: Anchor, sheet: Sheet, in_box: InBox) -> Iterator[Item]:
    what = anchor.what
    x, y = _across(anchor, sheet), _down(anchor, sheet)
    if isinstance(what.content, bytes):
        layer = -1 if what.behind else 1
        yield PlacedPicture(x, y, what.width, what.height, what.content, layer)
    elif isinstance(what.content, TextBox):
        yield from moved(tuple(in_box(what.content, what.width, what.height)), x, y)
    else:
        yield from _line(what.content, x, y, what.width, what.height)


def _line(line: StraightLine, x: float, y: float, width: float, height: float) -> Iterator[Rule]:
    start, end = (y + height, y) if line.rises else (y, y + height)
    yield from parallel(line.border, x, start, x + width, end)


def _across(anchor: Anchor, sheet: Sheet) -> float:
    spot = anchor.what.across
    right = sheet.width - sheet.right
    edges = {
        Edge.PAGE: (0.0, sheet.width),
        Edge.LEFT_MARGIN: (0.0, sheet.left),
        Edge.RIGHT_MARGIN: (right, sheet.width),
        Edge.CHARACTER: (anchor.x + anchor.character, anchor.x + anchor.character),
    }
    start, end = edges.get(spot.edge, (sheet.left, right))
    return _between(spot, start, end, anchor.what.width)


def _down(anchor: Anchor, sheet: Sheet) -> float:
    spot = anchor.what.down
    bottom = sheet.height - sheet.bottom
    paragraph = anchor.y - anchor.above
    edges = {
        Edge.PAGE: (0.0, sheet.height),
        Edge.MARGIN: (sheet.top, bottom),
        Edge.TOP_MARGIN: (0.0, sheet.top),
        Edge.BOTTOM_MARGIN: (bottom, sheet.height),
        Edge.LINE: (anchor.y, anchor.y),
    }
    start, end = edges.get(spot.edge, (paragraph, paragraph))
    return _between(spot, start, end, anchor.what.height)


def _between(spot: Spot, start: float, end: float, size: float) -> float:
    if spot.lie is None:
        return start + spot.offset
    return start + (end - start - size) * {Lie.START: 0.0, Lie.CENTER: 0.5, Lie.END: 1.0}[spot.lie]
