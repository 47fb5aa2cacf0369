"""Workbooks of the oracle about how cells look: borders, fills, alignment, turned and wrapped text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from tests.render.xlsx.books import BOX, WRAPPED, filled, workbook


def merges() -> Any:
    book, sheet = workbook()
    filled(sheet, 8, 4)
    for area in ("A1:D1", "A2:A4", "B5:C6"):
        sheet.merge_cells(area)
    sheet["A1"] = "医疗卫生人才对口帮扶情况表"
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet["A2"] = "昆明市"
    sheet["A2"].alignment = Alignment(vertical="center")
    sheet["B5"].alignment = Alignment(horizontal="right", vertical="top")
    return book


def border_kinds() -> Any:
    book, sheet = workbook()
    kinds = ["hair", "thin", "medium", "thick", "double"]
    for number, kind in enumerate(kinds):
        row = 2 + 2 * number
        sheet.cell(row, 2).border = Border(bottom=Side(style=kind), right=Side(style=kind))
        sheet.cell(row, 4, kind)
    return book


def border_conflicts() -> Any:
    book, sheet = workbook()
    filled(sheet, 4, 4)
    thick = Side(style="thick")
    sheet["B2"].border = Border(left=thick, right=thick, top=thick, bottom=thick)
    return book


def fills() -> Any:
    book, sheet = workbook()
    filled(sheet, 3, 3)
    sheet["A1"].fill = PatternFill("solid", fgColor="FFC000")
    sheet["B1"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.6))
    sheet["B2"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    sheet["C3"].font = Font(name="宋体", sz=11, color="FF0000")
    return book


def horizontal() -> Any:
    book, sheet = workbook()
    kinds = ["general", "left", "center", "right", "distributed"]
    for row, kind in enumerate(kinds, 1):
        for column, value in enumerate(("县医院", 12.5), 1):
            cell = sheet.cell(row, column, value)
            cell.border = BOX
            cell.alignment = Alignment(horizontal=kind)
    sheet.column_dimensions["A"].width = 20
    return book


def vertical() -> Any:
    book, sheet = workbook()
    for column, kind in enumerate(("top", "center", "bottom"), 1):
        cell = sheet.cell(1, column, "县医院")
        cell.border = BOX
        cell.alignment = Alignment(vertical=kind)
    sheet.row_dimensions[1].height = 60
    return book


def wrapped_chinese() -> Any:
    book, sheet = workbook()
    for column, width in zip("ABC", (12, 18, 25), strict=True):
        sheet.column_dimensions[column].width = width
        cell = sheet[f"{column}1"]
        cell.value, cell.border = WRAPPED, BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet["C2"] = "一、派驻\n二、培训\n三、远程"
    sheet["C2"].alignment = Alignment(wrap_text=True, vertical="top", horizontal="center")
    sheet.row_dimensions[1].height = 130
    sheet.row_dimensions[2].height = 60
    return book


def wrapped_latin() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 16
    sheet["A1"] = (
        "County People's Hospital of Luquan, e-mail office@example.org, Tel. 0871-12345678"
    )
    sheet["A1"].font = Font(name="Times New Roman", sz=11)
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = 110
    return book


def indents() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 30
    for row, (kind, indent) in enumerate((("left", 1), ("left", 3), ("right", 2)), 1):
        sheet.cell(row, 1, "县医院").alignment = Alignment(horizontal=kind, indent=indent)
    return book


def shrunk() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "禄劝彝族苗族自治县人民医院"
    sheet["A1"].alignment = Alignment(shrink_to_fit=True)
    sheet["B1"] = "旁边"
    return book


def stacked() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "派驻医院"
    sheet["A1"].alignment = Alignment(text_rotation=255, vertical="center", horizontal="center")
    sheet["A1"].border = BOX
    sheet.row_dimensions[1].height = 90
    return book


def run_over() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "云南省医疗卫生人才对口帮扶协议签订情况统计表"
    sheet["D3"] = "右对齐的文字伸到左边的空格里"
    sheet["D3"].alignment = Alignment(horizontal="right")
    sheet["C5"] = "居中的文字向两边伸出去一些"
    sheet["C5"].alignment = Alignment(horizontal="center")
    sheet["F6"] = "终"
    return book


def centred_across() -> Any:
    book, sheet = workbook()
    for column in "ABC":
        sheet[f"{column}1"].alignment = Alignment(horizontal="centerContinuous")
    sheet["A1"] = "统计表"
    return book


def _turned(rotation: int) -> Any:
    book, sheet = workbook()
    for column, vertical in enumerate(("center", "bottom", "top"), 1):
        for row, horizontal in enumerate(("center", "left", "right", None), 1):
            cell = sheet.cell(row, column, "派驻医院 Abc")
            cell.border = BOX
            cell.alignment = Alignment(
                text_rotation=rotation, vertical=vertical, horizontal=horizontal
            )
    for row in range(1, 5):
        sheet.row_dimensions[row].height = 96
    return book


def turned_upwards() -> Any:
    return _turned(90)


def turned_downwards() -> Any:
    return _turned(180)


def turned_wrapped() -> Any:
    book, sheet = workbook()
    for column, rotation in enumerate((90, 180), 1):
        cell = sheet.cell(1, column, "受援医院在信息化建设、 Tel. 0871 等方面")
        cell.border = BOX
        cell.alignment = Alignment(
            text_rotation=rotation, vertical="center", horizontal="center", wrap_text=True
        )
    sheet.merge_cells("D1:E2")
    sheet["D1"] = "合并后竖排 2022"
    sheet["D1"].alignment = Alignment(text_rotation=90, vertical="center", horizontal="center")
    sheet["F1"] = "下划线"
    sheet["F1"].alignment = Alignment(text_rotation=90)
    sheet["F1"].font = Font(name="宋体", sz=14, u="single", i=True, b=True)
    sheet.row_dimensions[1].height = 100
    return book


def justified() -> Any:
    """Wrapped text justified, distributed and centred, by width and by height."""
    book, sheet = workbook()
    for column, (kind, vertical) in enumerate(
        (
            ("justify", "top"),
            ("distributed", "top"),
            ("left", "justify"),
            ("center", "distributed"),
        ),
        1,
    ):
        cell = sheet.cell(1, column, WRAPPED)
        cell.border = BOX
        cell.alignment = Alignment(horizontal=kind, vertical=vertical, wrap_text=True)
        sheet.column_dimensions["ABCD"[column - 1]].width = 18
    sheet.row_dimensions[1].height = 120
    return book


def dashed_borders() -> Any:
    book, sheet = workbook()
    kinds = ["dashed", "dotted", "dashDot", "mediumDashed", "mediumDashDot", "slantDashDot"]
    for number, kind in enumerate(kinds):
        cell = sheet.cell(2 + 2 * number, 2, kind)
        side = Side(style=kind)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        sheet.column_dimensions["B"].width = 20
    return book


def coloured_borders() -> Any:
    book, sheet = workbook()
    side = Side(style="medium", color="C00000")
    sheet["B2"].border = Border(bottom=side)
    sheet["B4"].border = Border(top=Side(style="thin", color=Color(theme=4)), bottom=side)
    sheet["B2"] = "红线"
    return book


def merged_borders() -> Any:
    book, sheet = workbook()
    thick = Side(style="medium")
    sheet.merge_cells("B2:D4")
    for row in sheet["B2:D4"]:
        for cell in row:
            cell.border = Border(left=thick, right=thick, top=thick, bottom=thick)
    sheet["B2"] = "合并"
    sheet["B2"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells("B6:B9")
    sheet["B6"] = "禄劝县人民医院信息科"
    sheet["B6"].alignment = Alignment(wrap_text=True, vertical="center")
    for row in range(6, 10):
        sheet.cell(row, 2).border = BOX
    return book


def shrunk_kinds() -> Any:
    book, sheet = workbook()
    for row, value in enumerate((123456789.25, "云南省第一人民医院信息中心", "短"), 1):
        cell = sheet.cell(row, 1, value)
        cell.number_format = "#,##0.00" if row == 1 else "General"
        cell.alignment = Alignment(shrink_to_fit=True, horizontal="center")
        cell.border = BOX
    return book


def indents_wrapped() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 26
    sheet["A2"] = WRAPPED
    sheet["A2"].alignment = Alignment(horizontal="left", indent=2, wrap_text=True, vertical="top")
    sheet["A3"] = 12.5
    sheet["A3"].alignment = Alignment(horizontal="right", indent=1)
    sheet.row_dimensions[2].height = 70
    return book


CELLS: tuple[Callable[[], Any], ...] = (
    merges,
    border_kinds,
    border_conflicts,
    fills,
    horizontal,
    vertical,
    wrapped_chinese,
    wrapped_latin,
    indents,
    shrunk,
    stacked,
    run_over,
    centred_across,
    turned_upwards,
    turned_downwards,
    turned_wrapped,
    justified,
    dashed_borders,
    coloured_borders,
    merged_borders,
    shrunk_kinds,
    indents_wrapped,
)
