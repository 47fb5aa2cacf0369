"""The 年 月 日 printed for a date by hand, taken away where a field for the date stands instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from generator.fillable.room import Box, Place, characters
from generator.render.layout.items import Group, Item, Page, Pages, Piece, moved


def without_dates(pages: Pages, places: Iterable[Place]) -> Pages:
    """The pages without the characters that stand in fields for dates."""
    boxes: dict[int, list[Box]] = {}
    for place in places:
        boxes.setdefault(place.page, []).append(place.box)
    return Pages(
        tuple(
            _cleared(page, boxes[number]) if number in boxes else page
            for number, page in enumerate(pages.pages)
        )
    )


def _cleared(page: Page, boxes: Sequence[Box]) -> Page:
    groups = tuple(
        Group(tuple(_items(moved(group.items, group.x, group.y), boxes))) for group in page.groups
    )
    return replace(page, groups=groups)


def _items(items: Iterable[Item], boxes: Sequence[Box]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Piece) and not item.turn:
            yield from _parts(item, boxes)
        else:
            yield item


def _parts(piece: Piece, boxes: Sequence[Box]) -> Iterator[Piece]:
    """What is left of a piece, each run of characters at its place."""
    marked = [(char, box, _is_in(box, boxes)) for char, box in characters(piece)]
    if not any(inside for _char, _box, inside in marked):
        yield piece
        return
    for inside, run in groupby(marked, key=lambda each: each[2]):
        if not inside:
            chars = list(run)
            text = "".join(char for char, _box, _inside in chars)
            yield piece._replace(x=chars[0][1].left, text=text)


def _is_in(char: Box, boxes: Sequence[Box]) -> bool:
    """Whether the middle of a character stands in one of the boxes."""
    x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
    return any(box.left < x < box.right and box.top < y < box.bottom for box in boxes)
