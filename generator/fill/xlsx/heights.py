"""Rows of a fixed height that the data needs higher: the template's height is the least, not the most."""

from __future__ import annotations

from math import ceil
from typing import Any
from unicodedata import east_asian_width

from generator.fill.xlsx.run import Run

_LINE = 1.2  # of the type size: what the faces of 宋体 and 仿宋 take
_AROUND = 4.0  # pt above and below a cell's text together
_SIDES = 4.0  # pt left and right of it together
_MOST = 409.0  # pt, the highest a row can be
_NOT_FIRST = frozenset("，。、；：？！）〕》」』】”’…—%")
_NOT_LAST = frozenset("（〔《「『【“‘")
_USUAL_WIDTH = 8.43  # characters


class _Widths:
    """Column widths in pt, as the sheet's normal face has digits half an em wide."""

    def __init__(self, sheet: Any) -> None:
        self._digit = float(sheet.parent._fonts[0].sz or 11) / 2
        self._widths: dict[int, float] = {}
        for dimension in sheet.column_dimensions.values():
            if dimension.width and dimension.min and dimension.max:
                for column in range(dimension.min, min(dimension.max, 1024) + 1):
                    self._widths[column] = 0.0 if dimension.hidden else dimension.width
        self._usual = sheet.sheet_format.defaultColWidth or _USUAL_WIDTH

    def across(self, first: int, last: int) -> float:
        """The width of columns `first` to `last`."""
        widths = (self._widths.get(column, self._usual) for column in range(first, last + 1))
        return sum(widths) * self._digit


def grow_rows(sheet: Any, run: Run) -> None:
    """Make rows with a height of their own high enough for the filled text that wraps in them.

    Rows without one need no help: every office program fits them when it opens the file. Of cells
    merged downwards the last row grows.
    """
    heights = {n: each.height for n, each in sheet.row_dimensions.items() if each.height}
    if not heights:
        return
    widths = _Widths(sheet)
    areas = {
        (area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells
    }
    later = []
    for number, row in enumerate(run.rows, start=1):
        for column in run.program.filled.get(row.row, ()):
            cell = sheet._cells.get((number, column))
            if cell is None or cell.data_type != "s" or not cell.alignment.wrap_text:
                continue
            last, right = areas.get((number, column), (number, column))
            size = float(cell.font.sz or 11)
            room = widths.across(column, right) - _SIDES
            needed = _lines(str(cell.value), size, room) * size * _LINE + _AROUND
            if last == number:
                _grow(sheet, heights, number, needed)
            else:
                later.append((number, last, needed))
    for first, last, needed in later:
        rows = range(first, last + 1)
        if all(row in heights for row in rows):
            others = sum(heights[row] for row in rows if row != last)
            _grow(sheet, heights, last, needed - others)


def _grow(sheet: Any, heights: dict[int, float], row: int, needed: float) -> None:
    if row in heights and needed > heights[row]:
        heights[row] = min(float(ceil(needed)), _MOST)
        sheet.row_dimensions[row].height = heights[row]


def _lines(text: str, size: float, room: float) -> int:
    """How many lines the text takes in so many pt."""
    if "\n" not in text and len(text) * size <= room:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        lines, used, before = lines + 1, 0.0, ""
        for char in paragraph:
            width = size if east_asian_width(char) in "WFA" else size / 2
            if used + width > room and used:
                # What may not begin a line brings the one before along, as does what may not end it.
                takes_along = char in _NOT_FIRST or before in _NOT_LAST
                lines, used = lines + 1, size if takes_along else 0.0
            used, before = used + width, char
    return lines
