"""What stands around the cells is where a careful person would have put it."""

from __future__ import annotations

import io
from typing import Any

from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from PIL import Image as Pillow

from tests.fill.xlsx.books import LOOP, PEOPLE, fill, filled, reopened, rows, template

RED = PatternFill("solid", bgColor="FFFF0000")


def test_styles_heights_and_formats_go_with_the_rows() -> None:
    def prepare(sheet: Any) -> None:
        sheet.row_dimensions[3].height, sheet.row_dimensions[5].height = 33, 50
        sheet["B3"].number_format, sheet["B3"].font = "0.00", Font(name="黑体", size=9)
        sheet["C3"].border = Border(top=Side(style="thin"))  # an empty cell with a border

    sheet = filled(LOOP, prepare, people=PEOPLE)
    assert [sheet.row_dimensions[n].height for n in range(1, 6)] == [None, 33, 33, 33, 50]
    assert {sheet[f"B{n}"].number_format for n in (2, 3, 4)} == {"0.00"}
    assert {sheet[f"B{n}"].font.name for n in (2, 3, 4)} == {"黑体"}
    assert {sheet[f"C{n}"].border.top.style for n in (2, 3, 4)} == {"thin"}
    assert sheet["C5"].border.top is None or sheet["C5"].border.top.style is None


def test_column_widths_stay() -> None:
    def prepare(sheet: Any) -> None:
        sheet.column_dimensions["B"].width = 31

    assert filled(LOOP, prepare, people=PEOPLE).column_dimensions["B"].width == 31


def test_hidden_and_outlined_rows_repeat() -> None:
    def prepare(sheet: Any) -> None:
        sheet.row_dimensions[3].outlineLevel = 1
        sheet.row_dimensions[5].hidden = True

    sheet = filled(LOOP, prepare, people=PEOPLE)
    assert [sheet.row_dimensions[n].outlineLevel for n in (2, 3, 4, 5)] == [1, 1, 1, 0]
    assert [bool(sheet.row_dimensions[n].hidden) for n in (4, 5)] == [False, True]


def test_the_print_area_is_extended() -> None:
    def prepare(sheet: Any) -> None:
        sheet.print_area = "A1:B5"

    assert filled(LOOP, prepare, people=PEOPLE * 4).print_area == "'表'!$A$1:$B$14"
    assert filled(LOOP, prepare, people=[]).print_area == "'表'!$A$1:$B$2"


def test_print_titles_and_page_setup_stay() -> None:
    def prepare(sheet: Any) -> None:
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.oddFooter.center.text = "第 &P 页"

    sheet = filled(LOOP, prepare, people=PEOPLE)
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.center.text == "第 &P 页"


def test_print_titles_below_rows_that_vanish_move() -> None:
    cells = {
        "A1": "{%tr if x %}",
        "A2": "密级",
        "A3": "{%tr endif %}",
        "A4": "表头",
        "A5": "{{ x }}",
    }

    def prepare(sheet: Any) -> None:
        sheet.print_title_rows, sheet.freeze_panes = "4:4", "A5"

    for x, title, pane in ((1, "$2:$2", "A3"), (0, "$1:$1", "A2")):
        sheet = filled(cells, prepare, x=x)
        assert (sheet.print_title_rows, sheet.freeze_panes) == (title, pane)


def test_freeze_panes_stay_below_the_head() -> None:
    def prepare(sheet: Any) -> None:
        sheet.freeze_panes = "B3"

    assert filled(LOOP, prepare, people=PEOPLE).freeze_panes == "B2"


def test_conditional_formats_are_extended_and_moved() -> None:
    def prepare(sheet: Any) -> None:
        formats = sheet.conditional_formatting
        formats.add("B3:B3", CellIsRule(operator="greaterThan", formula=["$B$5"], fill=RED))
        formats.add("A5:B5", FormulaRule(formula=["$B5<SUM(B3:B3)"], fill=RED))

    sheet = filled(LOOP, prepare, people=PEOPLE * 2)
    found = {str(each.sqref): each.rules[0].formula for each in sheet.conditional_formatting}
    assert found == {"B2:B7": ["$B$8"], "A8:B8": ["$B8<SUM(B2:B7)"]}


