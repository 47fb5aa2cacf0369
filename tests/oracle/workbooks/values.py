"""Workbooks of the oracle about what cells show: values, formats, formulas, fonts, rich text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font

from tests.render.xlsx.books import BOX, SONG, WRAPPED, paper, workbook


def values() -> Any:
    book, sheet = workbook()
    for row, value in enumerate(["云南省", 12, 12.5, -3, 1 / 3, 1234567.891], 1):
        sheet.cell(row, 1, value).font = SONG
    return book


def fonts() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 40
    looks = [
        {"name": "宋体", "sz": 9},
        {"name": "黑体", "sz": 14},
        {"name": "仿宋_GB2312", "sz": 16},
        {"name": "楷体_GB2312", "sz": 12, "b": True},
        {"name": "Times New Roman", "sz": 12, "i": True},
        {"name": "宋体", "sz": 12, "u": "single"},
        {"name": "方正小标宋简体", "sz": 22},
        {"name": "宋体", "sz": 11, "strike": True},
    ]
    for row, look in enumerate(looks, 1):
        sheet.cell(row, 1, "对口帮扶 2022 Abc").font = Font(**look)
        sheet.row_dimensions[row].height = 32
    return book


def rich_text() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 50
    sheet["A1"] = CellRichText(
        "派驻 ",
        TextBlock(InlineFont(rFont="黑体", sz=16, color="FF0000"), "主治医师"),
        TextBlock(InlineFont(rFont="宋体", sz=11, b=True), " 五名"),
    )
    sheet.row_dimensions[1].height = 30
    return book


def number_formats() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 24
    cases = [
        (1234567.891, "#,##0.00"),
        (0.1234, "0.00%"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00"),
        (1234567.0, '0.00,,"百万元"'),
        (12345678.0, '0\\.0,"千元"'),
        (5.0, "000"),
        (1234.5, "¥#,##0.00"),
        (12345.678, "0.00E+00"),
        (0.5, "#.##"),
        (-0.001, "0.00"),
        (0.0, '0;-0;"零"'),
        (42.0, '0"名"'),
        (1.5, "0.0?"),
        (1234.0, "General"),
    ]
    for row, (value, code) in enumerate(cases, 1):
        sheet.cell(row, 1, value).number_format = code
    sheet["A15"] = "甲"
    sheet["A15"].number_format = '"单位："@'
    return book


def dates() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 30
    day = datetime(2022, 8, 1, 9, 5, 7)
    codes = [
        'yyyy"年"m"月"d"日"',
        "yyyy-mm-dd",
        "yyyy/m/d",
        "m/d/yy",
        'yyyy"年"m"月"',
        "h:mm",
        "hh:mm:ss",
        "yyyy-mm-dd hh:mm",
        "[h]:mm",
        "yy.m.d",
        '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    ]
    for row, code in enumerate(codes, 1):
        sheet.cell(row, 1, day).number_format = code
    sheet["A12"] = date(1999, 12, 31)
    sheet["A13"] = time(23, 59, 30)
    return book


def accounting() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 18
    code = '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '
    for row, value in enumerate((1234.5, -20.0, 0.0, "无"), 1):
        cell = sheet.cell(row, 1, value)
        cell.number_format, cell.border = code, BOX
    return book


def formulas() -> Any:
    book, sheet = workbook()
    for row in range(1, 6):
        sheet.cell(row, 1, "昆明市" if row % 2 else "曲靖市")
        sheet.cell(row, 2, row * 10.5)
    cases = [
        "=SUM(B1:B5)",
        '=SUMIF(A1:A5,"昆明市",B1:B5)',
        '=COUNTIF(B1:B5,">=21")',
        "=ROUND(AVERAGE(B1:B5)/3,2)",
        '=IF(B5>50,"合格","不合格")',
        '=A1&"共"&COUNTA(A1:A5)&"家"',
        "=MAX(B1:B5)-MIN(B1:B5)",
        "=-2^2",
        "=B1*B2%",
        "=1/0",
    ]
    for row, formula in enumerate(cases, 1):
        sheet.cell(row, 4, formula)
    return book


def formulas_across_sheets() -> Any:
    book, sheet = workbook()
    other = book.create_sheet("明细 表")
    paper(other)
    for row in range(1, 4):
        other.cell(row, 1, row * 100)
    sheet["A1"] = "=SUM('明细 表'!A1:A3)"
    sheet["A2"] = "=A1*2"
    return book


def rich_text_wrapped() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 22
    sheet["A1"] = CellRichText(
        TextBlock(InlineFont(rFont="宋体", sz=11, b=True), "派驻要求："),
        TextBlock(InlineFont(rFont="宋体", sz=11), WRAPPED),
        TextBlock(InlineFont(rFont="宋体", sz=11, vertAlign="superscript"), "①"),
        TextBlock(InlineFont(rFont="楷体_GB2312", sz=14, u="single"), "面积12m"),
    )
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = 120
    return book


def amounts() -> Any:
    """Amounts as forms show them: thousands, 万元 by a division, negative ones red, with units."""
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 26
    cases = [
        (1234567.8, "#,##0"),
        (-1234567.8, "#,##0.00_);[Red]\\(#,##0.00\\)"),
        (12345678.0, '#,##0.00"元"'),
        (12345678.0, "0\\.0000"),
        (0.0, '#,##0.00;-#,##0.00;"—"'),
        (15000.0, '[>=10000]"大额 "#,##0;[<0]"负 "0;0'),
        (1234.5, "[$¥-804]#,##0.00"),
        (0.256, "0.0%"),
        (3.0, '"第"0"批"'),
        (12345.0, "[DBNum1]General"),
        (12345.0, "[DBNum2]General"),
        (305.0, '[DBNum1][$-804]General"元"'),
        (1e-5, "General"),
    ]
    for row, (value, code) in enumerate(cases, 1):
        sheet.cell(row, 1, value).number_format = code
    return book


def chinese_dates() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 34
    day = datetime(2022, 10, 8, 15, 5, 7)
    codes = [
        '[DBNum1]yyyy"年"m"月"d"日"',
        '[DBNum1][$-804]m"月"d"日"',
        "yyyy.mm.dd",
        'yy"年"mm"月"',
        "aaaa",
        "aaa",
        "[$-804]yyyy/m/d;@",
        "mm:ss.0",
        '[h]"小时"mm"分"',
    ]
    for row, code in enumerate(codes, 1):
        sheet.cell(row, 1, day).number_format = code
    return book


def text_sections() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 30
    for row, (value, code) in enumerate(
        (
            ("甲", '0;-0;0;"姓名："@'),
            ("乙", "@"),
            ("丙", ";;;"),
            ("丁", '@"医院"'),
            ("530103", "@"),
        ),
        1,
    ):
        sheet.cell(row, 1, value).number_format = code
    sheet["B6"] = "终"
    return book


def formula_results() -> Any:
    """Results of other kinds: texts, truth, errors, dates, empty ones, rounded amounts."""
    book, sheet = workbook()
    sheet.column_dimensions["D"].width = 24
    rows = (("昆明市", 3, 100.005), ("曲靖市", None, 20.5), ("昆明市", 4, -7.25), ("", 0, 0.0))
    for row, values_ in enumerate(rows, 1):
        for column, value in enumerate(values_, 1):
            sheet.cell(row, column, value)
    cases = [
        "=SUM(B:B)*1.5",
        '=SUMIF(A1:A4,"昆明*",C1:C4)',
        '=COUNTIF(A1:A4,"<>昆明市")',
        "=ROUND(C1,2)",
        '=COUNT(B1:B4)&"/"&COUNTA(A1:A4)',
        '=IF(AND(B1>2,C3<0),"是",IF(B1=0,"零","否"))',
        "=ROUND(AVERAGE(C1:C3),4)",
        "=MIN(C1:C4)+MAX(B1:B4)",
        "=SUMPRODUCT(B1:B4,C1:C4)",
        '=IF(B2="","",B2)',
        "=ROUND(-2.5,0)",
        "=1+2*3^2-(4-1)/4",
        "=LEFT(A1,2)&RIGHT(A2,1)&MID(A3,2,1)",
        '=INT(-1.5)&" "&MOD(-7,3)',
    ]
    for row, formula in enumerate(cases, 1):
        sheet.cell(row, 4, formula)
    return book


VALUES: tuple[Callable[[], Any], ...] = (
    values,
    fonts,
    rich_text,
    number_formats,
    dates,
    accounting,
    formulas,
    formulas_across_sheets,
    rich_text_wrapped,
    amounts,
    chinese_dates,
    text_sections,
    formula_results,
)
