"""Formulas worked out over small books, and refused by cell where they are beyond the evaluator."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.model import CharStyle, Fonts
from generator.render.xlsx.book import Book, CellData, Sheet
from generator.render.xlsx.colors import Palette
from generator.render.xlsx.formulas.evaluate import Evaluator
from generator.render.xlsx.formulas.tree import UnsupportedFormula, parse
from generator.render.xlsx.styles import CellFormat, Styles
from generator.render.xlsx.values import CellError, Value, read_area

STYLE = CharStyle(Fonts("宋体", "宋体"), 11.0)
STYLES = Styles((CellFormat(STYLE),), STYLE, Palette())

Given = Mapping[str, Value]


def book(sheets: Mapping[str, Given], names: Mapping[str, str] | None = None) -> Book:
    """A book of sheets whose cells are given by name; a text that begins with = is a formula."""
    found = []
    for name, values in sheets.items():
        cells = {}
        for place, value in values.items():
            area = read_area(place)
            assert area is not None
            if isinstance(value, str) and value.startswith("="):
                cells[area.top, area.left] = CellData(None, 0, value[1:])
            else:
                value = float(value) if type(value) is int else value
                cells[area.top, area.left] = CellData(value)
        found.append(Sheet(name, cells))
    return Book(tuple(found), STYLES, names or {})


CELLS: Given = {
    "A1": "昆明市", "A2": "曲靖市", "A3": "昆明市", "A4": "昆阳", "A6": "",
    "B1": 10, "B2": 20.5, "B3": 30, "B4": "无", "B5": True, "B6": CellError("#N/A"),
    "C1": 2, "C2": 3,
}  # fmt: skip


def worked_out(formula: str) -> Value:
    cells = {**CELLS, "Z9": formula}
    made = book({"表一": cells, "表 二": {"A1": 7, "A2": 8}}, {"合计": "'表 二'!$A$1:$A$2"})
    return Evaluator(made).value("表一", 9, 26)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", 7.0),
        ("=(1+2)*3", 9.0),
        ("=-2^2", 4.0),
        ("=2^3^2", 64.0),
        ("=50%*4", 2.0),
        ("=10-2-3", 5.0),
        ("=-B1", -10.0),
        ('="甲"&1+1&"名"', "甲2名"),
        ("=1.0&0.1+0.2", "10.3"),
        ("=B1>=10", True),
        ('="abc"="ABC"', True),
        ('=A1<>"昆明市"', False),
        ('="9">10', True),
        ("=D1", 0.0),
        ('=D1=""', True),
        ("=SUM(B1:B5)", 60.5),
        ("=SUM(B1:B3,C1:C2,5)", 70.5),
        ("=SUM(B:B,1)", CellError("#N/A")),
        ("=SUM('表 二'!A1:A2)", 15.0),
        ("=SUM(合计)", 15.0),
        ("=SUM(没有)", CellError("#NAME?")),
        ("=SUM(表三!A1)", CellError("#REF!")),
        ('=SUMIF(A1:A4,"昆明市",B1:B4)', 40.0),
        ('=SUMIF(A1:A4,"昆*",B1:B4)', 40.0),
        ('=SUMIF(B1:B4,">15")', 50.5),
        ('=SUMIF(B1:B4,"<>10")', 50.5),
        ("=SUMIF(A1:A4,A2,B1:B4)", 20.5),
        ('=COUNTIF(A1:A4,"昆?")', 1.0),
        ('=COUNTIF(A1:A4,"*市")', 3.0),
        ("=COUNTIF(B1:B5,20.5)", 1.0),
        ('=COUNTIF(A1:A6,"")', 2.0),
        ('=COUNTIF(A1:A6,"<>")', 5.0),
        ("=COUNT(B1:B5)", 3.0),
        ("=COUNTA(A1:B6)", 11.0),
        ("=COUNTBLANK(A1:A6)", 2.0),
        ("=AVERAGE(B1:B4)", 60.5 / 3),
        ("=AVERAGE(D1:D4)", CellError("#DIV/0!")),
        ("=MIN(B1:B4)", 10.0),
        ("=MAX(B1:B4,99)", 99.0),
        ("=MAX(D1:D3)", 0.0),
        ("=ROUND(2.675,2)", 2.68),
        ("=ROUND(-1.5,0)", -2.0),
        ("=ROUND(1250,-2)", 1300.0),
        ("=ROUNDUP(1.21,1)", 1.3),
        ("=ROUNDDOWN(-1.29,1)", -1.2),
        ("=INT(-1.5)", -2.0),
        ("=MOD(-1,3)", 2.0),
        ("=ABS(-3)", 3.0),
        ('=IF(B1>5,"合格","不合格")', "合格"),
        ('=IF(B1>50,"合格")', False),
        ("=IF(B1>5,1,1/0)", 1.0),
        ("=IF(B1>5,,2)", 0.0),
        ('=IFERROR(1/0,"无")', "无"),
        ("=IFERROR(B6,0)", 0.0),
        ("=1/0", CellError("#DIV/0!")),
        ("=A1+1", CellError("#VALUE!")),
        ('="12"+1', 13.0),
        ("=B6+1", CellError("#N/A")),
        ("=AND(B1>1,B2>1)", True),
        ("=OR(B1>11,FALSE)", False),
        ("=NOT(TRUE)", False),
        ("=ROW()-1", 8.0),
        ("=COLUMN(C1)", 3.0),
        ("=SUMPRODUCT(B1:B2,C1:C2)", 81.5),
        ('=LEFT("禄劝县",2)&MID("abc",2,1)&RIGHT("xyz")', "禄劝bz"),
        ("=LEN(A1)", 3.0),
        ("=INDEX(A1:B3,2,1)", "曲靖市"),
        ("=10^400", CellError("#NUM!")),
        ("=(-1)^0.5", CellError("#NUM!")),
        ("=0^-1", CellError("#DIV/0!")),
    ],
)
def test_formulas(formula: str, value: Value) -> None:
    found = worked_out(formula)
    if isinstance(value, float):
        assert isinstance(found, float)
        assert math.isclose(found, value, rel_tol=1e-12)
    else:
        assert found == value
        assert type(found) is type(value)


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("=VLOOKUP(A1,A1:B3,2,0)", "VLOOKUP"),
        ("=TODAY()", "TODAY"),
        ("=NOW()-1", "NOW"),
        ("=[1]Sheet1!A1", r"\[1\]Sheet1!A1"),
        ("=SUM(表一:表二!A1)", "表一:表二"),
        ("=A1:A3 B1:B3", "formula"),
        ("=IF()", "IF"),
        ("=ROUND(1)", "ROUND"),
        ("=SUM((A1", "cannot be read"),
        ("=" + "(" * 200 + "1" + ")" * 200, "nested"),
        ("=" + "-" * 3000 + "1", "nested"),
        ("=1" + "+1" * 5000, "longer"),
        ("={1,2}", "formula"),
    ],
)
def test_the_unknown_is_refused_by_name(
    formula: str, names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    with pytest.raises(UnsupportedFormula, match=names):
        worked_out(formula)


def test_a_branch_not_taken_is_not_worked_out_but_an_unknown_value_spreads() -> None:
    assert worked_out("=IF(TRUE,1,TODAY())") == 1.0
    made = book({"表": {"A1": "=TODAY()", "A2": "=A1+1"}})
    with pytest.raises(UnsupportedFormula, match="TODAY"):
        Evaluator(made).value("表", 2, 1)


@pytest.mark.parametrize("cells", [{"A1": "=A1"}, {"A1": "=B1", "B1": "=SUM(A1:A2)"}])
def test_cycles_are_found(cells: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    with pytest.raises(UnsupportedFormula, match="circular"):
        Evaluator(book({"表": cells})).value("表", 1, 1)


def test_a_long_chain_needs_no_recursion() -> None:
    cells: dict[str, Value] = {"A1": 1.0}
    cells |= {f"A{row}": f"=A{row - 1}+1" for row in range(2, 20_001)}
    assert Evaluator(book({"表": cells})).value("表", 20_000, 1) == 20_000.0


def test_whole_columns_cost_what_they_hold() -> None:
    cells: dict[str, Value] = {"A1": 1.0, "A1048576": 2.0, "B1": "=SUM(A:A)+COUNTBLANK(A:A)"}
    assert Evaluator(book({"表": cells})).value("表", 1, 2) == 3.0 + 1048574


def test_formulas_over_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    cells: dict[str, Value] = {f"A{row}": 1.0 for row in range(1, 20_001)}
    cells |= {f"B{row}": "=SUM(A1:A20000)" for row in range(1, 2001)}
    evaluator = Evaluator(book({"表": cells}))
    with pytest.raises(UnsupportedFormula, match="too many cells"):
        for row in range(1, 2001):
            evaluator.value("表", row, 2)


numbers = st.integers(-1000, 1000)
expressions = st.recursive(
    numbers.map(lambda value: (f"({value})", float(value))),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
        lambda parts: (
            f"({parts[0][0]}{parts[1]}{parts[2][0]})",
            {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}[parts[1]](
                parts[0][1], parts[2][1]
            ),
        )
    ),
    max_leaves=12,
)


@given(expressions)
def test_arithmetic_agrees_with_python(expression: tuple[str, float]) -> None:
    text, value = expression
    assert worked_out("=" + text) == pytest.approx(value, rel=1e-12)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=30))
def test_sums_and_extremes_agree_with_python(values: list[int]) -> None:
    cells: dict[str, Value] = {f"A{row}": float(value) for row, value in enumerate(values, 1)}
    last = len(values)
    cells["B1"] = f"=SUM(A1:A{last})"
    cells["B2"] = f"=MAX(A1:A{last})-MIN(A1:A{last})"
    cells["B3"] = f'=COUNTIF(A1:A{last},">0")'
    evaluator = Evaluator(book({"表": cells}))
    assert evaluator.value("表", 1, 2) == sum(values)
    assert evaluator.value("表", 2, 2) == max(values) - min(values)
    assert evaluator.value("表", 3, 2) == sum(value > 0 for value in values)


@given(st.text("ABC123()+-*/&,:;!$'\"{}[]<>=.% ", max_size=40))
def test_any_text_is_parsed_or_refused(formula: str) -> None:
    try:
        parse(formula)
    except UnsupportedFormula as fault:
        assert str(fault)
