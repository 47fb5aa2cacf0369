"""Values keep their types, and nothing becomes a formula."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment

from generator.cases.nothing import BLANK, Gap
from generator.cases.spans import NOT_COUNTED, Months, Span
from generator.errors import CaseError, FormError
from tests.fill.xlsx.books import filled, rows


def cell(value: Any, text: str = "{{ x }}", number_format: str = "General") -> Any:
    def prepare(sheet: Any) -> None:
        sheet["A1"].number_format = number_format

    return filled({"A1": text}, prepare, x=value)["A1"]


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        ("甲", "s", "甲"),
        (12, "n", 12),
        (1.5, "n", 1.5),
        (Decimal("44.4"), "n", 44.4),
        (True, "b", True),
        (None, "n", None),
        (BLANK, "n", None),
        ("", "n", None),
        (Gap("三级医院"), "s", "【待补：三级医院】"),
        (Span(10, 10), "n", 10),
        (Span(5, 10), "s", "5-10"),
        (Months(1, 12), "s", "全年"),
        (NOT_COUNTED, "s", "--"),
        ("一\r\n二", "s", "一\n二"),
        (" 徐 冲 ", "s", " 徐 冲 "),
    ],
)
def test_a_value_keeps_its_type(value: Any, kind: str, kept: Any) -> None:
    found = cell(value)
    assert (found.data_type, found.value) == (kind, kept)


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+861391234", "-5", "@SUM(A1)", "=", "--"]
)
def test_data_never_becomes_a_formula(text: str) -> None:
    found = cell(text)
    assert (found.data_type, found.value) == ("s", text)
    assert found.quotePrefix  # so it stays text when somebody edits the cell
    mixed = cell(text, "值{{ x }}")
    assert (mixed.data_type, mixed.value) == ("s", f"值{text}")


def test_text_before_a_formula_sign_stays_text() -> None:
    assert cell("=1", "{{ x }}和{{ x }}").data_type == "s"


@pytest.mark.parametrize(
    "text", ["53012819800101001X", "13800001234", "0871-67195125", "007", "5-10"]
)
def test_identity_numbers_and_phones_are_text(text: str) -> None:
    found = cell(text)
    assert (found.data_type, found.value) == ("s", text)
    assert found.number_format == ("General" if text.endswith("X") else "@")


def test_a_number_of_more_than_fifteen_digits_is_text() -> None:
    assert cell(530128198001010019).value == "530128198001010019"
    assert cell(999999999999999).data_type == "n"


def test_dates_are_dates() -> None:
    found = cell(datetime.date(2024, 5, 1))
    assert found.value == datetime.datetime(2024, 5, 1)
    assert found.number_format == 'yyyy"年"m"月"d"日"'
    assert cell(datetime.date(2024, 5, 1), number_format="yyyy/m").number_format == "yyyy/m"
    assert cell(datetime.date(2024, 5, 1), "于{{ x }}").value == "于2024年5月1日"


def test_number_formats_are_the_templates() -> None:
    assert cell(Decimal("1409.5"), number_format="#,##0.00").number_format == "#,##0.00"


def test_filters_of_the_field() -> None:
    cells = {"A1": "{{ x|in_wan }}", "B1": "{{ x|rmb_upper }}", "C1": "{{ y|gap_as('待定') }}"}
    assert rows(filled(cells, x=Decimal("288000.00"), y=Gap())) == [
        [28.8, "贰拾捌万捌仟元整", "待定"]
    ]
    assert rows(filled(cells, x=Decimal(3000000), y="甲")) == [[300, "叁佰万元整", "甲"]]


def test_what_readers_take_for_a_code_is_kept() -> None:
    content = filled({"A1": "{{ x }}"}, x="_x0041_")["A1"].value
    assert content in ("_x005F_x0041_", "_x0041_")  # openpyxl does not read the escape back


@pytest.mark.parametrize("bad", ["甲\x0b", "\x00", "\ud800"])
def test_control_characters_are_refused_by_field(bad: str) -> None:
    with pytest.raises(CaseError) as caught:
        filled({"A1": "{{ x.name }}"}, x={"name": bad})
    assert "x.name" in caught.value.message


@pytest.mark.parametrize("bad", [["a"], {"a": 1}, float("nan"), float("inf"), "字" * 32_768])
def test_what_no_cell_holds_is_refused(bad: Any) -> None:
    with pytest.raises(FormError) as caught:
        filled({"B2": "{{ x }}"}, x=bad)
    assert "B2" in caught.value.where


def test_text_in_several_formats_keeps_them() -> None:
    red = InlineFont(color="FFFF0000")

    def prepare(sheet: Any) -> None:
        sheet["A1"] = CellRichText("注：共", TextBlock(red, "{{ x }}"), "人")

    found = filled({"A1": "x"}, prepare, x=94)["A1"].value
    assert isinstance(found, CellRichText)
    assert str(found) == "注：共94人"
    assert [part.font.color.rgb for part in found if isinstance(part, TextBlock)] == ["FFFF0000"]


def test_a_tag_that_changes_its_font_is_refused() -> None:
    def prepare(sheet: Any) -> None:
        sheet["A1"] = CellRichText("{{ na", TextBlock(InlineFont(b=True), "me }}"))

    with pytest.raises(FormError) as caught:
        filled({"A1": "x"}, prepare, name="甲")
    assert "A1" in caught.value.where


def test_a_row_grows_for_its_text() -> None:
    def prepare(sheet: Any) -> None:
        sheet.row_dimensions[1].height = 20
        sheet["A1"].alignment = Alignment(wrap_text=True)

    assert filled({"A1": "{{ x }}"}, prepare, x="短").row_dimensions[1].height == 20
    assert filled({"A1": "{{ x }}"}, prepare, x="长" * 40).row_dimensions[1].height > 100
