"""Pudong's plan of 2024 beside the standards of 2023: line by line, and the three totals."""

from __future__ import annotations

import re

import pytest

from generator.check import check_case
from generator.load import load_case
from generator.problems import ExitCode, Problem, Severity, exit_code
from generator.reference import load_reference
from generator.resources import data_dir

AGREE = {
    2: "1 batches × 10万元 = 10万元, agrees",
    3: "1 batches × 10万元 = 10万元, agrees",
    7: "3 batches × 10万元 = 30万元, agrees",
    8: "5 people × 3 months × 0.8万元 = 12万元, agrees",
    9: "11 people × 10 days × 600元 = 6.6万元, agrees",
    10: "12 people × 3 months × 0.8万元 = 28.8万元, agrees",
    11: "12 people × 3 months × 0.8万元 = 28.8万元, agrees",
    14: "20 people × 3 months × 0.8万元 = 48万元, agrees",
    15: "20 people × 3 months × 0.8万元 = 48万元, agrees",
    16: "10 batches × 7万元 = 70万元, agrees; how many go in a batch is not said; right if there "
    "are 10 batches",
}
DIFFER = {
    1: "= 16万元, the plan gives 21万元, +5万元",
    4: "= 14.4万元, the plan gives 30万元, +15.6万元",
    5: "= 10万元, the plan gives 58万元, +48万元",
    6: "is 28.8–57.6万元; 44.4万元 lies within, but 6.5 of 12 people",
    12: "no standard of 2023 covers it; 300万元 is to be verified",
    13: "no standard of 2023 covers it; 900万元 is to be verified",
}


@pytest.fixture(scope="module")
def problems() -> tuple[Problem, ...]:
    return check_case(load_case(data_dir() / "cases/pudong-2024/plan.yaml"), load_reference())


def money(problems: tuple[Problem, ...]) -> dict[int, Problem]:
    found = {}
    for problem in problems:
        row = re.match(r"row (\d+): ", problem.message)
        if problem.rule == "P24-7" and row and problem.path[-1] == "amount":
            assert int(row[1]) not in found
            found[int(row[1])] = problem
    return found


def test_every_row_is_told(problems: tuple[Problem, ...]) -> None:
    assert sorted(money(problems)) == list(range(1, 17)) == sorted(AGREE | DIFFER)


@pytest.mark.parametrize("row", AGREE)
def test_a_row_agrees(problems: tuple[Problem, ...], row: int) -> None:
    problem = money(problems)[row]
    assert problem.severity is Severity.INFO
    assert problem.message == f"row {row}: {AGREE[row]}"


@pytest.mark.parametrize("row", DIFFER)
def test_a_row_is_to_be_verified_never_wrong(problems: tuple[Problem, ...], row: int) -> None:
    problem = money(problems)[row]
    assert problem.severity is Severity.WARNING
    assert DIFFER[row] in problem.message


def test_eleven_people_are_few_for_a_class(problems: tuple[Problem, ...]) -> None:
    (found,) = [p for p in problems if p.rule == "P24-7" and p.path[-1] == "people"]
    assert (found.message, found.severity) == ("row 9: 11 people", Severity.WARNING)
    assert "20 or more" in found.remedy


def test_the_three_totals_and_the_count(problems: tuple[Problem, ...]) -> None:
    told = {p.path[-1]: p.message for p in problems if p.rule in ("P24-1", "P24-2")}
    assert told == {
        "projects": "项目数: 16, as the notice says",
        "trainees": "来沪进修人数: 94, as the notice says",
        "teams": "赴对口支援地区培训指导团队数: 16, as the notice says",
        "classes": "来沪办班数: 1, as the notice says",
    }


def test_180_days_do_not_fit_into_may(problems: tuple[Problem, ...]) -> None:
    (found,) = [p for p in problems if p.rule == "P24-8"]
    assert "row 4: 180 days do not fit into 实施时间 5 (31 days)" in found.message


def test_nothing_is_wrong_with_the_plan(problems: tuple[Problem, ...]) -> None:
    assert exit_code(problems) is ExitCode.DONE
