"""The supplementary agreement 补充协议: what its rows must say, and where it is filed."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import field_validator

from generator.cases.agreement import Goal
from generator.cases.base import title_of
from generator.cases.nothing import Blank
from generator.check.finding import Checking, Finding
from generator.check.rules.parameters import Parameters
from generator.i18n import _


class Elements(Parameters):
    """The fields a row must have, by their keys in the case."""

    elements: tuple[str, ...]

    @field_validator("elements")
    @classmethod
    def _known(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [key for key in keys if key not in Goal.model_fields]:
            raise ValueError(f"no such field of a goal: {', '.join(unknown)}")
        return keys


class Filing(Parameters):
    """The authorities a supplement is filed with 备案."""

    filed_with: tuple[str, ...]


def supplement_elements(checking: Checking, parameters: Elements) -> Iterator[Finding]:
    """A row begun but not finished; a row blank throughout is not yet agreed, and no fault."""
    for path, pair in checking.pairs():
        for index, goal in enumerate(pair.goals):
            missing = [key for key in parameters.elements if isinstance(getattr(goal, key), Blank)]
            if missing and any(not isinstance(value, Blank) for _key, value in goal):
                titles = "、".join(title_of(Goal, key) for key in missing)
                yield Finding(
                    (*path, "goals", index),
                    _("the row of the supplement lacks {titles}", titles=titles),
                    _("Fill them in, or leave the whole row blank until it is agreed."),
                )


def supplement_given(checking: Checking, parameters: Parameters) -> Iterator[Finding]:
    """An agreement that breaks nothing down into tasks 细化分解."""
    for path, pair in checking.pairs():
        if not pair.goals:
            yield Finding(
                path,
                _("no tasks are broken down for this pair"),
                _("Give them as goals (帮扶任务): task, figure and deadline."),
            )


def supplement_filing(checking: Checking, parameters: Filing) -> Iterator[Finding]:
    """A supplement there is: both hospitals seal it, and it is filed."""
    for path, pair in checking.pairs():
        if pair.goals:
            yield Finding(
                (*path, "goals"),
                _(
                    "the supplement needs the seals of both sides and is filed with {authorities}",
                    authorities="、".join(parameters.filed_with),
                ),
                _("Send one original to each."),
            )
