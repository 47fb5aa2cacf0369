"""Policies: their rules quote the seed word for word, and broken files are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.errors import FormError
from generator.problems import Severity
from generator.reference import PolicyRule, load_policy, policy_ids
from generator.reference.policy import read_policy
from generator.resources import data_dir
from tests.seedtext import repaired_lines

YUNNAN = load_policy("yunnan-2022")
assert YUNNAN is not None


def quoted(clause: str, line: str) -> bool:
    """Whether the clause is the line's words, …… standing for words left out, in order."""
    position = 0
    for part in clause.split("……"):
        found = line.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True


@pytest.mark.parametrize("rule", YUNNAN.rules, ids=lambda rule: rule.id)
def test_a_rule_quotes_the_seed(rule: PolicyRule) -> None:
    assert quoted(rule.clause, repaired_lines()[rule.seed_line - 1])


def test_a_changed_word_would_be_found() -> None:
    assert quoted("甲……丙", "甲乙丙")
    assert not quoted("丙……甲", "甲乙丙")
    assert not quoted("甲丁", "甲乙丙")


def test_annexes_bear_the_seeds_titles() -> None:
    lines = repaired_lines()
    assert [annex.number for annex in YUNNAN.annexes] == ["1", "2", "3", "4", "5"]
    for annex in YUNNAN.annexes:
        assert lines[annex.seed_line - 1] == annex.title
        listed = lines[84 + int(annex.number) - 1]
        assert listed.endswith(annex.list_title or annex.title)


def test_the_notice() -> None:
    lines = repaired_lines()
    assert lines[4] == YUNNAN.number
    assert YUNNAN.title.replace(" ", "") == lines[6].replace(" ", "")


def test_rules_for_agreements() -> None:
    ideas = {rule.id: [check.idea for check in rule.checks] for rule in YUNNAN.rules}
    assert ideas == {
        "YN-9": ["signing-window", "supplement-elements"],
        "YN-20": ["copies"],
        "YN-21": ["taking-effect"],
        "YN-22": ["period"],
        "YN-23": ["supplement-filing"],
        "YN-24": ["coordination"],
        "YN-25": ["lead-hospital"],
    }
    assert YUNNAN.rule("YN-22").checks[0].severity is Severity.ERROR
    assert YUNNAN.parameters_of("signing-window") == {
        "from": date(2022, 1, 1),
        "to": date(2022, 2, 28),
    }
    assert YUNNAN.rule("YN-99") is None
    assert YUNNAN.parameters_of("nothing") is None


@pytest.mark.parametrize("name", ["yunnan-2023", "", "../policies/yunnan-2022", "YUNNAN-2022"])
def test_an_id_that_is_not_listed_is_no_policy(name: str) -> None:
    assert "yunnan-2022" in policy_ids()
    assert load_policy(name) is None


@pytest.mark.parametrize(
    "change",
    [
        ("severity: error", "severity: terrible"),
        ("number: 云卫医发〔2022〕5号", "nummer: 云卫医发〔2022〕5号"),
        ("seed_line: 61", "seed_line: many"),
    ],
)
def test_a_broken_policy_is_a_form_error(tmp_path: Path, change: tuple[str, str]) -> None:
    source = (data_dir() / "policies" / "yunnan-2022.yaml").read_text(encoding="utf-8")
    file = tmp_path / "p.yaml"
    file.write_text(source, encoding="utf-8")
    assert read_policy(file).id == "yunnan-2022"
    assert change[0] in source
    file.write_text(source.replace(*change), encoding="utf-8")
    with pytest.raises(FormError) as fault:
        read_policy(file)
    assert str(file) in fault.value.where
