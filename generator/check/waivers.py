"""Waivers 豁免: a rule that need not hold in a case, with the reason; always printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from generator.cases.base import Case
from generator.check.finding import Finding
from generator.i18n import _
from generator.problems import Problem, Severity
from generator.reference import load_policy


def waived(problems: Iterable[Problem], reasons: Mapping[str, str]) -> Iterator[Problem]:
    """The problems, those of waived rules as notes that tell the reason and what was found."""
    upper = {rule.upper(): reason for rule, reason in reasons.items()}
    for problem in problems:
        reason = upper.get(problem.rule) if problem.rule else None
        if reason is None or problem.severity is Severity.INFO:
            yield problem
        else:
            message = _("waived: {reason} — {found}", reason=reason, found=problem.message)
            yield replace(problem, severity=Severity.INFO, message=message, remedy="")


def idle_waivers(case: Case, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Waivers of rules that have nothing against the case: told, for a waiver is never silent."""
    policy = load_policy(case.policy)
    known = {rule.id for rule in policy.rules} if policy else set()
    found = {problem.rule for problem in problems if problem.severity is not Severity.INFO}
    for rule, reason in case.waive.items():
        if rule.upper() in known - found:
            yield Finding(
                ("waive", rule),
                _("{rule} is waived and finds nothing: {reason}", rule=rule.upper(), reason=reason),
                severity=Severity.INFO,
            )


def unknown_waivers(case: Case) -> Iterator[Finding]:
    """Waivers of rules the case's policy does not have: a slip would waive nothing, silently."""
    policy = load_policy(case.policy)
    known = {rule.id for rule in policy.rules} if policy else set()
    for rule in case.waive:
        if policy and rule.upper() not in known:
            yield Finding(
                ("waive", rule),
                _("{policy} has no rule {rule} to waive", policy=case.policy, rule=rule),
                _("`bangfu rules list --policy {policy}` names all rules.", policy=case.policy),
            )
