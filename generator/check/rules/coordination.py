"""Several tertiary hospitals for one receiver 统筹规划: they must plan together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.cases.nothing import Gap
from generator.check.finding import Checking, Finding
from generator.check.rules.parameters import Parameters
from generator.i18n import _


def coordination(checking: Checking, parameters: Parameters) -> Iterator[Finding]:
    """A receiver with several helpers that sign one by one; a joint agreement plans together."""
    if checking.case.mode == "joint":
        return
    helpers: dict[str, dict[str, None]] = defaultdict(dict)  # each once: who stands twice is told
    for receiver, names in _named(checking):
        helpers[receiver] |= dict.fromkeys(names)
    for path, pair in checking.pairs():
        if isinstance(pair.receiver, Gap):
            continue
        receiver = checking.names.full(pair.receiver)
        if len(helpers[receiver]) > 1:
            yield Finding(
                (*path, "receiver"),
                _(
                    "{receiver} is helped by {count} hospitals in separate agreements: {names}",
                    receiver=receiver,
                    count=len(helpers[receiver]),
                    names="、".join(helpers[receiver]),
                ),
                _("Let {receiver} agree one plan with all of them.", receiver=receiver),
            )


def _named(checking: Checking) -> Iterator[tuple[str, list[str]]]:
    for _path, pair in checking.pairs():
        if not isinstance(pair.receiver, Gap):
            names = [checking.names.full(h) for h in pair.helpers if not isinstance(h, Gap)]
            yield checking.names.full(pair.receiver), names
