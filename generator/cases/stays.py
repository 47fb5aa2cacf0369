"""Periods 起止日期 in one cell, as rosters have them: 2022年3月-2023年2月."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.identifiers.days import NoSuchDay
from generator.identifiers.periods import Period, read_period


def read_stay(value: object) -> object:
    """A period out of any notation `read_period` knows; values that are no text pass unread.

    Raises PydanticCustomError `period_notation` for other text, `date_impossible` for days that
    do not exist.
    """
    if not isinstance(value, str):
        return value
    try:
        period = read_period(value)
    except NoSuchDay:
        raise PydanticCustomError("date_impossible", "no such day") from None
    if period is None:
        raise PydanticCustomError("period_notation", "not a period")
    return period


Stay = Annotated[
    Period,
    BeforeValidator(read_stay),
    WithJsonSchema({"type": "string", "examples": ["2021.5.1-2021.10.31", "2022年3月-2023年2月"]}),
]
"""A period, both ends counted; one written in months begins on the first and ends on the last."""
