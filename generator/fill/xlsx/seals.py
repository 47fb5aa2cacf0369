"""Seal places of a sheet 盖章处: cells named `seal_<role>`, kept at their rows and told apart in loops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName

from generator.fill.bookmarks import free_name
from generator.fill.xlsx.rowmap import RowMap

_PREFIX = "seal_"
_CELLS = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<cells>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"
)


def is_seal_place(name: str) -> bool:
    """Whether a defined name is that of a seal's place."""
    return name.lower().startswith(_PREFIX)


def seal_places(workbook: Any) -> dict[str, str]:
    """The cells of a workbook's seal places by name, those of single sheets among them."""
    return {
        name: str(each.attr_text).replace("$", "").replace("'", "")
        for names in _scopes(workbook)
        for name, each in names.items()
        if is_seal_place(name)
    }


def move_seal_places(workbook: Any, maps: Mapping[str, RowMap]) -> None:
    """Point each seal's place at where its row went, by sheet title in `maps`.

    Where a loop repeats the row, the second place is `seal_<role>_2`, as of bookmarks in Word;
    where the row is gone, so is the place. What is no cell is left for rendering to refuse.
    """
    taken: set[str] = set()
    for names in _scopes(workbook):
        for name in [each for each in names if is_seal_place(each)]:
            found = _CELLS.fullmatch(names[name].attr_text or "")
            title = found["sheet"].strip("'").replace("''", "'") if found else ""
            if found is None or title not in maps:
                taken.add(name)
                continue
            del names[name]
            for cell in _cells(found["cells"], maps[title]):
                free = free_name(name, taken)
                taken.add(free)
                names[free] = DefinedName(free, attr_text=f"{found['sheet']}!{cell}")


def _scopes(workbook: Any) -> Iterator[Any]:
    yield workbook.defined_names
    for sheet in workbook.worksheets:
        yield sheet.defined_names


def _cells(cells: str, rows: RowMap) -> Iterator[str]:
    """The first cell of an area, at each place its rows came to stand."""
    left, top, _right, bottom = range_boundaries(cells.replace("$", ""))
    for (first, _last), _at in rows.spans(top, bottom):
        yield f"${get_column_letter(left)}${first}"
