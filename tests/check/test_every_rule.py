"""Every rule has a case it passes, one it fails and one at its boundary."""

from __future__ import annotations

import pytest

from generator.problems import Severity
from generator.reference import load_policy, policy_ids
from tests.check import examples_pudong, examples_yubei, examples_yunnan
from tests.check.rule_examples import Example, found_by

ALL = {**examples_yunnan.EXAMPLES, **examples_yubei.EXAMPLES, **examples_pudong.EXAMPLES}
RULES = {
    rule.id: rule
    for policy_id in policy_ids()
    if (policy := load_policy(policy_id))
    for rule in policy.rules
}
ONE_BY_ONE = [
    pytest.param(rule, example, id=f"{rule}-{number}")
    for rule, examples in ALL.items()
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_examples(rule: str) -> None:
    examples = ALL.get(rule, [])
    assert any(not each.finds for each in examples), "one that passes"
    assert any(each.finds for each in examples), "one that fails"
    assert any(each.boundary for each in examples), "one at the boundary"


def test_no_example_is_of_a_rule_there_is_not() -> None:
    assert set(ALL) <= set(RULES)


@pytest.mark.parametrize(("rule", "example"), ONE_BY_ONE)
def test_an_example(rule: str, example: Example) -> None:
    found = found_by(rule, example)
    counted = [
        problem for problem in found if "info" in example.finds or not is_note(problem.severity)
    ]
    assert sorted(p.severity.value for p in counted) == sorted(example.finds), [
        problem.message for problem in found
    ]
    for problem in counted:
        assert problem.clause == RULES[rule].clause
        assert problem.message
        assert problem.remedy


def is_note(severity: Severity) -> bool:
    return severity is Severity.INFO
