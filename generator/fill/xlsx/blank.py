"""A blank sheet: no spaces in cells that only a value would fill, and no sums of nothing."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from generator.fill.xlsx.package import saved


def blank_sheet(content: bytes, keywords: str) -> bytes:
    """The filled workbook with its empty cells really empty, and with these keywords."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if _says_nothing(cell):
                    cell.value = None
    workbook.properties.keywords = keywords
    return saved(workbook)


def _says_nothing(cell: Any) -> bool:
    """Whether a cell holds spaces, or a formula, which would show 0."""
    is_spaces = isinstance(cell.value, str) and not cell.value.strip()
    return cell.data_type == "f" or is_spaces