def test_conditional_formats_of_no_rows_are_gone() -> None:
    def prepare(sheet: Any) -> None:
        sheet.conditional_formatting.add("B3", CellIsRule(operator="lessThan", formula=["1"]))

    assert list(filled(LOOP, prepare, people=[]).conditional_formatting) == []


def test_data_validations_are_extended() -> None:
    def prepare(sheet: Any) -> None:
        choice = DataValidation(type="list", formula1='"男,女"')
        listed = DataValidation(type="list", formula1="$A$5:$A$5")
        choice.add("A3")
        listed.add("B3")
        sheet.add_data_validation(choice)
        sheet.add_data_validation(listed)

    found = filled(LOOP, prepare, people=PEOPLE).data_validations.dataValidation
    assert {str(each.sqref): each.formula1 for each in found} == {
        "A2:A4": '"男,女"',
        "B2:B4": "$A$5:$A$5",
    }


def test_filters_and_tables_are_extended() -> None:
    def prepare(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:B3"

    assert filled(LOOP, prepare, people=PEOPLE).auto_filter.ref == "A1:B4"

    def listed(sheet: Any) -> None:
        sheet.add_table(Table(displayName="名单", ref="A1:B3"))

    assert filled(LOOP, listed, people=PEOPLE).tables["名单"].ref == "A1:B4"


def test_page_breaks_repeat_with_their_row() -> None:
    def prepare(sheet: Any) -> None:
        sheet.row_breaks.append(Break(id=3))

    found = filled(LOOP, prepare, people=PEOPLE).row_breaks.brk
    assert [brk.id for brk in found] == [2, 3, 4]


def test_comments_and_links_go_along() -> None:
    def prepare(sheet: Any) -> None:
        sheet["A3"].comment = Comment("请核对", "审核人")
        sheet["A5"].hyperlink = "https://example.org/"
        sheet["B5"].hyperlink = "#表!A3"

    sheet = filled(LOOP, prepare, people=PEOPLE * 2)
    assert [sheet[f"A{n}"].comment.text for n in range(2, 8)] == ["请核对"] * 6
    assert sheet["A8"].hyperlink.target == "https://example.org/"
    assert sheet["A8"].hyperlink.ref == "A8"


def picture() -> Image:
    stream = io.BytesIO()
    Pillow.new("RGB", (12, 8), "red").save(stream, "PNG")
    return Image(stream)


def _anchors(sheet: Any) -> list[tuple[int, int]]:
    return [(each.anchor._from.row + 1, each.anchor._from.col + 1) for each in sheet._images]


def test_a_picture_below_a_loop_moves_down() -> None:
    sheet = filled(LOOP, lambda sheet: sheet.add_image(picture(), "B5"), people=PEOPLE * 2)
    assert _anchors(sheet) == [(8, 2)]
    assert (sheet._images[0].width, sheet._images[0].height) == (12, 8)


def test_a_picture_in_a_loop_repeats() -> None:
    sheet = filled(LOOP, lambda sheet: sheet.add_image(picture(), "B3"), people=PEOPLE)
    assert _anchors(sheet) == [(2, 2), (3, 2), (4, 2)]


def test_another_sheet_survives_untouched() -> None:
    other = {"A1": "说明", "B2": 3, "C3": "=B2*2"}
    book = reopened(fill(template(LOOP, 说明=other), people=PEOPLE))
    assert book.sheetnames == ["表", "说明"]
    assert rows(book["说明"]) == [["说明", None, None], [None, 3, None], [None, None, "=B2*2"]]


def test_sheets_hidden_stay_hidden() -> None:
    def prepare(sheet: Any) -> None:
        sheet.parent["代码"].sheet_state = "hidden"

    book = reopened(fill(template(LOOP, prepare, 代码={"A1": "男"}), people=PEOPLE))
    assert book["代码"].sheet_state == "hidden"


def test_every_sheet_is_filled() -> None:
    book = reopened(fill(template(LOOP, 二={"A1": "共{{ people|length }}人"}), people=PEOPLE))
    assert book["二"]["A1"].value == "共3人"
