"""Keeps cells merged downwards on one page: a page ends before them where they would not fit on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.worksheet.pagebreak import Break

_A4 = (595.28, 841.89)  # pt
_A4_CODE = (9, "9")
_SLACK = 2.0  # pt, for what engines round
_INCH = 72.0
_WHOLE_SHEET = 1_000  # rows: more than these merged together fit on no page


def keep_together(sheet: Any) -> None:
    """Add page breaks to a sheet of A4 whose rows all have a height of their own.

    Where rows are as high as their text, only the program that opens the file knows the pages, and
    they are left alone; so they are where the sheet is fitted to pages, for then Excel minds no break.
    """
    blocks = dict(_blocks(sheet))
    if not blocks or sheet.page_setup.paperSize not in _A4_CODE:
        return
    setup = sheet.page_setup
    properties = sheet.sheet_properties.pageSetUpPr
    if (properties and properties.fitToPage) or setup.scale not in (None, 100):
        return
    height = _A4[0] if setup.orientation == "landscape" else _A4[1]
    margins = sheet.page_margins
    room = height - (margins.top + margins.bottom) * _INCH - _SLACK
    heights = {n: sheet.row_dimensions[n].height for n in range(1, sheet.max_row + 1)}
    if all(heights.values()):
        for row in _breaks(sheet, blocks, heights, room):
            sheet.row_breaks.append(Break(id=row - 1))


def _breaks(
    sheet: Any, blocks: dict[int, int], heights: dict[int, float], room: float
) -> Iterator[int]:
    """The rows before which a page must end."""
    titles = 0.0
    if sheet.print_title_rows:
        first, last = (int(part) for part in sheet.print_title_rows.replace("$", "").split(":"))
        titles = sum(heights[row] for row in range(first, last + 1))
    own = {brk.id + 1 for brk in sheet.row_breaks.brk}
    used = 0.0
    for row, height in heights.items():
        if row in own:
            used = titles
        elif row in blocks and used > titles:
            needed = sum(heights[each] for each in range(row, blocks[row] + 1))
            if used + needed > room >= titles + needed:
                used = titles
                yield row
        if used + height > room:
            used = titles
        used += height


def _blocks(sheet: Any) -> Iterator[tuple[int, int]]:
    """First and last row of cells merged downwards, those that overlap as one."""
    spans = sorted(
        (area.min_row, area.max_row)
        for area in sheet.merged_cells
        if 0 < area.max_row - area.min_row < _WHOLE_SHEET
    )
    while spans:
        first, last = spans.pop(0)
        while spans and spans[0][0] <= last:
            last = max(last, spans.pop(0)[1])
        yield first, last
