"""The kinds of nothing in a case: a blank 空白 is left for handwriting, a gap 待补 must still be learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # documents are filled without pydantic
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the case must still learn (待补 / 待定); prints as 【待补：…】 and makes a draft."""

    note: str = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

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
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"enum": ["", None], "title": "空白"}


BLANK = Blank()
