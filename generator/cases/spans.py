"""Counts, days and months as plans write them: 5-10 stays a range, 全年 a word, -- not counted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_BETWEEN = r"\s*[-~－—–―−～至到]+\s*"
_RANGE = re.compile(rf"(\d{{1,6}})(?:{_BETWEEN}(\d{{1,6}}))?")
_MONTHS = re.compile(rf"(\d{{1,2}})\s*月?(?:{_BETWEEN}(\d{{1,2}})\s*月?)?")
_DASHES = re.compile(r"[-－—–―−/／]+")
_WHOLE_YEAR = "全年"


class _Whole:
    """A value that its own reader makes; pydantic only looks whether it was made."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls)


@dataclass(frozen=True, slots=True)
class Span(_Whole):
    """A number or a range of numbers, both ends in it; prints as the plan has it: 7, 5-10."""

    low: int
    high: int

    @property
    def exact(self) -> int | None:
        """The number, when it is one."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class NotCounted(_Whole):
    """What a plan marks with a dash: the number does not apply here; prints as --."""

    def __str__(self) -> str:
        return "--"


NOT_COUNTED = NotCounted()


@dataclass(frozen=True, slots=True)
class Months(_Whole):
    """Months of the plan's year, first and last; 全年 is the whole of it."""

    first: int
    last: int

    def __str__(self) -> str:
        if (self.first, self.last) == (1, 12):
            return _WHOLE_YEAR
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def read_span(value: object) -> object:
    """A Span out of 7 or 5-10 (any dash, ～, 至); other values pass unread.

    Raises PydanticCustomError `span_notation` for other text, `span_reversed` for 10-5.
    """
    if not isinstance(value, str):
        return value
    found = _RANGE.fullmatch(unicodedata.normalize("NFKC", value.strip()))
    if not found:
        raise PydanticCustomError("span_notation", "not a number or range")
    low, high = int(found[1]), int(found[2] or found[1])
    if high < low:
        raise PydanticCustomError("span_reversed", "range runs backwards")
    return Span(low, high)


def read_count(value: object) -> object:
    """As `read_span`, and -- (any dashes) as NOT_COUNTED."""
    if isinstance(value, str) and _DASHES.fullmatch(value.strip()):
        return NOT_COUNTED
    return read_span(value)


def read_months(value: object) -> object:
    """Months out of 5, 5-8, 5月-8月 or 全年; other values pass unread.

    Raises PydanticCustomError `months_notation` for anything else, month 13 among it.
    """
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value.strip())
    if text == _WHOLE_YEAR:
        return Months(1, 12)
    if found := _MONTHS.fullmatch(text):
        first, last = int(found[1]), int(found[2] or found[1])
        if 1 <= first <= last <= 12:
            return Months(first, last)
    raise PydanticCustomError("months_notation", "not months of a year")


Days = Annotated[
    Span,
    BeforeValidator(read_span),
    WithJsonSchema({"type": "string", "examples": ["60", "90-180"]}),
]
"""A number of days, or a range of them."""

Count = Annotated[
    Span | NotCounted,
    BeforeValidator(read_count),
    WithJsonSchema({"type": "string", "examples": ["10", "5-10", "--"]}),
]
"""A number of people, a range, or -- where nobody is counted."""

PlanMonths = Annotated[
    Months,
    BeforeValidator(read_months),
    WithJsonSchema({"type": "string", "examples": ["5", "5-8", "全年"]}),
]
"""When in the plan's year."""
