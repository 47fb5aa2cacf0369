"""Whatever a file holds, loading ends in a case or in problems with places, never in a bug."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cases.agreement import AgreementCase
from generator.errors import CaseError
from generator.load import load_case
from generator.load.sheet import as_text
from generator.problems import CaseProblems
from tests.load.conftest import HEAD, PAIR

GOALS = "    帮扶任务:\n      - {goal: a, 年度: '2022'}\n    seals: {helper: {file: a, owner: b}}\n"
VALID = HEAD + PAIR + GOALS
PIECES = st.sampled_from(
    ["\n", " ", "  ", "\t", ":", ": ", "：", "- ", "[", "]", "{", "}", ",", '"', "'", "|", ">", "?",
     "&a", "*a", "!!x", "<<: ", "---\n", "...", "%YAML 9", "#", "\0", "\ufeff", "\u2028", "\x85",
     "待补", "from", "rows", "defaults", "no", "-1", "1e999", "9" * 5000, "2021-02-30",
     "县", "\U0001f600"]
)  # fmt: skip
calm = settings(
    max_examples=150,
    deadline=2000,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("load")


def assert_only_case_errors(folder: Path, content: bytes) -> None:
    path = folder / "case.yaml"
    path.write_bytes(content)
    try:
        assert isinstance(load_case(path).case, AgreementCase)
    except CaseProblems as fault:
        assert fault.problems
        assert all(each.message and each.place.file for each in fault.problems)
    except CaseError as fault:
        assert fault.message


@calm
@given(content=st.binary(max_size=300))
def test_any_bytes(folder: Path, content: bytes) -> None:
    assert_only_case_errors(folder, content)


@calm
@given(text=st.text(max_size=300))
def test_any_text(folder: Path, text: str) -> None:
    assert_only_case_errors(folder, text.encode("utf-8", "surrogatepass"))


@calm
@given(cuts=st.lists(st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), PIECES), max_size=4))
def test_mutated_cases(folder: Path, cuts: list[tuple[int, int, str]]) -> None:
    text = VALID
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    assert_only_case_errors(folder, text.encode())


@calm
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode())))
@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "rows.yaml"])
def test_any_outside_file(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(b"county,receiver,helpers\n" * (name == "rows.csv") + content)
    assert_only_case_errors(folder, f"{HEAD}pairs: {{from: {name}}}\n".encode())


@calm
@given(cut=st.integers(0, 4000), byte=st.integers(0, 255))
def test_damaged_workbook(folder: Path, cut: int, byte: int) -> None:
    book = openpyxl.Workbook()
    book.active.append(("县名称", "受援医院", "支援医院"))
    book.active.append(("甲县", "乙", "丙"))
    book.save(folder / "rows.xlsx")
    content = bytearray((folder / "rows.xlsx").read_bytes())
    content[cut % len(content)] = byte
    (folder / "rows.xlsx").write_bytes(content)
    assert_only_case_errors(folder, f"{HEAD}pairs: {{from: rows.xlsx}}\n".encode())


@calm
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_keep_their_digits(number: int) -> None:
    assert as_text(number) == str(number)
    assert as_text(float(number)) == str(number)


@calm
@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1))
def test_quoted_text_survives(folder: Path, text: str) -> None:
    """Any printable text in quotes comes back as it was, spaces around it aside."""
    path = folder / "case.yaml"
    quoted = json.dumps(f"“{text}”", ensure_ascii=False)
    path.write_bytes(f"{HEAD}{PAIR}    number: {quoted}\n".encode())
    case = load_case(path).case
    assert isinstance(case, AgreementCase)
    assert case.pairs[0].number == f"“{text}”"
