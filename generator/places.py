"""Where something stands: a line of a file or a cell of a sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in an input file, counted as editors count (line and column from 1).

    A place in a spreadsheet has `sheet` and `cell` instead of line and column.
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

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
