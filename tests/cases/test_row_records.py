"""Records of the kinds whose rows or whole become documents, and cases to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import Gap
from generator.check import check_case
from generator.load import load_case
from generator.load.skeleton import new_case
from generator.problems import ExitCode, exit_code
from generator.reference import load_reference
from generator.resources import data_dir
from tests.check.rule_examples import example_case

EXAMPLES = sorted((data_dir() / "examples").glob("*/*.yaml"))


def test_every_kind_has_an_example() -> None:
    assert {path.stem for path in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_new_case_passes_check_and_has_records(path: Path, tmp_path: Path) -> None:
    file = tmp_path / path.name
    file.write_text(new_case(path.stem, path.parent.name), encoding="utf-8")
    loaded = load_case(file)
    assert loaded.warnings == ()
    problems = check_case(loaded, load_reference())
    assert exit_code(problems) is ExitCode.DONE
    assert not any(problem.makes_draft for problem in problems)
    records = KINDS[path.stem].records(loaded.case, load_reference(), tmp_path)
    assert records
    assert len({record.key.casefold() for record in records}) == len(records)


def test_a_record_of_a_row() -> None:
    case = example_case("pudong-2024/dispatch", {"batches.0.sender": "待定"})
    (record,) = KINDS["dispatch"].records(case, load_reference(), Path())
    assert record.path == ("batches", 0)
    assert record.key == "001-1-兰坪县人民医院-待补"
    assert record.fields["sender"] == Gap("支援医院"), "a gap without a note names its field"
    assert [member.name for member in record.fields["members"]] == ["示例甲", "示例乙"]
    assert record.fields["case"]["year"] == 2024
    assert record.fields["policy"]["number"] == Gap("发文字号")  # the seed of 2024 has none
    assert record.columns == {
        "批次": 1,
        "受援医院": "兰坪县人民医院",
        "支援医院": Gap("支援医院"),
        "人数": 2,
        "派驻开始日期": date(2024, 3, 1),
        "派驻结束日期": date(2024, 8, 31),
    }


def test_a_record_of_the_whole_case() -> None:
    case = example_case("yunnan-2022/workload", {})
    (record,) = KINDS["workload"].records(case, load_reference(), Path())
    assert record.path == ()
    assert record.fields["unit"] == "禄劝县人民医院"
    assert record.fields["policy"]["number"] == "云卫医发〔2022〕5号"
