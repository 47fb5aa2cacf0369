"""Who helps whom 结对关系: the pairs a policy names, under whatever names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict

from generator.cases.agreement import AgreementCase, Pair
from generator.cases.dispatch import DispatchCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import Period


class Relation(BaseModel):
    """A receiver and its helpers, each by the parts of names that tell it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    receiver: tuple[str, ...]
    helpers: tuple[str, ...]


class Relations(Parameters):
    """The pairs of a year."""

    pairs: tuple[Relation, ...]


def paired(subject: Subject[DispatchCase], parameters: Relations) -> Iterator[Finding]:
    """A batch from a hospital that is not paired with the receiver."""
    for path, batch in subject.rows("batches"):
        if not isinstance(batch.sender, str) or not isinstance(batch.receiver, str):
            continue
        helpers = [
            helper
            for relation in parameters.pairs
            if any(name in batch.receiver for name in relation.receiver)
            for helper in relation.helpers
        ]
        if not any(helper in batch.sender for helper in helpers):
            yield Finding(
                (*path, "sender"),
                _(
                    "{sender} is not paired with {receiver}",
                    sender=batch.sender,
                    receiver=batch.receiver,
                ),
                _("Paired with it: {helpers}.", helpers="、".join(helpers) or _("none")),
            )


def agreed(
    subjects: Sequence[Subject[AgreementCase | DispatchCase]], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """A batch between hospitals that none of the agreements given beside it holds, or outside its period."""
    pairs = [
        pair
        for each in subjects
        if isinstance(each.case, AgreementCase)
        for pair in each.case.pairs
    ]
    if not pairs:
        return
    for index, subject in enumerate(subjects):
        if not isinstance(subject.case, DispatchCase):
            continue
        full = partial(_full, subject)
        for path, batch in subject.rows("batches"):
            if not isinstance(batch.sender, str) or not isinstance(batch.receiver, str):
                continue
            own = [
                pair
                for pair in pairs
                if isinstance(pair.receiver, str)
                and full(pair.receiver) == full(batch.receiver)
                and any(isinstance(h, str) and full(h) == full(batch.sender) for h in pair.helpers)
            ]
            if not own:
                yield (
                    index,
                    Finding(
                        (*path, "sender"),
                        _(
                            "no agreement between {sender} and {receiver} is among the cases given",
                            sender=batch.sender,
                            receiver=batch.receiver,
                        ),
                        _("Correct a name, or give the case that holds the agreement too."),
                    ),
                )
            elif batch.period and not any(_holds(pair, batch.period) for pair in own):
                yield (
                    index,
                    Finding(
                        (*path, "start"),
                        _(
                            "the stay {stay} lies outside the period of the agreement",
                            stay=batch.period,
                        ),
                        _("Correct the dates of the batch or of the agreement."),
                    ),
                )


def _holds(pair: Pair, stay: Period) -> bool:
    start, end = pair.start, pair.end
    if not isinstance(start, date) or not isinstance(end, date):
        return True  # left blank for handwriting
    return start <= stay.start and stay.end <= end


def _full(subject: Subject[Any], name: str) -> str:
    entry = subject.reference.hospital(name)
    return entry.name if entry else name
