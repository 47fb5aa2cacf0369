"""Policies: their rules quote the seed word for word, and broken files are refused."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from generator.errors import FormError
from generator.problems import Severity
from generator.reference import Policy, PolicyRule, load_policy, policy_ids
from generator.reference.policy import read_policy
from generator.resources import data_dir
from tests.seedtext import repaired_lines

YUNNAN = load_policy("yunnan-2022")
assert YUNNAN is not None
POLICIES = [policy for policy_id in policy_ids() if (policy := load_policy(policy_id))]
RULES = [(policy, rule) for policy in POLICIES for rule in policy.rules]
REACH = 40  # lines of the text a clause may run over


def compact(text: str) -> str:
    """Text as it is compared: spaces and the width of marks are the copyist's, words are not."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def quoted(clause: str, text: str) -> bool:
    """Whether the clause is the text's words, …… standing for words left out, in order."""
    position, plain = 0, compact(text)
    for part in map(compact, clause.split("……")):
        found = plain.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True


@pytest.mark.parametrize(("policy", "rule"), RULES, ids=[rule.id for _policy, rule in RULES])
def test_a_rule_quotes_the_seed(policy: Policy, rule: PolicyRule) -> None:
    lines = repaired_lines(policy.seed)[rule.seed_line - 1 :][:REACH]
    text = "".join(lines)
    assert quoted(rule.clause, text)
    begins = compact(text).find(compact(rule.clause.split("……")[0]))
    assert begins < len(compact(lines[0])), "seed_line is the line where the clause begins"


def test_a_changed_word_would_be_found() -> None:
    assert quoted("甲……丙", "甲乙丙")
    assert quoted("甲（乙），丙", "甲 (乙),丙")
    assert not quoted("丙……甲", "甲乙丙")
    assert not quoted("甲丁", "甲乙丙")


def test_every_rule_of_every_notice_has_its_number() -> None:
    assert len({rule.id for _policy, rule in RULES}) == len(RULES)
    assert {policy.id for policy in POLICIES} >= {
        "pudong-2023",
        "pudong-2024",
        "yubei-2021",
        "yunnan-2022",
    }


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_annexes_stand_where_they_say(policy: Policy) -> None:
    lines = repaired_lines(policy.seed)
    for annex in policy.annexes:
        text = compact("".join(lines[annex.seed_line - 1 :][:8]))
        assert compact(annex.title) in text, annex.number
        listed = compact("".join(lines))
        assert compact(annex.list_title or annex.title) in listed, annex.number


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


def test_parameters_are_looked_up_by_idea() -> None:
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
