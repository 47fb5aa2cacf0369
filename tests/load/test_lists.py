"""Lists kept in spreadsheets, CSV and YAML files: how clerks write them, and what goes wrong."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.cases.agreement import AgreementCase, Pair
from generator.load import LoadedCase, load_case
from generator.places import Place
from generator.problems import Severity
from tests.load.conftest import HEAD, problems_of, told

CaseFile = Callable[[str | bytes], Path]
HEADER = ("序号", "县名称", "受援医院", "支援医院", "起始日期", "协议编号", "协议份数")
ROW = (1, "甲县", "乙医院", "丙医院、丁医院；戊医院", datetime.date(2021, 1, 1), "01", 4)


def roster(folder: Path, *rows: tuple[Any, ...], title: str = "Sheet1") -> Any:
    """A workbook with those rows in `folder`; returned open, to be spoilt and saved again."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(folder / "roster.xlsx")
    return book


def from_list(case_file: CaseFile, source: str, more: str = "") -> Path:
    return case_file(f"{HEAD}pairs:\n  from: {source}\n{more}")


def pairs_of(path: Path) -> tuple[Pair, ...]:
    case = load_case(path).case
    assert isinstance(case, AgreementCase)
    return case.pairs


def place(loaded: LoadedCase, *path: str | int) -> Place:
    return loaded.place(path)


def test_sheet_as_clerks_keep_it(case_file: CaseFile, tmp_path: Path) -> None:
    """A merged title above, blank rows between, notes and signatures below, a merged county."""
    book = roster(
        tmp_path,
        ("××市结对关系名册",),
        (),
        ("序号", "县 名 称*", "受援医院", "支援医院", "起始日期", "协议编号", "协议份数"),
        ROW,
        (2, None, "己医院", "丙医院", "2021年5月1日", 7, 5.0),
        (),
        (3, "庚县", "辛医院", "待补：三级医院"),
        ("注：1. 以下空白。",),
        ("2. 联系电话请更新。",),
        ("填表人：张三", None, "审核人：李四"),
    )
    book.active.merge_cells("A1:G1")
    book.active.merge_cells("B4:B5")
    book.save(tmp_path / "roster.xlsx")
    path = from_list(case_file, "roster.xlsx#Sheet1")
    loaded = load_case(path)
    first, second, third = pairs_of(path)
    assert first.helpers == ("丙医院", "丁医院", "戊医院")
    assert (first.start, first.number, first.copies) == (datetime.date(2021, 1, 1), "01", 4)
    assert (second.county, second.number, second.copies) == ("甲县", "7", 5)
    assert third.receiver == "辛医院"
    sheet = str(tmp_path / "roster.xlsx")
    assert place(loaded, "pairs", 1, "receiver") == Place(sheet, sheet="Sheet1", cell="C5")
    assert place(loaded, "pairs", 0, "helpers", 2) == Place(sheet, sheet="Sheet1", cell="D4")
    assert loaded.inputs == (path, tmp_path / "roster.xlsx")
    assert loaded.warnings == ()


def test_defaults_fill_empty_cells_and_absent_columns(case_file: CaseFile, tmp_path: Path) -> None:
    roster(
        tmp_path, ("受援医院", "支援医院", "签约政府"), ("a", "b", None), ("c", "d", "己县人民政府")
    )
    more = "  defaults: {county: 甲县, government: 甲县人民政府}\n"
    first, second = pairs_of(from_list(case_file, "roster.xlsx", more))
    assert (first.county, first.government) == ("甲县", "甲县人民政府")
    assert second.government == "己县人民政府"


