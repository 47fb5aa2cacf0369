"""What is wrong with a training case as such: one example that holds and one that does not."""

from __future__ import annotations

from typing import Any

import pytest

from generator.check import check_case
from generator.problems import Problem, Severity
from generator.reference import load_reference
from tests.cases.test_training_course import ACCOUNT, PLAN, case
from tests.check.checked import Made


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


def found(**more: Any) -> list[Problem]:
    """What is wrong beyond the notes on what is due."""
    problems = check_case(Made(case(**more)), load_reference())
    return [problem for problem in problems if problem.severity is not Severity.INFO]


def session(day: str = "2024-02-26", **more: Any) -> dict[str, Any]:
    return {"day": day, "content": "课", **more}


TWICE = [{"name": "甲", "unit": "一院"}, {"name": "甲", "unit": "二院"}]
EVALUATED = {"handed_out": 2, "collected": 2, "valid": 2}


def item(*counts: int) -> dict[str, Any]:
    keys = ("excellent", "good", "fair", "poor", "bad")
    return {"dimension": "课程内容", "item": "甲", **dict(zip(keys, counts, strict=False))}


HOLDS: list[dict[str, Any]] = [
    {},
    {"sessions": [session(), session("2024-03-01")]},
    {"sessions": [session(time="8:00-9:00"), session(time="9:00-10:00")]},
    {"sessions": [session(time="8:00-9:00"), session("2024-02-27", time="8:00-9:00")]},
    {"sessions": [session(hours="3"), session(hours="4")], "hours": 7},
    {"sessions": [session(hours="3"), session()], "hours": 9},  # not all have hours
    {"people": 2},
    {"trainees": [{"name": "甲", "stay": "2024.2.26-2024.3.1"}]},
    {"trainees": [{"name": "甲", "stay": "2024年2月-2024年3月"}]},
    {"evaluation": EVALUATED},
    {"evaluation": {**EVALUATED, "items": [item(1, 1)]}},
    {"evaluation": {"answers": [{"q14": "5"}]}},
    {"evaluation": {**EVALUATED, "valid": 1, "answers": [{"q1": "5"}]}},
    {"appraisals": [{"name": "甲", "due": 5, "present": 4, "leave": 1}]},
    {"trainees": TWICE, "appraisals": [{"name": "甲", "unit": "一院"}]},
    {"plan": PLAN},
]

FAILS: list[tuple[dict[str, Any], tuple[Any, ...], str]] = [
    ({"end": "2024-02-25"}, ("end",), "ends before"),
    ({"sessions": [session("2024-02-25")]}, ("sessions", 0, "day"), "a session on"),
    ({"sessions": [session("2024-03-02")]}, ("sessions", 0, "day"), "a session on"),
    (
        {"sessions": [session(time="8:00-9:01"), session(time="9:00-10:00")]},
        ("sessions", 1, "time"),
        "the session of row 1",
    ),
    ({"sessions": [session(hours="3.5")], "hours": 4}, ("hours",), "the sessions have 3.5"),
    ({"people": 3}, ("people",), "the roster has 2"),
    (
        {"trainees": [{"name": "甲", "stay": "2024.2.26-2024.3.2"}]},
        ("trainees", 0, "stay"),
        "was there",
    ),
    ({"evaluation": {**EVALUATED, "collected": 3}}, ("evaluation", "collected"), "3 question"),
    ({"evaluation": {**EVALUATED, "valid": 3}}, ("evaluation", "valid"), "3 valid"),
    ({"evaluation": {"handed_out": 2, "valid": 3}}, ("evaluation", "valid"), "of 2"),
    ({"evaluation": {**EVALUATED, "items": [item(1, 2)]}}, ("evaluation", "items", 0), "3 answers"),
    (
        {"evaluation": {**EVALUATED, "answers": [{"q1": "5"}]}},
        ("evaluation", "valid"),
        "1 given",
    ),
    (
        {"evaluation": {"answers": [{"q15": "5"}]}},
        ("evaluation", "answers", 0, "q15"),
        "there are 14",
    ),
    (
        {"evaluation": {"answers": [{"q1": "5"}], "items": [item(1)]}},
        ("evaluation", "items"),
        "not those of the questionnaires",
    ),
    ({"appraisals": [{"name": "丙"}]}, ("appraisals", 0, "name"), "not on the roster"),
    ({"trainees": TWICE, "appraisals": [{"name": "甲"}]}, ("appraisals", 0, "name"), "2 times"),
    (
        {"trainees": TWICE, "appraisals": [{"name": "甲", "unit": "三院"}]},
        ("appraisals", 0, "unit"),
        "another unit",
    ),
    (
        {"appraisals": [{"name": "甲"}, {"name": "甲"}]},
        ("appraisals", 1, "name"),
        "in row 1 already",
    ),
    ({"appraisals": [{"name": "甲", "due": 6}]}, ("appraisals", 0, "due"), "course of 5"),
    (
        {"appraisals": [{"name": "甲", "due": 5, "present": 5, "leave": 1}]},
        ("appraisals", 0, "present"),
        "5 days present",
    ),
    ({"account": ACCOUNT}, ("account",), "without the plan"),
]


def errors(**more: Any) -> list[Problem]:
    """Errors that come from no rule of the policy."""
    return [p for p in found(**more) if p.severity is Severity.ERROR and not p.rule]


@pytest.mark.parametrize("more", HOLDS)
def test_a_case_that_holds(more: dict[str, Any]) -> None:
    assert errors(**more) == []


@pytest.mark.parametrize(("more", "path", "said"), FAILS)
def test_a_case_that_does_not(more: dict[str, Any], path: tuple[Any, ...], said: str) -> None:
    (problem,) = errors(**more)
    assert problem.path == path
    assert said in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    "more",
    [
        {"evaluation": {"handed_out": 3}},
        {"appraisals": [{"name": "甲", "due": 5, "present": 4}, {"name": "乙"}]},
    ],
)
def test_what_may_be_right_is_a_warning(more: dict[str, Any]) -> None:
    assert [p.severity for p in found(**more) if not p.rule] == [Severity.WARNING]


def test_the_account_is_checked_as_the_settlement_it_is() -> None:
    """What is wrong in it is told where the training case has it."""
    twice = {"expenses": [*ACCOUNT["expenses"], *ACCOUNT["expenses"]], "payer": "某单位"}
    plan = {**PLAN, "region": "江孜县", "people": 2}
    problems = {p.path: p for p in found(plan=plan, account=twice, contact="某")}
    assert "already" in problems["account", "expenses", 1, "subject"].message
    assert problems["account", "payer"].rule == "P24-6"
    assert problems["plan", "approved"].rule == "P24-5"  # more spent than granted
    assert problems["account",].rule == "P24-9"  # no leader


def test_dates_of_the_account_are_the_courses() -> None:
    problems = found(start="2024-12-20", end="2025-01-03", plan=PLAN, account=ACCOUNT)
    assert [p.path for p in problems if p.rule == "P24-8"] == [("end",)]
