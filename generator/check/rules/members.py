"""What each member of a batch needs 队员: insurance, measurable goals, and no replacement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.cases.base import title_of
from generator.cases.dispatch import Goal
from generator.cases.nothing import Blank, Gap
from generator.check.finding import Finding
from generator.check.rules.parameters import Parameters
from generator.check.rules.people import Dispatch, members_of, name_of
from generator.i18n import _


def insurance(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member without accident insurance, or one it does not cover on every day of the stay."""
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            place = (*path, "members", index)
            stay = batch.stay_of(member)
            if member.insurance is None:
                yield Finding(
                    place,
                    _("{name} has no accident insurance (人身意外保险)", name=name_of(member)),
                    _("Insure, then give number, start and end."),
                )
            elif stay and not (
                member.insurance.start <= stay.start and stay.end <= member.insurance.end
            ):
                yield Finding(
                    (*place, "insurance"),
                    _(
                        "the insurance of {name} does not cover {stay}",
                        name=name_of(member),
                        stay=stay,
                    ),
                    _("Extend it over the whole stay."),
                )


_FIGURE = re.compile(r"[\d一二三四五六七八九十百]")


def is_measurable(goal: Goal) -> bool:
    """Whether a goal has both a day and a target with a figure."""
    target = goal.target
    return (
        isinstance(goal.deadline, date)
        and isinstance(target, str)
        and _FIGURE.search(target) is not None
    )


def measurable_goals(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member without a goal, or without one that has both a day and a figure."""
    for path, member in members_of(subject):
        if not any(is_measurable(goal) for goal in member.goals):
            yield Finding(
                (*path, "goals") if member.goals else path,
                _("{name} has no goal with a day and a figure", name=name_of(member)),
                _("Give one with deadline (完成时间) and target (量化指标)."),
            )


def replacement(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member replaced during the stay without reason, consent or approval."""
    for path, batch in subject.rows("batches"):
        for index, change in enumerate(batch.replacements):
            missing = [
                title_of(type(change), key)
                for key in ("reason", "hospital_consent", "commission_approval")
                if isinstance(getattr(change, key), Blank | Gap | None)
            ]
            if missing:
                yield Finding(
                    (*path, "replacements", index),
                    _(
                        "{name} was replaced without {missing}",
                        name=change.leaving,
                        missing="、".join(missing),
                    ),
                    _("Keep the member, or supply what is missing before the change."),
                )


def replaced_at_all(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member replaced during the stay, where another clause forbids it altogether."""
    for path, batch in subject.rows("batches"):
        for index, change in enumerate(batch.replacements):
            yield Finding(
                (*path, "replacements", index),
                _(
                    "{name} was replaced on {day}, which another clause forbids altogether",
                    name=change.leaving,
                    day=change.day,
                ),
                _("Ask the commission which of the two clauses holds."),
            )
