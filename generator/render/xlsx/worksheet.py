"""One worksheet part: cells, rows, columns and merges; whatever else it holds is read or refused."""

from __future__ import annotations

import io
from math import isfinite

from lxml import etree
from msgspec import Struct, field
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.package import MAX_TAGS, Element
from generator.render.refusal import Refusals
from generator.render.xlsx.book import CellData, ColumnData, Place, RowData, Sheet
from generator.render.xlsx.features import HARMLESS, HARMLESS_EXTENSIONS, feature_name
from generator.render.xlsx.package import BookPackage
from generator.render.xlsx.pagesetup import read_banners, read_setup
from generator.render.xlsx.pictures import read_images
from generator.render.xlsx.strings import SharedText, plain_text, read_text
from generator.render.xlsx.styles import Styles
from generator.render.xlsx.values import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    CellError,
    S,
    Value,
    cell_name,
    column_number,
    decimal,
    flag,
    read_area,
    tag_of,
    unescaped,
    whole,
)

MAX_CELLS = 1_000_000  # of one sheet: a roster of 1,000 rows has 14,000
MAX_MERGES = 50_000
MAX_ROW_BYTES = 16 * 1024 * 1024  # of one row: 16,384 cells have some ten MB at most
_LETTERS = tuple(get_column_letter(number) for number in range(1, MAX_COLUMN + 1))
_C, _V, _F, _IS = f"{S}c", f"{S}v", f"{S}f", f"{S}is"


class SheetReading(Struct):
    """What reading a sheet needs, and what it has found so far."""

    package: BookPackage
    part: str
    name: str
    styles: Styles
    shared: list[SharedText]
    refusals: Refusals
    hidden: bool = False
    cells: dict[Place, CellData] = field(default_factory=dict)
    rows: dict[int, RowData] = field(default_factory=dict)
    formulas: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # shared ones by their number

    def refuse(self, feature: str, where: str = "") -> None:
        """Record a feature of this sheet, at a cell where one is known."""
        if not self.hidden:
            self.refusals.add(feature, f"{self.name}!{where}" if where else self.name)


def read_sheet(reading: SheetReading) -> Sheet:
    """The sheet of a worksheet part. Raises FormError where the part is damaged."""
    root = _streamed(reading)
    _refuse_unknown(root, reading)
    form = root.find(f"{S}sheetFormatPr")
    view = root.find(f"{S}sheetViews/{S}sheetView")
    if flag(view, "rightToLeft"):
        reading.refuse(_("right-to-left sheet"))
    height = None if form is None else form.get("defaultRowHeight")
    width = None if form is None else form.get("defaultColWidth")
    return Sheet(
        name=reading.name,
        cells=reading.cells,
        rows=reading.rows,
        columns=_columns(root),
        merges=_merges(root, reading),
        default_height=None if height is None else decimal(height, 15.0),
        default_height_fixed=flag(form, "customHeight"),
        default_width=None if width is None else decimal(width),
        base_width=8 if form is None else whole(form.get("baseColWidth"), 8),
        default_hidden=flag(form, "zeroHeight"),
        setup=read_setup(root, reading.refuse),
        banners=read_banners(root, reading.refuse),
        images=()
        if reading.hidden
        else read_images(reading.package, reading.part, root, reading.refuse),
        shows_zeros=flag(view, "showZeros", True),
        shows_formulas=flag(view, "showFormulas"),
        hidden=reading.hidden,
    )


