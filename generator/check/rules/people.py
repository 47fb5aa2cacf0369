"""Who is dispatched 派驻人员: how many, under whom, with what post, insurance and goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pydantic import PositiveInt

from generator.cases.base import title_of
from generator.cases.dispatch import DispatchCase, Goal, Member
from generator.cases.nothing import Blank, Gap
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.places import Path

Dispatch = Subject[DispatchCase]


class TeamSize(Parameters):
    """How many at least; fewer where sender or receiver is a hospital of traditional medicine."""

    least: PositiveInt
    least_tcm: PositiveInt
    tcm: str  # a pattern of such hospitals' names


def team_size(subject: Dispatch, parameters: TeamSize) -> Iterator[Finding]:
    """A batch with too few members."""
    for path, batch in subject.rows("batches"):
        hospitals = [name for name in (batch.sender, batch.receiver) if isinstance(name, str)]
        tcm = any(re.search(parameters.tcm, name) for name in hospitals)
        least = parameters.least_tcm if tcm else parameters.least
        if len(batch.members) < least:
            yield Finding(
                (*path, "members"),
                _(
                    "batch {number} has {count} members",
                    number=batch.number,
                    count=len(batch.members),
                ),
                _("Send at least {least}.", least=least),
            )


class Headcount(Parameters):
    """How many go altogether, and how many from each hospital."""

    people: PositiveInt
    senders: dict[str, PositiveInt]


def headcount(subject: Dispatch, parameters: Headcount) -> Iterator[Finding]:
    """A total, or a hospital's part of it, that is not the number the policy gives."""
    counts: dict[str, int] = {}
    for _path, batch in subject.rows("batches"):
        if isinstance(batch.sender, str):
            counts[batch.sender] = counts.get(batch.sender, 0) + len(batch.members)
    total = sum(len(batch.members) for batch in subject.case.batches)
    remedy = _("Compare the list with the notice.")
    if total != parameters.people:
        yield Finding(
            ("batches",),
            _("{count} members altogether, not {wanted}", count=total, wanted=parameters.people),
            remedy,
        )
    for sender, wanted in parameters.senders.items():
        if counts.get(sender, 0) != wanted:
            yield Finding(
                ("batches",),
                _(
                    "{sender} sends {count}, not {wanted}",
                    sender=sender,
                    count=counts.get(sender, 0),
                    wanted=wanted,
                ),
                remedy,
            )


class LeaderTitle(Parameters):
    """A pattern of the professional titles 职称 a leader may have."""

    titles: str


def leader_title(subject: Dispatch, parameters: LeaderTitle) -> Iterator[Finding]:
    """A batch without one leader, or whose leader's title is not high enough."""
    for path, batch in subject.rows("batches"):
        leaders = [(i, member) for i, member in enumerate(batch.members) if member.leader]
        if len(leaders) != 1:
            yield Finding(
                (*path, "members"),
                _(
                    "batch {number} has {count} leaders (队长)",
                    number=batch.number,
                    count=len(leaders),
                ),
                _("Mark one member with leader: 是 (队长)."),
            )
        for index, leader in leaders:
            position = leader.position
            if isinstance(position, str) and not re.search(parameters.titles, position):
                yield Finding(
                    (*path, "members", index, "position"),
                    _("the leader {name} is {position}", name=_name(leader), position=position),
                    _("Let someone of 副高 or above lead."),
                )
            elif not isinstance(position, str):
                yield _missing((*path, "members", index), leader, "position")


class Posts(Parameters):
    """The posts at the receiver, one of which the leader must hold."""

    posts: tuple[str, ...]


def leader_post(subject: Dispatch, parameters: Posts) -> Iterator[Finding]:
    """A leader without one of the posts."""
    for path, member in _members(subject):
        if not member.leader:
            continue
        if not isinstance(member.post, str):
            yield _missing(path, member, "post")
        elif not any(post in member.post for post in parameters.posts):
            yield Finding(
                (*path, "post"),
                _("the leader {name} serves as {post}", name=_name(member), post=member.post),
                _("Appoint as {posts}.", posts=" / ".join(parameters.posts)),
            )


def member_post(subject: Dispatch, parameters: Posts) -> Iterator[Finding]:
    """Members whose post at the receiver is none of those they may hold."""
    for path, member in _members(subject):
        post = member.post
        if member.leader or not isinstance(post, str):
            continue
        if not any(each in post for each in parameters.posts):
            yield Finding(
                (*path, "post"),
                _("{name} serves as {post}", name=_name(member), post=post),
                _("Members may serve as {posts}.", posts=" / ".join(parameters.posts)),
            )


def deputy_named(subject: Dispatch, parameters: Posts) -> Iterator[Finding]:
    """A receiver where no member serves in one of the posts."""
    for path, batch in subject.rows("batches"):
        held = [member.post for member in batch.members if isinstance(member.post, str)]
        if not any(post in each for each in held for post in parameters.posts):
            yield Finding(
                (*path, "members"),
                _(
                    "nobody of batch {number} serves at the receiver as {posts}",
                    number=batch.number,
                    posts=" / ".join(parameters.posts),
                ),
                _("Name who does, with post (受援医院任职)."),
            )


def insurance(subject: Dispatch, parameters: Parameters) -> Iterator[Finding]:
    """A member without accident insurance, or one it does not cover on every day of the stay."""
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            place = (*path, "members", index)
            stay = batch.stay_of(member)
            if member.insurance is None:
                yield Finding(
                    place,
                    _("{name} has no accident insurance (人身意外保险)", name=_name(member)),
                    _("Insure, then give number, start and end."),
                )
            elif stay and not (
                member.insurance.start <= stay.start and stay.end <= member.insurance.end
            ):
                yield Finding(
                    (*place, "insurance"),
                    _(
                        "the insurance of {name} does not cover {stay}",
                        name=_name(member),
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
    for path, member in _members(subject):
        if not any(is_measurable(goal) for goal in member.goals):
            yield Finding(
                (*path, "goals") if member.goals else path,
                _("{name} has no goal with a day and a figure", name=_name(member)),
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


def _members(subject: Dispatch) -> Iterator[tuple[Path, Member]]:
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            yield (*path, "members", index), member


def _missing(path: Path, member: Member, key: str) -> Finding:
    title = title_of(Member, key)
    return Finding(
        path,
        _("the leader {name} lacks {title}", name=_name(member), title=title),
        _("Write {title} ({key}).", title=title, key=key),
    )


def _name(member: Member) -> str:
    return member.name if isinstance(member.name, str) else "【待补】"
