"""Tables set into rows: column widths, cell contents, heights across merges, rules, rows cut by pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from generator.i18n import _
from generator.render.kept import kept_by_identity
from generator.render.layout.items import Destination, Fill, Item, Piece
from generator.render.layout.rules import diagonal, stroke
from generator.render.layout.spaces import with_spaces
from generator.render.layout.stack import Box, Setting, Unit, placed, slabs, units
from generator.render.layout.vertical import Room, turned_text
from generator.render.model import (
    Align,
    Cell,
    Direction,
    HeightRule,
    Paragraph,
    Row,
    Table,
    VAlign,
)
from generator.render.refusal import BeyondPageModel, Unsupported

_ROUNDING = 0.05  # pt


class _SetCell(Struct, frozen=True, eq=False):
    """A cell between its edges, with its content; told from others by identity."""

    cell: Cell
    x1: float
    x2: float
    content: tuple[Box, ...]
    top: float  # from the row's top to the content: the widest rule and margin above in the row
    bottom: float
    setting: Setting

    @property
    def height(self) -> float:
        """Of the content with what stands above and below it."""
        return self.top + sum(box.height for box in self.content) + self.bottom


def table_units(table: Table, width: float, setting: Setting) -> tuple[Unit, ...]:
    """One unit a row; header rows are repeated when a page begins inside the table.

    Raises BeyondPageModel when text is higher than the exact height of its row.
    """
    setting = replace(setting, in_table=True)
    grid = table.grid
    if table.share and (own := sum(grid)):
        grid = tuple(column * width * table.share / own for column in grid)
    edges = tuple(accumulate(grid, initial=_left(table, width, sum(grid))))
    rules = [_rule_above(table, index) for index in range(len(table.rows))]
    boxes = _boxes(table, rules, edges, setting)
    head = _header_count(table)
    return tuple(
        Unit(
            boxes=(boxes[index],),
            keep_next=_keeps_next(row) or index < head,
            foot=rules[index + 1] if index + 1 < len(boxes) else 0.0,
            header=tuple(boxes[:head]) if index >= head else (),
            place=table.place,
        )
        for index, row in enumerate(table.rows)
    )


def _boxes(
    table: Table, rules: Sequence[float], edges: tuple[float, ...], setting: Setting
) -> list[Box]:
    """The rows' boxes; `rules` are the widths of those above them."""
    merged = any(cell.rows > 1 for row in table.rows for cell in row.cells)
    if merged or setting.field_value is not None:
        rows = [_set_row(table, index, rules[index], edges, setting) for index in range(len(rules))]
        heights = _heights(table, rows)
        return [_merged_row(table, index, rows, heights) for index in range(len(rows))]
    last = len(table.rows) - 1
    return [
        _lone_row(row, rules[index], edges, index == last, setting, table.place)
        for index, row in enumerate(table.rows)
    ]


@kept_by_identity(2048)  # rows with nothing filled in recur from document to document
def _lone_row(
    row: Row, above: float, edges: tuple[float, ...], is_last: bool, setting: Setting, place: str
) -> Box:
    """A row of a table without cells merged over rows; `above` is the rule over it."""
    margin = _top_margin(row)
    cells = [_set_cell(cell, above, margin, edges, is_last, setting) for cell in row.cells]
    alone = Table((), (row,), place=place)
    return _merged_row(alone, 0, [cells], _heights(alone, [cells]))


def _left(table: Table, width: float, own: float) -> float:
    if table.align is Align.CENTER:
        return (width - own) / 2
    if table.align is Align.RIGHT:
        return width - own
    return table.indent


def _header_count(table: Table) -> int:
    count = 0
    for row in table.rows:
        if not row.header:
            break
        count += 1
    return count if count < len(table.rows) else 0


def _keeps_next(row: Row) -> bool:
    """A row keeps with the next when its first paragraph does, as Word has it."""
    for cell in row.cells:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                return block.style.keep_next
    return False


def _set_row(
    table: Table, index: int, above: float, edges: tuple[float, ...], setting: Setting
) -> list[_SetCell]:
    """The row's cells; all contents begin below the widest rule and the largest margin above."""
    row = table.rows[index]
    margin = _top_margin(row)
    # What fields show differs from page to page.
    make = _set_cell if setting.field_value is not None else _known_cell
    return [
        make(cell, above, margin, edges, index + cell.rows == len(table.rows), setting)
        for cell in row.cells
    ]


