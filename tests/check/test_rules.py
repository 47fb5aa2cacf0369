"""Every rule of the Yunnan policy, passing and failing; broken rules are refused."""

from __future__ import annotations

from typing import Any

import pytest

from generator.cases.agreement_names import Names
from generator.check import IDEAS
from generator.check.finding import Checking
from generator.check.rules import find, idea_of
from generator.errors import FormError
from generator.problems import Problem, Severity
from generator.reference import Check, load_policy, load_reference, policy_ids
from tests.cases.agreements import agreement
from tests.check.checked import Made, problems

PERIOD = {"start": "2021-01-01", "end": "2025-12-31"}
GOAL = {
    "goal": "建成卒中中心",
    "deadline": "2022-06",
    "task": "带教",
    "technique": "溶栓",
    "helper_department": "神经内科",
    "receiver_department": "内科",
}
LUCHUN = {"county": "绿春县", "receiver": "绿春县人民医院"}


def by_rule(rule: str, *pairs: dict[str, Any], **case: Any) -> list[Problem]:
    return [p for p in problems(*pairs, **case) if p.rule == rule]


@pytest.mark.parametrize(
    ("rule", "pair", "mode"),
    [
        ("YN-9", {}, "pairwise"),
        ("YN-9", {"signed": "待补"}, "pairwise"),
        ("YN-9", {"signed": "2022-01-01"}, "pairwise"),
        ("YN-9", {"signed": "2022-02-28"}, "pairwise"),
        ("YN-9", {"goals": [{}, GOAL]}, "pairwise"),
        ("YN-20", {}, "pairwise"),
        ("YN-20", {"copies": 4}, "pairwise"),
        ("YN-20", {"copies": 5, "government_copy": True}, "pairwise"),
        ("YN-20", {"copies": 5}, "joint"),
        ("YN-20", {"copies": 4, "government_copy": False}, "joint"),
        ("YN-20", {"copies": 6, "helpers": ["省肿瘤医院", "昆明市延安医院"]}, "joint"),
        ("YN-21", {"signed": "2022-02-01"}, "pairwise"),
        ("YN-21", {"signed": "2022-02-01", "start": "2022-02-01"}, "pairwise"),
        ("YN-22", PERIOD, "pairwise"),
        ("YN-22", {"start": "2021-03-01"}, "pairwise"),
        ("YN-22", {"end": "2025-03-01"}, "pairwise"),
        ("YN-23", {}, "pairwise"),
        ("YN-24", {}, "pairwise"),
        ("YN-24", {"helpers": ["省肿瘤医院", "昆明市延安医院"]}, "joint"),
        ("YN-25", {**LUCHUN, "helpers": ["上海市同仁医院"]}, "joint"),
        ("YN-25", {**LUCHUN, "helpers": ["上海电力医院"]}, "pairwise"),
        ("YN-25", {**LUCHUN, "helpers": ["待补"]}, "joint"),
        ("YN-25", {"helpers": ["省肿瘤医院"]}, "joint"),
    ],
)
def test_a_rule_passes(rule: str, pair: dict[str, Any], mode: str) -> None:
    assert by_rule(rule, pair, mode=mode) == []


@pytest.mark.parametrize(
    ("rule", "pair", "mode", "path", "severity", "words"),
    [
        ("YN-9", {"signed": "2021-12-31"}, "pairwise", ("signed",), "error", "2021-12-31"),
        ("YN-9", {"signed": "2022-03-01"}, "pairwise", ("signed",), "error", "签订日期"),
        (
            "YN-9",
            {"goals": [GOAL, {**GOAL, "technique": "", "deadline": ""}]},
            "pairwise",
            ("goals", 1),
            "warning",
            "lacks 时间节点、具体项目（技术）",
        ),
        ("YN-20", {"copies": 5}, "pairwise", ("copies",), "error", "协议份数 is 5, but 4"),
        ("YN-20", {"copies": 4}, "joint", ("copies",), "error", "协议份数 is 4, but 5"),
        (
            "YN-21",
            {"signed": "2022-02-01", "start": "2021-01-01"},
            "pairwise",
            ("signed",),
            "info",
            "not before 2022-02-01",
        ),
        ("YN-22", {"start": "2022-01-01"}, "pairwise", ("start",), "error", "is not in 2021"),
        ("YN-22", {"end": "2026-01-01"}, "pairwise", ("end",), "error", "is not in 2025"),
        (
            "YN-22",
            {"start": "2021-02-01", "end": "2025-12-31"},
            "pairwise",
            ("end",),
            "error",
            "is not 5 years, which would end on 2026-01-31",
        ),
        (
            "YN-22",
            {"start": "2021-01-01", "end": "2025-12-30"},
            "pairwise",
            ("end",),
            "error",
            "end on 2025-12-31",
        ),
        ("YN-23", {"goals": [GOAL]}, "pairwise", ("goals",), "info", "云南省卫生健康委"),
        (
            "YN-25",
            {**LUCHUN, "helpers": ["上海电力医院", "上海市同仁医院"]},
            "joint",
            ("helpers", 0),
            "error",
            "上海市同仁医院 leads",
        ),
        (
            "YN-25",
            {"county": "迪庆州", "receiver": "迪庆州人民医院", "helpers": ["省肿瘤医院"]},
            "joint",
            ("helpers", 0),
            "error",
            "云南省第一人民医院 leads",
        ),
    ],
)
def test_a_rule_fails(
    rule: str,
    pair: dict[str, Any],
    mode: str,
    path: tuple[object, ...],
    severity: str,
    words: str,
) -> None:
    found = by_rule(rule, pair, mode=mode)
    assert [(p.path, p.severity.value) for p in found] == [(("pairs", 0, *path), severity)]
    assert words in found[0].message
    assert found[0].remedy
    assert found[0].clause == load_policy("yunnan-2022").rule(rule).clause


