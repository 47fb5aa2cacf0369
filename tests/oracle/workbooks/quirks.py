"""Workbooks the two engines draw differently on purpose, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from openpyxl.styles import Alignment

from tests.render.xlsx.books import workbook


@dataclass(frozen=True)
class Quirk:
    """A workbook the two engines draw differently: why, and each one's lines (x, y in mm, text)."""

    make: Callable[[], Any]
    reason: str
    ours: list[tuple[int, int, str]]
    theirs: list[tuple[int, int, str]]


def one_cell(value: Any, code: str = "General", **alignment: Any) -> Callable[[], Any]:
    def make() -> Any:
        book, sheet = workbook()
        sheet.column_dimensions["A"].width = 20
        sheet["A1"] = value
        sheet["A1"].number_format = code
        sheet["A1"].alignment = Alignment(**alignment)
        return book

    return make


def rows_without_height() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "甲乙丙丁戊己庚辛"
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A2"] = "下"
    return book


def header_of_two_sizes() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    sheet.oddHeader.left.text = "&20大"
    sheet.oddHeader.right.text = "小"
    return book


def line_break_without_wrap() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "甲\n乙"
    sheet["A1"].alignment = Alignment(vertical="top")
    return book


QUIRKS: dict[str, Quirk] = {
    "truth_value": Quirk(
        one_cell(True),
        "truth values are centred under the general alignment (ECMA-376 Part 1 §18.18.40)",
        [(39, 29, "TRUE")],
        [(53, 29, "TRUE")],
    ),
    "large_exponent": Quirk(
        one_cell(1e20),
        "General shows an exponent of two digits, as Excel does",
        [(52, 29, "1E+20")],
        [(50, 29, "1E+020")],
    ),
    "escaped_point": Quirk(
        one_cell(12345678, '0!.0,"万元"'),
        "! takes the next character as it is, as \\ does (Excel's East Asian editions write it)",
        [(45, 29, "1234.6万元")],
        [(42, 29, "12345!.7万元")],
    ),
    "rows_without_height": Quirk(
        rows_without_height,
        "a row without a height is fitted to its text when Excel opens the file",
        [(26, 30, "甲乙丙丁"), (26, 34, "戊己庚辛"), (26, 39, "下")],
        [(26, 30, "甲乙丙丁"), (26, 35, "下戊己庚辛")],
    ),
    "line_break_without_wrap": Quirk(
        line_break_without_wrap,
        "a cell that does not wrap is one line in Excel",
        [(26, 30, "甲乙")],
        [(26, 30, "甲"), (26, 34, "乙")],
    ),
    "distributed_indent": Quirk(
        one_cell("分散", horizontal="distributed", indent=2),
        "an indent stands on both sides of distributed text (分散对齐（缩进）)",
        [(34, 29, "分散")],
        [(26, 29, "分散")],
    ),
    "half_days": Quirk(
        one_cell(time(15, 5), '上午/下午h"时"mm"分"'),
        "上午/下午 shows the half of the day (ECMA-376 Part 1 §18.8.30, numbers 34 and 55 for zh-cn)",
        [(43, 29, "下午3时05分")],
        [(32, 29, "0.628472222222222")],
    ),
    "half_days_in_english": Quirk(
        one_cell(time(15, 5), "h:mm AM/PM"),
        "AM/PM is shown as it is written; Calc translates it",
        [(49, 29, "3:05PM")],
        [(48, 29, "3:05下午")],
    ),
    "chinese_colour_name": Quirk(
        one_cell(-5.0, "0.00;[红色]-0.00"),
        "Chinese Excel writes [红色] for [Red]",
        [(56, 29, "-5.00")],
        [(61, 29, "-5")],
    ),
    "long_number": Quirk(
        one_cell(123456789012.0),
        "General shows at most eleven digits",
        [(42, 29, "1.23457E+11")],
        [(41, 29, "123456789012")],
    ),
    "error_value": Quirk(
        one_cell("=1/0"),
        "errors are centred under the general alignment (ECMA-376 Part 1 §18.18.40)",
        [(37, 29, "#DIV/0!")],
        [(48, 29, "#DIV/0!")],
    ),
    "header_of_two_sizes": Quirk(
        header_of_two_sizes,
        "each part of a header begins at the header's distance from the edge; Calc centres the lower "
        "ones in the highest",
        [(181, 16, "小"), (25, 20, "大"), (26, 31, "甲")],
        [(181, 18, "小"), (25, 20, "大"), (26, 31, "甲")],
    ),
}
