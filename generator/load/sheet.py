"""XLSX sheets as clerks keep them → tables: every value as the text that stands in the cell."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from generator.i18n import _
from generator.load.faults import excerpt, stop
from generator.load.shapes import closest
from generator.load.table import long_number_lost
from generator.load.tablerows import Cell, Row, Table
from generator.places import Place

_DIGITS_KEPT = 15  # a spreadsheet keeps no more of a number
_MAX_CELLS = 4_000_000  # of the used range; beyond it something was pasted at the edge of the sheet
_MAX_UNPACKED = 400 * 1024 * 1024
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls under another name, or a workbook with a password

_Position = tuple[int, int]


def read_sheet(content: bytes, file: str, sheet: str | None, at: Place) -> Table:
    """The sheet of a workbook, or its only one with anything in it when `sheet` is None.

    Raises CaseProblems: at `at`, where the case names it, for a sheet that is not there or not the
    only one; at the file when it is no workbook.
    """
    values = _workbook(content, file, data_only=True)
    chosen = _choose(values, sheet, at)
    extent = f"A1:{get_column_letter(chosen.max_column)}{chosen.max_row}"
    if chosen.max_row * chosen.max_column > _MAX_CELLS:
        raise stop(
            Place(file, sheet=chosen.title),
            _("the sheet reaches over {extent}", extent=extent),
            _("Delete the empty rows and columns beyond the list, then save."),
        )
    formulas = _formulas(content, file, chosen.title)
    return Table(tuple(_rows(chosen, file, formulas)), Place(file, sheet=chosen.title, cell="A1"))


def _workbook(content: bytes, file: str, *, data_only: bool) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MAX_UNPACKED:
            raise ValueError(_("it unpacks to {size} MB", size=unpacked // 1024**2))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about validations and styles, which no value needs
            return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
    except Exception as fault:  # openpyxl meets broken parts with whatever they led to
        if content.startswith(_OLD_OFFICE):
            message = _("this is an old .xls, or a workbook with a password")
        else:
            message = _("this is not a readable workbook: {reason}", reason=excerpt(fault))
        raise stop(
            Place(file),
            message,
            _("Open it in Excel or WPS and save it again as .xlsx, without a password."),
        ) from fault


def _choose(workbook: Any, name: str | None, at: Place) -> Any:
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    if name is None:
        filled = [each for each in sheets.values() if any(any(row) for row in each.values)]
        if len(filled) == 1:
            return filled[0]
        if not filled:
            raise stop(at, _("the workbook is empty"), _("Name a file that holds the list."))
        raise stop(
            at,
            _("the workbook has several sheets: {names}", names=", ".join(s.title for s in filled)),
            _("Name one of them: `from: roster.xlsx#{name}`.", name=filled[0].title),
        )
    if chosen := sheets.get(name.strip()):
        return chosen
    meant = closest(name, sheets)
    raise stop(
        at,
        _("the workbook has no sheet {name}", name=excerpt(name)),
        _("Did you mean {name}?", name=meant)
        if meant
        else _("It has: {names}.", names=", ".join(sheets)),
    )


def _formulas(content: bytes, file: str, sheet: str) -> frozenset[_Position]:
    """Where the sheet has formulas; a workbook without any is not read a second time."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(name)) for name in parts):
            return frozenset()
    rows = _workbook(content, file, data_only=False)[sheet].iter_rows()
    return frozenset(
        (cell.row, cell.column) for row in rows for cell in row if cell.data_type == "f"
    )


def _rows(sheet: Any, file: str, formulas: frozenset[_Position]) -> list[Row]:
    """All rows; a cell merged downwards gives its value to every row it stands beside."""
    owners: dict[_Position, _Position] = {}
    wide: set[int] = set()
    for merged in sheet.merged_cells.ranges:
        if merged.max_col > merged.min_col:
            wide.update(range(merged.min_row, merged.max_row + 1))
        for row in range(merged.min_row + 1, merged.max_row + 1):
            owners[row, merged.min_col] = (merged.min_row, merged.min_col)
    title = sheet.title
    return [
        Row(
            tuple([_cell(sheet, title, each, file, owners, formulas) for each in row]),
            number in wide,
        )
        for number, row in enumerate(sheet.iter_rows(), start=1)
    ]


def _cell(
    sheet: Any,
    title: str,
    cell: Any,
    file: str,
    owners: Mapping[_Position, _Position],
    formulas: frozenset[_Position],
) -> Cell:
    if owners and (owner := owners.get((cell.row, cell.column))):
        cell = sheet.cell(*owner)
    place = Place(file, 0, 0, title, f"{get_column_letter(cell.column)}{cell.row}")
    value = cell.value
    if value is None:
        if formulas and (cell.row, cell.column) in formulas:
            fault = _("the formula has no calculated value")
            remedy = _("Open the workbook in Excel or WPS and save it, or type the value itself.")
            return Cell("", place, fault=fault, remedy=remedy)
        return Cell("", place)
    if isinstance(value, str) and cell.data_type != "e":
        return Cell(value, place)
    if cell.data_type == "e":
        fault = _("the cell shows the error {error}", error=value)
        return Cell("", place, fault=fault, remedy=_("Mend the formula, or type the value itself."))
    if isinstance(value, int | float) and abs(value) >= 10**_DIGITS_KEPT:
        fault, remedy = long_number_lost(_plain_number(value))
        return Cell("", place, fault=fault, remedy=remedy)
    if isinstance(value, float | int) and "%" in cell.number_format:
        return Cell(as_text(value), place, percent=f"{_plain_number(value * 100)}%")
    return Cell(as_text(value), place)


def as_text(value: object) -> str:
    """A cell's value as a case file would have it: ISO dates, whole numbers without a point."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _plain_number(value)
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case datetime.time():
            return value.isoformat("seconds" if value.second else "minutes")
        case datetime.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value)


def _plain_number(value: float) -> str:
    """The digits a spreadsheet shows, never with an exponent: 0.3 for 0.1 + 0.2, 3 for 3.0."""
    number = Decimal(f"{value:.{_DIGITS_KEPT}g}")
    return format(number.normalize() if number % 1 else number.quantize(Decimal(1)), "f")
