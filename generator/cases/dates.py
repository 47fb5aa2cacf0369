"""Dates as clerks write them, and periods with both ends counted."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.identifiers.days import NoSuchDay, read_day


def read_date(value: object) -> object:
    """A date out of any notation `read_day` knows; values that are no text pass unread.

    Full-width digits and signs, as Chinese input methods write them, are as good.

    Raises PydanticCustomError `date_notation` for any other text and `date_impossible` for a
    day that does not exist (2021-02-30).
    """
    if not isinstance(value, str):
        return value
    try:
        when = read_day(value)
    except NoSuchDay:
        raise PydanticCustomError("date_impossible", "no such day") from None
    if when is None:
        raise PydanticCustomError("date_notation", "not a date")
    return when


Date = Annotated[
    date,
    BeforeValidator(read_date),
    WithJsonSchema({"type": "string", "examples": ["2021-05-01", "2021年5月1日"]}),
]
"""A day, in any of the notations clerks use."""
