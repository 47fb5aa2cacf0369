"""Tables: grid, merges, borders with their conflicts, heights and repeated header rows."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.body import BodyReader, Origin
from generator.render.docx.borders import cell_shading, read_border, side_of
from generator.render.docx.features import feature_name
from generator.render.docx.package import XML_PARSER, Element, W
from generator.render.docx.tableframe import (
    DIRECTIONS,
    TABLE_KNOWN,
    Frame,
    cell_margins,
    children,
    read_frame,
    refuse_unknown,
    table_align,
    table_indent,
    table_share,
)
from generator.render.docx.values import child_val, count, flag, tag_of, twips, val
from generator.render.drawing import Border, Borders
from generator.render.model import Bookmark, Cell, Direction, HeightRule, Row, Table, VAlign
from generator.render.refusal import Unsupported

_ROW_KNOWN = frozenset(
    [
        "trHeight",
        "tblHeader",
        "cantSplit",
        "jc",
        "cnfStyle",
        "gridBefore",
        "gridAfter",
        "wBefore",
        "wAfter",
        "trPrChange",
        "divId",
        "ins",
    ]
)
# `noWrap` is for Word's own choice of widths; here they are as the file has them.
_CELL_KNOWN = frozenset(
    [
        "tcW",
        "gridSpan",
        "vMerge",
        "tcBorders",
        "shd",
        "noWrap",
        "tcMar",
        "vAlign",
        "tcPrChange",
        "cnfStyle",
    ]
)
_MAX_COLUMNS = 1000  # Word's limit is 63


class _RawCell(Struct, frozen=True):
    cell: Cell
    merge: str  # "", restart, continue
    borders: dict[str, Border | None]  # the sides the cell speaks of itself
    width: float  # as it asks for, 0: it does not


def read_table(reader: BodyReader, element: Element) -> Table:
    """One `w:tbl` as the model has it; what it cannot say goes to the reader's refusals."""
    place = f"{reader.place} table"
    properties = element.find(W + "tblPr")
    given = b"" if properties is None else etree.tostring(properties, with_tail=False)
    frame, refused = _frame_by_itself(given, reader.origin, place)
    reader.refusals.extend(refused)
    elements = list(children(reader, element, "tr", ("tblPr", "tblGrid"), place))
    last = len(elements) - 1
    read = [
        _known_row(reader, row, given, frame, f"{place} row {index + 1}", index == 0, index == last)
        for index, row in enumerate(elements)
    ]
    raw = [row.cells for row in read]
    rows = tuple(row.alone for row in read)
    if any(item.merge for cells in raw for item in cells):
        rows = tuple(replace(row, cells=_merged(raw, n, frame)) for n, row in enumerate(rows))
    stated = [twips(val(col, "w")) for col in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    return Table(
        grid=_grid(reader, stated, raw, place),
        rows=rows,
        align=table_align(properties),
        indent=table_indent(properties) - (0.0 if reader.own_edge else frame.margins[3]),
        share=table_share(properties),
        place=place,
    )


def _grid(
    reader: BodyReader, stated: list[float], raw: list[tuple[_RawCell, ...]], place: str
) -> tuple[float, ...]:
    """The columns' widths: as the cells ask, where none of them contradict, else as the grid says.

    Columns are added where rows are wider than the grid (careless writers leave them out).
    """
    asked: dict[int, set[float]] = {}
    for item in (item for row in raw for item in row):
        if item.cell.span == 1 and item.width:
            asked.setdefault(item.cell.column, set()).add(item.width)
    columns = max((item.cell.column + item.cell.span for row in raw for item in row), default=0)
    usual = max((min(widths) for widths in asked.values()), default=72.0)
    grid = stated + [usual] * (columns - len(stated))
    for column, widths in asked.items():
        if max(widths) - min(widths) > 1.0:
            reader.refusals.add("rows whose cells differ in width from the columns", place)
        elif abs(grid[column] - min(widths)) > 1.0:
            grid[column] = min(widths)
    return tuple(grid)


# ---------------------------------------------------------------- rows and cells


class _ReadRow(Struct, frozen=True):
    """A row, and where reading it left the reader."""

    cells: tuple[_RawCell, ...]
    alone: Row  # as it is where no cell is merged with those above or below
    refused: tuple[Unsupported, ...] = ()
    count: int = 0
    waiting: tuple[Bookmark, ...] = ()


def _known_row(
    reader: BodyReader,
    element: Element,
    properties: bytes,
    frame: Frame,
    place: str,
    is_first: bool,
    is_last: bool,
) -> _ReadRow:
    """A row of a table; most stand alike in all documents of a form."""
    xml = etree.tostring(element, with_tail=False)
    if not reader.stands_alone(xml):
        return _read_row(reader, element, frame, place, is_first, is_last)
    known = _row_by_itself(xml, properties, reader.origin, place, is_first, is_last)
    reader.go_on(known.refused, known.count, known.waiting)
    return known


@lru_cache(maxsize=256)
def _frame_by_itself(
    properties: bytes, origin: Origin, place: str
) -> tuple[Frame, tuple[Unsupported, ...]]:
    """A table's borders and margins, and what its properties hold beyond the model."""
    reader = origin.reader()
    stated = etree.fromstring(properties, XML_PARSER) if properties else None
    refuse_unknown(reader, stated, TABLE_KNOWN, place)
    frame = read_frame(reader, stated, place)
    return frame, tuple(reader.refusals.findings)


@lru_cache(maxsize=1024)
def _row_by_itself(
    xml: bytes, properties: bytes, origin: Origin, place: str, is_first: bool, is_last: bool
) -> _ReadRow:
    reader = origin.reader()
    frame, _told = _frame_by_itself(properties, origin, place)
    row = _read_row(reader, etree.fromstring(xml, XML_PARSER), frame, place, is_first, is_last)
    return replace(
        row,
        refused=tuple(reader.refusals.findings),
        count=reader.count,
        waiting=tuple(reader.waiting),
    )


def _read_row(
    reader: BodyReader,
    element: Element,
    frame: Frame,
    place: str,
    is_first: bool,
    is_last: bool,
) -> _ReadRow:
    cells = tuple(_row_cells(reader, element, frame, place))
    whole = tuple(
        _bordered(cell, cell, frame, is_first, is_last, index == 0, index == len(cells) - 1)
        for index, cell in enumerate(cells)
    )
    return _ReadRow(cells, _row(reader, element, whole, place))


def _merged(raw: list[tuple[_RawCell, ...]], index: int, frame: Frame) -> tuple[Cell, ...]:
    """The cells that begin in a row, with the rows they span."""
    return tuple(
        _whole(raw, index, position, frame)
        for position, item in enumerate(raw[index])
        if item.merge != "continue"
    )


def _row_cells(reader: BodyReader, row: Element, frame: Frame, place: str) -> list[_RawCell]:
    column = count(child_val(row.find(W + "trPr"), "gridBefore"))
    cells: list[_RawCell] = []
    for element in children(reader, row, "tc", ("trPr", "tblPrEx"), place):
        raw = _cell(reader, element, column, frame, f"{place} cell {len(cells) + 1}")
        cells.append(raw)
        column += raw.cell.span
        if not 0 < column <= _MAX_COLUMNS or raw.cell.span < 1:
            raise FormError(_("{place}: a table of {count} columns", place=place, count=column))
    if row.find(f"{W}tblPrEx/*") is not None:
        reader.refusals.add(feature_name("tblPrEx"), place)
    return cells


def _cell(reader: BodyReader, element: Element, column: int, frame: Frame, place: str) -> _RawCell:
    properties = element.find(W + "tcPr")
    refuse_unknown(reader, properties, _CELL_KNOWN, place)
    span, merge, width, margins, valign, shading = 1, "", 0.0, frame.margins, VAlign.TOP, ""
    own: dict[str, Border | None] = {}
    if properties is not None:
        span = count(child_val(properties, "gridSpan"), 1)
        if (found := properties.find(W + "vMerge")) is not None:
            merge = val(found) or "continue"
        if (found := properties.find(W + "tcMar")) is not None:
            margins = cell_margins(found, margins)
        if (found := properties.find(W + "tcW")) is not None and val(found, "type") != "pct":
            width = twips(val(found, "w"))
        valign = _valign(reader, child_val(properties, "vAlign"), place)
        shading = cell_shading(properties, reader.refusals, place)
        for child in properties.iterfind(f"{W}tcBorders/*"):
            own[side_of(child)] = read_border(child, reader.refusals, place)
    blocks = tuple(
        b
        for child in element
        if tag_of(child) != "tcPr"
        for b in reader.known_blocks(child, frame.lent)
    )
    falling, rising = own.get("tl2br"), own.get("tr2bl")
    if any(one is not None and one.lines for one in (falling, rising)):
        reader.refusals.add("double diagonal rule in a cell", place)
    direction = DIRECTIONS.get(child_val(properties, "textDirection"), Direction.ACROSS)
    cell = Cell(
        blocks, column, span, 1, Borders(), shading, valign, margins, falling, rising, direction
    )
    return _RawCell(cell, merge, own, width)


def _valign(reader: BodyReader, kind: str, place: str) -> VAlign:
    if kind in ("", "top"):
        return VAlign.TOP
    if kind not in ("center", "bottom"):
        reader.refusals.add(f"vertical alignment {kind}", place)
        return VAlign.TOP
    return VAlign(kind)


def _whole(raw: list[tuple[_RawCell, ...]], index: int, position: int, frame: Frame) -> Cell:
    """The cell with the rows it spans; the lowest cell of a merge speaks for its bottom."""
    first = raw[index][position]
    last, rows = first, 1
    for row in raw[index + 1 :]:
        below = next((item for item in row if item.cell.column == first.cell.column), None)
        if below is None or below.merge != "continue":
            break
        last, rows = below, rows + 1
    is_last = index + rows == len(raw)
    is_right = position == len(raw[index]) - 1
    cell = _bordered(first, last, frame, index == 0, is_last, position == 0, is_right)
    return replace(cell, rows=rows)


def _bordered(
    first: _RawCell,
    last: _RawCell,
    frame: Frame,
    is_top: bool,
    is_bottom: bool,
    is_left: bool,
    is_right: bool,
) -> Cell:
    """The cell with its four rules.

    A side the cell speaks of is as it says; else it takes the table's outer or inner rule.
    """
    is_outer = {"top": is_top, "bottom": is_bottom, "left": is_left, "right": is_right}
    inner = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
    borders = {
        side: (last if side == "bottom" else first).borders.get(
            side, frame.borders.get(side if outer else inner[side])
        )
        for side, outer in is_outer.items()
    }
    return replace(first.cell, borders=Borders(**borders))


def _row(reader: BodyReader, element: Element, cells: tuple[Cell, ...], place: str) -> Row:
    properties = element.find(W + "trPr")
    refuse_unknown(reader, properties, _ROW_KNOWN, place)
    if properties is None:
        return Row(cells)
    height, rule = 0.0, HeightRule.AUTO
    if (found := properties.find(W + "trHeight")) is not None:
        height = twips(val(found))
        kind = val(found, "hRule")
        rule = {"exact": HeightRule.EXACT, "auto": HeightRule.AUTO}.get(kind, HeightRule.AT_LEAST)
    return Row(
        cells,
        height,
        rule,
        header=flag(properties, "tblHeader"),
        cant_split=flag(properties, "cantSplit"),
    )
