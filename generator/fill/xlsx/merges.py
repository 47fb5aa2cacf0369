"""Merged cells of a filled sheet: the template's where they now belong, and those by key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from generator.cases.nothing import BLANK
from generator.fill.xlsx.rowmap import RowMap
from generator.fill.xlsx.run import Run

_NO_KEY = (None, BLANK)
_Area = tuple[int, int, int, int]  # first column, first row, last column, last row


class _InOrder(MultiCellRange):  # type: ignore[misc]  # openpyxl has no types
    """Ranges that are written in the order of the sheet, not of their hashes."""

    def __iter__(self) -> Iterator[CellRange]:
        yield from sorted(self.ranges, key=lambda area: (area.min_row, area.min_col))


def write_merges(sheet: Any, template: list[_Area], rows: RowMap, run: Run) -> None:
    """Set the sheet's merges; cells that merge into the one above lose their value."""
    areas = list(_moved(template, rows))
    for left, top, right, bottom in _by_key(sheet, run, areas):
        areas.append((left, top, right, bottom))
        for row in range(top + 1, bottom + 1):
            cell = sheet._cells.get((row, left))
            if cell is not None:
                cell._value, cell.data_type = None, "n"
    merged = [
        CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom)
        for left, top, right, bottom in areas
    ]
    sheet.merged_cells = _InOrder(merged)


def _moved(template: list[_Area], rows: RowMap) -> Iterator[_Area]:
    for left, top, right, bottom in template:
        for (first, last), _at in rows.spans(top, bottom):
            if left != right or first != last:
                yield left, first, right, last


def _by_key(sheet: Any, run: Run, areas: list[_Area]) -> Iterator[_Area]:
    """For each level's columns, rows next to each other that share its key and those before it.

    Cells that say something else than the one above stay: a merge must not swallow them.
    """
    taken = {(row, column) for area in areas for row, column in _cells(area)}
    for number, entries in run.keys.items():
        levels = run.program.merges[number].levels
        for depth, level in enumerate(levels, start=1):
            for rows in _runs(entries, depth):
                for column in level.columns:
                    for first, last in _alike(sheet, column, rows):
                        area = (column, first, column, last)
                        if first < last and not taken & set(_cells(area)):
                            yield area


def _runs(
    entries: list[tuple[int, tuple[int, ...], tuple[Any, ...]]], depth: int
) -> Iterator[list[int]]:
    """Rows next to each other with the same keys; a key that is None or blank shares nothing."""

    def key(entry: tuple[int, tuple[tuple[int, ...], tuple[Any, ...], int]]) -> Any:
        offset, (turns, keys, row) = entry
        own = keys[:depth]
        is_alone = any(each in _NO_KEY for each in own)
        return (turns, own, row - offset, row if is_alone else 0)

    numbered = [(offset, (turns, keys, row)) for offset, (row, turns, keys) in enumerate(entries)]
    for _key, group in groupby(numbered, key=key):
        yield [row for _offset, (_turns, _keys, row) in group]


def _alike(sheet: Any, column: int, rows: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of rows whose cells in a column say the same."""

    def said(row: int) -> Any:
        cell = sheet._cells.get((row, column))
        return None if cell is None else cell._value

    for _value, group in groupby(rows, key=said):
        alike = list(group)
        yield alike[0], alike[-1]


def _cells(area: _Area) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = area
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column
