"""Dates as clerks write them, and periods with both ends counted."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_NOTATIONS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"),
)


def read_date(value: object) -> object:
    """A date out of 2021-05-01, 2021/5/1, 2021.5.1 or 2021年5月1日; other values pass unread.

    Full-width digits and signs, as Chinese input methods write them, are as good.

    Raises PydanticCustomError `date_notation` for any other text and `date_impossible` for a
    day that does not exist (2021-02-30).
    """
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    for notation in _NOTATIONS:
        if found := notation.fullmatch(text):
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                raise PydanticCustomError("date_impossible", "no such day") from None
    raise PydanticCustomError("date_notation", "not a date")


Date = Annotated[
    date,
    BeforeValidator(read_date),
    WithJsonSchema({"type": "string", "examples": ["2021-05-01", "2021年5月1日"]}),
]
"""A day, in any of the notations clerks use."""