def _set_cell(
    cell: Cell,
    above: float,
    margin: float,
    edges: tuple[float, ...],
    is_last: bool,
    setting: Setting,
) -> _SetCell:
    x1, x2 = edges[cell.column], edges[cell.column + cell.span]
    _top, right, bottom, left = cell.margins
    if is_last and cell.borders.bottom:
        bottom += cell.borders.bottom.width
    content: list[Box] = []  # of vertical text nothing is known before the row's height is
    if cell.direction is Direction.ACROSS:
        content = slabs(units(cell.blocks, x2 - x1 - left - right, setting))
    return _SetCell(cell, x1, x2, tuple(content), above + margin, bottom, setting)


# Cells with nothing filled in recur from document to document.
_known_cell = kept_by_identity(512)(_set_cell)


def _top_margin(row: Row) -> float:
    return max((cell.margins[0] for cell in row.cells), default=0.0)


def _rule_above(table: Table, index: int) -> float:
    """Width of the widest rule between a row and the one above."""
    rules = [cell.borders.top for cell in table.rows[index].cells]
    for first in range(index - 1, -1, -1):
        cells = table.rows[first].cells
        rules.extend(cell.borders.bottom for cell in cells if first + cell.rows == index)
        if all(cell.rows == 1 for cell in cells):
            break  # nothing from further above reaches down to here
    return max((rule.width for rule in rules if rule), default=0.0)


def _heights(table: Table, rows: Sequence[Sequence[_SetCell]]) -> list[float]:
    """The rows' heights; what a merged cell needs beyond its rows goes to the last of them."""
    heights = []
    for row, cells in zip(table.rows, rows, strict=True):
        if row.height_rule is HeightRule.EXACT:
            heights.append(row.height)
            continue
        content = max((c.height for c in cells if c.cell.rows == 1), default=0.0)
        least = row.height if row.height_rule is HeightRule.AT_LEAST else 0.0
        heights.append(max(content, least))
    for index, cells in enumerate(rows):
        for item in cells:
            last = min(index + item.cell.rows, len(rows)) - 1
            if last == index or table.rows[last].height_rule is HeightRule.EXACT:
                continue
            missing = item.height - sum(heights[index : last + 1])
            heights[last] += max(0.0, missing)
    return heights


# ---------------------------------------------------------------- one row


class _Part(Struct, frozen=True):
    """What of a cell stands in a row."""

    item: _SetCell
    begins: bool  # its first row is this one: the text is here
    ends: bool
    whole: float  # height of all its rows


def _merged_row(
    table: Table, index: int, rows: Sequence[Sequence[_SetCell]], heights: Sequence[float]
) -> Box:
    """A row with the parts of merged cells that stand in it; their text is in their first row."""
    parts = []
    for first in range(index + 1):
        for item in rows[first]:
            last = min(first + item.cell.rows, len(rows)) - 1
            if last >= index:
                whole = sum(heights[first : last + 1])
                parts.append(_Part(item, first == index, last == index, whole))
    return _row_box(table.rows[index], heights[index], tuple(parts), table.place)


@kept_by_identity(512)  # rows with nothing filled in recur from document to document
def _row_box(row: Row, height: float, parts: tuple[_Part, ...], place: str) -> Box:
    """A row of these parts of cells."""
    fills: list[Item] = []
    items: list[Item] = []
    opening: list[Item] = []
    closing: list[Item] = []
    reach = 0.0
    merged = False
    for part in parts:
        item, cell = part.item, part.item.cell
        merged = merged or not (part.begins and part.ends)
        if cell.shading:
            fills.append(Fill(item.x1, 0.0, item.x2 - item.x1, height, cell.shading))
        items.extend(_rules(item, height, top=part.begins, bottom=part.ends))
        opening.extend(_rules(item, height, top=not part.begins, bottom=False, sides=False))
        closing.extend(_rules(item, height, top=False, bottom=not part.ends, sides=False))
        if part.begins:
            items.extend(diagonal(cell.falling, item.x1, 0.0, item.x2, part.whole))
            items.extend(diagonal(cell.rising, item.x1, part.whole, item.x2, 0.0))
            text, end = _vertical(item, part.whole, place) or _text(item, part.whole)
            items.extend(text)
            reach = max(reach, end)
            _check_fits(text, part.whole, place)
    crossed = any(cell.falling or cell.rising or cell.direction for cell in row.cells)
    cuttable = not (merged or row.header or crossed) and row.height_rule is not HeightRule.EXACT
    cells = tuple(part.item for part in parts if part.begins)
    return Box(
        height,
        (*fills, *items),
        cut=(lambda room: _cut(cells, room)) if cuttable else None,
        keeps_whole=row.cant_split,
        opening=tuple(opening),
        closing=tuple(closing),
        reach=reach if merged else 0.0,
    )


