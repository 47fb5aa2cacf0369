"""The text of a workbook, one row a line, and what prints of it: what goldens hold and people compare."""

from __future__ import annotations

import datetime
import io
import operator
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from generator.fill.filters import cn_date
from generator.fill.xlsx.seals import seal_places

_LINE_BREAK = "↵"  # inside a cell, which stays on one line


def sheet_text(xlsx: bytes) -> str:
    """The text: a row a line, tabs between its cells, formulas as they are written.

    Behind each sheet what it merges, prints, repeats and freezes: 〔合并〕A1:L1.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx))
    lines = [line for sheet in workbook.worksheets for line in _lines(sheet)]
    names = sorted(seal_places(workbook).items(), key=operator.itemgetter(1, 0))
    if names:
        lines.append("〔盖章处〕" + " ".join(f"{name} {place}" for name, place in names))
    return "".join(f"{line}\n" for line in lines)


def _lines(sheet: Any) -> Iterator[str]:
    yield f"〔{sheet.title}〕"
    for row in sheet.iter_rows():
        yield "\t".join(_shown(cell.value) for cell in row).rstrip("\t ")
    areas = sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col))
    facts = {
        "合并": " ".join(map(str, areas)),
        "打印区域": str(sheet.print_area or "").replace("$", ""),
        "重复标题行": str(sheet.print_title_rows or "").replace("$", ""),
        "冻结": str(sheet.freeze_panes or ""),
        "方向": {"landscape": "横向", "portrait": "纵向"}.get(sheet.page_setup.orientation, ""),
    }
    yield from (f"〔{name}〕{value}" for name, value in facts.items() if value)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, ArrayFormula):
        return f"{{{value.text}}}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return str(cn_date(value.date()))
    return str(value).replace("\n", _LINE_BREAK)
