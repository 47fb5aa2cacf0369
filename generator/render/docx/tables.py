"""Tables: grid, merges, borders with their conflicts, heights and repeated header rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.render.docx.body import BodyReader
from generator.render.docx.package import Element, W
from generator.render.docx.properties import (
    Settings,
    is_on,
    read_border,
    tag_of,
    twips,
    val,
)
from generator.render.model import (
    Align,
    Border,
    Borders,
    Cell,
    HeightRule,
    Row,
    Table,
    VAlign,
)

_TABLE_KNOWN = frozenset(
    [
        "tblStyle",
        "tblW",
        "jc",
        "tblInd",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblOverlap",
        "tblCaption",
        "tblDescription",
        "tblPrChange",
    ]
)
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
        "tblCellSpacing",
        "hidden",
    ]
)
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
        "textDirection",
        "tcFitText",
        "hideMark",
        "cnfStyle",
        "tcPrChange",
    ]
)
_DEFAULT_MARGINS = (0.0, 5.4, 0.0, 5.4)  # Word's own: 0.19 cm left and right


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a table lends to its cells."""

    borders: dict[str, Border | None]
    margins: tuple[float, float, float, float]
    run: Settings


@dataclass(frozen=True, slots=True)
class _RawCell:
    cell: Cell
    merge: str  # "", restart, continue


def read_table(reader: BodyReader, element: Element) -> Table:
    """One `w:tbl` as the model has it; what it cannot say goes to the reader's refusals."""
    place = f"{reader.place} table"
    properties = element.find(W + "tblPr")
    _refuse_unknown(reader, properties, _TABLE_KNOWN, place)
    frame = _frame(reader, properties, place)
    grid = tuple(twips(val(col, "w")) for col in element.iterfind(f"{W}tblGrid/{W}gridCol"))
    raw = [(row, _row_cells(reader, row, frame, place)) for row in _rows(element)]
    rows = []
    for index, (row, cells) in enumerate(raw):
        merged = tuple(
            replace(item.cell, rows=_merged_rows(raw, index, item.cell.column))
            for item in cells
            if item.merge != "continue"
        )
        rows.append(_row(reader, row, merged, place))
    grid = _completed_grid(element, grid, raw)
    return Table(
        grid=grid,
        rows=tuple(_settle_borders(rows, frame, len(grid))),
        align=_table_align(properties),
        indent=_table_indent(properties) - (0.0 if reader.own_edge else frame.margins[3]),
        place=place,
    )


