"""Cells merged downwards stay on one page, where the pages can be known."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from tests.fill.xlsx.books import filled

CELLS = {
    "A1": "县",
    "A2": "{%tr for r in rows %}{%tr merge A by r %}",
    "A3": "{{ r }}",
    "A4": "{%tr endfor %}",
}
TEN_ROWS = ["甲"] * 4 + ["乙"] * 4 + ["丙"] * 2


def breaks(
    height: float | None = 100, *, fit: bool = False, titles: str | None = None
) -> list[int]:
    """The rows after which a page must end: a page of A4 has room for seven of 100 pt."""

    def prepare(sheet: Any) -> None:
        sheet.page_setup.paperSize = 9
        sheet.page_margins.top = sheet.page_margins.bottom = 0.9
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fit)
        sheet.print_title_rows = titles
        for row in (1, 3):
            sheet.row_dimensions[row].height = height

    return [each.id for each in filled(CELLS, prepare, rows=TEN_ROWS).row_breaks.brk]


def test_a_page_ends_before_what_would_be_torn() -> None:
    assert breaks() == [5]  # 甲 are rows 2 to 5; 乙, rows 6 to 9, would be torn after row 7


def test_titles_that_repeat_take_room_too() -> None:
    assert breaks(titles="1:1") == [5]
    assert breaks(140, titles="1:1") == [5, 9]


def test_what_fits_is_left_alone() -> None:
    assert breaks(60) == []


@pytest.mark.parametrize(("height", "fit"), [(None, False), (100, True)])
def test_where_pages_are_not_known_nothing_is_done(height: float | None, fit: bool) -> None:
    assert breaks(height, fit=fit) == []
