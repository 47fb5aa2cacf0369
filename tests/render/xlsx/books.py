"""Small workbooks the XLSX tests make, each about one or two features."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SONG = Font(name="宋体", sz=11)


def workbook(font: str = "宋体", size: float = 11) -> tuple[Any, Any]:
    """An empty workbook whose default font is named, and its sheet, on A4."""
    book = openpyxl.Workbook()
    book._fonts[0] = Font(name=font, sz=size)
    sheet = book.active
    sheet.title = "表一"
    paper(sheet)
    return book, sheet


def paper(sheet: Any) -> None:
    """A4 with an inch around."""
    sheet.page_setup.paperSize = 9
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 1)
    sheet.page_margins.header = sheet.page_margins.footer = 0.5


def filled(sheet: Any, rows: int, columns: int) -> None:
    """A grid of ruled cells that say where they stand."""
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column, f"{row}行{column}").border = BOX


def saved(book: Any) -> bytes:
    """The file's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(source: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, or put in where `change` is given nothing."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return result.getvalue()


def with_xml(source: bytes, before: str, added: str, sheet: int = 1) -> bytes:
    """The file with XML put before the first place a sheet's part matches."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        match = re.search(before, text)
        assert match, before
        return (text[: match.start()] + added + text[match.start() :]).encode()

    return patched(source, f"xl/worksheets/sheet{sheet}.xml", change)


def png(width: int = 60, height: int = 40) -> io.BytesIO:
    """A red picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, 0, 0)).save(stream, "PNG")
    stream.seek(0)
    return stream


# ------------------------------------------------------------ the oracle's corpus


def values() -> Any:
    book, sheet = workbook()
    for row, value in enumerate(["云南省", 12, 12.5, -3, 1 / 3, 1234567.891], 1):
        sheet.cell(row, 1, value).font = SONG
    return book


def sizes() -> Any:
    book, sheet = workbook()
    filled(sheet, 6, 5)
    for column, width in zip("ABCDE", (4.5, 8.38, 20, 13.25, 9), strict=True):
        sheet.column_dimensions[column].width = width
    for row, height in enumerate((12, 14.25, 20, 40.5, 27, 18), 1):
        sheet.row_dimensions[row].height = height
    sheet["A1"] = "1"
    return book


def other_default_font() -> Any:
    book, sheet = workbook("Times New Roman", 10)
    for column, width in zip("ABC", (10, 20, 5.5), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}2"].border = BOX
        sheet[f"{column}2"] = "Abc"
    return book


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


WRAPPED = "派驻医师应当为副主任医师（含）以上职称，每批不少于5名，连续工作时间不少于6个月。"


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


def hidden() -> Any:
    book, sheet = workbook()
    filled(sheet, 6, 4)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = "不印"
    secret.sheet_state = "hidden"
    return book


def print_area_and_titles() -> Any:
    book, sheet = workbook()
    filled(sheet, 120, 6)
    sheet.print_area = "A1:D100"
    sheet.print_title_rows = "1:2"
    return book


def title_columns() -> Any:
    book, sheet = workbook()
    filled(sheet, 20, 18)
    sheet.print_title_cols = "A:B"
    sheet.print_title_rows = "1:1"
    return book


def two_print_areas() -> Any:
    book, sheet = workbook()
    filled(sheet, 20, 6)
    sheet.print_area = "A1:B5,D8:F12"
    return book


def manual_breaks() -> Any:
    book, sheet = workbook()
    filled(sheet, 20, 6)
    sheet.row_breaks.append(Break(id=8))
    sheet.col_breaks.append(Break(id=3))
    return book


def over_then_down() -> Any:
    book, sheet = workbook()
    filled(sheet, 70, 12)
    sheet.page_setup.pageOrder = "overThenDown"
    return book


def scaled() -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 10)
    sheet.page_setup.scale = 70
    return book


def fit_to_width() -> Any:
    book, sheet = workbook()
    filled(sheet, 150, 12)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    return book


def fit_to_page() -> Any:
    book, sheet = workbook()
    filled(sheet, 70, 12)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book


def landscape_centred() -> Any:
    book, sheet = workbook()
    filled(sheet, 5, 4)
    sheet.page_setup.orientation = "landscape"
    sheet.print_options.horizontalCentered = True
    sheet.print_options.verticalCentered = True
    return book


def headers_and_footers() -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 3)
    sheet.oddHeader.left.text = "云南省卫生健康委员会"
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.center.text = '&"黑体"&14第 &P 页／共 &N 页'
    return book


def different_headers() -> Any:
    book, sheet = workbook()
    filled(sheet, 150, 3)
    sheet.HeaderFooter.differentFirst = True
    sheet.HeaderFooter.differentOddEven = True
    sheet.firstHeader.center.text = "首页"
    sheet.oddHeader.right.text = "单 &P"
    sheet.evenHeader.left.text = "双 &P"
    return book


def two_sheets() -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 3)
    sheet.oddFooter.center.text = "&P/&N"
    other = book.create_sheet("表二")
    paper(other)
    filled(other, 5, 3)
    other.oddFooter.center.text = "&P/&N"
    return book


def image() -> Any:
    book, sheet = workbook()
    filled(sheet, 8, 4)
    picture = SheetImage(png())
    sheet.add_image(picture, "B3")
    return book


def first_page_number() -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 3)
    sheet.page_setup.firstPageNumber = 7
    sheet.page_setup.useFirstPageNumber = True
    sheet.oddFooter.right.text = "&P"
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


CORPUS: dict[str, Callable[[], Any]] = {
    build.__name__: build
    for build in (
        values,
        sizes,
        other_default_font,
        merges,
        border_kinds,
        border_conflicts,
        fills,
        fonts,
        rich_text,
        horizontal,
        vertical,
        wrapped_chinese,
        wrapped_latin,
        indents,
        shrunk,
        stacked,
        run_over,
        number_formats,
        dates,
        accounting,
        formulas,
        formulas_across_sheets,
        hidden,
        print_area_and_titles,
        title_columns,
        two_print_areas,
        manual_breaks,
        over_then_down,
        scaled,
        fit_to_width,
        fit_to_page,
        landscape_centred,
        headers_and_footers,
        different_headers,
        two_sheets,
        image,
        first_page_number,
        centred_across,
        turned_upwards,
        turned_downwards,
        turned_wrapped,
    )
}


# ------------------------------------------------------------ where LibreOffice differs


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
}
