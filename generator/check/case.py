"""The check of cases, alone or together: what needs no policy, then the rules of their policies."""

from __future__ import annotations

import difflib
import pathlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from generator.cases.base import Case
from generator.check.dates import other_year, reversed_dates
from generator.check.embedded import Part, parts_of
from generator.check.finding import Checking, Finding, Subject, did_you_mean
from generator.check.handed import handed_in_files
from generator.check.identifiers import identifiers, repeated_ids
from generator.check.nothing import gaps
from generator.check.rules import find, find_across
from generator.check.waivers import idle_waivers, unknown_waivers, waived
from generator.i18n import _
from generator.places import Path, Place
from generator.problems import Problem
from generator.reference import PolicyRule, Reference, load_policy, policy_ids


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
    return check_together((loaded,), reference)[0]


def check_together(
    cases: Sequence[Loaded], reference: Reference
) -> tuple[tuple[Problem, ...], ...]:
    """The problems of each of the cases, those that only show beside the others among them.

    Raises FormError when a policy's file is broken.
    """
    found: list[list[Problem]] = []
    subjects: list[tuple[int, Subject[Any], Part]] = []
    for index, loaded in enumerate(cases):
        found.append([_problem(finding, loaded) for finding in _general(loaded, reference)])
        policy = load_policy(loaded.case.policy)
        if policy is None:
            found[index].append(_problem(_unknown_policy(loaded.case.policy), loaded))
            continue
        found[index] += [_problem(finding, loaded) for finding in other_year(loaded.case, policy)]
        for part in parts_of(loaded.case):
            subject = Subject(part.case, policy, reference)
            subjects.append((index, subject, part))
            found[index] += _by_policy(loaded, subject, part)
    for index, rule, finding in _across(subjects):
        found[index].append(_problem(finding, cases[index], rule))
    for problems, loaded in zip(found, cases, strict=True):
        idle = tuple(idle_waivers(loaded.case, problems))
        problems += [_problem(finding, loaded) for finding in idle]
    return tuple(
        tuple(sorted(waived(problems, loaded.case.waive), key=_order))
        for problems, loaded in zip(found, cases, strict=True)
    )


def _order(problem: Problem) -> tuple[Any, ...]:
    path = tuple(str(part).zfill(6) for part in problem.path)
    return (problem.place, path, problem.rule)


def _day_of(case: Case) -> date:
    """The day ages count at: the case's last, so that the answer does not change with the clock."""
    end, year = getattr(case, "end", None), getattr(case, "year", None)
    if isinstance(end, date):
        return end
    return date(year, 12, 31) if isinstance(year, int) else date.today()


def _general(loaded: Loaded, reference: Reference) -> Iterator[Finding]:
    yield from gaps(loaded.case)
    yield from identifiers(loaded.case, _day_of(loaded.case))
    yield from repeated_ids(loaded.case)
    yield from reversed_dates(loaded.case)
    yield from handed_in_files(loaded.case, loaded.path.parent)
    yield from unknown_waivers(loaded.case)
    for part in parts_of(loaded.case):
        yield from map(part.placed, _of_kind(part.case, loaded.path.parent))
    if checking := _checking(loaded, reference):
        from generator.check.agreements import agreement_findings

        yield from agreement_findings(checking)


def _of_kind(case: Case, folder: pathlib.Path) -> Iterator[Finding]:
    """What only one kind of case can get wrong; of the models only the case's own is loaded."""
    if case.kind == "settlement":
        from generator.check import settlements

        yield from settlements.settlement_findings(case)
    elif case.kind == "plan":
        from generator.check import plans

        yield from plans.plan_findings(case)
    elif case.kind == "training":
        from generator.check import training

        yield from training.training_findings(case, folder)
    elif case.kind == "dispatch":
        from generator.check import dispatches

        yield from dispatches.dispatch_findings(case)
    elif case.kind == "notice":
        from generator.check import notices

        yield from notices.notice_findings(case, folder)


def _checking(loaded: Loaded, reference: Reference) -> Checking | None:
    """What an agreement is checked with; other kinds need no more than their subject."""
    case: Any = loaded.case
    if case.kind != "agreement":
        return None
    from generator.check.agreements import checking_of

    return checking_of(case, reference, loaded.path.parent)


def _by_policy(loaded: Loaded, subject: Subject[Any], part: Part) -> Iterator[Problem]:
    checked = _checking(loaded, subject.reference) or subject
    for rule in subject.policy.rules:
        for check in rule.checks:
            for finding in find(check, checked, where=f"{subject.policy.id} {rule.id}"):
                yield _problem(part.placed(finding), loaded, rule)


def _across(
    subjects: Sequence[tuple[int, Subject[Any], Part]],
) -> Iterator[tuple[int, PolicyRule, Finding]]:
    """What shows only over several cases of one policy, or several batches of one case."""
    policies = {subject.policy.id: subject.policy for _index, subject, _part in subjects}
    for policy in policies.values():
        together = [each for each in subjects if each[1].policy.id == policy.id]
        for rule in policy.rules:
            for check in rule.checks:
                own = tuple(subject for _index, subject, _part in together)
                for place, finding in find_across(check, own, where=f"{policy.id} {rule.id}"):
                    index, _subject, part = together[place]
                    yield index, rule, part.placed(finding)


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
