"""A case file that is right: its values, their places, and how fast they come."""

from __future__ import annotations

import datetime
import time
import timeit
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cases.agreement import AgreementCase
from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK, Gap
from generator.load import LoadedCase, load_case
from generator.resources import data_dir
from tests.load.conftest import HEAD, PAIR

CaseFile = Callable[[str | bytes], Path]


def agreements(loaded: LoadedCase) -> AgreementCase:
    assert isinstance(loaded.case, AgreementCase)
    return loaded.case


def place(loaded: LoadedCase, *path: str | int) -> str:
    return str(loaded.place(path)).rpartition("/")[2]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "null",
        "~",
        "0123456",
        "12:30",
        "1e5",
        "0x1F",
        "110105199003071234",
        "2021-01-01",
        "1_000",
        ".5",
        "=1+1",
        "'#1'",
        '"a: b"',
    ],
)
def test_scalars_stay_text(case_file: CaseFile, text: str) -> None:
    case = agreements(load_case(case_file(f"{HEAD}{PAIR}    number: {text}\n")))
    assert case.pairs[0].number == text.strip("'\"")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("yes", True),
        ("是", True),
        ("True", True),
        ("false", False),
        ("no", False),
        ("否", False),
        ("", None),
    ],
)
def test_booleans(case_file: CaseFile, text: str, value: bool | None) -> None:
    case = agreements(load_case(case_file(f"{HEAD}{PAIR}    政府执一份: {text}\n")))
    assert case.pairs[0].government_copy is value


def test_chinese_titles_at_every_level(case_file: CaseFile) -> None:
    case = agreements(
        load_case(
            case_file(
                "类型: agreement\n政策: yunnan-2022\n名称: 测试\n结对关系:\n"
                "  - 县名称: 甲县\n    受援医院: 乙医院\n    支援医院: [丙医院, 待补：三级医院]\n"
                "    帮扶任务:\n      - 具体项目(技术): 血液净化\n        年度:\n"
                "    印章图片: {helper: {文件: a.png, 印章单位: 丙医院, 直径（毫米）: ４２}}\n"
            )
        )
    )
    pair = case.pairs[0]
    assert pair.helpers == ("丙医院", Gap("三级医院"))
    assert pair.goals[0].technique == "血液净化"
    assert pair.goals[0].year is BLANK
    assert pair.seals["helper"].diameter_mm == 42
    assert pair.start is BLANK


def test_byte_order_mark_and_windows_lines(case_file: CaseFile) -> None:
    loaded = load_case(case_file(b"\xef\xbb\xbf" + (HEAD + PAIR).replace("\n", "\r\n").encode()))
    assert place(loaded, "pairs", 0, "receiver") == "case.yaml:6:15"


def test_places(case_file: CaseFile) -> None:
    loaded = load_case(case_file(HEAD + PAIR))
    assert place(loaded) == "case.yaml:1:1"
    assert place(loaded, "name") == "case.yaml:3:7"
    assert place(loaded, "pairs", 0) == "case.yaml:5:5"
    assert place(loaded, "pairs", 0, "helpers", 0) == "case.yaml:7:15"
    assert place(loaded, "pairs", 0, "start") == "case.yaml:5:5"  # nearest known
    assert place(loaded, "nothing", "like", "it") == "case.yaml:1:1"


def test_defaults_are_inherited_and_overridden(case_file: CaseFile) -> None:
    loaded = load_case(
        case_file(
            HEAD + "pairs:\n  defaults: {start: 2021-01-01, 终止日期: 2025-12-31, county: 甲县}\n"
            "  rows:\n    - {receiver: a, helpers: [x]}\n"
            "    - {receiver: b, helpers: [x], start: , end: 2024-12-31}\n"
        )
    )
    first, second = agreements(loaded).pairs
    assert (first.county, first.start) == ("甲县", datetime.date(2021, 1, 1))
    assert (second.start, second.end) == (BLANK, datetime.date(2024, 12, 31))
    assert place(loaded, "pairs", 0, "start") == "case.yaml:5:21"
    assert place(loaded, "pairs", 1, "end") == "case.yaml:8:49"


def test_frozen(case_file: CaseFile) -> None:
    loaded = load_case(case_file(HEAD + PAIR))
    with pytest.raises(AttributeError):
        loaded.path = Path()  # type: ignore[misc]
    with pytest.raises(TypeError):
        loaded.places[()] = loaded.place(())  # type: ignore[index]


def test_annex_1_by_reference(case_file: CaseFile) -> None:
    path = case_file(HEAD + "pairs: {from: reference:relations/yunnan-2022-annex-1}\n")
    loaded = load_case(path)
    # The quickest of some: the others tell of what else the machine was doing.
    assert min(timeit.repeat(lambda: load_case(path), number=1, repeat=7)) < 0.06
    pairs = agreements(loaded).pairs
    assert len(pairs) == 148
    assert pairs[0].receiver == "禄劝县人民医院"
    relations = data_dir() / "reference/relations/yunnan-2022-annex-1.yaml"
    assert loaded.inputs == (path, relations)
    shown = loaded.place(("pairs", 147, "receiver"))
    assert shown.file == "data/reference/relations/yunnan-2022-annex-1.yaml"
    assert pairs[147].receiver in relations.read_text("utf-8").splitlines()[shown.line - 1]


def test_real_cases_load() -> None:
    files = sorted((data_dir() / "cases").glob("*/*.yaml"))
    counts = {}
    for path in files:
        case = load_case(path).case
        counts[path.stem] = len(getattr(case, KINDS[case.kind].list_field))
    assert counts["agreements"] == 148
    assert counts["joint-agreements"] == 28
    assert counts["plan"] == 18
    assert all(counts.values())


def test_ten_thousand_rows(case_file: CaseFile) -> None:
    rows = "".join(
        f"  - county: 甲县\n    receiver: 医院{n}\n    helpers: [乙医院]\n    start: 2021-01-01\n"
        for n in range(10_000)
    )
    path = case_file(HEAD + "pairs:\n" + rows)
    start = time.perf_counter()
    loaded = load_case(path)
    assert time.perf_counter() - start < 6
    assert len(agreements(loaded).pairs) == 10_000
    assert place(loaded, "pairs", 9_999) == "case.yaml:40001:5"
