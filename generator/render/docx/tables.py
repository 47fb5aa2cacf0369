"""Tables: grid, merges, borders with their conflicts, heights and repeated header rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.body import BodyReader, Lent, Origin
from generator.render.docx.borders import cell_shading, read_border, side_of
from generator.render.docx.features import feature_name
from generator.render.docx.package import XML_PARSER, Element, W
from generator.render.docx.styles import Style
from generator.render.docx.values import child_val, count, flag, is_on, tag_of, twips, val
from generator.render.kept import kept_by_identity
from generator.render.model import (
    Align,
    Bookmark,
    Border,
    Borders,
    Cell,
    HeightRule,
    Row,
    Table,
    VAlign,
)
from generator.render.refusal import Unsupported

# Read below, or without effect: descriptions, accepted changes, look (conditional formats are
# refused), how floating tables overlap (they are refused).
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
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
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
_REFUSED_IF_ON = frozenset(["hidden", "tcFitText", "hideMark", "bidiVisual"])
_DEFAULT_MARGINS = (0.0, 5.4, 0.0, 5.4)  # Word's own: 0.19 cm left and right
_MAX_COLUMNS = 1000  # Word's limit is 63

Margins = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a table lends to its cells."""

    borders: dict[str, Border | None]
    margins: Margins
    lent: Lent


@dataclass(frozen=True, slots=True)
class _RawCell:
    cell: Cell
    merge: str  # "", restart, continue
    borders: dict[str, Border | None]  # the sides the cell speaks of itself
    width: float  # as it asks for, 0: it does not


def read_table(reader: BodyReader, element: Element) -> Table:
    """One `w:tbl` as the model has it; what it cannot say goes to the reader's refusals."""
    place = f"{reader.place} table"
    properties = element.find(W + "tblPr")
    _refuse_unknown(reader, properties, _TABLE_KNOWN, place)
    frame = _frame(reader, properties, place)
    elements = list(_children(reader, element, "tr", ("tblPr", "tblGrid"), place))
    given = b"" if properties is None else etree.tostring(properties)
    last = len(elements) - 1
    read = [
        _known_row(reader, row, given, frame, place, index == 0, index == last)
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
        align=_align(properties),
        indent=_indent(properties) - (0.0 if reader.own_edge else frame.margins[3]),
        share=_share(properties),
        place=place,
    )


def _children(
    reader: BodyReader, parent: Element, wanted: str, known: Iterable[str], place: str
) -> Iterable[Element]:
    """The rows of a table or the cells of a row, those of content controls among them."""
    for child in parent:
        name = tag_of(child)
        if name == wanted:
            if wanted != "tr" or child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(reader, child, wanted, ("sdtPr", "sdtEndPr"), place)
        elif name == "bookmarkStart":
            reader.bookmark_between(child)
        elif name not in known and name not in ("bookmarkEnd", "proofErr", "del", "moveFrom"):
            reader.refusals.add(feature_name(name), place)


def _refuse_unknown(
    reader: BodyReader, properties: Element | None, known: frozenset[str], place: str
) -> None:
    for child in () if properties is None else properties:
        name = tag_of(child)
        if name in _REFUSED_IF_ON:
            if is_on(child):
                reader.refusals.add(feature_name(name), place)
        elif name == "textDirection":
            if val(child) != "lrTb":
                reader.refusals.add(feature_name(name), place)
        elif name not in known:
            reader.refusals.add(feature_name(name), place)


# ---------------------------------------------------------------- table properties


def _frame(reader: BodyReader, properties: Element | None, place: str) -> _Frame:
    """The table's own borders and margins over those of its style."""
    style = reader.styles.get(child_val(properties, "tblStyle"), "table")
    reader.refusals.extend(style.refused)
    sources = [properties]
    for element in reversed(style.tables):
        sources.insert(0, element.find(W + "tblPr"))
        _check_style(reader, style, element, place)
    borders: dict[str, Border | None] = {}
    margins = _DEFAULT_MARGINS
    for source in sources:
        if source is None:
            continue
        for child in source.iterfind(f"{W}tblBorders/*"):
            borders[side_of(child)] = read_border(child, reader.refusals, place)
        if (found := source.find(W + "tblCellMar")) is not None:
            margins = _margins(found, margins)
    return _Frame(borders, margins, _lent(style))


@kept_by_identity(256)  # the same is one object, by which cells' paragraphs are known again
def _lent(style: Style) -> Lent:
    return Lent(style.run, style.paragraph)


def _check_style(reader: BodyReader, style: Style, element: Element, place: str) -> None:
    """Refuse what a table's style says of its rows and cells beyond borders and margins."""
    name = val(element, "styleId")
    if element.find(W + "tblStylePr") is not None:
        reader.refusals.add(f"conditional formats of table style {name}", place)
    for group in ("trPr", "tcPr"):
        for child in element.iterfind(f"{W}{group}/*"):
            reader.refusals.add(f"{tag_of(child)} of table style {name}", place)
    properties = element.find(W + "tblPr")
    _refuse_unknown(reader, properties, _TABLE_KNOWN, f"table style {name}")
    if child_val(properties, "jc") not in ("", "left", "start") or _indent(properties):
        reader.refusals.add(f"position of table style {name}", place)


