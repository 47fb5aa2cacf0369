"""Pairs of an agreement beside the lists of relations 关系表: its own policy's, and others'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.cases.agreement import Pair
from generator.cases.nothing import Gap
from generator.check.finding import Checking, Finding
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.places import Path
from generator.reference import RelationRow, load_policy
from generator.reference.reading import relation_rows


class OwnLists(Parameters):
    """The lists that say whom the policy pairs."""

    relations: tuple[str, ...]


class OtherLists(Parameters):
    """Lists of other policies, by what they are called."""

    relations: dict[str, str]


def listed_pair(checking: Checking, parameters: OwnLists) -> Iterator[Finding]:
    """A helper that the policy's lists do not pair with the receiver."""
    full = checking.names.full
    for path, pair in checking.pairs():
        if isinstance(pair.receiver, Gap):
            continue
        rows = _rows_of(checking, pair, parameters.relations)
        paired = [full(name) for row in rows for name in row.helpers]
        for index, helper in enumerate(pair.helpers):
            if not isinstance(helper, Gap) and full(helper) not in paired:
                yield Finding(
                    (*path, "helpers", index),
                    _(
                        "{sender} is not paired with {receiver}",
                        sender=full(helper),
                        receiver=full(pair.receiver),
                    ),
                    _("Paired with it: {helpers}.", helpers="、".join(paired) or _("none")),
                )


def other_relations(checking: Checking, parameters: OtherLists) -> Iterator[Finding]:
    """A receiver that another policy's list pairs, too, told with both sources."""
    policy = load_policy(checking.case.policy)
    here = (policy and policy.number) or checking.case.policy
    for path, pair in checking.pairs():
        for source, list_id in parameters.relations.items():
            for row in _rows_of(checking, pair, (list_id,)):
                yield _beside(checking, path, pair, row, here=here, there=source)


def _beside(
    checking: Checking, path: Path, pair: Pair, row: RelationRow, *, here: str, there: str
) -> Finding:
    full = checking.names.full
    own = [full(name) for name in pair.helpers if not isinstance(name, Gap)]
    theirs = [full(name) for name in row.helpers]
    values = {
        "receiver": full(row.receiver),
        "here": _source(here, pair.seed_line),
        "there": _source(there, row.seed_line),
        "helpers": "、".join(theirs),
        "own": "、".join(own),
    }
    if set(own) <= set(theirs):
        message = _("{there} has this pair, too: {receiver} ← {helpers}; {here}: {own}", **values)
    else:
        message = _("{there} pairs {receiver} with {helpers}; {here}: {own}", **values)
    return Finding(
        (*path, "receiver"),
        message,
        _("Both relations stand side by side; neither corrects the other. Coordinate the plans."),
    )


def _source(title: str, line: int | None) -> str:
    return _("{title} (line {line})", title=title, line=line) if line else title


def _rows_of(checking: Checking, pair: Pair, lists: Sequence[str]) -> tuple[RelationRow, ...]:
    """The rows of these lists with the pair's receiver, under whatever names."""
    if isinstance(pair.receiver, Gap):
        return ()
    full = checking.names.full
    receiver = full(pair.receiver)
    return tuple(
        row
        for list_id in lists
        for row in relation_rows(checking.reference.relations(list_id))
        if full(row.receiver) == receiver
    )
