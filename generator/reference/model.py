"""What the reference data 基础资料 holds, and how a name is looked up in it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from generator.errors import CaseError
from generator.i18n import _

Verified = Literal["seed", "待核", "已核"]
"""`seed`: as the policy prints it; 待核: from general knowledge, to be checked; 已核: checked."""

Name = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """A frozen row of a reference file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class HospitalEntry(Entry):
    """A hospital; `name` is what is printed."""

    name: Name
    kind: Literal["tertiary", "prefecture", "county", "helper", "township"]
    aliases: tuple[Name, ...] = ()
    county: Name | None = None  # short name; none for hospitals that help
    government: Name | None = None  # who signs, where it is not the county's own government
    legal_name: Name | None = None  # believed, not printed before it is verified
    verified: Verified = "seed"
    policy: Name = "yunnan-2022"  # whose text `lines` counts
    lines: tuple[int, ...] = ()  # where it stands in that text

    @property
    def helps(self) -> bool:
        """Whether it is listed among those that help 支援, not those that are helped."""
        return self.kind in ("tertiary", "helper")


class County(Entry):
    """A county, city, district or prefecture, whose government signs."""

    name: Name
    prefecture: Name
    prefecture_legal: Name
    legal_name: Name
    kind: Literal["县", "市", "区", "自治县", "州"]
    government: Name
    verified: Verified = "seed"


class RelationRow(Entry):
    """One relation 结对关系 as a policy lists it; helpers in the policy's order."""

    county: Name
    receiver: Name
    helpers: tuple[Name, ...]
    assistants: tuple[Name, ...] = ()  # 协助: they take part, but do not sign
    seed_line: int
    repair: str | None = None
    suspect: str | None = None


class Reference(Struct, frozen=True):
    """All reference data; the lookups answer None for what it does not know."""

    hospitals: tuple[HospitalEntry, ...]
    counties: tuple[County, ...]
    hospital_names: Mapping[str, HospitalEntry]  # by full name and by alias
    county_names: Mapping[str, County]  # by short and by legal name; prefectures too
    relation_files: Mapping[str, Path]  # by id, as `yunnan-2022-annex-1`

    @classmethod
    def of(
        cls,
        hospitals: tuple[HospitalEntry, ...],
        counties: tuple[County, ...],
        relation_files: Mapping[str, Path],
    ) -> Reference:
        """The reference with its indexes; full names win over aliases."""
        by_name = {alias: h for h in hospitals for alias in h.aliases}
        by_name |= {h.name: h for h in hospitals}
        places = {c.legal_name: c for c in counties} | {c.name: c for c in counties}
        return cls(
            hospitals=hospitals,
            counties=counties,
            hospital_names=MappingProxyType(by_name),
            county_names=MappingProxyType(places),
            relation_files=MappingProxyType(dict(relation_files)),
        )

    def hospital(self, name: str) -> HospitalEntry | None:
        """The hospital of this full name or alias."""
        return self.hospital_names.get(name)

    def suggest_hospital(self, name: str) -> list[str]:
        """At most three known names close to `name`, the closest first."""
        return difflib.get_close_matches(name, self.hospital_names, n=3)

    def county(self, name: str) -> County | None:
        """The county (or prefecture) of this short or legal name."""
        return self.county_names.get(name)

    def suggest_county(self, name: str) -> list[str]:
        """At most three known names close to `name`, the closest first."""
        return difflib.get_close_matches(name, self.county_names, n=3)

    def government(self, name: str) -> County | None:
        """The county or prefecture whose government has this name."""
        return next((c for c in self.counties if c.government == name), None)

    def relations(self, list_id: str) -> Path:
        """The file of a list of relations, which a case names `reference:relations/<list_id>`.

        Raises CaseError when there is no such list.
        """
        try:
            return self.relation_files[list_id]
        except KeyError:
            raise CaseError(
                _("no list of relations is called {id}", id=list_id),
                remedy=_("Lists there are: {ids}", ids=", ".join(self.relation_files)),
            ) from None