def _completed_grid(
    element: Element,
    grid: tuple[float, ...],
    raw: list[tuple[Element, list[_RawCell]]],
) -> tuple[float, ...]:
    """The grid, with columns added where rows are wider than it says (careless writers leave it)."""
    needed = max(
        (item.cell.column + item.cell.span for _row_element, cells in raw for item in cells),
        default=0,
    )
    widths = [twips(val(width, "w")) for width in element.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcW")]
    usual = max(widths, default=72.0)
    return grid + (usual,) * (needed - len(grid))


def _rows(element: Element) -> list[Element]:
    rows = []
    for child in element:
        if tag_of(child) == "tr":
            rows.append(child)
        elif tag_of(child) in ("sdt", "sdtContent", "ins"):
            rows.extend(_rows(child))
    return rows


def _refuse_unknown(
    reader: BodyReader, properties: Element | None, known: frozenset[str], place: str
) -> None:
    for child in () if properties is None else properties:
        if tag_of(child) not in known:
            reader.refusals.add(tag_of(child), place)


def _frame(reader: BodyReader, properties: Element | None, place: str) -> _Frame:
    """The table's own borders and margins over those of its style."""
    borders: dict[str, Border | None] = {}
    margins = _DEFAULT_MARGINS
    run: Settings = {}
    style_id = "" if properties is None else _value(properties, "tblStyle")
    style = reader.styles.get(style_id, "table")
    sources = [] if style.table is None else [style.table.find(W + "tblPr")]
    run = style.run
    if style.table is not None and style.table.find(W + "tblStylePr") is not None:
        reader.refusals.add(f"conditional formats of table style {style_id}", place)
    for source in (*sources, properties):
        if source is None:
            continue
        if (found := source.find(W + "tblBorders")) is not None:
            for child in found:
                borders[_side(child)] = read_border(child, reader.refusals, place)
        if (found := source.find(W + "tblCellMar")) is not None:
            margins = _margins(found, margins)
    return _Frame(borders, margins, run)


def _side(element: Element) -> str:
    name = tag_of(element)
    return {"start": "left", "end": "right"}.get(name, name)


def _margins(
    element: Element, base: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    found = dict(zip(("top", "right", "bottom", "left"), base, strict=True))
    for child in element:
        found[_side(child)] = twips(val(child, "w"))
    return found["top"], found["right"], found["bottom"], found["left"]


def _value(parent: Element, name: str) -> str:
    child = parent.find(W + name)
    return "" if child is None else val(child)


def _table_align(properties: Element | None) -> Align:
    kind = "" if properties is None else _value(properties, "jc")
    return {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}.get(kind, Align.LEFT)


def _table_indent(properties: Element | None) -> float:
    indent = None if properties is None else properties.find(W + "tblInd")
    return 0.0 if indent is None else twips(val(indent, "w"))


def _row_cells(reader: BodyReader, row: Element, frame: _Frame, place: str) -> list[_RawCell]:
    properties = row.find(W + "trPr")
    before = "" if properties is None else _value(properties, "gridBefore")
    column = int(before or 0)
    cells = []
    for element in _cells(row):
        raw = _cell(reader, element, column, frame, place)
        cells.append(raw)
        column += raw.cell.span
    return cells


def _cells(row: Element) -> list[Element]:
    cells = []
    for child in row:
        if tag_of(child) == "tc":
            cells.append(child)
        elif tag_of(child) in ("sdt", "sdtContent"):
            cells.extend(_cells(child))
    return cells


def _cell(reader: BodyReader, element: Element, column: int, frame: _Frame, place: str) -> _RawCell:
    properties = element.find(W + "tcPr")
    _refuse_unknown(reader, properties, _CELL_KNOWN, place)
    span, merge, margins, valign, shading = 1, "", frame.margins, VAlign.TOP, ""
    own: dict[str, Border | None] = {}
    if properties is not None:
        span = int(_value(properties, "gridSpan") or 1)
        if (found := properties.find(W + "vMerge")) is not None:
            merge = val(found) or "continue"
        if (found := properties.find(W + "tcMar")) is not None:
            margins = _margins(found, margins)
        valign = VAlign(_value(properties, "vAlign") or "top")
        shading = _shading(properties)
        if _value(properties, "textDirection") not in ("", "lrTb"):
            reader.refusals.add("vertical text in a cell", place)
        for child in properties.iterfind(f"{W}tcBorders/*"):
            own[_side(child)] = read_border(child, reader.refusals, place)
    if {"tl2br", "tr2bl"} & {side for side, rule in own.items() if rule}:
        reader.refusals.add("diagonal rule in a cell", place)
    blocks = tuple(reader.blocks(element, frame.run))
    borders = Borders(**{s: own[s] for s in ("top", "bottom", "left", "right") if s in own})
    cell = Cell(blocks, column, span, 1, borders, shading, valign, margins)
    stated = frozenset(own)
    return _RawCell(_with_stated(cell, frame, stated), merge)


def _with_stated(cell: Cell, frame: _Frame, stated: frozenset[str]) -> Cell:
    """Inner rules of the table on every side the cell says nothing of; the outer ones come later."""
    inner = {
        "top": frame.borders.get("insideH"),
        "bottom": frame.borders.get("insideH"),
        "left": frame.borders.get("insideV"),
        "right": frame.borders.get("insideV"),
    }
    return replace(
        cell,
        borders=Borders(
            **{
                side: getattr(cell.borders, side) if side in stated else rule
                for side, rule in inner.items()
            }
        ),
    )


def _shading(properties: Element) -> str:
    shading = properties.find(W + "shd")
    fill = "" if shading is None else val(shading, "fill")
    return "" if fill in ("", "auto") else fill.upper()


def _merged_rows(raw: list[tuple[Element, list[_RawCell]]], index: int, column: int) -> int:
    count = 1
    for _row_element, cells in raw[index + 1 :]:
        if not any(c.cell.column == column and c.merge == "continue" for c in cells):
            break
        count += 1
    return count


def _row(reader: BodyReader, element: Element, cells: tuple[Cell, ...], place: str) -> Row:
    properties = element.find(W + "trPr")
    _refuse_unknown(reader, properties, _ROW_KNOWN, place)
    if properties is None:
        return Row(cells)
    height, rule = 0.0, HeightRule.AUTO
    if (found := properties.find(W + "trHeight")) is not None:
        height = twips(val(found))
        exact = val(found, "hRule") == "exact"
        rule = HeightRule.EXACT if exact else HeightRule.AT_LEAST
    return Row(
        cells,
        height,
        rule,
        header=_flag(properties, "tblHeader"),
        cant_split=_flag(properties, "cantSplit"),
    )


def _flag(properties: Element, name: str) -> bool:
    child = properties.find(W + name)
    return child is not None and is_on(child)


def _settle_borders(rows: list[Row], frame: _Frame, columns: int) -> list[Row]:
    """The table's outer rules on the outer sides of its outer cells."""
    settled = []
    for index, row in enumerate(rows):
        cells = []
        for cell in row.cells:
            outer = {
                "top": index == 0,
                "bottom": index + cell.rows == len(rows),
                "left": cell.column == 0,
                "right": cell.column + cell.span == columns,
            }
            inner = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
            borders = {}
            for side, is_outer in outer.items():
                rule = getattr(cell.borders, side)
                lent = rule == frame.borders.get(inner[side])
                borders[side] = frame.borders.get(side) if is_outer and lent else rule
            cells.append(replace(cell, borders=Borders(**borders)))
        settled.append(replace(row, cells=tuple(cells)))
    return settled
