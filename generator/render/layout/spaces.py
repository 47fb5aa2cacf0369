"""Bookmarks `field_<name>` in a table's cells: they name the cell, not a point, for people to write in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.render.layout.items import Destination, Item, Space
from generator.render.model import Block, Bookmark, Cell, Paragraph

FIELD = "field_"


def with_spaces(
    items: Iterable[Item], cell: Cell, edges: tuple[float, float], height: float
) -> list[Item]:
    """The cell's items, every field's point widened to the cell between its edges, `height` pt high.

    A cell may hold several fields; what text stands around each is for who lays fields on the page.
    """
    paragraphs = dict(_marked(cell.blocks))
    left, right = edges
    found: list[Item] = []
    for item in items:
        if isinstance(item, Destination) and (paragraph := paragraphs.get(item.name)):
            item = Space(
                x=left,
                y=0.0,
                width=right - left,
                height=height,
                name=item.name,
                mark=(item.x - left, item.y),
                size=paragraph.mark.size,
                align=paragraph.style.align.value,
            )
        found.append(item)
    return found


def _marked(blocks: Iterable[Block]) -> Iterator[tuple[str, Paragraph]]:
    """The fields' names in a cell's own paragraphs; a table within it has its own cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                if isinstance(inline, Bookmark) and inline.name.startswith(FIELD):
                    yield inline.name, block
