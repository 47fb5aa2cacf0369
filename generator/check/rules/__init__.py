"""The ideas rules are made of: a policy file names one and gives its parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.cases.agreement_copies import CopyHolders
from generator.check.finding import Checking, Finding
from generator.check.rules.coordination import coordination
from generator.check.rules.copies import copies
from generator.check.rules.lead import LeadLists, lead_hospital
from generator.check.rules.parameters import Parameters
from generator.check.rules.period import Period, period
from generator.check.rules.signing import Window, signing_window, taking_effect
from generator.check.rules.supplement import (
    Elements,
    Filing,
    supplement_elements,
    supplement_filing,
)
from generator.errors import FormError
from generator.i18n import _
from generator.reference import Check


@dataclass(frozen=True, slots=True)
class Idea:
    """A way of checking: its parameters in the policy file, and the function that looks."""

    parameters: type[BaseModel]
    look: Callable[[Checking, Any], Iterable[Finding]]


IDEAS: Mapping[str, Idea] = MappingProxyType(
    {
        "coordination": Idea(Parameters, coordination),
        "copies": Idea(CopyHolders, copies),
        "lead-hospital": Idea(LeadLists, lead_hospital),
        "period": Idea(Period, period),
        "signing-window": Idea(Window, signing_window),
        "supplement-elements": Idea(Elements, supplement_elements),
        "supplement-filing": Idea(Filing, supplement_filing),
        "taking-effect": Idea(Parameters, taking_effect),
    }
)


def find(check: Check, checking: Checking, *, where: str) -> Iterator[Finding]:
    """What one check of a policy's rule finds, weighed as the policy says; `where` names the rule.

    Raises FormError when the policy names an idea there is not, or its parameters do not fit.
    """
    idea = IDEAS.get(check.idea)
    if idea is None:
        raise FormError(
            _("no check is called {idea}", idea=check.idea),
            where=where,
            remedy=_("Checks there are: {ideas}", ideas=", ".join(IDEAS)),
        )
    try:
        parameters = idea.parameters.model_validate(check.parameters)
    except ValidationError as fault:
        raise FormError(
            _("parameters of {idea} are broken: {reason}", idea=check.idea, reason=str(fault)),
            where=where,
            remedy=_("Mend them in the policy file."),
        ) from fault
    for finding in idea.look(checking, parameters):
        yield replace(finding, severity=check.severity)
