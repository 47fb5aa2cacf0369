"""List labels: counted through the document, and put before the text of their paragraphs.

Reading a paragraph says which list and level it is of; only here the numbers are known, so that
what was read of a paragraph stays true wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.render.docx.characters import symbols
from generator.render.docx.numbering import LEVELS, Level, List
from generator.render.docx.symbols import SYMBOL_FACES
from generator.render.kept import kept_by_identity
from generator.render.model import (
    Block,
    Cell,
    CharStyle,
    Fonts,
    Inline,
    ListItem,
    Paragraph,
    Row,
    Tab,
    Table,
    Text,
)
from generator.render.numberformats import formatted
from generator.render.refusal import Refusals


class Labels:
    """Counts the items of a document's lists in their order."""

    def __init__(self, lists: Mapping[str, List], refusals: Refusals) -> None:
        self._lists = lists
        self._refusals = refusals
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()  # lists whose own start has been taken

    def put(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks with their labels as text; to be called in the order of the document."""
        if not self._lists:
            return list(blocks)
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return block if block.item is None else self._labelled(block, block.item)
        if isinstance(block, Table):
            rows = tuple(self._row(row) for row in block.rows)
            return block if _same(rows, block.rows) else replace(block, rows=rows)
        return block

    def _row(self, row: Row) -> Row:
        cells = tuple(self._cell(cell) for cell in row.cells)
        return row if _same(cells, row.cells) else replace(row, cells=cells)

    def _cell(self, cell: Cell) -> Cell:
        blocks = tuple(self._block(block) for block in cell.blocks)
        return cell if _same(blocks, cell.blocks) else replace(cell, blocks=blocks)

    def _labelled(self, paragraph: Paragraph, item: ListItem) -> Paragraph:
        found = self._lists[item.list_id]
        level = found.level(item.level)
        counts = self._counted(item, found)
        text = label(found, item.level, counts)
        style = item.style
        if (face := style.fonts.latin).lower() in SYMBOL_FACES:
            text = symbols(text, face, lambda feature: self._refusals.add(feature, paragraph.place))
            fonts = Fonts(style.fonts.cjk, style.fonts.cjk)
            style = replace(style, fonts=fonts, cjk_hint=True)
        return _with_label(paragraph, text, style, level.suffix)

    def _counted(self, item: ListItem, found: List) -> list[int | None]:
        """The numbers of all levels at this item; levels below it begin anew after it."""
        counts = self._counts.setdefault(found.group, [None] * LEVELS)
        current = counts[item.level]
        start = found.level(item.level).start
        own = found.starts.get(item.level)
        if own is not None and (item.list_id, item.level) not in self._begun:
            self._begun.add((item.list_id, item.level))
            counts[item.level] = own
        else:
            counts[item.level] = start if current is None else current + 1
        for above in range(item.level):
            if counts[above] is None:
                counts[above] = found.level(above).start
        for below in range(item.level + 1, LEVELS):
            if _begins_anew(found.level(below), item.level):
                counts[below] = None
        return counts


@kept_by_identity(4096)  # an item of a form has the same label in most documents
def _with_label(paragraph: Paragraph, text: str, style: CharStyle, suffix: str) -> Paragraph:
    """The paragraph with its label before its text."""
    shown: list[Inline] = [Text(text, style)] if text else []
    if text and suffix == "tab":
        shown.append(Tab(style))
    elif text and suffix == "space":
        shown.append(Text(" ", style))
    return replace(paragraph, inlines=(*shown, *paragraph.inlines), item=None)


def _same(made: Sequence[object], before: Sequence[object]) -> bool:
    """Whether nothing was changed: then the very objects stay, by which their layout is known."""
    return all(one is other for one, other in zip(made, before, strict=True))


def _begins_anew(level: Level, after: int) -> bool:
    """Whether a level begins anew after an item of a level above it."""
    return level.restart is None or (level.restart > 0 and after < level.restart)


def label(found: List, number: int, counts: list[int | None]) -> str:
    """The label of an item: the level's text with the numbers of the levels it calls."""
    level = found.level(number)
    if level.kind == "bullet":
        return level.text

    def shown(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        kind = found.level(which).kind
        if level.is_legal and kind != "none":
            kind = "decimal"
        value = counts[which]
        return formatted(found.level(which).start if value is None else value, kind) or ""

    return re.sub("%([1-9])", shown, level.text)