def _vertical(item: _SetCell, height: float, place: str) -> tuple[list[Item], float] | None:
    """The content of a cell whose text runs down or up, None for others."""
    cell = item.cell
    if cell.direction is Direction.ACROSS:
        return None
    _top, right, _bottom, left = cell.margins
    room = Room(item.x1 + left, item.x2 - right, item.top, height - item.bottom)
    content = slabs(units(cell.blocks, room.bottom - room.top, item.setting))
    found = turned_text(content, room, cell.direction, cell.valign, place)
    return found, height - item.bottom


def _text(item: _SetCell, height: float) -> tuple[list[Item], float]:
    """The cell's content in a cell of a height, and how far down it reaches."""
    free = max(0.0, height - item.height)
    lead = {VAlign.TOP: 0.0, VAlign.CENTER: free / 2, VAlign.BOTTOM: free}[item.cell.valign]
    x = item.x1 + item.cell.margins[3]
    if item.cell.borders.left:
        x += item.cell.borders.left.width / 2  # half of the rule stands inside
    found = placed(item.content, x, item.top + lead)
    if Destination in map(type, found):
        found = with_spaces(found, item.cell, (item.x1, item.x2), height)
    return found, lead + item.height - item.bottom


def _check_fits(text: Sequence[Item], height: float, place: str) -> None:
    """Text that an exact height would cut off is refused: no office program shows it whole."""
    if any(isinstance(item, Piece) and item.y > height + _ROUNDING for item in text):
        finding = Unsupported(_("text higher than the exact height of its row"), place)
        raise BeyondPageModel((finding,))


def _rules(
    item: _SetCell, height: float, *, top: bool, bottom: bool, sides: bool = True
) -> list[Item]:
    """The cell's own rules; a neighbour's equal rule falls on the same place."""
    borders, x1, x2 = item.cell.borders, item.x1, item.x2
    found: list[Item] = []
    if top:
        found.extend(stroke(borders.top, x1, 0.0, x2, 0.0))
    if bottom:
        found.extend(stroke(borders.bottom, x1, height, x2, height, outside=1))
    if sides:
        found.extend(stroke(borders.left, x1, 0.0, x1, height))
        found.extend(stroke(borders.right, x2, 0.0, x2, height, outside=1))
    return found


# ---------------------------------------------------------------- a row over two pages


def _cut(cells: Sequence[_SetCell], room: float) -> tuple[Box, Box] | None:
    """The row in two: as much of each cell as `room` pt hold, and the rest; None if nothing fits."""
    heads, tails = [], []
    for item in cells:
        taken, used = 0, item.top
        for box in item.content:
            if used + box.height + item.bottom > room + _ROUNDING:
                break
            used += box.height
            taken += 1
        if item.content and not any(box.items for box in item.content[:taken]):
            taken = 0
        heads.append(replace(item, content=item.content[:taken]))
        tails.append(replace(item, content=item.content[taken:]))
    started = [bool(head.content) for head, item in zip(heads, cells, strict=True) if item.content]
    if not all(started) or not any(tail.content for tail in tails):
        return None
    return _part(heads), _part(tails)


def _part(cells: Sequence[_SetCell]) -> Box:
    height = max(item.height for item in cells)
    fills: list[Item] = []
    items: list[Item] = []
    for item in cells:
        if item.cell.shading:
            fills.append(Fill(item.x1, 0.0, item.x2 - item.x1, height, item.cell.shading))
        items.extend(_rules(item, height, top=True, bottom=True))
        items.extend(_text(replace(item, cell=replace(item.cell, valign=VAlign.TOP)), height)[0])
    return Box(height, (*fills, *items), cut=lambda room: _cut(cells, room))
