"""Columns and rows as measures: widths in digits become pt, rows without a height get their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil, floor

from msgspec import Struct

from generator.render.xlsx.book import Book, Sheet
from generator.render.xlsx.celltext import digit_width, line_height, set_line, set_lines
from generator.render.xlsx.contents import Content, Contents
from generator.render.xlsx.merges import Merges

# Around a cell's text, pt: what LibreOffice leaves (0.35 mm, and a little more below).
PAD_SIDE, PAD_TOP, PAD_BOTTOM = 1.0, 1.0, 1.27
_PIXEL = 0.75  # pt: rows are whole pixels high, as in Excel
_WIDTH_MARGIN = 3.75  # pt a column without a width is wider than its digits: five pixels
MAX_HEIGHT = 409.5  # pt


class Axis(Struct, frozen=True):
    """Columns or rows from 1 on: where each begins; hidden ones have no size."""

    starts: Sequence[float]  # of number 1, 2, …, and the end of the last one

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.starts) - 1

    def start(self, number: int) -> float:
        """Where a column or row begins."""
        return self.starts[min(number - 1, self.count)]

    def end(self, number: int) -> float:
        """Where it ends."""
        return self.starts[min(number, self.count)]

    def size(self, number: int) -> float:
        """How wide or high it is."""
        return self.end(number) - self.start(number)

    def at(self, position: float) -> int:
        """The one a position lies in."""
        return min(max(bisect_right(self.starts, position), 1), self.count)


def axis(sizes: Iterable[float]) -> Axis:
    """The axis of columns or rows of these sizes."""
    return Axis(tuple(accumulate(sizes, initial=0.0)))


def column_axis(book: Book, sheet: Sheet, last: int) -> Axis:
    """The columns of a sheet up to the last one that counts; widths rounded to a twentieth pt."""
    normal = book.styles.normal
    digit = digit_width(normal.fonts, normal.size)
    usual = sheet.base_width * digit + _WIDTH_MARGIN
    if sheet.default_width is not None:
        usual = round(sheet.default_width * digit * 20) / 20
    sizes = [usual] * last
    for column in sheet.columns:
        width = usual if column.width is None else round(column.width * digit * 20) / 20
        for number in range(column.first, min(column.last, last) + 1):
            sizes[number - 1] = 0.0 if column.hidden else width
    return axis(sizes)


def row_axis(book: Book, sheet: Sheet, contents: Contents, columns: Axis, last: int) -> Axis:
    """The rows of a sheet up to the last one that counts.

    A row whose height the file gives has it; others are as high as the default, and higher where
    their text needs it (Excel fits them when it opens the file; merged cells do not count).
    """
    usual = sheet.default_height
    if usual is None:
        usual = ceil(line_height(book.styles.normal) / _PIXEL) * _PIXEL
    usual = _whole_pixels(usual)
    sizes = [0.0 if sheet.default_hidden else usual] * last
    for number, row in sheet.rows.items():
        if number <= last:
            if row.hidden:
                sizes[number - 1] = 0.0
            elif row.height is not None:
                sizes[number - 1] = _whole_pixels(min(row.height, MAX_HEIGHT))
            else:
                sizes[number - 1] = usual
    if not sheet.default_height_fixed:
        _fit(book, sheet, contents, columns, sizes)
    return axis(sizes)


def _whole_pixels(height: float) -> float:
    return floor(height / _PIXEL + 0.001) * _PIXEL


def _fit(book: Book, sheet: Sheet, contents: Contents, columns: Axis, sizes: list[float]) -> None:
    """Make the rows without a height as high as their text."""
    merges = Merges(sheet.merges)
    least = min((size for size in sizes if size), default=0.0)
    # Cells of other formats cannot need more than any row has.
    counts = [
        form.alignment.wrap or form.alignment.turn or line_height(form.style) > least
        for form in book.styles.formats
    ]
    for (row, column), cell in sheet.cells.items():
        is_counted = cell.style >= len(counts) or counts[cell.style] or bool(cell.runs)
        if not is_counted or row > len(sizes) or column > columns.count or not sizes[row - 1]:
            continue
        settings = sheet.rows.get(row)
        if settings is not None and settings.height is not None:
            continue
        content = contents.at(row, column)
        if content is None or not columns.size(column) or merges.area(row, column) is not None:
            continue
        needed = (
            ceil(_needed(content, columns.size(column), contents.place(row, column)) / _PIXEL)
            * _PIXEL
        )
        sizes[row - 1] = min(max(sizes[row - 1], needed), MAX_HEIGHT)


def _needed(content: Content, width: float, place: str) -> float:
    alignment = content.format.alignment
    if alignment.turn:
        return set_line(content.runs, place).width + PAD_TOP + PAD_BOTTOM
    if alignment.wrap and content.kind == "text":
        text = set_lines(content.runs, width - 2 * PAD_SIDE, None, place)
    else:
        text = set_line(content.runs, place)
    return text.height
