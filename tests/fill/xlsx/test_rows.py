"""Rows that repeat, vanish and merge."""

from __future__ import annotations

from typing import Any

import pytest

from generator.cases.nothing import BLANK
from generator.errors import FormError
from tests.fill.xlsx.books import LOOP, PEOPLE, column, filled, merges, rows

NESTED = {
    "A1": "{%tr for c in counties %}",
    "A2": "{%tr for h in c.hospitals %}",
    "A3": "{{ c.name }}",
    "B3": "{{ h }}",
    "C3": "{{ loop.index }}",
    "A4": "{%tr endfor %}",
    "A5": "小计",
    "A6": "{%tr endfor %}",
}
COUNTIES = [
    {"name": "甲县", "hospitals": ["一院", "二院"]},
    {"name": "乙县", "hospitals": ["三院"]},
]


def test_a_row_for_each() -> None:
    assert rows(filled(LOOP, people=PEOPLE)) == [
        ["姓名", "数"],
        ["甲", 3],
        ["乙", 5],
        ["丙", 7],
        ["合计", None],
    ]


def test_no_row_for_none() -> None:
    assert column(filled(LOOP, people=[]), "A") == ["姓名", "合计"]


def test_rows_instead_of_none() -> None:
    cells = {**LOOP, "A4": "{%tr else %}", "A5": "无", "A6": "{%tr endfor %}", "A7": "合计"}
    assert column(filled(cells, people=[]), "A") == ["姓名", "无", "合计"]
    assert column(filled(cells, people=PEOPLE), "A") == ["姓名", "甲", "乙", "丙", "合计"]


def test_nested_loops() -> None:
    assert rows(filled(NESTED, counties=COUNTIES)) == [
        ["甲县", "一院", 1],
        ["甲县", "二院", 2],
        ["小计", None, None],
        ["乙县", "三院", 1],
        ["小计", None, None],
    ]


@pytest.mark.parametrize(("x", "seen"), [(1, "是"), (2, "或"), (3, "否")])
def test_conditions_choose_rows(x: int, seen: str) -> None:
    cells = {
        "A1": "{%tr if x == 1 %}",
        "A2": "是",
        "A3": "{%tr elif x == 2 %}",
        "A4": "或",
        "A5": "{%tr else %}",
        "A6": "否",
        "A7": "{%tr endif %}",
        "A8": "尾",
    }
    assert column(filled(cells, x=x), "A") == [seen, "尾"]


def test_a_condition_in_a_loop_leaves_rows_out() -> None:
    cells = {**LOOP, "B2": "{%tr if p.n > 3 %}", "B4": "{%tr endif %}"}
    cells["A4"], cells["B4"] = "{%tr endif %}{%tr endfor %}", ""
    assert column(filled(cells, people=PEOPLE), "A") == ["姓名", "乙", "丙", "合计"]


def test_a_condition_and_an_expression_in_a_cell() -> None:
    cells = {
        "A1": "{% if x %}共{{ x }}人{% else %}无{% endif %}",
        "B1": "第{{ x }}页，共{{ x + 1 }}页",
    }
    assert rows(filled(cells, x=2)) == [["共2人", "第2页，共3页"]]
    assert rows(filled(cells, x=0))[0][0] == "无"


def test_what_is_set_holds_for_the_rows_below() -> None:
    cells = {"A1": "{%tr set total = people|sum(attribute='n') %}", "A2": "{{ total }}"}
    assert rows(filled(cells, people=PEOPLE)) == [[15]]


def test_rows_of_several_lines_repeat_together() -> None:
    cells = {
        "A1": "{%tr for p in people %}",
        "A2": "{{ p.name }}",
        "A3": "{{ p.n }}",
        "A4": "{%tr endfor %}",
    }
    assert column(filled(cells, people=PEOPLE), "A") == ["甲", 3, "乙", 5, "丙", 7]


def test_blank_rows_stay() -> None:
    assert column(filled({"A1": "甲", "A4": "{{ x }}"}, x="乙"), "A") == ["甲", None, None, "乙"]


# ------------------------------------------------------------------------------------- merges

MERGED = {
    "A1": "{%tr for r in rows %}",
    "B1": "{%tr merge A by r.county; B,D by r.hospital %}",
    "A2": "{{ r.county }}",
    "B2": "{{ r.hospital }}",
    "C2": "{{ r.helper }}",
    "D2": "{{ r.note }}",
    "A3": "{%tr endfor %}",
}


def relation(county: Any, hospital: str, helper: str, note: str = "") -> dict[str, Any]:
    return {"county": county, "hospital": hospital, "helper": helper, "note": note}


def test_one_tag_merges_at_several_levels() -> None:
    sheet = filled(
        MERGED,
        rows=[
            relation("甲县", "一院", "子"),
            relation("甲县", "一院", "丑"),
            relation("甲县", "二院", "寅"),
            relation("乙县", "二院", "卯"),
        ],
    )
    assert merges(sheet) == {"A1:A3", "B1:B2", "D1:D2"}
    assert column(sheet, "A") == ["甲县", None, None, "乙县"]
    assert column(sheet, "B") == ["一院", None, "二院", "二院"]


def test_the_same_key_further_on_merges_anew() -> None:
    sheet = filled(MERGED, rows=[relation(c, "x", "y") for c in ("甲", "甲", "乙", "甲", "甲")])
    assert {area for area in merges(sheet) if area.startswith("A")} == {"A1:A2", "A4:A5"}


