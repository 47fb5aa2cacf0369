"""Waivers, identifiers, dates and cases beside each other: what holds for any kind of case."""

from __future__ import annotations

from datetime import date

import pytest

from generator.check import IDEAS, check_together
from generator.check.rules import idea_of
from generator.problems import Problem, Severity
from generator.reference import load_policy, load_reference, policy_ids
from tests.check.checked import Made
from tests.check.rule_examples import Changes, example_case

DISPATCH, PUDONG = "yunnan-2022/dispatch", "pudong-2024/dispatch"
MEMBER = "batches.0.members.0"


def problems(base: str, changes: Changes, *beside: tuple[str, Changes]) -> list[Problem]:
    cases = [Made(example_case(*each)) for each in ((base, changes), *beside)]
    return [each for found in check_together(cases, load_reference()) for each in found]


@pytest.mark.parametrize("key", ["YN-1", "yn-1"])
def test_a_waiver_is_printed_with_its_reason_and_what_was_found(key: str) -> None:
    few = {"batches.0.members.4": None}
    (broken,) = problems(DISPATCH, few)
    (waived,) = problems(DISPATCH, {**few, "waive": {key: "县卫健局已同意"}})
    assert (broken.rule, broken.severity) == ("YN-1", Severity.ERROR)
    assert (waived.rule, waived.severity) == ("YN-1", Severity.INFO)
    assert not waived.makes_draft
    assert waived.message == f"waived: 县卫健局已同意 — {broken.message}"


def test_a_waiver_of_another_rule_waives_nothing() -> None:
    told, found = problems(DISPATCH, {"batches.0.members.4": None, "waive": {"YN-2": "x"}})
    assert (told.severity, told.path) == (Severity.INFO, ("waive", "YN-2"))
    assert found.severity is Severity.ERROR


def test_a_waiver_of_no_rule_is_an_error() -> None:
    (found,) = problems(DISPATCH, {"waive": {"YN-99": "x"}})
    assert found.path == ("waive", "YN-99")
    assert found.severity is Severity.ERROR


ID = "11010519491231002X"  # the example of GB 11643; a woman born in 1949


@pytest.mark.parametrize(
    ("key", "value", "severity", "words"),
    [
        ("id_number", "110105194912310021", "error", "check digit"),
        ("id_number", "1.10105E+17", "error", "spreadsheet"),
        ("id_number", "110105194912310000", "error", "ends in 000"),
        ("id_number", ID, "error", "other sex"),  # 示例甲 is a man
        ("phone", "1380013800", "error", "10 characters"),
        ("phone", "0871-67195125", "warning", "landline"),
        ("name", "阿依•古丽", "warning", "阿依•古丽"),
        ("name", "\ue863某", "error", "private font"),
    ],
)
def test_an_identifier_is_verified(key: str, value: str, severity: str, words: str) -> None:
    path = ("batches", 0, "members", 0, key)
    told = [p for p in problems(PUDONG, {f"{MEMBER}.{key}": value}) if p.path == path]
    (found,) = [p for p in told if words in p.message]
    assert found.severity.value == severity
    assert found.remedy


def test_numbers_are_masked_in_what_was_found() -> None:
    told = "\n".join(
        f"{p.message} {p.remedy}"
        for p in problems(PUDONG, {f"{MEMBER}.id_number": ID, f"{MEMBER}.name": "13900001234"})
    )
    assert ID not in told
    assert "13900001234" not in told
    assert "139****1234" in told


def test_one_number_with_two_names() -> None:
    other = example_case(PUDONG, {}).batches[0].members[1].id_number  # type: ignore[attr-defined]
    found = problems(PUDONG, {f"{MEMBER}.id_number": other, f"{MEMBER}.gender": "女"})
    (told,) = [p for p in found if "has the identity number of 示例甲" in p.message]
    assert told.path == ("batches", 0, "members", 1, "id_number")
    assert told.severity is Severity.ERROR


def test_ages_do_not_change_with_the_clock() -> None:
    young = {f"{MEMBER}.id_number": "999999200701010012", "year": "2024"}
    assert any("17 years old" in p.message for p in problems(PUDONG, young))
    assert date.today().year > 2025, "they would be grown up by today's date"


def test_an_end_before_its_start_in_any_kind() -> None:
    (found,) = problems("yubei-2021/supervision", {"end": "2021-04-30"})[:1]
    assert found.path == ("end",)
    assert "2021-04-30 is before" in found.message


def test_a_case_of_another_year_than_its_policys() -> None:
    found = [p for p in problems("pudong-2024/activity", {"year": "2023"}) if p.path == ("year",)]
    assert [each.severity for each in found] == [Severity.WARNING]


AGREEMENT = ("yunnan-2022/agreement", {})


def test_a_batch_between_hospitals_that_agreed() -> None:
    assert not [p for p in problems(DISPATCH, {}, AGREEMENT) if p.rule == "YN-9"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"batches.0.sender": "昆明市第一人民医院"}, "no agreement between"),
        ({"batches.0.end": "2026-01-01"}, "outside the period of the agreement"),
    ],
)
def test_a_batch_without_an_agreement(changes: Changes, words: str) -> None:
    alone = [p for p in problems(DISPATCH, changes) if words in p.message]
    beside = [p for p in problems(DISPATCH, changes, AGREEMENT) if words in p.message]
    assert alone == []
    assert [p.rule for p in beside] == ["YN-9"]


def test_cases_of_other_policies_are_not_compared() -> None:
    plan = problems("pudong-2024/activity", {"planned": []}, (DISPATCH, {}))
    assert [p.rule for p in plan] == ["P24-10"]


def test_every_check_of_every_policy_has_an_idea_and_parameters_that_fit() -> None:
    used = set()
    for policy_id in policy_ids():
        policy = load_policy(policy_id)
        assert policy
        for rule in policy.rules:
            for check in rule.checks:
                idea_of(check, where=rule.id)
                used.add(check.idea)
    assert used == set(IDEAS), "an idea no policy uses is dead"