def test_several_helpers_in_separate_agreements_must_coordinate() -> None:
    found = by_rule("YN-24", {}, {"county": "会泽县"}, {"helpers": ["省肿瘤医院"]})
    assert [p.path for p in found] == [("pairs", n, "receiver") for n in (0, 1, 2)]
    assert "2 hospitals in separate agreements: 昆明市延安医院、云南省肿瘤医院" in found[0].message
    assert {p.severity for p in found} == {Severity.WARNING}
    apart = {"county": "会泽县", "receiver": "会泽县中医医院"}
    assert by_rule("YN-24", {}, apart) == []
    assert by_rule("YN-24", {}, {}) == [], "who stands twice is no second helper"


def test_an_end_before_the_start_is_told_once() -> None:
    found = problems({"start": "2025-05-01", "end": "2021-05-01"})
    assert [(p.rule, p.path) for p in found] == [("", ("pairs", 0, "end"))]


def test_five_years_from_a_leap_day() -> None:
    check = Check.model_validate(
        {
            "idea": "period",
            "severity": "error",
            "parameters": {"years": 5, "start_year": 2024, "end_year": 2029},
        }
    )
    assert list(find(check, checking(start="2024-02-29", end="2029-02-28"), where="t")) == []


def checking(**pair: Any) -> Checking:
    case = agreement(pair)
    return Checking(case, Names.of(case, load_reference()), Made(case).path.parent)


def test_every_rule_of_every_policy_has_its_idea() -> None:
    assert policy_ids()
    for policy_id in policy_ids():
        policy = load_policy(policy_id)
        assert policy is not None
        for rule in policy.rules:
            for check in rule.checks:
                idea_of(check, where=rule.id)
                if policy_id == checking().case.policy:
                    assert list(find(check, checking(), where=rule.id)) == []


@pytest.mark.parametrize(
    ("idea", "parameters", "words"),
    [
        ("astrology", {}, "no check is called astrology"),
        ("period", {"years": 5}, "start_year"),
        ("period", {"years": 0, "start_year": 2021, "end_year": 2025}, "years"),
        ("coordination", {"count": 2}, "count"),
        ("supplement-elements", {"elements": ["colour"]}, "colour"),
        ("signing-window", {"from": "2022-01-01"}, "to"),
        ("copies", {"filed_with": 2, "government_copy": {"weekly": True}}, "government_copy"),
    ],
)
def test_a_broken_rule_is_a_form_error(idea: str, parameters: dict[str, Any], words: str) -> None:
    check = Check(idea=idea, severity=Severity.ERROR, parameters=parameters)
    with pytest.raises(FormError, match=words) as fault:
        list(find(check, checking(), where="p X-1"))
    assert fault.value.where == "p X-1"


def test_the_policy_decides_the_severity() -> None:
    for severity in Severity:
        check = Check(
            idea="supplement-filing", severity=severity, parameters={"filed_with": ["甲"]}
        )
        found = list(find(check, checking(goals=[GOAL]), where="t"))
        assert [finding.severity for finding in found] == [severity]


def test_ideas_are_named_like_files() -> None:
    assert len(IDEAS) > 50
    assert all(name == name.lower() and " " not in name for name in IDEAS)
