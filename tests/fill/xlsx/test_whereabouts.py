"""A bad value is told with the cell of the official form that shows it, wherever it was written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pydantic import BaseModel

from generator import pipeline
from generator.cases.workload import DepartmentRow
from generator.fill import fill
from generator.fill.sample import sample_fields
from generator.fill.xlsx.whereabouts import form_cells
from generator.forms import Form, discover_forms
from generator.load import load_case
from generator.problems import Problem

STAFF = """\
kind: dispatch
policy: pudong-2024
name: 试
year: 2024
batches:
  - number: 1
    sender: 上海市浦东医院
    receiver: 兰坪白族普米族自治县人民医院
    start: 2024-03-01
    end: 2024-08-31
    members: {members}
"""
PEOPLE = (
    "姓名",
    "性别",
    "身份证号",
    "政治面貌",
    "职务/职称",
    "科室/部门",
    "专业/方向",
    "学历",
    "手机号",
)
KEYS = (
    *("name", "gender", "id_number", "politics", "position", "department", "specialty"),
    *("education", "phone"),
)
WORKLOAD = """\
kind: workload
policy: yunnan-2022
name: 试
unit: 禄劝县中医医院
year: 2022
quarter: 1
departments: {members}
"""
FIGURES = {key: 0 for key in DepartmentRow.model_fields if key not in ("department", "remark")}
ANNEX_5 = "附件5 派驻人员基本信息表"
TABLES = {id_: f for id_, f in discover_forms().items() if f.template.suffix == ".xlsx" and f.case}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")


def person(number: int, **changed: Any) -> dict[str, Any]:
    names = "甲乙丙丁戊己庚辛壬癸"
    name = "".join(names[number // 10**place % 10] for place in (3, 2, 1, 0))
    values = ("示" + name, "女", "", "群众", "主治医师", "心内科", "心血管病", "本科")
    return {**dict(zip(KEYS, (*values, f"1990000{number:04}"), strict=True)), **changed}


def case_of(folder: Path, kind: str, rows: list[dict[str, Any]], where: str) -> Path:
    """A case whose list is in the case file itself, in an XLSX or in a CSV file beside it."""
    path = folder / "case.yaml"
    if where == "yaml":
        lines = ["".join(f"{key}: {value!s}, " for key, value in row.items()) for row in rows]
        listed = "\n" + "".join(f"      - {{{line.removesuffix(', ')}}}\n" for line in lines)
        path.write_text(kind.format(members=listed), "utf-8")
        return path
    titles = PEOPLE if kind is STAFF else ("援助科室", "门诊数", "入院人数")
    table = [list(titles), *(list(row.values()) for row in rows)]
    if where == "xlsx":
        book = openpyxl.Workbook()
        for line in table:
            book.active.append([None if value == "" else value for value in line])
        book.save(folder / "list.xlsx")
    else:
        text = "".join(",".join(map(str, line)) + "\n" for line in table)
        (folder / "list.csv").write_text(text, "utf-8")
    path.write_text(kind.format(members=f"{{from: list.{where}}}"), "utf-8")
    return path


def told(path: Path, words: str) -> Problem:
    """The one problem that says so."""
    ((_loaded, problems),) = pipeline.examine([path])
    (found,) = (each for each in problems if words in each.message)
    return found


@pytest.mark.parametrize("where", ["yaml", "xlsx", "csv"])
@pytest.mark.parametrize(
    ("key", "value", "words", "column", "cell"),
    [
        ("name", 12345, "12345 is a number where words are due", "A", "C5 姓名"),
        ("department", 7, "7 is a number where words are due", "F", "I5 原单位科室/部门"),
        ("id_number", "1.10105E+17", "1.10105E+17", "C", "E5 身份证号"),
        ("phone", "1990", "not a mobile number", "I", "L5 手机号"),
        ("gender", "不详", "性别 (gender)", "B", "D5 性别"),
    ],
)
def test_a_bad_value_of_a_person(
    where: str, key: str, value: Any, words: str, column: str, cell: str, tmp_path: Path
) -> None:
    path = case_of(tmp_path, STAFF, [person(1), person(2, **{key: value}), person(3)], where)
    found = told(path, words)
    assert found.cells == (f"{ANNEX_5} {cell}",)
    if where == "xlsx":
        assert (found.place.sheet, found.place.cell) == ("Sheet", f"{column}3")
    else:
        assert found.place.line == {"yaml": 13, "csv": 3}[where]
        assert found.place.column > 0


def test_an_identity_number_cut_to_fifteen_digits(tmp_path: Path) -> None:
    rows = [person(1), person(2, id_number=999999198002300023)]
    found = told(case_of(tmp_path, STAFF, rows, "xlsx"), "lost digits")
    assert (found.place.cell, found.cells) == ("C3", (f"{ANNEX_5} E5 身份证号",))
    rows[1]["id_number"] = "110105199003071000"
    found = told(case_of(tmp_path, STAFF, rows, "yaml"), "ends in 000")
    assert (found.place.line, found.cells) == (13, (f"{ANNEX_5} E5 身份证号",))


@pytest.mark.parametrize("where", ["yaml", "xlsx", "csv"])
@pytest.mark.parametrize(
    ("value", "words"),
    [(-5, "must be at least 0, is -5"), (3.5, "expected a whole number, found “3.5”")],
)
def test_a_bad_count(where: str, value: float, words: str, tmp_path: Path) -> None:
    rows = [
        {"department": "心内科", "outpatients": 1, "admissions": 2},
        {"department": "骨科", "outpatients": value, "admissions": 2},
    ]
    found = told(case_of(tmp_path, WORKLOAD, rows, where), words)
    assert found.cells == ("附件5 三级医院对口帮扶县级医院工作量统计表 B7 门诊数",)


def test_departments_rolled_up_share_a_cell(tmp_path: Path) -> None:
    rows = [
        {"department": "心内科", "outpatients": 1, "admissions": 2},
        {"department": "骨科", "outpatients": 1, "admissions": 2},
        {"department": "心内科", "outpatients": -1, "admissions": 2},
    ]
    found = told(case_of(tmp_path, WORKLOAD, rows, "yaml"), "is -1")
    assert found.cells == ("附件5 三级医院对口帮扶县级医院工作量统计表 B6 门诊数",)


@pytest.mark.parametrize("where", ["yaml", "xlsx", "csv"])
def test_one_bad_row_of_five_thousand(where: str, tmp_path: Path) -> None:
    rows = [person(number) for number in range(1, 5001)]
    rows[3126]["phone"] = "1990"
    found = told(case_of(tmp_path, STAFF, rows, where), "not a mobile number")
    assert found.cells == (f"{ANNEX_5} L{3 + 3127} 手机号",)
    if where == "xlsx":
        assert found.place.cell == "I3128"
    else:
        assert found.place.line == {"yaml": 11 + 3127, "csv": 3128}[where]


def test_an_incomplete_row_is_told_by_its_row(tmp_path: Path) -> None:
    path = case_of(tmp_path, STAFF, [person(1), person(2, education="")], "xlsx")
    ((_loaded, problems),) = pipeline.examine([path])
    cells = {each.path: each.cells for each in problems}
    assert cells["batches", 0, "members", 1] == (f"{ANNEX_5} 第5行",)


def test_a_list_that_contradicts_its_stated_total(tmp_path: Path) -> None:
    letter = "    letters:\n      - {number: 样例〔2024〕1号, headcount: 5, stored: 是}\n"
    path = case_of(tmp_path, STAFF, [person(1), person(2)], "xlsx")
    path.write_text(path.read_text("utf-8") + letter, "utf-8")
    found = told(path, "the letter says 5 people, the list has 2")
    assert found.place.line == 13
    (form,) = (form for form in TABLES.values() if form.id == "pudong-2024/annex-3-settlement")
    text = form.sample.read_text("utf-8")
    assert "stated_total: 63409.50" in text
    path.write_text(text.replace("stated_total: 63409.50", "stated_total: 63409.51"), "utf-8")
    assert told(path, "the rows add up to 63409.50").place.line > 0


def leaves(value: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    return [(*path, key) for key, each in value if isinstance(each, str) and each]


@pytest.mark.parametrize("form", TABLES.values(), ids=TABLES.keys())
def test_the_cell_told_is_the_cell_that_shows_it(form: Form, tmp_path: Path) -> None:
    """Of every form's sample, each text of its rows is where it is said to be."""
    loaded = load_case(form.sample)
    wanted = {
        path: str(getattr(row, str(path[-1])))
        for where, row in all_rows(loaded.case, ())
        for path in leaves(row, where)
    }
    cells = form_cells(loaded.case, form.folder, wanted)
    sheet = openpyxl.load_workbook(fill_to(form, tmp_path)).worksheets[0]
    said = {path: each for path, texts in cells.items() for each in texts if own(form, each)}
    assert len(said) >= 2
    for path, text in said.items():
        cell = text.rpartition(" ")[0].rpartition(" ")[2].rpartition("!")[2]
        shown = sheet[cell].value if sheet[cell].value is not None else merged(sheet, cell)
        assert wanted[path] in str(shown)


def own(form: Form, text: str) -> bool:
    name = f"附件{form.source.annex} " if form.source and form.source.annex else ""
    return text.startswith(f"{name}{form.titles.zh} ")


def merged(sheet: Any, cell: str) -> Any:
    """The value of the area a cell behind its first is merged into."""
    return next(sheet.cell(a.min_row, a.min_col).value for a in sheet.merged_cells if cell in a)


def fill_to(form: Form, folder: Path) -> Path:
    path = folder / "filled.xlsx"
    path.write_bytes(fill(form.template, sample_fields(form)))
    return path


def all_rows(model: Any, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, model)]
    for key, value in model:
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, BaseModel):
                found += all_rows(item, (*path, key, index))
    return found


def test_a_clean_check_looks_at_no_form(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator import pipeline;"
        "((case, found),) = pipeline.examine([Path(sys.argv[1])]);"
        "assert case and {str(each.severity) for each in found} <= {'note', 'info'}, found;"
        "assert 'generator.fill.xlsx.whereabouts' not in sys.modules;"
        "assert 'openpyxl' not in sys.modules"
    )
    path = case_of(tmp_path, WORKLOAD, [{"department": "心内科", **FIGURES}], "yaml")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