def _streamed(reading: SheetReading) -> Element:
    """The root of the part, its rows read one by one and let go: memory stays small."""
    content = reading.package.read(reading.part)
    _check_bulk(content, reading)
    source = io.BytesIO(content)
    rows = etree.iterparse(
        source,
        tag=f"{S}row",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    number = 0
    try:
        for _event, row in rows:
            number = whole(row.get("r"), number + 1)
            _read_row(row, number, reading)
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise FormError(
            _("part {part} is not well-formed XML: {reason}", part=reading.part, reason=fault),
            where=reading.package.name,
        ) from fault
    root = rows.root
    if root.getroottree().docinfo.doctype:
        raise FormError(_("part {part} holds a DTD", part=reading.part), where=reading.package.name)
    return root


def _check_bulk(content: bytes, reading: SheetReading) -> None:
    """Refuse what would not be let go row by row: tags outside the rows, and a row without end."""
    start = content.find(b"</row>")
    end = content.rfind(b"</row>")
    outside = content.count(b"<", 0, start) + content.count(b"<", end) if start >= 0 else 0
    longest, at = start, start
    while 0 <= at < end and longest <= MAX_ROW_BYTES:
        following = content.find(b"</row>", at + 1)
        longest, at = max(longest, following - at), following
    is_bulky = content.count(b"<") > MAX_TAGS if start < 0 else outside > MAX_TAGS
    if is_bulky or longest > MAX_ROW_BYTES:
        raise FormError(
            _("part {part} is larger than any document's", part=reading.part),
            where=reading.package.name,
        )


def _read_row(element: Element, number: int, reading: SheetReading) -> None:
    if not 1 <= number <= MAX_ROW:
        raise ValueError(f"row {number}")
    height = element.get("ht")
    style = whole(element.get("s")) if flag(element, "customFormat") else None
    hidden = flag(element, "hidden")
    if height is not None or hidden or style is not None:
        reading.rows[number] = RowData(None if height is None else decimal(height), hidden, style)
    column, cells, digits = 0, reading.cells, str(number)
    for cell in element.iterchildren(_C):
        reference = cell.get("r")
        if reference is None or (column < MAX_COLUMN and reference == _LETTERS[column] + digits):
            column += 1
        else:
            column = _column(reference, digits)
        cells[number, column] = _cell(cell, number, column, reading)
    if len(cells) > MAX_CELLS:
        raise ValueError(_("more than {count} cells", count=MAX_CELLS))


def _column(reference: str, row: str) -> int:
    """The column a cell says it stands in."""
    letters = reference.rstrip("0123456789")
    if reference[len(letters) :] != row or not (found := column_number(letters)) > 0:
        raise ValueError(f"cell {reference} in row {row}")
    return found


def _cell(element: Element, row: int, column: int, reading: SheetReading) -> CellData:
    kind = element.get("t", "n")
    style = int(element.get("s", "0"))
    formula, content = "", None
    inline = plain = None
    for child in element:
        tag = child.tag
        if tag == _V:
            content = child.text or ""
        elif tag == _F:
            formula = _formula(child, row, column, reading)
        elif tag == _IS:
            plain = plain_text(child)  # as most cells of a list have it
            if plain is None:
                inline = read_text(child, reading.styles.palette, reading.styles.normal)
    if formula:
        return CellData(None, style, formula)
    if plain is not None:
        return CellData(plain or None, style)
    if kind == "s" and content is not None:
        number = whole(content, -1)
        if not 0 <= number < len(reading.shared):
            raise ValueError(f"shared string {content}")
        inline = reading.shared[number]
    if inline is not None:
        for feature in inline.unsupported:
            reading.refuse(feature, cell_name(row, column))
        if inline.phonetic and flag(element, "ph"):
            reading.refuse(_("phonetic guide 拼音指南"), cell_name(row, column))
        return CellData(inline.text or None, style, "", inline.runs)
    if content is None or content == "":
        return CellData(None, style)
    if kind == "n":
        return CellData(_number(content), style)
    return CellData(_value(kind, content, reading, cell_name(row, column)), style)


def _value(kind: str, content: str, reading: SheetReading, place: str) -> Value:
    if kind == "b":
        return content.strip() in ("1", "true")
    if kind == "e":
        return CellError(content)
    if kind in ("str", "inlineStr"):
        return unescaped(content)
    if kind == "d":
        reading.refuse(_("date in ISO 8601"), place)
        return content
    return _number(content)


def _number(content: str) -> float:
    number = float(content)
    if not isfinite(number):
        raise ValueError(f"number {content}")
    return number


def _formula(element: Element, row: int, column: int, reading: SheetReading) -> str:
    """The formula's text; "" for none, with `{` before it where it is more than a formula."""
    text = element.text or ""
    kind = element.get("t", "normal")
    if kind in ("array", "dataTable"):
        return "{" + text  # which the evaluator refuses where it is asked for
    place = cell_name(row, column)
    if kind == "shared":
        number = element.get("si", "")
        if text:
            reading.formulas[number] = (text, place)
        elif number in reading.formulas:
            first, origin = reading.formulas[number]
            try:
                return str(Translator("=" + first, origin=origin).translate_formula(place))[1:]
            except TranslatorError:
                return "{" + first
    return text


def _columns(root: Element) -> tuple[ColumnData, ...]:
    found = []
    for element in root.findall(f"{S}cols/{S}col"):
        first, last = whole(element.get("min")), whole(element.get("max"))
        if not 1 <= first <= last:
            continue
        width = element.get("width")
        found.append(
            ColumnData(
                first,
                min(last, MAX_COLUMN),
                None if width is None else max(0.0, decimal(width)),
                flag(element, "hidden"),
                whole(element.get("style")),
            )
        )
    return tuple(sorted(found, key=lambda column: column.first))


def _merges(root: Element, reading: SheetReading) -> tuple[Area, ...]:
    found = []
    for element in root.findall(f"{S}mergeCells/{S}mergeCell")[: MAX_MERGES + 1]:
        area = read_area(element.get("ref", ""))
        if area is not None and area.cells > 1:
            found.append(area)
    if len(found) > MAX_MERGES:
        reading.refuse(_("more than {count} merged areas", count=MAX_MERGES))
    return tuple(found)


def _refuse_unknown(root: Element, reading: SheetReading) -> None:
    for child in root:
        tag = tag_of(child)
        if tag == "conditionalFormatting":
            reading.refuse(feature_name(tag), child.get("sqref", "").split(" ")[0])
        elif tag not in HARMLESS and tag:
            reading.refuse(feature_name(tag))
    for extension in root.findall(f"{S}extLst/{S}ext"):
        for child in extension:
            if (tag := tag_of(child)) and tag not in HARMLESS_EXTENSIONS:
                reading.refuse(feature_name(tag))
    _refuse_tables(root, reading)


def _refuse_tables(root: Element, reading: SheetReading) -> None:
    """A table's style paints its cells: only one without a style looks as its cells say."""
    for element in root.findall(f"{S}tableParts/{S}tablePart"):
        part = reading.package.target(reading.part, element)
        if not part:
            continue
        table = reading.package.xml(part)
        info = table.find(f"{S}tableStyleInfo")
        style = "" if info is None else info.get("name", "")
        if style and style != "None":
            reading.refuse(_("table style {style}", style=style), table.get("ref", ""))
