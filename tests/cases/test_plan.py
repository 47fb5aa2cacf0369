"""The plan of data/cases/pudong-2024: row by row what the notice prints, and the totals it states."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import Blank, Gap
from generator.cases.plan import PlanCase, PlanRow, projects_of, totals_of
from generator.check import check_case
from generator.errors import ExitCode
from generator.load import LoadedCase, load_case
from generator.problems import Severity, exit_code
from generator.reference import load_reference
from generator.resources import data_dir
from tests.seedtext import seed_lines

SEED = "000_61d09a98a7e81447.txt"
END = "合计"
COLUMNS = [
    "number",
    "name",
    "audience",
    "content",
    "people",
    "days",
    "months",
    "amount",
    "source",
    "department",
    "undertaker",
    "remark",
]
SHARED = ("name", "audience", "source", "department", "undertaker", "remark")  # by rows 5 and 6
ONCE = ("number", "name", "audience", "content", "amount", "source", "department")  # in row 7


@pytest.fixture(scope="module")
def loaded() -> LoadedCase:
    return load_case(data_dir() / "cases/pudong-2024/plan.yaml")


@pytest.fixture(scope="module")
def plan(loaded: LoadedCase) -> PlanCase:
    assert isinstance(loaded.case, PlanCase)
    return loaded.case


def printed(row: PlanRow, column: str) -> str:
    value = getattr(row, column)
    match value:
        case Gap():
            return "待定"
        case Blank():
            return ""
        case Decimal():
            return f"{value / 10000:f}".rstrip("0").rstrip(".")
    return str(value)


def as_printed(row: PlanRow, left_out: tuple[str, ...]) -> str:
    return "".join(printed(row, column) for column in COLUMNS if column not in left_out)


def seed_text(first: int, following: int) -> str:
    """The seed from a row's line to the next row's, without the header and page end between."""
    text = re.sub(r"\s", "", "".join(seed_lines(SEED)[first - 1 : following - 1]))
    return re.split(rf"7注：|{END}", text)[0]


def test_every_row_reads_as_the_seed_prints_it(plan: PlanCase) -> None:
    lines = [row.seed_line or 0 for row in plan.projects] + [438]
    assert lines == sorted(lines)
    for row, (first, following) in zip(plan.projects, pairwise(lines), strict=True):
        before = plan.projects[plan.projects.index(row) - 1] if row.number > 1 else None
        left_out: tuple[str, ...] = ()
        if before and before.number == row.number:
            left_out = ONCE
        elif before and before.name == row.name:
            left_out = SHARED
        assert as_printed(row, left_out) == seed_text(first, following)


def test_the_totals_are_those_the_notice_states(plan: PlanCase) -> None:
    totals = totals_of(plan)
    stated = plan.stated
    assert (totals.projects, totals.trainees, totals.teams, totals.classes) == (16, 94, 16, 1)
    assert (stated.projects, stated.trainees, stated.teams, stated.classes) == (16, 94, 16, 1)
    assert totals.amount == Decimal(16456000)


def test_a_project_of_three_batches_counts_its_money_once(plan: PlanCase) -> None:
    projects = list(projects_of(plan))
    assert [project.head.number for project in projects] == list(range(1, 17))
    assert {p.head.number: len(p.lines) for p in projects if len(p.lines) > 1} == {7: 3}
    assert projects[6].amount == Decimal(300000)


def test_what_is_undecided_is_a_gap_and_nothing_is_wrong(loaded: LoadedCase) -> None:
    problems = check_case(loaded, load_reference())
    assert exit_code(problems) is ExitCode.DONE
    gaps = [problem.path for problem in problems if problem.severity is Severity.GAP]
    assert gaps == [("projects", index, "undertaker") for index in range(1, 6)]


def test_the_whole_plan_is_one_record(plan: PlanCase) -> None:
    (record,) = KINDS["plan"].records(plan, load_reference(), data_dir())
    assert record.key == "001-2024年度-项目计划"
    assert len(record.fields["rows"]) == 18
    assert record.fields["rows"][1].undertaker == Gap("承办部门（单位）")


@pytest.mark.parametrize(
    ("content", "category"),
    [
        ("来沪进修", "进修"),
        ("来浦东挂职（进修）", "进修"),
        ("来沪办班", "办班"),
        ("赴莎培训指导", "派出"),
        ("能力建设", "建设"),
        ("其他", None),
    ],
)
def test_the_category_told_by_the_work(plan: PlanCase, content: str, category: str | None) -> None:
    row = plan.projects[0].model_copy(update={"content": content})
    assert row.kind_of_work == category
    assert row.model_copy(update={"category": "建设"}).kind_of_work == "建设"
