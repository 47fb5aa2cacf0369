"""Who is dispatched 派驻人员: how many, under whom, and with what post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import PositiveInt

from generator.cases.base import title_of
from generator.cases.dispatch import DispatchCase, Member
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
                    _("the leader {name} is {position}", name=name_of(leader), position=position),
                    _("Let someone of 副高 or above lead."),
                )
            elif not isinstance(position, str):
                yield _missing((*path, "members", index), leader, "position")


class Posts(Parameters):
    """The posts at the receiver, one of which the leader must hold."""

    posts: tuple[str, ...]


def leader_post(subject: Dispatch, parameters: Posts) -> Iterator[Finding]:
    """A leader without one of the posts."""
    for path, member in members_of(subject):
        if not member.leader:
            continue
        if not isinstance(member.post, str):
            yield _missing(path, member, "post")
        elif not any(post in member.post for post in parameters.posts):
            yield Finding(
                (*path, "post"),
                _("the leader {name} serves as {post}", name=name_of(member), post=member.post),
                _("Appoint as {posts}.", posts=" / ".join(parameters.posts)),
            )


def member_post(subject: Dispatch, parameters: Posts) -> Iterator[Finding]:
    """Members whose post at the receiver is none of those they may hold."""
    for path, member in members_of(subject):
        post = member.post
        if member.leader or not isinstance(post, str):
            continue
        if not any(each in post for each in parameters.posts):
            yield Finding(
                (*path, "post"),
                _("{name} serves as {post}", name=name_of(member), post=post),
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


def members_of(subject: Dispatch) -> Iterator[tuple[Path, Member]]:
    """Every member of every batch with the way to it."""
    for path, batch in subject.rows("batches"):
        for index, member in enumerate(batch.members):
            yield (*path, "members", index), member


def _missing(path: Path, member: Member, key: str) -> Finding:
    title = title_of(Member, key)
    return Finding(
        path,
        _("the leader {name} lacks {title}", name=name_of(member), title=title),
        _("Write {title} ({key}).", title=title, key=key),
    )


def name_of(member: Member) -> str:
    """The member's name as messages have it."""
    return member.name if isinstance(member.name, str) else "【待补】"
