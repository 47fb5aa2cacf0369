"""The two cases of data/cases/yunnan-2022 from file to records: counts, traps and problems."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import Gap
from generator.cases.records import Record
from generator.check import check_case
from generator.load import LoadedCase, load_case
from generator.problems import ExitCode, Problem, Severity, exit_code
from generator.reference import load_reference
from generator.resources import data_dir

FOLDER = data_dir() / "cases" / "yunnan-2022"


def loaded(name: str) -> LoadedCase:
    return load_case(FOLDER / f"{name}.yaml")


def records(case: LoadedCase) -> tuple[Record, ...]:
    return KINDS[case.case.kind].records(case.case, load_reference(), case.path.parent)


@pytest.fixture(scope="module")
def pairwise() -> LoadedCase:
    return loaded("agreements")


@pytest.fixture(scope="module")
def joint() -> LoadedCase:
    return loaded("joint-agreements")


def drafts(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.makes_draft]


def test_annex_1_gives_148_records_of_which_two_are_drafts(pairwise: LoadedCase) -> None:
    found = records(pairwise)
    assert len(found) == len({record.key.casefold() for record in found}) == 148
    problems = check_case(pairwise, load_reference())
    assert {problem.severity for problem in drafts(problems)} == {Severity.GAP}
    assert exit_code(problems) is ExitCode.DONE
    told = {found[int(p.path[1])].fields["receiver"]: p for p in drafts(problems)}
    assert list(told) == ["威信县中医医院", "姚安县中医医院"]
    rows = Path(load_reference().relations("yunnan-2022-annex-1")).read_text("utf-8").splitlines()
    for receiver, line in (("威信县中医医院", "115"), ("姚安县中医医院", "181")):
        problem = told[receiver]
        assert "三级医院" in problem.message
        assert line in problem.remedy
        assert problem.place.file.endswith("yunnan-2022-annex-1.yaml")
        assert rows[problem.place.line - 1].strip() == "helpers: [待补：三级医院]"
        assert rows[problem.place.line - 2].strip() == f"receiver: {receiver}"


def test_the_joint_case_gives_28_records_and_no_draft(joint: LoadedCase) -> None:
    found = records(joint)
    assert len(found) == len({record.key for record in found}) == 28
    assert drafts(check_case(joint, load_reference())) == []
    assert Counter(r.fields["copies"] - len(r.fields["helpers"]) for r in found) == {4: 28}
    regions = {r.fields["receiver"]: r for r in found[26:]}
    assert list(regions) == ["迪庆州人民医院", "怒江州人民医院"]
    assert [len(r.fields["helpers"]) for r in regions.values()] == [9, 8]
    assert regions["迪庆州人民医院"].fields["lead"] == "云南省第一人民医院"
    assert regions["怒江州人民医院"].fields["government"] == "怒江傈僳族自治州人民政府"


def test_every_pair_runs_five_years_and_four_copies(pairwise: LoadedCase) -> None:
    fields = [record.fields for record in records(pairwise)]
    assert {(str(f["start"]), str(f["end"]), f["copies"]) for f in fields} == {
        ("2021-01-01", "2025-12-31", 4)
    }


def test_twelve_hospitals_with_two_helpers_are_to_coordinate(pairwise: LoadedCase) -> None:
    problems = [p for p in check_case(pairwise, load_reference()) if p.rule == "YN-24"]
    receivers = {records(pairwise)[int(p.path[1])].fields["receiver"] for p in problems}
    assert (len(problems), len(receivers)) == (24, 12)


def test_the_doubtful_names_are_told(pairwise: LoadedCase, joint: LoadedCase) -> None:
    suspects = [
        problem.message
        for case in (pairwise, joint)
        for problem in check_case(case, load_reference())
        if problem.path[-1:] == ("suspect",)
    ]
    assert len(suspects) == 11
    assert sum("佉" in message for message in suspects) == 1


def test_no_record_prints_a_gap_but_the_two(pairwise: LoadedCase, joint: LoadedCase) -> None:
    gaps = [
        (record.fields["receiver"], value)
        for record in (*records(pairwise), *records(joint))
        for value in (*record.fields["helpers"], *record.fields.values())
        if isinstance(value, Gap)
    ]
    # once among the helpers, once as the lead
    assert Counter(gaps) == {
        ("威信县中医医院", Gap("三级医院")): 2,
        ("姚安县中医医院", Gap("三级医院")): 2,
    }


def test_a_newcomers_mistakes_have_their_line(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "kind: agreement\npolicy: yunnan-2022\nname: 测试\npairs:\n"
        "  - county: 会泽县\n    receiver: 会泽县中医医院\n    helpers: [玉溪中医医院]\n"
        "    start: 2021-01-01\n    end: 2020-12-31\n",
        encoding="utf-8",
    )
    problems = check_case(load_case(case), load_reference())
    errors = {(p.place.line, p.place.column): p for p in problems if p.severity is Severity.ERROR}
    assert "玉溪市中医医院" in errors[7, 15].remedy
    assert "2020-12-31" in errors[9, 10].message
    assert exit_code(problems) is ExitCode.CASE
