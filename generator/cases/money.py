"""Money as clerks write it, in 元 or 万元, read into exact decimals of 元; never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_MONEY = re.compile(r"(-?\d{1,3}(?:,\d{3})+|-?\d{1,12})(\.\d{1,6})?\s*(元|万元|万)?")
_WAN = Decimal(10000)
_FEN = Decimal("0.01")


def _read(value: object, unit: Decimal) -> object:
    if not isinstance(value, str):
        return value
    found = _MONEY.fullmatch(unicodedata.normalize("NFKC", value.strip()))
    if not found:
        raise PydanticCustomError("money_notation", "not an amount of money")
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    factor = {"元": Decimal(1), "万": _WAN, "万元": _WAN}.get(found[3] or "", unit)
    amount = number * factor
    if amount != amount.quantize(_FEN):
        raise PydanticCustomError("money_fraction", "finer than a fen")
    if amount < 0:
        raise PydanticCustomError("money_negative", "below zero")
    return amount.quantize(_FEN)


def read_yuan(value: object) -> object:
    """元 out of 1409.50, 1,409.50元 or 21万元: a bare number is 元. Other values pass unread.

    Raises PydanticCustomError `money_notation`, `money_fraction` (finer than a fen) or
    `money_negative`.
    """
    return _read(value, Decimal(1))


def read_wan(value: object) -> object:
    """元 out of 28.8, 28.8万元 or 288000元: a bare number is 万元. Raises as `read_yuan`."""
    return _read(value, _WAN)


Yuan = Annotated[
    Decimal,
    BeforeValidator(read_yuan),
    WithJsonSchema({"type": "string", "examples": ["1409.50", "21万元"]}),
]
"""An amount whose bare numbers are 元."""

Wan = Annotated[
    Decimal,
    BeforeValidator(read_wan),
    WithJsonSchema({"type": "string", "examples": ["28.8", "288000元"]}),
]
"""An amount whose bare numbers are 万元, as in tables headed 万元; inside it is 元 all the same."""
