"""The `relations` case 结对关系案卷: who helps whom, as a notice's table 关系表 lists it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from generator.cases.agreement import Pair
from generator.cases.base import Case, title_of
from generator.cases.nothing import Gap
from generator.cases.records import Record
from generator.cases.row_records import whole_record
from generator.reference import Reference

_WHOLE = whole_record("name")


class RelationsCase(Case):
    """Relations 结对关系, printed as one table."""

    kind: Literal["relations"] = Field("relations", title="类型")
    relations: Annotated[tuple[Pair, ...], Field(min_length=1)] = Field(title="结对关系")


class RelationRow(Struct, frozen=True):
    """A line of the table: one county hospital and those that help it, numbered by county."""

    number: int
    county: str | Gap
    receiver: str | Gap
    helpers: tuple[str | Gap, ...]


def relation_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """The one record of a relations case. Raises TypeError for another kind of case."""
    if not isinstance(case, RelationsCase):
        raise TypeError(f"not a relations case: {type(case).__name__}")
    (record,) = _WHOLE(case, reference, base)
    fields = {**record.fields, "rows": tuple(_rows(case)), "parties": ()}
    return (Record(record.key, record.title, record.path, fields, columns=record.columns),)


def _rows(case: RelationsCase) -> Iterator[RelationRow]:
    """The lines; counties are numbered in the order they come, as the notice numbers them."""
    number, last = 0, None
    for pair in case.relations:
        county = _named(pair.county, "county")
        if county != last:
            number, last = number + 1, county
        helpers = tuple(_named(helper, "helpers") for helper in pair.helpers)
        yield RelationRow(number, county, _named(pair.receiver, "receiver"), helpers)


def _named(value: str | Gap, key: str) -> str | Gap:
    return Gap(title_of(Pair, key)) if value == Gap() else value
