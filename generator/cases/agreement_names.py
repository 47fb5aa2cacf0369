"""Whom an agreement names: hospitals under their full names, and the government that signs."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from msgspec import Struct

from generator.cases.agreement import AgreementCase, Pair
from generator.cases.base import title_of
from generator.cases.nothing import BLANK, Blank, Gap
from generator.i18n import _
from generator.reference import County, HospitalEntry, Reference, load_policy

UNVERIFIED = "待核"


class Names(Struct, frozen=True):
    """The hospitals and counties an agreement case may name."""

    reference: Reference
    own: Mapping[str, str]  # names and aliases of hospitals the case brings, to their full names
    government_signs: bool  # as the policy says; only then must its name be known

    @classmethod
    def of(cls, case: AgreementCase, reference: Reference) -> Names:
        """The names of the reference data and of the case's own hospitals.

        Raises FormError when the policy file is broken.
        """
        own = {alias: h.name for h in case.hospitals for alias in h.aliases}
        policy = load_policy(case.policy)
        signs = policy is None or "government" in policy.signatories
        return cls(reference, own | {h.name: h.name for h in case.hospitals}, signs)

    def knows(self, name: str) -> bool:
        """Whether this is the name or an alias of a known hospital."""
        return name in self.own or self.reference.hospital(name) is not None

    def suggest(self, name: str) -> list[str]:
        """At most three known names close to `name`, the case's own first."""
        near = difflib.get_close_matches(name, self.own, n=3)
        others = self.reference.suggest_hospital(name)
        return [*near, *(other for other in others if other not in near)][:3]

    def entry(self, name: str | Gap) -> HospitalEntry | None:
        """What the reference data says of the hospital, unless the case brings it itself."""
        if isinstance(name, Gap) or name in self.own:
            return None
        return self.reference.hospital(name)

    def full(self, name: str) -> str:
        """The full name 全称 to print; a name nobody knows stays as it is."""
        entry = self.entry(name)
        return entry.name if entry else self.own.get(name, name)

    def county(self, name: str | Gap) -> County | None:
        """What the reference data says of the county."""
        return None if isinstance(name, Gap) else self.reference.county(name)


class Locality(Struct, frozen=True):
    """The place a receiver belongs to, and its government 受援医院所属地方人民政府."""

    county: str | Gap
    county_legal: str | Gap
    prefecture: str | Gap | Blank
    government: str | Gap | Blank  # blank: it does not sign
    unverified: str = ""  # a name printed from here that is still 待核


def locality_of(pair: Pair, names: Names) -> Locality:
    """Where the receiver belongs: the case's own words first, then the reference data.

    A prefecture's hospital 州级医院 signs with the prefecture's government. What nobody knows is
    a gap that names its field, where the government signs; else it is of no concern.
    """
    county = names.county(pair.county)
    legal = county.legal_name if county else named(pair.county, "county")
    place = county.name if county else named(pair.county, "county")
    prefecture = pair.prefecture or (county.prefecture if county else None)
    if not names.government_signs:
        return Locality(place, legal, prefecture or BLANK, BLANK)
    receiver = names.entry(pair.receiver)
    government = pair.government or (receiver and receiver.government)
    signing = names.reference.government(government) if government else county
    return Locality(
        county=place,
        county_legal=legal,
        prefecture=prefecture or gap("prefecture"),
        government=government or (county.government if county else gap("government")),
        unverified=_unverified(signing) if not pair.government else "",
    )


def _unverified(signing: County | None) -> str:
    return signing.government if signing and signing.verified == UNVERIFIED else ""


def gap(key: str) -> Gap:
    """A gap for a field of the pair that nothing fills."""
    return Gap(title_of(Pair, key))


def named(value: str | Gap, key: str) -> str | Gap:
    """The value, but a gap without a note gets the field's title: it prints 【待补：支援医院】."""
    return gap(key) if value == Gap() else value


def suspects_of(pair: Pair, names: Names) -> tuple[str, ...]:
    """Everything of a pair that must be looked at 待核, in the user's language."""
    notes = [pair.suspect] if pair.suspect else []
    if government := locality_of(pair, names).unverified:
        notes.append(government_note(government))
    for hospital in (pair.receiver, *pair.helpers, *pair.assistants):
        entry = names.entry(hospital)
        if entry and entry.verified == UNVERIFIED:
            notes.append(hospital_note(entry))
    return tuple(notes)


def government_note(government: str) -> str:
    """What to tell about a government whose name is not verified."""
    return _("the name {name} is from general knowledge and not yet verified", name=government)


def hospital_note(entry: HospitalEntry) -> str:
    """What to tell about a hospital whose name is not verified."""
    if entry.legal_name:
        return _(
            "the full name of {name} is not verified; perhaps it is {legal}",
            name=entry.name,
            legal=entry.legal_name,
        )
    return _("the full name of {name} is not verified", name=entry.name)
