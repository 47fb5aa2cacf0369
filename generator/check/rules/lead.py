"""The leading hospital 牵头医院 of a joint agreement: the first the policy lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.nothing import Gap
from generator.check.finding import Checking, Finding
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.reference.reading import relation_rows


class LeadLists(Parameters):
    """The lists of relations that say who leads."""

    relations: tuple[str, ...]


def lead_hospital(checking: Checking, parameters: LeadLists) -> Iterator[Finding]:
    """A joint agreement whose first helper is not the one the policy lists first."""
    if checking.case.mode != "joint":
        return
    leads = _leads(checking, parameters)
    for path, pair in checking.pairs():
        first = pair.helpers[0]
        if isinstance(first, Gap) or isinstance(pair.receiver, Gap):
            continue
        lead = leads.get(checking.names.full(pair.receiver))
        if lead is not None and checking.names.full(first) != lead:
            yield Finding(
                (*path, "helpers", 0),
                _(
                    "{first} stands first, but {lead} leads (牵头) for {receiver}",
                    first=first,
                    lead=lead,
                    receiver=pair.receiver,
                ),
                _("Put {lead} first.", lead=lead),
            )


def _leads(checking: Checking, parameters: LeadLists) -> dict[str, str]:
    """Receivers of the policy's lists to the hospital that leads for them, by full names."""
    full = checking.names.full
    return {
        full(row.receiver): full(row.helpers[0])
        for list_id in parameters.relations
        for row in relation_rows(checking.reference.relations(list_id))
    }
