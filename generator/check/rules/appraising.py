"""Appraisals 考核: figures reached, goals set, forms handed in, opinions in order, promotions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, PositiveInt, field_validator

from generator.cases.appraisal import AppraisalCase, Appraised, Figures, Opinions
from generator.cases.base import title_of
from generator.check.finding import Finding, Subject
from generator.check.rules.members import is_measurable
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import Period, last_day

Appraisal = Subject[AppraisalCase]


class Sum(BaseModel):
    """Figures that count together, and how many there must be at least or at most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: tuple[str, ...]
    least: int | None = None
    most: int | None = None

    @field_validator("fields")
    @classmethod
    def _known(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [key for key in keys if key not in Figures.model_fields]:
            raise ValueError(f"no such figure: {', '.join(unknown)}")
        return keys


class Sums(Parameters):
    """The sums to reach."""

    sums: tuple[Sum, ...]


def member_figures(subject: Appraisal, parameters: Sums) -> Iterator[Finding]:
    """A member whose months together do not reach a sum."""
    for path, member in subject.rows("members"):
        for wanted in parameters.sums:
            yield from _short(_name(member), member.months, wanted, (*path, "months"))


def receiver_figures(subject: Appraisal, parameters: Sums) -> Iterator[Finding]:
    """A receiver whose members together do not reach a sum, or go beyond it."""
    months: dict[str, list[Figures]] = defaultdict(list)
    first: dict[str, int] = {}
    for index, member in enumerate(subject.case.members):
        if isinstance(member.receiver, str):
            months[member.receiver] += member.months
            first.setdefault(member.receiver, index)
    for receiver, figures in months.items():
        for wanted in parameters.sums:
            yield from _short(
                receiver, tuple(figures), wanted, ("members", first[receiver], "months")
            )


def _short(
    who: str, months: tuple[Figures, ...], wanted: Sum, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    total = sum(getattr(month, key) for month in months for key in wanted.fields)
    titles = " + ".join(title_of(Figures, key) for key in wanted.fields)
    if wanted.least is not None and total < wanted.least:
        yield Finding(
            path,
            _("{who}: {titles} is {total}", who=who, titles=titles, total=total),
            _("At least {least} are needed.", least=wanted.least),
        )
    if wanted.most is not None and total > wanted.most:
        yield Finding(
            path,
            _("{who}: {titles} is {total}", who=who, titles=titles, total=total),
            _("{most} at most are meant.", most=wanted.most),
        )


def appraised_goals(subject: Appraisal, parameters: Parameters) -> Iterator[Finding]:
    """A member appraised without a goal that has a day and a figure."""
    for path, member in subject.rows("members"):
        if not any(is_measurable(goal) for goal in member.goals):
            yield Finding(
                (*path, "goals"),
                _("{name} has no goal with a day and a figure", name=_name(member)),
                _("Give one with deadline (完成时间) and target (量化指标)."),
            )


def handed_in(subject: Appraisal, parameters: Parameters) -> Iterator[Finding]:
    """Forms handed in before the stay was over, or without the figures; a note while they are due."""
    for path, member in subject.rows("members"):
        stay, day = member.stay, member.handed_in
        if not isinstance(stay, Period):
            continue
        if day is None:
            yield Finding(
                path,
                _("both forms of {name} are due after {end}", name=_name(member), end=stay.end),
                _("Hand both in, then write handed_in (交表日期)."),
                note=True,
            )
        elif day < stay.end:
            yield Finding(
                (*path, "handed_in"),
                _("handed in on {day}, before the stay ended on {end}", day=day, end=stay.end),
                _("Correct one of the two dates."),
            )
        if day and not member.months:
            yield Finding(
                (*path, "months"),
                _("{name} has no monthly figures (附件2)", name=_name(member)),
                _("Fill them in; they are handed in with the appraisal."),
            )


def opinions_in_order(subject: Appraisal, parameters: Parameters) -> Iterator[Finding]:
    """An opinion dated before the one above it on the form, or before the stay was over."""
    for path, member in subject.rows("members"):
        before = member.stay.end if isinstance(member.stay, Period) else date.min
        for key in Opinions.model_fields:
            day = getattr(member.opinions, key).day
            if isinstance(day, date):
                if day < before:
                    yield Finding(
                        (*path, "opinions", key, "day"),
                        _(
                            "{title} of {name} is of {day}, before {before}",
                            title=title_of(Opinions, key),
                            name=_name(member),
                            day=day,
                            before=before,
                        ),
                        _("The opinions follow the stay, in the order of the form."),
                    )
                before = max(before, day)


class Ban(Parameters):
    """How many years after a failed appraisal nobody is promoted."""

    years: PositiveInt


def promotion_ban(subject: Appraisal, parameters: Ban) -> Iterator[Finding]:
    """A member who failed: until when promotion is barred, and one that came too early."""
    for path, member in subject.rows("members"):
        if member.result != "不合格" or not isinstance(member.stay, Period):
            continue
        until = last_day(member.stay.end, 12 * parameters.years)
        if member.promoted and member.promoted <= until:
            yield Finding(
                (*path, "promoted"),
                _(
                    "{name} failed the appraisal and was promoted on {day}",
                    name=_name(member),
                    day=member.promoted,
                ),
                _("No promotion before {day}.", day=until),
            )
        else:
            yield Finding(
                (*path, "result"),
                _("{name} failed the appraisal", name=_name(member)),
                _("No promotion before {day}.", day=until),
            )


def _name(member: Appraised) -> str:
    return member.name if isinstance(member.name, str) else "【待补】"
