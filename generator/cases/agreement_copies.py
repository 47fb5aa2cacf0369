"""How many originals 份数 an agreement needs: one for each who keeps or files one."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from generator.cases.agreement import Pair
from generator.errors import FormError
from generator.i18n import _
from generator.reference import Policy, load_policy

Mode = Literal["pairwise", "joint"]
IDEA = "copies"


class CopyHolders(BaseModel):
    """Who keeps a copy beside the hospitals: parameters of the policy's `copies` check."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    filed_with: NonNegativeInt  # authorities the agreement is filed with 报备
    government_copy: dict[Mode, bool]  # whether the government keeps one, if the case is silent


@cache
def copy_holders(policy_id: str) -> CopyHolders:
    """The copy holders of a policy; one that says nothing files with nobody.

    Raises FormError when the policy's parameters are broken.
    """
    policy = load_policy(policy_id)
    parameters = policy.parameters_of(IDEA) if policy else None
    if policy is None or parameters is None:
        signs = policy is None or "government" in policy.signatories
        return CopyHolders(filed_with=0, government_copy={"pairwise": False, "joint": signs})
    return _read(policy, parameters)


def _read(policy: Policy, parameters: dict[str, object]) -> CopyHolders:
    try:
        return CopyHolders.model_validate(parameters)
    except ValidationError as fault:
        raise FormError(
            _("parameters of {idea} are broken: {reason}", idea=IDEA, reason=str(fault)),
            where=policy.id,
            remedy=_("Mend them in the policy file."),
        ) from fault


def government_keeps_copy(pair: Pair, mode: Mode, holders: CopyHolders) -> bool:
    """Whether the government keeps a copy: the pair's own word, else the policy's default."""
    if pair.government_copy is not None:
        return pair.government_copy
    return holders.government_copy[mode]


def expected_copies(pair: Pair, mode: Mode, holders: CopyHolders) -> int:
    """Helpers + receiver + authorities it is filed with, + 1 when the government keeps one."""
    government = government_keeps_copy(pair, mode, holders)
    return len(pair.helpers) + 1 + holders.filed_with + int(government)
