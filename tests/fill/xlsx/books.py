"""Small sheets to fill in tests, and what came of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from generator.fill.xlsx.workbook import fill_workbook, jinja_for

Sheet = Any
PEOPLE = [{"name": "甲", "n": 3}, {"name": "乙", "n": 5}, {"name": "丙", "n": 7}]


def template(
    cells: Mapping[str, Any], prepare: Callable[[Sheet], object] | None = None, **more: Any
) -> bytes:
    """A workbook whose first sheet has these cells; `more` are other sheets by name."""
    book = openpyxl.Workbook()
    for name, content in {"表": cells, **more}.items():
        sheet = book.active if name == "表" else book.create_sheet(name)
        sheet.title = name
        for where, value in content.items():
            sheet[where] = value
    if prepare:
        prepare(book["表"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(content: bytes, *, lenient: bool = False, **context: Any) -> bytes:
    """The template filled."""
    return fill_workbook(content, Path("t.xlsx"), context, jinja_for(lenient=lenient))


def filled(
    cells: Mapping[str, Any],
    prepare: Callable[[Sheet], object] | None = None,
    *,
    others: Mapping[str, Mapping[str, Any]] | None = None,
    lenient: bool = False,
    **context: Any,
) -> Sheet:
    """The filled first sheet, read back."""
    content = template(cells, prepare, **(others or {}))
    return reopened(fill(content, lenient=lenient, **context))["表"]


def reopened(content: bytes) -> Any:
    """A filled workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def rows(sheet: Sheet) -> list[list[Any]]:
    """The values of all cells."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def column(sheet: Sheet, letter: str) -> list[Any]:
    """The values of a column."""
    return [cell.value for cell in sheet[letter]]


def merges(sheet: Sheet) -> set[str]:
    """What is merged."""
    return {str(area) for area in sheet.merged_cells.ranges}


LOOP = {
    "A1": "姓名",
    "B1": "数",
    "A2": "{%tr for p in people %}",
    "A3": "{{ p.name }}",
    "B3": "{{ p.n }}",
    "A4": "{%tr endfor %}",
    "A5": "合计",
}
"""A head, a loop over people, and a row below it; filled with PEOPLE the loop is rows 2 to 4."""
