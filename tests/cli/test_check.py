"""`bangfu check` over several cases: together, record by record, the worst first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.resources import data_dir
from tests.cli.conftest import Bangfu

PAIRS = """\
kind: agreement
policy: yunnan-2022
name: 两份
pairs:
  - {county: 会泽县, receiver: 会泽县中医医院, helpers: [玉溪中医医院]}
  - {county: 会泽县, receiver: 会泽县人民医院, helpers: [待补], start: 2021-01-01, end: 2020-12-31}
"""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.yaml"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_problems_stand_under_their_record(bangfu: Bangfu, pairs: Path) -> None:
    lines = bangfu("check", "pairs.yaml").out.splitlines()
    heads = [line for line in lines if line.startswith("── ")]
    assert heads == ["── 会泽县中医医院 ← 玉溪中医医院", "── 会泽县人民医院 ← 【待补：支援医院】"]
    first, second = (lines.index(head) for head in heads)
    assert lines[first + 1].startswith("pairs.yaml:5:48: error: ")
    assert all(not line.startswith("pairs.yaml:6") for line in lines[:second])


def test_the_worst_are_shown_and_the_rest_counted(bangfu: Bangfu, pairs: Path) -> None:
    answer = bangfu("check", "pairs.yaml", "--most", "2")
    assert answer.code == 1
    shown = [line for line in answer.out.splitlines() if line.startswith("pairs.yaml:")]
    assert [line.split(": ")[1] for line in shown[:2]] == ["error", "error"]
    assert "… and not shown: gaps: 1 (--most 0 shows all)" in answer.out
    assert "pairs.yaml: errors: 2, gaps: 1" in answer.out
    assert "not shown" not in bangfu("check", "pairs.yaml", "--most", "0").out


def test_json_names_the_record_and_leaves_nothing_out(bangfu: Bangfu, pairs: Path) -> None:
    answer = bangfu("check", "pairs.yaml", "--format", "json", "--most", "1")
    (case,) = json.loads(answer.out)["cases"]
    assert len(case["problems"]) == 3
    assert case["problems"][0]["record"] == "会泽县中医医院 ← 玉溪中医医院"


def test_cases_given_together_are_compared(bangfu: Bangfu, tmp_path: Path) -> None:
    bangfu("new", "dispatch", "--policy", "yunnan-2022")
    case = (tmp_path / "dispatch.yaml").read_text(encoding="utf-8")
    whole, half = "end: 2023-12-31", "end: 2023-06-30"
    assert case.count(whole) >= 1
    (tmp_path / "a.yaml").write_text(case.replace(whole, half, 1), encoding="utf-8")
    start = case.replace("start: 2023-01-01", "start: 2023-07-01", 1)
    (tmp_path / "b.yaml").write_text(start.replace("number: 2 ", "number: 3 ", 1), encoding="utf-8")
    alone = bangfu("check", "a.yaml")
    assert "nobody is at 禄劝县人民医院 from 2023-07-01 to 2023-12-31 [YN-6]" in alone.out
    assert "nobody is at" not in bangfu("check", "a.yaml", "b.yaml").out


def test_a_rule_is_explained_with_its_reading_and_checks(bangfu: Bangfu) -> None:
    told = bangfu("check", "--explain", "yn-15").out
    assert "§ 日常请假1天的由帮扶科室主任批准" in told
    assert "半天进为一天" in told
    assert "leave-approvals (attendance)" in told
    assert "waive: {YN-15: …}" in told


def test_the_plan_of_pudong_is_told_line_by_line(bangfu: Bangfu) -> None:
    answer = bangfu("check", data_dir() / "cases/pudong-2024/plan.yaml")
    assert answer.code == 0
    for number in range(1, 17):
        assert f": row {number}: " in answer.out
    assert "§ 注：来沪进修94人，赴对口支援地区培训指导团队16个，来沪办班1个。" in answer.out
