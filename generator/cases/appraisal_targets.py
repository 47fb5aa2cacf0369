"""Goals against results: what the policy asks of a member and what was set, beside what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.cases.appraisal import COUNTED, AppraisedGoal, Figures
from generator.cases.base import title_of
from generator.cases.nothing import BLANK, Blank, Gap
from generator.reference import Policy

RULE_IDEA = "member-figures"  # of the policy's rules: what every member's months must add up to

_PLAIN = ("patients", "operations", "rounds", "tours", "lectures", "trained", "classes")
_BUILT = ("specialties", "techniques", "systems", "publicity")


class Target(Struct, frozen=True):
    """One line of goals against results."""

    text: str  # what is to be reached
    source: str  # whose wish it is: the notice's section, or the member's own goal
    deadline: date | Gap | Blank
    target: str | Gap | Blank  # how much
    result: str | Gap | Blank  # what was done
    met: bool | None = None  # None: nobody can tell from the case
    short: str = ""  # by how much it was missed

    @property
    def verdict(self) -> str:
        """The last column: 达到, 未达到 with the shortfall, or nothing for the hand to fill."""
        if self.met is None:
            return ""
        return "达到" if self.met else f"未达到{f'，{self.short}' if self.short else ''}"


def totals(months: Sequence[Figures]) -> dict[str, Any]:
    """What the months add up to, by the figures' keys; texts follow each other, none twice."""
    figures: dict[str, Any] = {
        key: sum(getattr(month, key) for month in months) for key in (*_PLAIN, *_BUILT)
    }
    given = [month.donations for month in months if month.donations is not None]
    return {
        **figures,
        "donations": sum(given, Decimal(0)) if given else None,
        "specialty_names": _joined(month.specialty_names for month in months),
        "others": _joined(month.others for month in months),
    }


def _joined(texts: Iterable[str | Gap | Blank]) -> str | Blank:
    return "；".join(dict.fromkeys(text for text in texts if isinstance(text, str))) or BLANK


def rule_targets(policy: Policy, months: Sequence[Figures]) -> tuple[Target, ...]:
    """What the policy's rules ask of every member, with the figures of the months."""
    found = []
    for rule in policy.rules:
        for check in rule.checks:
            if check.idea == RULE_IDEA:
                found += [
                    _counted(
                        "、".join(_name(key) for key in wanted["fields"]),
                        rule.section,
                        BLANK,
                        tuple(wanted["fields"]),
                        wanted["least"],
                        months,
                    )
                    for wanted in check.parameters["sums"]
                    if wanted.get("least") is not None
                ]
    return tuple(found)


def goal_targets(goals: Sequence[AppraisedGoal], months: Sequence[Figures]) -> tuple[Target, ...]:
    """The member's own goals; those with a figure are counted up to the month they were due."""
    return tuple(_of_goal(goal, months) for goal in goals)


def _of_goal(goal: AppraisedGoal, months: Sequence[Figures]) -> Target:
    if goal.figure is None or goal.least is None:
        return Target(goal.goal, "本人目标", goal.deadline, goal.target, goal.result, goal.met)
    due = goal.deadline
    counted = [month for month in months if not isinstance(due, date) or month.month <= due.month]
    target = _counted(goal.goal, "本人目标", due, COUNTED[goal.figure], goal.least, counted)
    # How much was meant stands there in the member's own words.
    return target if isinstance(goal.target, Blank) else replace(target, target=goal.target)


def _counted(
    text: str,
    source: str,
    deadline: date | Gap | Blank,
    keys: tuple[str, ...],
    least: int,
    months: Sequence[Figures],
) -> Target:
    sums = {key: sum(getattr(month, key) for month in months) for key in keys}
    total, unit = sum(sums.values()), _unit(keys[0])
    result = f"{total}{unit}"
    if len(sums) > 1:
        parts = "、".join(f"{_name(key)}{count}{_unit(key)}" for key, count in sums.items())
        result = f"{result}（{parts}）"
    return Target(
        text,
        source,
        deadline,
        f"不少于{least}{unit}",
        result,
        total >= least,
        "" if total >= least else f"差{least - total}{unit}",
    )


def _name(key: str) -> str:
    """A figure's title without its unit: 教学查房 of 教学查房（次）."""
    return title_of(Figures, key).partition("（")[0]


def _unit(key: str) -> str:
    return title_of(Figures, key).partition("（")[2].rstrip("）")