def test_lists_are_spliced(case_file: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("county,receiver,helpers\n甲县,a,x\n", "utf-8")
    (tmp_path / "b.yaml").write_text("- {县名称: 乙县, receiver: b, helpers: [y]}\n", "utf-8")
    path = case_file(
        HEAD + "pairs:\n  - {from: a.csv, defaults: {number: '7'}}\n"
        "  - {county: 丙县, receiver: c, helpers: [z]}\n  - from: b.yaml\n"
    )
    assert [pair.receiver for pair in pairs_of(path)] == ["a", "c", "b"]
    assert [pair.number for pair in pairs_of(path)] == ["7", None, None]
    assert place(load_case(path), "pairs", 2, "receiver") == Place(str(tmp_path / "b.yaml"), 1, 23)


def test_list_of_texts_from_a_column(case_file: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("备注,支援医院\nx,甲医院\ny,乙医院\n", "utf-8")
    path = case_file(HEAD + "pairs:\n  - county: a\n    receiver: b\n    helpers: {from: a.csv}\n")
    assert pairs_of(path)[0].helpers == ("甲医院", "乙医院")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv(case_file: CaseFile, tmp_path: Path, encoding: str, separator: str) -> None:
    text = '县名称,受援医院,支援医院\r\n甲县,"乙""医\n院",丙\r\n丁县,戊,己、庚\r\n'
    (tmp_path / "rows.csv").write_bytes(text.replace(",", separator).encode(encoding))
    path = from_list(case_file, "rows.csv")
    first, second = pairs_of(path)
    assert first.receiver == '乙"医\n院'
    assert second.helpers == ("己", "庚")
    assert place(load_case(path), "pairs", 1, "helpers") == Place(str(tmp_path / "rows.csv"), 4, 6)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1200, "#,##0", "1200"),
        (1e-7, "General", "0.0000001"),
        (0.85, "0%", "85%"),
        (-2.5, "General", "-2.5"),
        (True, "General", "TRUE"),
        ("007", "@", "007"),
        (datetime.datetime(2021, 5, 1), "yyyy-mm-dd", "2021-05-01"),
        (datetime.datetime(2021, 5, 1, 9, 30), "yyyy-mm-dd hh:mm", "2021-05-01 09:30"),
        (datetime.time(12, 30), "hh:mm", "12:30"),
        (datetime.timedelta(hours=26), "[h]:mm", "26:00"),
    ],
)
def test_cells_become_text_exactly(
    case_file: CaseFile, tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    book = roster(tmp_path, HEADER[1:6], ROW[1:6])
    book.active["E2"] = value
    book.active["E2"].number_format = number_format
    book.save(tmp_path / "roster.xlsx")
    assert pairs_of(from_list(case_file, "roster.xlsx"))[0].number == text


SHEET_FAULTS: dict[str, tuple[str, object, str, str]] = {
    "ID cut by Excel": ("F2", 110105199003071234, "F2", "lost digits: 110105********1000"),
    "ID as float": ("F2", 1.10105199003071e17, "F2", "Format the column as Text"),
    "ID as text of it": ("F2", "1.10105E+17", "F2", "lost digits: 1.10105E+17"),
    "formula": ("F2", "=1+1", "F2", "the formula has no calculated value"),
    "error": ("F2", "#N/A", "F2", "shows the error #N/A"),
    "impossible date": ("E2", "2021-02-30", "E2", "there is no day 2021-02-30"),
    "not a number": ("G2", "四份", "G2", "expected a whole number, found “四份”"),
    "empty required": ("C2", None, "C2", "受援医院 (receiver): nothing is written here"),
    "misspelt title": ("C1", "受援医完", "C1", "unknown column 受援医完 → Did you mean 受援医院?"),
    "twice": ("F1", "受援医院", "F1", "there twice, first in C1"),
    "missing column": ("C1", None, "A1", "the column 受援医院 (receiver) is missing"),
}


@pytest.mark.parametrize(
    ("cell", "value", "where", "words"), SHEET_FAULTS.values(), ids=SHEET_FAULTS.keys()
)
def test_sheet_fault(
    case_file: CaseFile, tmp_path: Path, cell: str, value: object, where: str, words: str
) -> None:
    book = roster(tmp_path, HEADER, ROW)
    book.active[cell] = value
    book.save(tmp_path / "roster.xlsx")
    (problem,) = problems_of(from_list(case_file, "roster.xlsx"))
    assert told(problem).startswith(f"roster.xlsx#Sheet1!{where}: ")
    assert words in told(problem)


def test_unread_column_is_a_warning(case_file: CaseFile, tmp_path: Path) -> None:
    roster(tmp_path, (*HEADER, "天气"), (*ROW, "晴"))
    (warning,) = load_case(from_list(case_file, "roster.xlsx")).warnings
    assert warning.severity is Severity.WARNING
    assert told(warning).startswith("roster.xlsx#Sheet1!H1: unknown column 天气")


SOURCES = {
    "missing": ("roster.xlsb", "the file"),
    "misspelt": ("rooster.xlsx", "Did you mean roster.xlsx?"),
    "sheet": ("roster.xlsx#Shet1", "no sheet Shet1 → Did you mean Sheet1?"),
    "URL": ("https://example.com/a.csv", "no path relative"),
    "network": (r"\\server\a.csv", "no path relative"),
    "drive": (r"C:\a.csv", "no path relative"),
    "root": ("/etc/passwd", "no path relative"),
    "other file": ("notes.txt", "lists are not read from files like notes.txt"),
    "folder": (".", "is not there"),
    "reference": (
        "reference:relations/yunnan-2022-anex-1",
        "Did you mean reference:relations/yunnan-2022-annex-1?",
    ),
    "reference upwards": ("reference:../../pyproject", "the reference data has no list"),
}


@pytest.mark.parametrize(("source", "words"), SOURCES.values(), ids=SOURCES.keys())
def test_source_fault(case_file: CaseFile, tmp_path: Path, source: str, words: str) -> None:
    roster(tmp_path, HEADER, ROW)
    (tmp_path / "notes.txt").write_text("x")
    (problem,) = problems_of(from_list(case_file, source))
    assert told(problem).startswith("case.yaml:5:9: ")
    assert words in told(problem)


FILE_FAULTS: dict[str, tuple[str, bytes, str]] = {
    "no workbook": ("a.xlsx", b"hello", "a.xlsx: this is not a readable workbook"),
    "old workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(99), "a.xlsx: this is an old .xls"),
    "no header": ("a.csv", "甲,乙\n1,2\n".encode(), "a.csv:1:1: no header row among the first 20"),
    "empty": ("a.csv", b"", "a.csv:1:1: no header row"),
    "open quote": ("a.csv", b'county,receiver\na,"b\nc', "a.csv:2:3: a quotation mark"),
    "UTF-16": ("a.csv", "county\na".encode("utf-16"), "a.csv:1:1: the file is saved as UTF-16"),
    "workbook called CSV": ("a.csv", b"PK\x03\x04" + bytes(99), "a.csv: this is a DOCX / XLSX"),
    "encoding": ("a.csv", b"county\n\xff\xff", "a.csv: the file is neither UTF-8 nor GBK"),
    "NUL": ("a.csv", b"county\na\0", "a.csv:2:2: control character U+0000"),
    "no list": ("a.yaml", b"rows: []\n", "a.yaml:1:1: this file must be a list"),
    "broken YAML": ("a.yaml", b"- &a x\n- [\n", "a.yaml:1:3: the anchor &a"),
}


@pytest.mark.parametrize(("name", "content", "words"), FILE_FAULTS.values(), ids=FILE_FAULTS.keys())
def test_file_fault(
    case_file: CaseFile, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    problem, *_more = problems_of(from_list(case_file, name))
    assert told(problem).startswith(words)
    assert problem.remedy


def test_several_sheets_must_be_named(case_file: CaseFile, tmp_path: Path) -> None:
    book = roster(tmp_path, HEADER, ROW)
    book.create_sheet("空")
    book.save(tmp_path / "roster.xlsx")
    assert len(pairs_of(from_list(case_file, "roster.xlsx"))) == 1
    book["空"]["A1"] = "x"
    book.save(tmp_path / "roster.xlsx")
    (problem,) = problems_of(from_list(case_file, "roster.xlsx"))
    assert "several sheets: Sheet1, 空" in problem.message


def test_sheet_used_to_its_edge_is_refused_at_once(case_file: CaseFile, tmp_path: Path) -> None:
    book = roster(tmp_path, HEADER, ROW)
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "roster.xlsx")
    start = time.perf_counter()
    (problem,) = problems_of(from_list(case_file, "roster.xlsx#Sheet1"))
    assert time.perf_counter() - start < 5
    assert "A1:XFD1048576" in problem.message


def test_windows_path(case_file: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "名册").mkdir()
    roster(tmp_path / "名册", HEADER, ROW)
    assert len(pairs_of(from_list(case_file, r"名册\roster.xlsx"))) == 1


def test_ten_thousand_rows(case_file: CaseFile, tmp_path: Path) -> None:
    roster(tmp_path, HEADER, *([ROW] * 10_000))
    start = time.perf_counter()
    assert len(pairs_of(from_list(case_file, "roster.xlsx"))) == 10_000
    assert time.perf_counter() - start < 12
