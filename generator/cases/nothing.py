"""The kinds of nothing in a case: a blank 空白 is left for handwriting, a gap 待补 must still be learnt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_GAP = re.compile(r"(?:待补|待定)(?:[：:]\s*(?P<note>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the case must still learn (待补 / 待定); prints as 【待补：…】 and makes a draft."""

    note: str = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": "^(待补|待定)", "title": "待补"}


@dataclass(frozen=True, slots=True)
class Blank:
    """A space the official form leaves for handwriting; prints empty and is no fault."""

    @property
    def room(self) -> str:
        """What it prints: nothing; where a blank form leaves room for a figure, spaces."""
        return ""

    def __bool__(self) -> bool:
        return False

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"enum": ["", None], "title": "空白"}


BLANK = Blank()


def _read_gap(value: object) -> object:
    if isinstance(value, str) and (found := _GAP.fullmatch(value.strip())):
        return Gap((found["note"] or "").strip())
    return value


def _read_blank(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return BLANK
    return _read_gap(value)


T = TypeVar("T")

OrGap = Annotated[Gap | T, BeforeValidator(_read_gap)]
"""A value, or 待补; an empty one is an error."""

OrBlank = Annotated[Blank | Gap | T, BeforeValidator(_read_blank)]
"""A value, or 待补, or nothing at all: the form keeps its handwriting space."""
