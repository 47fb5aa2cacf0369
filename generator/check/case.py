"""The check of a whole case: what needs no policy, then the rules its policy selects."""

from __future__ import annotations

import difflib
import pathlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from generator.cases.agreement import AgreementCase
from generator.cases.agreement_names import Names
from generator.cases.base import Case
from generator.cases.plan import PlanCase
from generator.cases.settlement import SettlementCase
from generator.cases.training import TrainingCase
from generator.check import names, pairs
from generator.check.finding import Checking, Finding, did_you_mean
from generator.check.nothing import gaps
from generator.check.plans import plan_findings
from generator.check.rules import find
from generator.check.settlements import settlement_findings
from generator.check.training import training
from generator.i18n import _
from generator.places import Path, Place
from generator.problems import Problem
from generator.reference import Policy, PolicyRule, Reference, load_policy, policy_ids

_WITHOUT_POLICY: tuple[Callable[[Checking], Iterable[Finding]], ...] = (
    names.unknown_hospitals,
    names.unknown_counties,
    names.receivers_elsewhere,
    names.county_helpers,
    names.suspects,
    pairs.ends_before_start,
    pairs.pairs_twice,
    pairs.several_helpers_pairwise,
    pairs.seals_of_nobody,
)


class Loaded(Protocol):
    """A case that knows where its values stand, as load gives it."""

    @property
    def path(self) -> pathlib.Path:
        """The case file."""

    @property
    def case(self) -> Case:
        """The case."""

    def place(self, path: Path, /) -> Place:
        """Where a value stands, or its nearest known ancestor."""


def check_case(loaded: Loaded, reference: Reference) -> tuple[Problem, ...]:
    """Every problem of a case, by place; each says by its path which record it belongs to.

    Raises FormError when the policy's file is broken.
    """
    problems = [_problem(finding, loaded) for finding in _general(loaded, reference)]
    policy = load_policy(loaded.case.policy)
    if policy is None:
        problems.append(_problem(_unknown_policy(loaded.case.policy), loaded))
    else:
        problems += _by_policy(loaded, reference, policy)
    return tuple(sorted(problems, key=lambda p: (p.place, p.path, p.rule)))


def _checking(loaded: Loaded, reference: Reference) -> Checking | None:
    case = loaded.case
    if not isinstance(case, AgreementCase):
        return None
    return Checking(case, Names.of(case, reference), loaded.path.parent)


def _general(loaded: Loaded, reference: Reference) -> Iterator[Finding]:
    yield from gaps(loaded.case)
    if isinstance(loaded.case, SettlementCase):
        yield from settlement_findings(loaded.case)
    if isinstance(loaded.case, PlanCase):
        yield from plan_findings(loaded.case)
    if isinstance(loaded.case, TrainingCase):
        yield from training(loaded.case)
    if checking := _checking(loaded, reference):
        for finder in _WITHOUT_POLICY:
            yield from finder(checking)


def _by_policy(loaded: Loaded, reference: Reference, policy: Policy) -> Iterator[Problem]:
    checking = _checking(loaded, reference)
    if checking is None:
        return
    for rule in policy.rules:
        for check in rule.checks:
            for finding in find(check, checking, where=f"{policy.id} {rule.id}"):
                yield _problem(finding, loaded, rule)


def _problem(finding: Finding, loaded: Loaded, rule: PolicyRule | None = None) -> Problem:
    return Problem(
        severity=finding.severity,
        place=loaded.place(finding.path),
        message=finding.message,
        remedy=finding.remedy,
        rule=rule.id if rule else "",
        clause=rule.clause if rule else "",
        path=finding.path,
    )


def _unknown_policy(policy_id: str) -> Finding:
    ids = policy_ids()
    return Finding(
        ("policy",),
        _("no policy is called {id}", id=policy_id),
        did_you_mean(
            difflib.get_close_matches(policy_id, ids),
            _("Policies there are: {ids}", ids=", ".join(ids)),
        ),
    )
