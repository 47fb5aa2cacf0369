"""Whether a filled body's tables need docxtpl's mending: rows wider or narrower than their grid."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<w:tbl[ >]")
_ROW = re.compile(r"<w:tr[ >]")
_CELL = re.compile(r"<w:tc[ >]")
_COLUMN = re.compile(r"<w:gridCol[ />]")
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')


def tables_are_even(xml: str) -> bool:
    """Whether every row of every table takes just the columns of its grid.

    Looks at the text, because that is many times quicker than building a tree of it; nested
    tables count as uneven.
    """
    for table in _TABLE.split(xml)[1:]:
        inside, closed, _after = table.partition("</w:tbl>")
        if not closed:
            return False  # another table begins before this one ends
        grid, *rows = _ROW.split(inside)
        columns = len(_COLUMN.findall(grid))
        if not rows or any(_columns(row) != columns for row in rows):
            return False
    return True


def _columns(row: str) -> int:
    spans = _SPAN.findall(row)
    return len(_CELL.findall(row)) - len(spans) + sum(map(int, spans))
