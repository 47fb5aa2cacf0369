"""`index.xlsx`: all records of a case in one sheet 一览表, to sort, filter and print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from itertools import chain
from unicodedata import east_asian_width

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.bind.results import CaseResult, RecordResult, Status
from generator.i18n import _

_TITLE_ROW, _HEADER_ROW = 1, 2
_WIDEST, _NARROWEST = 44, 6  # of a column, in characters
# A fixed moment instead of the clock: the first a zip archive can hold.
_EPOCH = datetime(1980, 1, 1)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", fgColor="EDEBE4")
_DRAFT_FILL = PatternFill("solid", fgColor="FDF0D9")


class _Row(Struct, frozen=True):
    """A record's cells; `link` is the address the last one leads to."""

    values: tuple[str | int, ...]
    link: str
    draft: bool


def index_xlsx(case: CaseResult) -> bytes:
    """The index as XLSX: same results, same bytes.

    Columns: 序号, the records' own `columns`, status, pages, problems, and a relative link to the
    packet. Text stays text, whatever it begins with.
    """
    headers = tuple(dict.fromkeys(chain.from_iterable(r.columns for r in case.records)))
    rows = [_row(number, record, headers) for number, record in enumerate(case.records, 1)]
    titles = (_("No."), *headers, _("Status"), _("Pages"), _("Problems"), _("Packet"))
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = _("Index")
    _write_head(sheet, case.name, titles)
    looks: dict[_Look, Cell] = {}
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        _write_row(sheet, number, row, looks)
    _set_widths(sheet, titles, rows)
    _set_print(sheet, len(titles))
    workbook.properties.creator = "bangfu"
    workbook.properties.title = _plain(case.name)
    return _without_clock(_saved(workbook))


def _row(number: int, record: RecordResult, headers: tuple[str, ...]) -> _Row:
    values: tuple[str | int, ...] = (
        number,
        *(_plain(record.columns.get(header, "")) for header in headers),
        record.status.label,
        record.packet_pages,
        len(record.problems),
        _("open") if record.packet else "",
    )
    link = record.packet.href.removeprefix("./") if record.packet else ""
    return _Row(values, link, record.status is Status.DRAFT)


def _plain(text: str) -> str:
    """Text without the control characters XML cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _write_head(sheet: Worksheet, name: str, titles: tuple[str, ...]) -> None:
    title = _write(sheet, _TITLE_ROW, 1, _plain(name))
    title.font = Font(name="黑体", size=16)
    title.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(
        start_row=_TITLE_ROW, end_row=_TITLE_ROW, start_column=1, end_column=len(titles)
    )
    sheet.row_dimensions[_TITLE_ROW].height = 32
    sheet.row_dimensions[_HEADER_ROW].height = 24
    for column, text in enumerate(titles, 1):
        cell = _write(sheet, _HEADER_ROW, column, text)
        cell.font = Font(name="宋体", size=10.5, bold=True)
        cell.fill = _HEADER_FILL
        cell.border = _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, number: int, row: _Row, looks: dict[_Look, Cell]) -> None:
    last = len(row.values)
    for column, value in enumerate(row.values, 1):
        is_link = column == last and bool(row.link)
        cell = _write(sheet, number, column, value)
        look = _Look(isinstance(value, int), is_link, row.draft, _is_like_formula(value))
        if look in looks:
            cell._style = copy(looks[look]._style)  # openpyxl compares all styles for each cell
        else:
            looks[look] = _dressed(cell, look)
        if is_link:
            cell.hyperlink = row.link


class _Look(Struct, frozen=True):
    centred: bool
    link: bool
    draft: bool
    quoted: bool


def _dressed(cell: Cell, look: _Look) -> Cell:
    more = {"underline": "single", "color": "0563C1"} if look.link else {}
    cell.font = Font(name="宋体", size=10.5, **more)
    cell.border = _BORDER
    cell.alignment = Alignment(
        horizontal="center" if look.centred else "left", vertical="center", wrap_text=True
    )
    if look.draft:
        cell.fill = _DRAFT_FILL
    cell.quotePrefix = look.quoted
    return cell


def _is_like_formula(value: str | int) -> bool:
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@"))


def _write(sheet: Worksheet, row: int, column: int, value: str | int) -> Cell:
    cell: Cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # else a text that begins with = would be a formula
    return cell


def _set_widths(sheet: Worksheet, titles: tuple[str, ...], rows: Sequence[_Row]) -> None:
    for index, title in enumerate(titles):
        widest = max(_width(title), *(_width(str(row.values[index])) for row in rows), 0)
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = min(max(widest + 2, _NARROWEST), _WIDEST)


def _width(text: str) -> int:
    """How many columns of a half-width digit the text takes."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _set_print(sheet: Worksheet, columns: int) -> None:
    """A4 landscape, as wide as the page, the head repeated, page numbers at the foot."""
    last = f"{get_column_letter(columns)}{sheet.max_row}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}"
    sheet.print_title_rows = f"{_TITLE_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{last}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"


def _saved(workbook: Workbook) -> bytes:
    """The workbook, its parts not compressed yet: they are read again at once."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return out.getvalue()


def _without_clock(content: bytes) -> bytes:
    """The workbook with its dates and its archive's times set to one fixed moment."""
    out = io.BytesIO()
    fixed = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>" + fixed + rb"\g<3>", data)
            new.writestr(zipfile.ZipInfo(name, _EPOCH.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
