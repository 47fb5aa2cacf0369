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


def test_a_list_ends_at_its_total_and_before_another_table(case_file: CaseFile) -> None:
    path = listed(
        case_file,
        HEAD,
        "departments",
        [TITLES, ["心内科", 1, 0, ""], ["合计", 1, 0, "x"], ["审核", 1, 1, ""]],
    )
    assert len(load_case(path).case.departments) == 1  # type: ignore[attr-defined]
