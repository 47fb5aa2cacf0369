"""A policy 政策文件: its number, annexes and rules, read from data/policies."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from generator.errors import FormError
from generator.i18n import _
from generator.problems import Severity
from generator.reference.model import Entry, Name
from generator.reference.yamlfile import read_yaml
from generator.resources import data_dir


class Annex(Entry):
    """An annex 附件, under the title the list gives it and the one it bears itself."""

    number: Name
    title: Name  # as printed over the annex
    list_title: Name | None = None  # as in the list after the body, where it differs
    seed_line: int
    is_text: bool = False  # part of the notice's text, not a form that somebody fills in


class Check(Entry):
    """One thing a rule checks: an idea known to generator/check/rules, with its parameters."""

    idea: Name
    severity: Severity
    parameters: dict[str, Any] = Field(default_factory=dict)


class PolicyRule(Entry):
    """A rule 规则: the clause 条文 it enforces, word for word, and what follows from it."""

    id: Name
    title: Name
    clause: Name  # exact words; …… where words are left out
    section: Name
    seed_line: int
    note: str = ""  # how the clause was read where its words leave it open
    checks: tuple[Check, ...] = Field(min_length=1)


Signatory = Literal["helper", "government", "receiver"]


class Policy(Entry):
    """A policy with its rules."""

    id: Name
    number: Name | None = None  # 发文字号, none where the text at hand lacks it
    title: Name
    issuers: tuple[Name, ...] = Field(min_length=1)
    issued: date | None = None  # 成文日期, none where the text at hand lacks it
    years: tuple[int, int] | None = None  # the first and the last year it speaks of
    seed: Name
    annexes: tuple[Annex, ...] = ()
    signatories: tuple[Signatory, ...] = ("helper", "receiver")  # who signs an agreement 协议书
    funding: dict[str, Any] = Field(default_factory=dict)  # 资助标准, for rules that need them
    rules: tuple[PolicyRule, ...] = ()

    def rule(self, rule_id: str) -> PolicyRule | None:
        """The rule of this id, as `YN-22`."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def parameters_of(self, idea: str) -> dict[str, Any] | None:
        """The parameters of the first check with this idea; None when no rule has it."""
        checks = (check for rule in self.rules for check in rule.checks)
        return next((check.parameters for check in checks if check.idea == idea), None)


@cache
def policy_ids() -> tuple[str, ...]:
    """The ids of all policies of the installation."""
    return tuple(sorted(path.stem for path in (data_dir() / "policies").glob("*.yaml")))


@cache
def load_policy(policy_id: str) -> Policy | None:
    """The policy of this id; None when there is none.

    Raises FormError when its file is broken.
    """
    # Only listed ids become paths: an id out of a case must never lead elsewhere.
    if policy_id not in policy_ids():
        return None
    return read_policy(data_dir() / "policies" / f"{policy_id}.yaml")


def read_policy(path: Path) -> Policy:
    """The policy in a file.

    Raises FormError when the file is broken.
    """
    try:
        return Policy.model_validate(read_yaml(path))
    except ValidationError as fault:
        raise FormError(
            _("policy file is broken: {reason}", reason=str(fault)),
            where=str(path),
            remedy=_("Mend the entry; data/policies/yunnan-2022.yaml shows the shape."),
        ) from fault
