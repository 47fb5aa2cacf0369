"""Plans: which record a problem concerns, and which files a job makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch.plan import Plan, folder_name, plan_case
from generator.load.case import load_case
from generator.options import BuildOptions
from generator.places import Path as ValuePath
from generator.places import Place
from generator.problems import Problem, Severity
from tests.builds import LUQUAN, LUQUAN_KEY, SUPPLEMENT_FORM, XUNDIAN, write_case


def planned(folder: Path, *paths: ValuePath, only: tuple[str, ...] = ()) -> Plan:
    """The plan of two pairs with a gap at each of the paths."""
    case = write_case(folder, LUQUAN, XUNDIAN)
    gaps = [Problem(Severity.GAP, Place("case.yaml"), "gap", path=path) for path in paths]
    return plan_case(load_case(case), gaps, BuildOptions((case,), folder, only=only))


@pytest.mark.parametrize(
    ("path", "drafts"),
    [
        (("pairs", 0, "helpers", 0), [True, False]),
        (("pairs", 1), [False, True]),
        (("pairs",), [True, True]),
        (("policy",), [True, True]),
        ((), [True, True]),
    ],
)
def test_a_gap_makes_drafts_of_the_records_it_concerns(
    tmp_path: Path, path: ValuePath, drafts: list[bool]
) -> None:
    plan = planned(tmp_path, path)
    assert [job.draft for job in plan.wanted] == drafts
    assert len(plan.problems_of(plan.wanted)) == 1


def test_a_job_knows_its_files(tmp_path: Path) -> None:
    everything, some = planned(tmp_path).jobs[0], planned(tmp_path, only=(SUPPLEMENT_FORM,)).jobs[0]
    assert len(everything.files()) == 5
    assert f"{LUQUAN_KEY}/packet.pdf" in everything.files()
    assert some.files() == everything.files()[2:4]


@pytest.mark.parametrize(
    ("file", "folder"),
    [("a/agreements.yaml", "agreements"), ("协议 2022.yml", "协议 2022"), ("...yaml", "_")],
)
def test_a_case_names_its_folder(file: str, folder: str) -> None:
    assert folder_name(Path(file)) == folder
