"""SpreadsheetML's small things: namespaces, flags, numbers, escapes, places, and what cells hold."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from openpyxl.utils import get_column_letter

from generator.render.docx.package import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

# Strict Office Open XML has the same elements under other names.
STRICT = "http://purl.oclc.org/ooxml/"

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CellError(Struct, frozen=True):
    """An error value such as `#DIV/0!`."""

    code: str


Value = float | str | bool | CellError | None


def tag_of(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def flag(element: Element | None, name: str, default: bool = False) -> bool:
    """A true-or-false attribute."""
    text = None if element is None else element.get(name)
    return default if text is None else text in ("1", "true", "on")


def value_flag(parent: Element, name: str) -> bool:
    """A true-or-false child such as `<b/>` or `<b val="0"/>`."""
    child = parent.find(S + name)
    return child is not None and flag(child, "val", True)


def decimal(text: str | None, default: float = 0.0) -> float:
    """A number attribute; the default where it is missing, no number or not finite."""
    try:
        found = float(text) if text is not None else default
    except ValueError:
        return default
    return found if abs(found) < 1e300 else default


def whole(text: str | None, default: int = 0) -> int:
    """A whole-number attribute; the default where it is missing or none."""
    return int(decimal(text, float(default)))


def unescaped(text: str) -> str:
    """Text with `_x000a_` escapes resolved (ST_Xstring, ECMA-376 Part 1 §22.9.2.19).

    >>> unescaped("甲_x0031_")
    '甲1'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def cell_name(row: int, column: int) -> str:
    """A cell as people call it.

    >>> cell_name(3, 28)
    'AB3'
    """
    return f"{get_column_letter(column)}{row}"


class Area(Struct, frozen=True):
    """A block of cells, first and last rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether two areas share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


_CELL = r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?"
_AREA = re.compile(rf"{_CELL}(?::{_CELL})?")


def read_area(reference: str) -> Area | None:
    """An area such as `A1`, `$B$2:$D$9`, `1:3` or `A:C`; None where it is none.

    >>> read_area("$B$2:D9")
    Area(top=2, left=2, bottom=9, right=4)
    """
    match = _AREA.fullmatch(reference.strip())
    if match is None or not any(match.groups()):
        return None
    first_column, first_row, last_column, last_row = match.groups()
    if ":" not in reference:
        if not (first_column and first_row):
            return None
        last_column, last_row = first_column, first_row
    if bool(first_column) != bool(last_column) or bool(first_row) != bool(last_row):
        return None
    columns = (
        (column_number(first_column), column_number(last_column))
        if first_column
        else (1, MAX_COLUMN)
    )
    rows = (int(first_row), int(last_row)) if first_row else (1, MAX_ROW)
    area = Area(min(rows), min(columns), max(rows), max(columns))
    inside = (
        area.top >= 1 and area.left >= 1 and area.bottom <= MAX_ROW and area.right <= MAX_COLUMN
    )
    return area if inside else None


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """A column's number by its letters; 0 for what is none.

    >>> column_number("A"), column_number("XFD"), column_number("XFE")
    (1, 16384, 0)
    """
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number if number <= MAX_COLUMN else 0
