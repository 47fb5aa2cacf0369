"""Tables set into rows: column widths, cell contents, heights across merges, rules drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.layout.items import Fill, Item, Rule
from generator.render.layout.stack import Box, Setting, Unit, placed, stack_height, units
from generator.render.model import (
    Align,
    Border,
    Cell,
    HeightRule,
    Paragraph,
    Row,
    Table,
    VAlign,
)


@dataclass(frozen=True, slots=True)
class _SetCell:
    cell: Cell
    content: tuple[Unit, ...]
    height: float  # of the content with the cell's margins


def table_units(table: Table, width: float, setting: Setting) -> list[Unit]:
    """One unit a row; header rows are repeated when a page begins inside the table."""
    left = _left(table, width)
    edges = [left]
    for column in table.grid:
        edges.append(edges[-1] + column)
    rows = [_set_row(row, edges, setting) for row in table.rows]
    heights = _heights(table, rows)
    boxes = [
        Box(heights[index], tuple(_row_items(table, index, rows, heights, edges)))
        for index in range(len(rows))
    ]
    head = _header_count(table)
    return [
        Unit(
            boxes=(boxes[index],),
            keep_next=_keeps_next(row) or index < head or _is_merged_on(table, index),
            header=tuple(boxes[:head]) if index >= head else (),
        )
        for index, row in enumerate(table.rows)
    ]


def _left(table: Table, width: float) -> float:
    own = sum(table.grid)
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


def _is_merged_on(table: Table, index: int) -> bool:
    """Whether a vertical merge runs from this row into the next."""
    return any(
        start + cell.rows - 1 > index
        for start, row in enumerate(table.rows[: index + 1])
        for cell in row.cells
    )


def _set_row(row: Row, edges: Sequence[float], setting: Setting) -> list[_SetCell]:
    found = []
    for cell in row.cells:
        top, right, bottom, left = cell.margins
        inner = edges[cell.column + cell.span] - edges[cell.column] - left - right
        content = tuple(units(cell.blocks, inner, setting))
        found.append(_SetCell(cell, content, stack_height(content) + top + bottom))
    return found


def _heights(table: Table, rows: Sequence[Sequence[_SetCell]]) -> list[float]:
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


def _row_items(
    table: Table,
    index: int,
    rows: Sequence[Sequence[_SetCell]],
    heights: Sequence[float],
    edges: Sequence[float],
) -> list[Item]:
    items: list[Item] = []
    for item in rows[index]:
        cell = item.cell
        x1, x2 = edges[cell.column], edges[cell.column + cell.span]
        height = sum(heights[index : index + cell.rows])
        if cell.shading:
            items.append(Fill(x1, 0.0, x2 - x1, height, cell.shading))
        top, _right, bottom, left = cell.margins
        free = height - item.height
        lead = {VAlign.TOP: 0.0, VAlign.CENTER: free / 2, VAlign.BOTTOM: free}[cell.valign]
        items.extend(placed(item.content, x1 + left, top + max(0.0, lead)))
        items.extend(_rules(cell, x1, x2, height))
    return items


def _rules(cell: Cell, x1: float, x2: float, height: float) -> list[Item]:
    """The cell's own four rules; a neighbour's equal rule falls on the same place."""
    sides = cell.borders
    found: list[Item] = []
    for rule, ends in (
        (sides.top, (x1, 0.0, x2, 0.0)),
        (sides.bottom, (x1, height, x2, height)),
        (sides.left, (x1, 0.0, x1, height)),
        (sides.right, (x2, 0.0, x2, height)),
    ):
        if rule is not None:
            found.extend(_stroke(rule, ends))
    return found


def _stroke(rule: Border, ends: tuple[float, float, float, float]) -> list[Item]:
    x1, y1, x2, y2 = ends
    reach = rule.width / 2  # corners meet
    if y1 == y2:
        x1, x2 = x1 - reach, x2 + reach
    else:
        y1, y2 = y1 - reach, y2 + reach
    return [Rule(x1, y1, x2, y2, rule.width, rule.color)]