def _margins(element: Element, base: Margins) -> Margins:
    found = dict(zip(("top", "right", "bottom", "left"), base, strict=True))
    for child in element:
        found[side_of(child)] = twips(val(child, "w"))
    return found["top"], found["right"], found["bottom"], found["left"]


def _align(properties: Element | None) -> Align:
    kind = child_val(properties, "jc")
    return {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}.get(kind, Align.LEFT)


def _indent(properties: Element | None) -> float:
    indent = None if properties is None else properties.find(W + "tblInd")
    return 0.0 if indent is None else twips(val(indent, "w"))


def _share(properties: Element | None) -> float:
    """Of the text's width the table asks for, 0 where it says none."""
    width = None if properties is None else properties.find(W + "tblW")
    if width is None or val(width, "type") != "pct":
        return 0.0
    text = val(width, "w")
    return twips(text.rstrip("%")) * 20 / (100 if text.endswith("%") else 5000)


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


@dataclass(frozen=True)
class _ReadRow:
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
    frame: _Frame,
    place: str,
    is_first: bool,
    is_last: bool,
) -> _ReadRow:
    """A row of a table; most stand alike in all documents of a form."""
    xml = etree.tostring(element)
    if not reader.stands_alone(xml):
        return _read_row(reader, element, frame, place, is_first, is_last)
    known = _row_by_itself(xml, properties, reader.origin, place, is_first, is_last)
    reader.go_on(known.refused, known.count, known.waiting)
    return known


@lru_cache(maxsize=1024)
def _row_by_itself(
    xml: bytes, properties: bytes, origin: Origin, place: str, is_first: bool, is_last: bool
) -> _ReadRow:
    reader = origin.reader()
    stated = etree.fromstring(properties, XML_PARSER) if properties else None
    frame = _frame(origin.reader(), stated, place)  # what it refuses the table's reader has told
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
    frame: _Frame,
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


def _merged(raw: list[tuple[_RawCell, ...]], index: int, frame: _Frame) -> tuple[Cell, ...]:
    """The cells that begin in a row, with the rows they span."""
    return tuple(
        _whole(raw, index, position, frame)
        for position, item in enumerate(raw[index])
        if item.merge != "continue"
    )


def _row_cells(reader: BodyReader, row: Element, frame: _Frame, place: str) -> list[_RawCell]:
    column = count(child_val(row.find(W + "trPr"), "gridBefore"))
    cells = []
    for element in _children(reader, row, "tc", ("trPr", "tblPrEx"), place):
        raw = _cell(reader, element, column, frame, place)
        cells.append(raw)
        column += raw.cell.span
        if not 0 < column <= _MAX_COLUMNS or raw.cell.span < 1:
            raise FormError(_("{place}: a table of {count} columns", place=place, count=column))
    if row.find(f"{W}tblPrEx/*") is not None:
        reader.refusals.add(feature_name("tblPrEx"), place)
    return cells


def _cell(reader: BodyReader, element: Element, column: int, frame: _Frame, place: str) -> _RawCell:
    properties = element.find(W + "tcPr")
    _refuse_unknown(reader, properties, _CELL_KNOWN, place)
    span, merge, width, margins, valign, shading = 1, "", 0.0, frame.margins, VAlign.TOP, ""
    own: dict[str, Border | None] = {}
    if properties is not None:
        span = count(child_val(properties, "gridSpan"), 1)
        if (found := properties.find(W + "vMerge")) is not None:
            merge = val(found) or "continue"
        if (found := properties.find(W + "tcMar")) is not None:
            margins = _margins(found, margins)
        if (found := properties.find(W + "tcW")) is not None and val(found, "type") != "pct":
            width = twips(val(found, "w"))
        valign = _valign(reader, child_val(properties, "vAlign"), place)
        shading = cell_shading(properties, reader.refusals, place)
        for child in properties.iterfind(f"{W}tcBorders/*"):
            own[side_of(child)] = read_border(child, reader.refusals, place)
    if any(own.get(side) for side in ("tl2br", "tr2bl")):
        reader.refusals.add("diagonal rule in a cell", place)
    blocks = tuple(
        b
        for child in element
        if tag_of(child) != "tcPr"
        for b in reader.known_blocks(child, frame.lent)
    )
    cell = Cell(blocks, column, span, 1, Borders(), shading, valign, margins)
    return _RawCell(cell, merge, own, width)


def _valign(reader: BodyReader, kind: str, place: str) -> VAlign:
    if kind in ("", "top"):
        return VAlign.TOP
    if kind not in ("center", "bottom"):
        reader.refusals.add(f"vertical alignment {kind}", place)
        return VAlign.TOP
    return VAlign(kind)


def _whole(raw: list[tuple[_RawCell, ...]], index: int, position: int, frame: _Frame) -> Cell:
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
    frame: _Frame,
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
    _refuse_unknown(reader, properties, _ROW_KNOWN, place)
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
