"""docs/rules.zh.md is what the policies say, and says all of it."""

from __future__ import annotations

import pytest

from generator.reference import load_policy, policy_ids
from tools import rules_page


def test_the_page_is_not_stale() -> None:
    assert rules_page.PAGE.read_text(encoding="utf-8") == rules_page.page(), (
        "run python -m tools.rules_page"
    )


@pytest.mark.parametrize("policy_id", policy_ids())
def test_every_rule_stands_there_with_its_clause(policy_id: str) -> None:
    text = rules_page.PAGE.read_text(encoding="utf-8")
    policy = load_policy(policy_id)
    assert policy and policy.rules
    for rule in policy.rules:
        assert f"### {rule.id} {rule.title}\n\n> {rule.clause}\n" in text


def test_a_stale_page_is_found(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path_factory.mktemp("docs") / "rules.zh.md"
    monkeypatch.setattr(rules_page, "PAGE", page)
    monkeypatch.setattr("sys.argv", ["rules_page", "--check"])
    assert rules_page.main() == 1
    monkeypatch.setattr("sys.argv", ["rules_page"])
    assert rules_page.main() == 0
    monkeypatch.setattr("sys.argv", ["rules_page", "--check"])
    assert rules_page.main() == 0
    page.write_text(page.read_text(encoding="utf-8") + "x", encoding="utf-8")
    assert rules_page.main() == 1
