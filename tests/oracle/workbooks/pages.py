"""Workbooks of the oracle about what is printed where: sizes, page setup, breaks, headers, pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from tests.render.xlsx.books import BOX, filled, paper, png, workbook


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


def column_and_row_formats() -> Any:
    book, sheet = workbook()
    sheet.column_dimensions["B"].fill = PatternFill("solid", fgColor="DDEBF7")
    sheet.row_dimensions[3].fill = PatternFill("solid", fgColor="FFF2CC")
    filled(sheet, 5, 1)
    sheet["C6"] = "终"
    return book


def header_fonts() -> Any:
    book, sheet = workbook()
    filled(sheet, 4, 3)
    sheet.oddHeader.left.text = '&"黑体,加粗"标题&"宋体,常规" 正文 &UX&U'
    sheet.oddHeader.right.text = "&KFF0000红&K000000黑"
    sheet.oddFooter.left.text = "&B粗&B &I斜&I &S删&S"
    sheet.oddFooter.right.text = "共 &N 页 A&&B"
    sheet.page_margins.top = sheet.page_margins.bottom = 1.2
    return book


def paper_b5() -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 5)
    sheet.page_setup.paperSize = 13
    sheet.page_margins.left = 0.5
    sheet.page_margins.top = 0.7
    return book


def paper_a3() -> Any:
    book, sheet = workbook()
    filled(sheet, 90, 14)
    sheet.page_setup.paperSize = 8
    sheet.page_setup.orientation = "landscape"
    return book


def breaks_and_scale() -> Any:
    book, sheet = workbook()
    filled(sheet, 30, 6)
    sheet.row_breaks.append(Break(id=10))
    sheet.row_breaks.append(Break(id=20))
    sheet.page_setup.scale = 130
    sheet.print_title_rows = "1:1"
    return book


def fit_to_height() -> Any:
    book, sheet = workbook()
    filled(sheet, 80, 12)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 0
    sheet.page_setup.fitToHeight = 1
    return book


def fit_to_two_by_two() -> Any:
    book, sheet = workbook()
    filled(sheet, 150, 20)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 2
    sheet.page_setup.fitToHeight = 2
    return book


def image_between_cells() -> Any:
    book, sheet = workbook()
    filled(sheet, 10, 5)
    picture = SheetImage(png(80, 30))
    picture.anchor = TwoCellAnchor(
        _from=AnchorMarker(col=1, row=2, colOff=100000, rowOff=50000),
        to=AnchorMarker(col=3, row=6, colOff=200000, rowOff=60000),
    )
    sheet.add_image(picture)
    return book


def hidden_title_rows() -> Any:
    book, sheet = workbook()
    filled(sheet, 80, 4)
    sheet.print_title_rows = "1:3"
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[30].hidden = True
    sheet.column_dimensions["C"].hidden = True
    return book


def over_empty_and_merged() -> Any:
    book, sheet = workbook()
    sheet["A1"] = "附件4"
    sheet["A1"].font = Font(name="黑体", sz=16)
    sheet.merge_cells("A2:H2")
    sheet["A2"] = "派驻人员基本信息表"
    sheet["A2"].font = Font(name="方正小标宋简体", sz=22)
    sheet["A2"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[2].height = 40
    sheet["A3"] = "填报单位（盖章）：禄劝彝族苗族自治县人民医院"
    sheet["G3"] = "2022年8月1日"
    return book


def strict_row_heights() -> Any:
    book, sheet = workbook()
    sheet.sheet_format.defaultRowHeight = 24
    sheet.sheet_format.customHeight = True
    sheet.sheet_format.defaultColWidth = 12
    filled(sheet, 6, 4)
    return book


PAGES: tuple[Callable[[], Any], ...] = (
    sizes,
    other_default_font,
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
    column_and_row_formats,
    header_fonts,
    paper_b5,
    paper_a3,
    breaks_and_scale,
    fit_to_height,
    fit_to_two_by_two,
    image_between_cells,
    hidden_title_rows,
    over_empty_and_merged,
    strict_row_heights,
)
