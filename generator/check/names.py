"""Hospitals and counties an agreement names: known ones, and where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.agreement import Pair
from generator.cases.agreement_names import (
    UNVERIFIED,
    government_note,
    hospital_note,
    locality_of,
)
from generator.cases.nothing import Gap
from generator.check.finding import Checking, Finding, did_you_mean, field_title
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity


def hospitals_of(pair: Pair, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every hospital a pair names: the way to it, the field's key and the name; gaps left out."""
    if not isinstance(pair.receiver, Gap):
        yield (*path, "receiver"), "receiver", pair.receiver
    for key in ("helpers", "assistants"):
        for index, name in enumerate(getattr(pair, key)):
            if not isinstance(name, Gap):
                yield (*path, key, index), key, name


def unknown_hospitals(checking: Checking) -> Iterator[Finding]:
    """A name that is neither in the reference data nor brought by the case."""
    for path, pair in checking.pairs():
        for place, key, name in hospitals_of(pair, path):
            if not checking.names.knows(name):
                yield Finding(
                    place,
                    _("{title}: no hospital is called {name}", title=field_title(key), name=name),
                    did_you_mean(
                        checking.names.suggest(name),
                        _("A hospital that is not on the lists goes under hospitals: (医院)."),
                    ),
                )


def unknown_counties(checking: Checking) -> Iterator[Finding]:
    """A county the reference data lacks, when the case does not say prefecture and government.

    Where no government signs, a county is only a place.
    """
    if not checking.names.government_signs:
        return
    for path, pair in checking.pairs():
        if isinstance(pair.county, Gap) or checking.names.county(pair.county):
            continue
        if not (pair.prefecture and pair.government):
            yield Finding(
                (*path, "county"),
                _(
                    "{title}: no county is called {name}",
                    title=field_title("county"),
                    name=pair.county,
                ),
                did_you_mean(
                    checking.reference.suggest_county(pair.county),
                    _("For a county that is not on the list give prefecture and government."),
                ),
            )


def receivers_elsewhere(checking: Checking) -> Iterator[Finding]:
    """A receiver that the reference data puts into another county."""
    for path, pair in checking.pairs():
        entry = checking.names.entry(pair.receiver)
        county = _place(checking, pair.county)
        if entry and county and _place(checking, entry.county or Gap()) != county:
            where = entry.county or _("no county")
            yield Finding(
                (*path, "receiver"),
                _(
                    "{name} is not listed in {county} but in {where}",
                    name=entry.name,
                    county=county,
                    where=where,
                ),
                _("Check whether the county or the hospital is the wrong one."),
                Severity.WARNING,
            )


def _place(checking: Checking, name: str | Gap) -> str:
    """A county's short name; one that is on no list as it is written where no government signs."""
    known = checking.names.county(name)
    if known:
        return known.name
    return "" if isinstance(name, Gap) or checking.names.government_signs else name


def county_helpers(checking: Checking) -> Iterator[Finding]:
    """A county-level hospital in the helpers' place: a column slid, or the pair is turned round."""
    for path, pair in checking.pairs():
        for index, helper in enumerate(pair.helpers):
            entry = checking.names.entry(helper)
            if not entry or entry.helps:
                continue
            if _same_county(checking, entry.county, pair) or entry.name == _receiver(
                checking, pair
            ):
                yield Finding(
                    (*path, "helpers", index),
                    _(
                        "{helper} is a hospital of {county} itself and cannot be its 支援医院",
                        helper=entry.name,
                        county=entry.county,
                    ),
                    _("Put the tertiary hospital there, or 待补：三级医院 if it is not known."),
                )
            elif entry.kind in ("county", "township"):
                yield Finding(
                    (*path, "helpers", index),
                    _("{helper} is listed as a county-level hospital", helper=entry.name),
                    _("Check that it is the hospital which helps (支援医院)."),
                    Severity.WARNING,
                )


def _same_county(checking: Checking, county: str | None, pair: Pair) -> bool:
    known = checking.names.county(pair.county)
    return county is not None and known is not None and checking.names.county(county) == known


def _receiver(checking: Checking, pair: Pair) -> str | None:
    return None if isinstance(pair.receiver, Gap) else checking.names.full(pair.receiver)


def suspects(checking: Checking) -> Iterator[Finding]:
    """What the lists flag 待核: rows, hospitals and governments whose names must be looked at."""
    remedy = _("Compare with the original document or ask; then correct the entry.")
    for path, pair in checking.pairs():
        if pair.suspect:
            yield Finding((*path, "suspect"), pair.suspect, remedy, Severity.WARNING)
        if government := locality_of(pair, checking.names).unverified:
            note = government_note(government)
            yield Finding((*path, "county"), note, remedy, Severity.WARNING)
        for place, _key, name in hospitals_of(pair, path):
            entry = checking.names.entry(name)
            if entry and entry.verified == UNVERIFIED:
                yield Finding(place, hospital_note(entry), remedy, Severity.WARNING)
