"""What a form's `form.yaml` says: titles, source, status, seals, and how its documents are named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from generator.cases.keys import safe_name
from generator.cases.nothing import Blank, Gap
from generator.i18n import _

if TYPE_CHECKING:  # told to pydantic where a description is read; who fills forms needs none
    from generator.forms.description import Diameter, Offset, Role, Text

_PLACEHOLDER = re.compile(r"\{(\w+(?:\.\w+)*)\}")


class Strict:
    """A frozen part of a form's or packet's description; pydantic refuses keys it does not have."""

    __slots__ = ()
    __pydantic_config__ = MappingProxyType({"extra": "forbid"})


@dataclass(frozen=True, slots=True)
class Titles(Strict):
    """A title in both languages."""

    zh: Text
    en: Text


@dataclass(frozen=True, slots=True)
class Source(Strict):
    """Where a form comes from: policy, annex 附件, lines of the policy's text (first, last)."""

    policy: Text
    annex: Text | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Seal(Strict):
    """The seal 印章 of one role; its place is the template's bookmark `seal_<role>`.

    With `of` it is another seal of that role's party, as the 钢印 of who else seals with ink: its
    circle says the label in the place of 印章. It is pressed where the template prints its place.
    """

    label: Text
    diameter_mm: Diameter  # 国发〔1999〕25号: at most 60
    across: Literal["left", "center"] = "left"  # what of the circle stands at the bookmark
    offset_mm: tuple[Offset, Offset] = (0.0, 0.0)  # from there to the right and down
    of: Role | None = None


@dataclass(frozen=True, slots=True)
class Collecting(Strict):
    """How filled forms give rows of a case back; where people write the template says."""

    rows: Text  # the case's list, dotted: `trips`, `batches.members`
    beside: tuple[Text, ...] = ()  # asked for by the form, but fields of what the list stands in
    paragraphs: tuple[Text, ...] = ()  # fields, dotted, whose line breaks are kept
    anonymous: bool = False  # nobody is to know which file gave which row


@dataclass(frozen=True, slots=True)
class Form(Strict):
    """One form: a folder with `form.yaml`, its template, sample, golden text and notes."""

    id: Text  # `<policy>/<folder>`
    titles: Titles
    edition: Text
    status: Literal["official", "proposed"]  # proposed 建议稿: the policy's text lacks the body
    folder: Path
    template: Path
    source: Source | None = None  # None: a form of no policy
    case: Text | None = None  # kind of case; None: filled by the program, sample.yaml is its data
    per: Literal["record", "case"] = "record"  # one document for each record, or for the case
    each: Text | None = None  # the record's list each of whose items gets a document of its own
    file_name: Text | None = None  # `{field}` is replaced by the record's; None: the Chinese title
    series: Text | None = None  # pattern of the numbers `issue` gives its documents; None: none
    seals: Mapping[Role, Seal] = field(default_factory=dict)
    straddle: tuple[Role, ...] = ()  # whose seals go over the sheets' edges 骑缝章, in order
    headers: Mapping[str, Text] = field(default_factory=dict)  # a form's own word for a field
    blank: bool = True  # False: what is written anew each time, as a notice, has no empty form
    keeps: tuple[Text, ...] = ()  # fields, dotted, that the blank has as the sample: its own text
    collect: Collecting | None = None  # None: `bangfu collect` reads nothing of it

    def __hash__(self) -> int:
        return hash((self.id, self.folder))

    def __post_init__(self) -> None:
        """Raises ValueError where a seal is another one of nobody's."""
        parties = {role for role, seal in self.seals.items() if seal.of is None}
        for role, seal in self.seals.items():
            if seal.of is not None and seal.of not in parties:
                raise ValueError(
                    _("{role}.of: {of} is no role with a seal of its own", role=role, of=seal.of)
                )

    @property
    def sample(self) -> Path:
        """The small complete case."""
        return self.folder / "sample.yaml"

    @property
    def expected(self) -> Path:
        """The text of the filled sample (golden)."""
        return self.folder / "expected.txt"

    @property
    def notes(self) -> Path:
        """Source, who fills and seals it and when, deviations."""
        return self.folder / "NOTES.md"

    def fields_of(self, fields: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
        """What each of a record's documents of this form is filled with.

        That is the record's fields, once; for a form with `each` once for every item of that list,
        with `item` and `item_number`, counted from 1.
        """
        if self.each is None:
            return (fields,)
        items = value_at(fields, self.each)
        return tuple(
            {**fields, "item": item, "item_number": number}
            for number, item in enumerate(items if isinstance(items, Sequence) else (), 1)
        )

    def document_name(self, fields: Mapping[str, Any]) -> str:
        """The document's file name without suffix, fit for every system.

        Gaps and blanks leave nothing in it.
        """

        def shown(found: re.Match[str]) -> str:
            value = value_at(fields, found[1])
            return "" if isinstance(value, (Gap, Blank)) or value is None else str(value)

        name = _PLACEHOLDER.sub(shown, self.file_name or self.titles.zh)
        return safe_name(name.strip(" .") or self.titles.zh)


def value_at(fields: Mapping[str, Any], path: str) -> Any:
    """The value a dotted path leads to, as `batch.number`; None where there is no such field."""
    first, *rest = path.split(".")
    value = fields.get(first)
    for name in rest:
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value


def is_given(value: Any) -> bool:
    """Whether a field has something in it: no gap, no blank, no empty list."""
    if value is None or value is False or isinstance(value, (Gap, Blank)):
        return False
    return not isinstance(value, Sized) or len(value) > 0