def test_a_merge_swallows_nothing() -> None:
    sheet = filled(MERGED, rows=[relation("甲", "x", "y", "一"), relation("甲", "x", "y", "二")])
    assert "D1:D2" not in merges(sheet)
    assert column(sheet, "D") == ["一", "二"]


@pytest.mark.parametrize("nothing", [None, BLANK])
def test_without_a_key_nothing_merges(nothing: Any) -> None:
    assert merges(filled(MERGED, rows=[relation(nothing, "x", "y")] * 2)) == set()


def test_merges_stay_within_a_turn_of_the_loop_around() -> None:
    cells = {**NESTED, "B2": "{%tr merge B by h %}"}
    counties = [{"name": "甲", "hospitals": ["x", "x"]}, {"name": "乙", "hospitals": ["x", "x"]}]
    assert merges(filled(cells, counties=counties)) == {"B1:B2", "B4:B5"}


def test_merges_across_repeat_with_their_row() -> None:
    sheet = filled(LOOP, lambda sheet: sheet.merge_cells("B3:D3"), people=PEOPLE)
    assert merges(sheet) == {"B2:D2", "B3:D3", "B4:D4"}


def test_merges_over_rows_of_one_turn_repeat() -> None:
    cells = {
        "A1": "{%tr for p in people %}",
        "A2": "{{ p.name }}",
        "B3": "b",
        "A4": "{%tr endfor %}",
    }
    sheet = filled(cells, lambda sheet: sheet.merge_cells("A2:A3"), people=PEOPLE)
    assert merges(sheet) == {"A1:A2", "A3:A4", "A5:A6"}


def test_a_loop_inside_a_merge_stretches_it() -> None:
    cells = {**LOOP, "C1": "工作情况"}
    sheet = filled(cells, lambda sheet: sheet.merge_cells("C1:C5"), people=PEOPLE)
    assert merges(sheet) == {"C1:C5"}
    longer = filled(cells, lambda sheet: sheet.merge_cells("C1:C5"), people=PEOPLE * 3)
    assert merges(longer) == {"C1:C11"}


def test_a_merge_below_a_loop_moves() -> None:
    sheet = filled(LOOP, lambda sheet: sheet.merge_cells("A5:B5"), people=PEOPLE * 2)
    assert merges(sheet) == {"A8:B8"}


def test_a_merge_whose_rows_are_left_out_is_gone() -> None:
    cells = {"A1": "{%tr if x %}", "A2": "甲", "A3": "乙", "A4": "{%tr endif %}", "A5": "尾"}
    assert merges(filled(cells, lambda sheet: sheet.merge_cells("B2:B3"), x=False)) == set()


# -------------------------------------------------------------------------------- wrong tags


@pytest.mark.parametrize(
    ("cells", "where", "said"),
    [
        ({"A1": "{%tr for p in people %}", "A2": "x"}, "A1", "not closed"),
        ({"A1": "x", "B2": "{%tr endfor %}"}, "B2", "closes nothing"),
        ({"A1": "{%tr if x %}", "A2": "{%tr endfor %}"}, "A2", "closes nothing"),
        ({"A1": "{%tr include 'x' %}"}, "A1", "no row tag is called include"),
        ({"A1": "{%tr for p in people %}", "B1": "姓名", "A2": "{%tr endfor %}"}, "B1", "vanishes"),
        ({"A1": "甲{%tr if x %}", "A2": "{%tr endif %}"}, "A1", "beside a row tag"),
        ({"A1": "{%tr merge A by x %}"}, "A1", "inside a loop"),
        (
            {"A1": "{%tr for p in people %}{%tr merge by x %}", "A2": "{%tr endfor %}"},
            "A1",
            "write a merge as",
        ),
        ({"C3": "{{ name"}, "C3", "the tag is wrong"),
        ({"C3": "{{ name| }}"}, "C3", "the tag is wrong"),
        ({"C3": "{{ nmae }}"}, "C3", "Did you mean name?"),
        ({"C3": "第{{ nmae }}页"}, "C3", "nmae"),
        ({"C3": "{{ people[0].nam }}"}, "C3", "nam"),
        ({"C3": "{{ name.__class__.__mro__ }}"}, "C3", "run code"),
        ({"C3": "{{ people }}"}, "C3", "a cell holds one value"),
        ({"C3": "{{ 1 / 0 }}"}, "C3", "cannot be filled"),
    ],
)
def test_a_fault_names_its_cell(
    cells: dict[str, str], where: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")
    with pytest.raises(FormError) as caught:
        filled(cells, people=PEOPLE, x=1, name="甲")
    assert where in caught.value.where
    assert "表" in caught.value.where
    assert said in f"{caught.value.message} {caught.value.remedy}"


def test_the_row_that_fails_is_named_in_a_long_loop() -> None:
    with pytest.raises(FormError) as caught:
        filled(LOOP, people=[*PEOPLE * 100, {"name": "丁"}])
    assert "B3" in caught.value.where


def test_lenient_leaves_unknown_names_empty() -> None:
    assert rows(filled({"A1": "{{ x.y.z }}", "B1": "第{{ x }}页"}, lenient=True)) == [
        [None, "第页"]
    ]
