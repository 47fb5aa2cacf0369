"""Every bad value of a table names its place, in YAML and in a spreadsheet list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.load import load_case
from generator.problems import CaseProblems

CaseFile = Callable[[str | bytes], Path]

HEAD = "kind: workload\npolicy: yunnan-2022\nname: x\nunit: 甲医院\nyear: 2023\n"
TITLES = ["援助科室", "门诊数", "配套经费(万元)", "备注"]
STAFF = "kind: dispatch\npolicy: yunnan-2022\nname: x\nyear: 2023\nbatches:\n  - number: 1\n"
BATCH = "    sender: 甲医院\n    receiver: 乙医院\n    start: 2023-01-01\n    end: 2023-06-30\n"
PEOPLE = ["姓名", "性别", "身份证号", "联系电话"]


def told(path: Path) -> list[str]:
    with pytest.raises(CaseProblems) as caught:
        load_case(path)
    return [
        f"{str(each.place).rpartition('/')[2]}: {each.message}" for each in caught.value.problems
    ]


def listed(case_file: CaseFile, head: str, key: str, rows: list[list[Any]]) -> Path:
    path = case_file(f"{head}{key}: {{from: list.xlsx}}\n")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path.with_name("list.xlsx"))
    return path


BAD = [
    ("outpatients", "-3", "门诊数 (outpatients): must be at least 0, is -3"),
    ("outpatients", "很多", "门诊数 (outpatients): expected a whole number, found “很多”"),
    ("outpatients", "3.5", "门诊数 (outpatients): expected a whole number, found “3.5”"),
    ("funds", "-0.5", "配套经费（万元） (funds): an amount below zero: “-0.5”"),
    ("funds", "二万", "配套经费（万元） (funds): expected an amount of money, found “二万”"),
]


@pytest.mark.parametrize(("key", "value", "message"), BAD)
def test_in_yaml(case_file: CaseFile, key: str, value: str, message: str) -> None:
    path = case_file(f"{HEAD}departments:\n  - department: 心内科\n    {key}: {value}\n")
    column = len(f"    {key}: ") + 1
    assert told(path) == [f"case.yaml:8:{column}: {message}"]


@pytest.mark.parametrize(("key", "value", "message"), BAD)
def test_in_a_sheet(case_file: CaseFile, key: str, value: str, message: str) -> None:
    row = ["心内科", value if key == "outpatients" else 1, value if key == "funds" else 0, ""]
    path = listed(case_file, HEAD, "departments", [["工作量"], TITLES, row])
    cell = "B3" if key == "outpatients" else "C3"
    assert told(path) == [f"list.xlsx#Sheet!{cell}: {message}"]


def test_one_bad_row_of_five_thousand(case_file: CaseFile) -> None:
    rows = [[f"第{n}科", n if n != 3127 else "x", 0, ""] for n in range(1, 5001)]
    path = listed(case_file, HEAD, "departments", [TITLES, *rows])
    assert told(path) == [
        "list.xlsx#Sheet!B3128: 门诊数 (outpatients): expected a whole number, found “x”"
    ]
    lines = "".join(
        f"  - department: 第{n}科\n    outpatients: {v}\n" for n, (_d, v, *_r) in enumerate(rows, 1)
    )
    path = case_file(f"{HEAD}departments:\n{lines}")
    assert told(path) == [
        f"case.yaml:{6 + 2 * 3127}:18: 门诊数 (outpatients): expected a whole number, found “x”"
    ]


def test_an_identity_number_the_spreadsheet_cut(case_file: CaseFile) -> None:
    row = ["示例甲", "女", 999999198002300023, "19900000001"]
    path = listed(case_file, STAFF + BATCH, "    members", [PEOPLE, row])
    (found,) = told(path)
    assert found.startswith(
        "list.xlsx#Sheet!C2: 身份证号 (id_number): the spreadsheet made a number"
    )


def test_headers_by_their_variants(case_file: CaseFile) -> None:
    row = ["示例甲", "女", "999999198002300023", "19900000001"]
    path = listed(
        case_file, STAFF + BATCH, "    members", [["派驻人员"], PEOPLE, row, ["备注：可增行"]]
    )
    (batch,) = load_case(path).case.batches  # type: ignore[attr-defined]
    assert batch.members[0].phone == "19900000001"


HEART = ["心内科", 1, 0, ""]
TOTAL = ["合计", 1, 0, "x"]


def departments(case_file: CaseFile, *rows: list[Any]) -> Any:
    path = listed(case_file, HEAD, "departments", [TITLES, *rows])
    return load_case(path).case.departments  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", ["合计", "总计", "共计", "合 计", "合计（人次）"])
def test_a_list_ends_at_its_total(case_file: CaseFile, word: str) -> None:
    notes = [[], ["注：科室可增减"], ["填表人：示例甲", "", "审核人：示例乙"], ["总计", 1, 0, ""]]
    notes.append(["其中：内科", 1, 0, ""])
    assert len(departments(case_file, HEART, [word, 1, 0, "x"], *notes)) == 1


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_a_row_below_the_total_is_told(case_file: CaseFile, gap: int) -> None:
    rows = [HEART, TOTAL, *([[]] * gap), ["骨科", 2, 0, ""], ["儿科", "", 3, ""]]
    path = listed(case_file, HEAD, "departments", [TITLES, *rows])
    words = "this row stands below the total in A3: it is not read"
    assert told(path) == [
        f"list.xlsx#Sheet!A{4 + gap}: {words}",
        f"list.xlsx#Sheet!A{5 + gap}: {words}",
    ]


def test_a_row_below_the_total_of_a_csv_file_is_told(case_file: CaseFile) -> None:
    path = case_file(f"{HEAD}departments: {{from: list.csv}}\n")
    rows = "援助科室,门诊数\n心内科,1\n合计,1\n骨科,2\n注：可增行,\n"
    path.with_name("list.csv").write_text(rows, "utf-8")
    assert told(path) == ["list.csv:4:1: this row stands below the total in line 3: it is not read"]


def test_another_table_below_the_total_is_no_row(case_file: CaseFile) -> None:
    path = case_file(f"{HEAD}departments: {{from: list.xlsx}}\n")
    book = openpyxl.Workbook()
    for row in [
        TITLES,
        HEART,
        TOTAL,
        [],
        ["新技术汇总表"],
        ["医师姓名", "开展新项目"],
        ["甲", "乙"],
    ]:
        book.active.append(row)
    book.active.merge_cells("A5:D5")
    book.save(path.with_name("list.xlsx"))
    assert len(load_case(path).case.departments) == 1  # type: ignore[attr-defined]


def test_sums_in_merged_cells_below_the_total_are_no_rows(case_file: CaseFile) -> None:
    path = case_file(f"{HEAD}departments: {{from: list.xlsx}}\n")
    book = openpyxl.Workbook()
    for row in [TITLES, HEART, TOTAL, ["上年数", 9, None, "x"]]:
        book.active.append(row)
    book.active.merge_cells("B4:C4")
    book.save(path.with_name("list.xlsx"))
    assert len(load_case(path).case.departments) == 1  # type: ignore[attr-defined]


def test_a_lost_value_does_not_hide_what_else_is_wrong(case_file: CaseFile) -> None:
    rows = [["示例甲", "女", 999999198002300023, "1"], ["示例乙", "不详", "", "2"]]
    path = listed(case_file, STAFF + BATCH, "    members", [PEOPLE, *rows])
    lost, gender = told(path)
    assert lost.startswith("list.xlsx#Sheet!C2: ")
    assert gender.startswith("list.xlsx#Sheet!B3: 性别 (gender)")


def test_problems_stand_in_the_order_of_the_sheet(case_file: CaseFile) -> None:
    rows = [[f"第{n}科", "x" if n in (1, 8, 98) else n, 0, ""] for n in range(1, 101)]
    path = listed(case_file, HEAD, "departments", [TITLES, *rows])
    assert [each.partition(": ")[0] for each in told(path)] == [
        "list.xlsx#Sheet!B2",
        "list.xlsx#Sheet!B9",
        "list.xlsx#Sheet!B99",
    ]
