"""Where things stand on the pages of a sheet: by the rules, without LibreOffice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from generator.errors import EngineError, FormError
from generator.render.engine import render
from generator.render.layout.items import Fill, Pages, Piece, Rule
from generator.render.xlsx.colors import Palette, tinted
from generator.render.xlsx.reader import lay_out_xlsx
from generator.render.xlsx.values import Area, read_area, unescaped
from tests.pdfpages import lines, page_count
from tests.render.xlsx.books import BOX, filled, paper, saved, workbook

pytestmark = pytest.mark.usefixtures("fetched_fonts")


def laid_out(book: Any, **options: Any) -> Pages:
    pages, refusals = lay_out_xlsx(saved(book), "名册.xlsx", **options)
    assert refusals.findings == []
    return pages


def texts(pages: Pages) -> list[list[str]]:
    found: list[list[str]] = [[] for _page in pages.pages]
    for index, _y, text in pages.lines():
        found[index].append(text)
    return found


def pieces(pages: Pages) -> dict[str, Piece]:
    return {
        item.text: item for page in pages.pages for item in page.items if isinstance(item, Piece)
    }


def test_a_row_without_height_is_as_high_as_its_text() -> None:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 9
    sheet["A1"] = "甲乙丙丁戊己庚辛壬癸"
    sheet["A1"].alignment = Alignment(wrap_text=True)
    sheet["A2"] = "大"
    sheet["A2"].font = Font(name="宋体", sz=30)
    sheet["A3"] = "下"
    found = pieces(laid_out(book))
    assert list(found) == ["甲乙丙丁", "戊己庚辛", "壬癸", "大", "下"]
    assert found["壬癸"].y - found["甲乙丙丁"].y == pytest.approx(2 * 1.254 * 11, abs=0.1)
    assert found["下"].y - found["壬癸"].y == pytest.approx(38.25 + 15, abs=1)


def test_merged_cells_do_not_make_rows_higher() -> None:
    book, sheet = workbook()
    sheet["A1"] = "甲\n乙\n丙"
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells("A1:B4")
    sheet["A5"] = "下"
    found = pieces(laid_out(book))
    assert found["下"].y - found["甲"].y == pytest.approx(60, abs=4)


def test_given_heights_are_whole_pixels() -> None:
    book, sheet = workbook()
    for row, text in enumerate("甲乙丙", 1):
        sheet.cell(row, 1, text)
        sheet.row_dimensions[row].height = 32
    found = pieces(laid_out(book))
    assert found["丙"].y - found["乙"].y == pytest.approx(31.5)


def test_rows_of_cells_are_ruled_once() -> None:
    book, sheet = workbook()
    filled(sheet, 10, 5)
    (page,) = laid_out(book).pages
    rules = [item for item in page.items if isinstance(item, Rule)]
    assert len(rules) == 11 + 6
    across = [rule for rule in rules if rule.y1 == rule.y2]
    assert {round(rule.x2 - rule.x1) for rule in across} == {round(5 * 47.75 + 0.75)}


def test_the_stronger_of_two_rules_wins_and_dashes_are_drawn() -> None:
    book, sheet = workbook()
    sheet["A1"].border = Border(bottom=Side(style="thin"))
    sheet["A2"].border = Border(top=Side(style="medium", color="FF0000"))
    sheet["A5"].border = Border(bottom=Side(style="dashed"))
    (page,) = laid_out(book).pages
    rules = [item for item in page.items if isinstance(item, Rule)]
    strong = [rule for rule in rules if rule.color == "FF0000"]
    assert [rule.width for rule in strong] == [1.75]
    dashes = [rule for rule in rules if rule not in strong]
    assert len(dashes) == 16
    assert sum(rule.x2 - rule.x1 for rule in dashes) == pytest.approx(47.75 * 3 / 4, abs=1)


def test_fills_by_theme_index_and_column() -> None:
    book, sheet = workbook()
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.5))
    sheet["B1"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    sheet["C1"] = "丙"
    (page,) = laid_out(book).pages
    fills = [item for item in page.items if isinstance(item, Fill)]
    assert [fill.color for fill in fills] == ["808080", "FF0000"]
    assert page.items.index(fills[-1]) < page.items.index(pieces(laid_out(book))["丙"])


@pytest.mark.parametrize(
    ("color", "tint", "expected"),
    [("4F81BD", 0.5999, "B8CCE4"), ("FFFFFF", -0.15, "D9D9D9"), ("1F497D", 0.4, "548DD4")],
)
def test_tints(color: str, tint: float, expected: str) -> None:
    found = tinted(color, tint)
    for at in (0, 2, 4):
        assert abs(int(found[at : at + 2], 16) - int(expected[at : at + 2], 16)) <= 4


def test_system_colours() -> None:
    assert Palette().by_index(64) == "000000"
    assert Palette().by_index(65) == "FFFFFF"


def test_general_alignment_and_truth_values() -> None:
    book, sheet = workbook()
    for row, value in enumerate(("甲", 1.5, True, "=1/0"), 1):
        sheet.cell(row, 1, value)
    found = pieces(laid_out(book))
    left, right = 72.0 + 1, 72.0 + 47.75 - 1
    assert found["甲"].x == pytest.approx(left, abs=0.1)
    assert found["1.5"].x + 3 * 5.5 == pytest.approx(right, abs=3)
    for text in ("TRUE", "#DIV/0!"):
        width = sum(found[text].face.advance(char) for char in text) * 11
        assert found[text].x + width / 2 == pytest.approx((left + right) / 2, abs=0.1)


def test_general_numbers_give_way_to_narrow_columns() -> None:
    book, sheet = workbook()
    sheet.column_dimensions["A"].width = 5
    sheet["A1"] = 1 / 3
    assert texts(laid_out(book)) == [["0.333"]]


def test_text_runs_over_empty_cells_only() -> None:
    book, sheet = workbook()
    sheet["A1"] = "云南省对口帮扶协议"
    sheet["B2"] = "旁"
    sheet["A3"] = "云南省对口帮扶协议"
    sheet["B3"] = '=""'
    pages, refusals = lay_out_xlsx(saved(book))
    assert texts(pages) == [["云南省对口帮扶协议", "旁"]]
    assert [finding.place for finding in refusals.findings] == ["表一!A3"]


def test_text_beyond_the_last_column_is_printed_too() -> None:
    book, sheet = workbook()
    sheet["H1"] = "长" * 20
    pages, refusals = lay_out_xlsx(saved(book))
    assert [finding.place for finding in refusals.findings] == ["表一!H1"]
    sheet["H1"] = "长" * 6
    sheet["A1"] = "甲"
    assert len(laid_out(book).pages) == 1
    assert pages.pages == () or len(pages.pages) >= 1


def test_merged_text_stands_on_the_page_it_falls_on() -> None:
    book, sheet = workbook()
    filled(sheet, 100, 2)
    sheet.merge_cells("A1:A100")
    sheet["A1"] = "州"
    sheet["A1"].alignment = Alignment(vertical="top")
    pages = laid_out(book)
    assert len(pages.pages) == 3
    assert ["州" in page for page in texts(pages)] == [True, False, False]


def test_titles_are_repeated_where_they_do_not_stand() -> None:
    book, sheet = workbook()
    filled(sheet, 100, 2)
    sheet.print_title_rows = "3:3"
    found = texts(laid_out(book))
    assert [page.count("3行13行2") for page in found] == [1, 1, 1]
    assert found[0][0] == "1行11行2"
    assert found[1][0] == "3行13行2"


def test_page_numbers_run_on_over_sheets_and_can_be_left_out() -> None:
    book, sheet = workbook()
    filled(sheet, 60, 1)
    sheet.oddFooter.center.text = "&P/&N"
    sheet.oddFooter.left.text = "&F &A && &P+10"
    other = book.create_sheet("表二")
    paper(other)
    other["A1"] = "甲"
    other.oddFooter.center.text = "&P/&N"
    pages = laid_out(book)
    assert [page[-1] for page in texts(pages)] == [
        "名册.xlsx表一& 111/3",
        "名册.xlsx表一& 122/3",
        "3/3",
    ]
    bare = laid_out(book, page_numbers=False)
    assert [page[-1] for page in texts(bare)][-1] == "甲"


def test_a_book_with_nothing_to_print_is_an_error() -> None:
    book, _sheet = workbook()
    with pytest.raises(FormError, match=r"名册\.xlsx"):
        laid_out(book)


def test_a_character_no_font_draws_is_named_with_its_cell() -> None:
    book, sheet = workbook()
    sheet["C7"] = "甲\U000f0000"
    with pytest.raises(EngineError, match="表一!C7"):
        laid_out(book)


def test_rare_characters_come_from_another_face() -> None:
    book, sheet = workbook()
    sheet["A1"] = "甲蔈乙"
    found = pieces(laid_out(book))
    assert set(found) == {"甲", "蔈", "乙"}
    assert found["蔈"].x - found["甲"].x == pytest.approx(11)
    assert found["蔈"].face is not found["甲"].face


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B2", Area(2, 2, 2, 2)),
        ("$B$2:D9", Area(2, 2, 9, 4)),
        ("D9:B2", Area(2, 2, 9, 4)),
        ("3:5", Area(3, 1, 5, 16384)),
        ("$A:$B", Area(1, 1, 1048576, 2)),
        ("XFD1048576", Area(1048576, 16384, 1048576, 16384)),
        ("XFE1", None),
        ("A0", None),
        ("A1048577", None),
        ("A:3", None),
        ("名称", None),
        ("", None),
    ],
)
def test_areas(text: str, area: Area | None) -> None:
    assert read_area(text) == area


def test_escapes() -> None:
    assert unescaped("_x005F_x000a_甲_x000A_乙") == "_x000a_甲\n乙"


words = st.text("云南省禄劝彝族苗族自治县人民医院Abc123,。（）“”", min_size=1, max_size=8)


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_text_is_in_the_pdf_or_its_cell_is_refused(rows: list[list[str]], wrap: bool) -> None:
    book, sheet = workbook()
    for row, texts_ in enumerate(rows, 1):
        for column, text in enumerate(texts_, 1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = text, "s"
            cell.border = BOX
            cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    source = saved(book)
    pages, refusals = lay_out_xlsx(source)
    drawn = "".join(sorted("".join("".join(page) for page in texts(pages))))
    refused = {finding.place for finding in refusals.findings}
    expected = [
        text
        for row, texts_ in enumerate(rows, 1)
        for column, text in enumerate(texts_, 1)
        if f"表一!{'ABCD'[column - 1]}{row}" not in refused
    ]
    assert drawn == "".join(sorted("".join(expected)))
    assert not (wrap and refused)
    if not refused:
        pdf = render(source, ".xlsx").pdf
        assert page_count(pdf) == 1
        assert "".join(sorted("".join(line.text for line in lines(pdf)))) == drawn
