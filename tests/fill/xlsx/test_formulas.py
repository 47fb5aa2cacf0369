"""Formulas, names and areas follow the rows they point at."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from generator.errors import FormError
from generator.render.xlsx.reader import lay_out_xlsx
from tests.fill.xlsx.books import LOOP, PEOPLE, column, fill, filled, reopened, template
from tests.fill.xlsx.test_rows import COUNTIES, NESTED


def below(formula: str, people: Any = PEOPLE, **cells: str) -> Any:
    """A formula in the row below the loop, filled."""
    return column(filled({**LOOP, "B5": formula, **cells}, people=people), "B")[-1]


@pytest.mark.parametrize(
    ("formula", "followed"),
    [
        ("=SUM(B3:B3)", "=SUM(B2:B4)"),
        ("=SUM(B3)", "=SUM(B2:B4)"),
        ("=SUM($B$3:$B$3)", "=SUM($B$2:$B$4)"),
        ("=SUM(B2:B4)", "=SUM(B2:B4)"),  # over the rows of the tags
        ("=SUM(B1:B3)", "=SUM(B1:B4)"),
        ("=SUM(表!B3:B3)", "=SUM(表!B2:B4)"),
        ("=SUM('表'!B3)", "=SUM('表'!B2:B4)"),
        ("=COUNTA(A3:B3)/2", "=COUNTA(A2:B4)/2"),
        ('=SUMIF(A3:A3,"甲",B3:B3)', '=SUMIF(A2:A4,"甲",B2:B4)'),
        ("=SUM(3:3)", "=SUM(2:4)"),
        ("=SUM(B:B)", "=SUM(B:B)"),
        ('=SUM(B3)&"B3"', '=SUM(B2:B4)&"B3"'),
        ("=B1", "=B1"),
        ("=SUM([1]Sheet1!B3)", "=SUM([1]Sheet1!B3)"),
    ],
)
def test_a_sum_below_a_loop_is_extended(formula: str, followed: str) -> None:
    assert below(formula) == followed


def test_a_sum_above_a_loop_is_extended() -> None:
    assert filled({**LOOP, "C1": "=SUM(B3)"}, people=PEOPLE)["C1"].value == "=SUM(B2:B4)"


def test_one_row_stays_one_cell() -> None:
    assert below("=SUM(B3)", PEOPLE[:1]) == "=SUM(B2)"
    assert below("=B3*2", PEOPLE[:1]) == "=B2*2"


def test_a_sum_over_no_rows_is_of_empty_cells() -> None:
    assert below("=SUM(B3:B3)", []) == "=SUM(B1048576:B1048576)"


def test_formulas_in_a_loop_see_their_own_row() -> None:
    sheet = filled({**LOOP, "C3": "=B3*2+B$1"}, people=PEOPLE)
    assert column(sheet, "C")[1:4] == ["=B2*2+B$1", "=B3*2+B$1", "=B4*2+B$1"]


def test_running_totals_and_shares() -> None:
    sheet = filled({**LOOP, "C3": "=SUM(B$3:B3)", "D3": "=B3/SUM(B$3:B$3)"}, people=PEOPLE)
    assert column(sheet, "C")[1:4] == ["=SUM(B$2:B2)", "=SUM(B$2:B3)", "=SUM(B$2:B4)"]
    assert column(sheet, "D")[3] == "=B4/SUM(B$2:B$4)"


def test_a_fixed_cell_of_the_loop_is_its_first() -> None:
    sheet = filled({**LOOP, "C3": "=B3-B$3"}, people=PEOPLE)
    assert column(sheet, "C")[1:4] == ["=B2-B$2", "=B3-B$2", "=B4-B$2"]


def test_subtotals_of_nested_loops_and_their_total() -> None:
    cells = {**NESTED, "C5": "=SUM(C3:C3)", "A7": "合计", "C7": "=SUM(C3)", "D7": "=SUM(C5)"}
    sheet = filled(cells, counties=COUNTIES)
    assert column(sheet, "C") == [1, 2, "=SUM(C1:C2)", 1, "=SUM(C4:C4)", "=SUM(C1:C2,C4)"]
    assert sheet["D6"].value == "=SUM(C3,C5)"


def test_references_to_another_sheet_follow_its_rows() -> None:
    content = template(LOOP, 汇总={"A1": "=SUM(表!B3:B3)", "A2": "=COUNTA('表'!A5)"})
    sheet = reopened(fill(content, people=PEOPLE))["汇总"]
    assert column(sheet, "A") == ["=SUM(表!B2:B4)", "=COUNTA('表'!A5)"]
    sheet = reopened(fill(content, people=PEOPLE * 2))["汇总"]
    assert column(sheet, "A") == ["=SUM(表!B2:B7)", "=COUNTA('表'!A8)"]


def test_a_formula_that_cannot_follow_is_refused() -> None:
    for formula in ("=B3*2", "=B3&A5"):
        with pytest.raises(FormError) as caught:
            below(formula)
        assert "B5" in caught.value.where
    cells = {**NESTED, "A7": "合计", "C7": '=SUMIF(A3:A3&"","甲",C3:C3)'}
    with pytest.raises(FormError):
        filled(cells, counties=COUNTIES)


def test_values_in_formulas_are_numbers_or_quoted() -> None:
    cells = {"A1": "=SUM(B1:B2)*{{ rate }}", "A2": '={{ name }}&"县"'}
    sheet = filled(cells, rate=0.5, name='甲"&HYPERLINK("x")&"')
    assert sheet["A1"].value == "=SUM(B1:B2)*0.5"
    assert sheet["A2"].value == '="甲""&HYPERLINK(""x"")&"""&"县"'
    assert filled(cells, rate=-2, name="x")["A1"].value == "=SUM(B1:B2)*(-2)"


def test_array_formulas_follow() -> None:
    def prepare(sheet: Any) -> None:
        sheet["C5"] = ArrayFormula("C5", "=SUM(B3:B3*B3:B3)")

    found = filled(LOOP, prepare, people=PEOPLE)["C5"].value
    assert (found.ref, found.text) == ("C5", "=SUM(B2:B4*B2:B4)")


def test_defined_names_follow() -> None:
    def prepare(sheet: Any) -> None:
        book = sheet.parent
        book.defined_names["人数"] = DefinedName("人数", attr_text="表!$B$3:$B$3")
        book.defined_names["税率"] = DefinedName("税率", attr_text="0.06")
        sheet.defined_names["末行"] = DefinedName("末行", attr_text="表!$A$5")

    book = reopened(fill(template(LOOP, prepare), people=PEOPLE))
    assert book.defined_names["人数"].attr_text == "表!$B$2:$B$4"
    assert book.defined_names["税率"].attr_text == "0.06"
    assert book["表"].defined_names["末行"].attr_text == "表!$A$5"


def test_the_engine_works_the_sums_out() -> None:
    cells = {**LOOP, "B5": "=SUM(B3:B3)", "C5": "=B5*{{ rate }}"}
    pages, refusals = lay_out_xlsx(fill(template(cells), people=PEOPLE, rate=2))
    shown = "".join(getattr(item, "text", "") for page in pages.pages for item in page.items)
    assert refusals.findings == []
    assert "15" in shown
    assert "30" in shown
