"""Where something stands: a line of a file or a cell of a sheet."""

from __future__ import annotations

import re

from msgspec import Struct

_CELL = re.compile(r"([A-Z]+)(\d+)")


class Place(Struct, frozen=True):
    """A place in an input file, counted as editors count (line and column from 1).

    A place in a spreadsheet has `sheet` and `cell` instead of line and column; one in a filled PDF
    form has its page as `sheet` and the field's title as `cell`.
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __lt__(self, other: Place) -> bool:
        """In the order one reads: line by line, the rows of a sheet by number, A before AA."""
        return self._order() < other._order()

    def _order(self) -> tuple[object, ...]:
        found = _CELL.fullmatch(self.cell)
        row, letters = (int(found[2]), found[1]) if found else (0, self.cell)
        return self.file, self.line, self.column, self.sheet, row, len(letters), letters

    def __str__(self) -> str:
        if self.sheet:
            return (
                f"{self.file}#{self.sheet}!{self.cell}"
                if self.cell
                else f"{self.file}#{self.sheet}"
            )
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file


Path = tuple[str | int, ...]
"""The way to a value inside a case: field names and row indexes, as in `("pairs", 3, "county")`."""
