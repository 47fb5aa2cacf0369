"""The ideas 检查办法 rules are made of: each a small function, given its parameters by a policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.check.finding import Checking, Finding, Subject
from generator.check.rules.catalogue import ACROSS, ALONE
from generator.check.rules.ideas import Across, Idea
from generator.errors import FormError
from generator.i18n import _
from generator.reference import Check

IDEAS: Mapping[str, Idea | Across] = MappingProxyType({**ALONE, **ACROSS})


def find(check: Check, checked: Checking | Subject[Any], *, where: str) -> Iterator[Finding]:
    """What one check of a policy's rule finds in a case, weighed as the policy says.

    Checks of other kinds of case, and those that look across cases, find nothing; `where` names
    the rule. Raises FormError when the policy names an idea there is not, or its parameters do
    not fit.
    """
    idea = _idea(check, where=where)
    if isinstance(idea, Idea) and checked.case.kind == idea.over:
        for finding in idea.look(checked, _parameters(idea, check, where=where)):
            yield finding.weighed(check.severity)


def find_across(
    check: Check, subjects: Sequence[Subject[Any]], *, where: str
) -> Iterator[tuple[int, Finding]]:
    """What one check finds over several cases of a policy, each finding with its case's index.

    Nothing where a kind of case it compares is not among them.

    Raises FormError as `find`.
    """
    idea = _idea(check, where=where)
    if not isinstance(idea, Across):
        return
    own = [(i, subject) for i, subject in enumerate(subjects) if subject.case.kind in idea.over]
    if {subject.case.kind for _index, subject in own} != set(idea.over):
        return  # it compares cases of one kind with those of another, and has only the one
    parameters = _parameters(idea, check, where=where)
    for index, finding in idea.look(tuple(subject for _index, subject in own), parameters):
        yield own[index][0], finding.weighed(check.severity)


def idea_of(check: Check, *, where: str) -> tuple[Idea | Across, BaseModel]:
    """The idea a check names, and its parameters. Raises FormError as `find`."""
    idea = _idea(check, where=where)
    return idea, _parameters(idea, check, where=where)


def _idea(check: Check, *, where: str) -> Idea | Across:
    idea = IDEAS.get(check.idea)
    if idea is None:
        raise FormError(
            _("no check is called {idea}", idea=check.idea),
            where=where,
            remedy=_("Checks there are: {ideas}", ideas=", ".join(IDEAS)),
        )
    return idea


def _parameters(idea: Idea | Across, check: Check, *, where: str) -> BaseModel:
    try:
        return idea.parameters.model_validate(check.parameters)
    except ValidationError as fault:
        raise FormError(
            _("parameters of {idea} are broken: {reason}", idea=check.idea, reason=str(fault)),
            where=where,
            remedy=_("Mend them in the policy file."),
        ) from fault


__all__ = ["IDEAS", "Across", "Idea", "find", "find_across", "idea_of"]
