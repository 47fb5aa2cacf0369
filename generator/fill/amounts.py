"""Amounts of money as documents write them: 人民币大写 and 万元, in exact decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from generator.cases.nothing import Blank, Gap
from generator.fill.filters import FilterError
from generator.i18n import _
from generator.identifiers.rmb import LIMIT, rmb_words


def _amount(value: Any) -> Decimal:
    """The amount, exactly; a float counts as the digits it prints."""
    try:
        amount = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        raise FilterError(_("not an amount: {value}", value=value)) from None
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise FilterError(_("not an amount that can be written out: {value}", value=value))
    return amount


def rmb_upper(value: Any) -> Any:
    """Yuan in capitals 大写 after 支付结算办法 附件一, without the 人民币 before: 贰拾捌万捌仟元整.

    整 follows 元 and 角, never 分. Raises FilterError for fractions of a fen.
    """
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    amount = _amount(value)
    try:
        return rmb_words(amount)
    except ValueError:
        raise FilterError(_("{value} has fractions of a fen", value=value)) from None


def in_wan(value: Any) -> Any:
    """Yuan as a number of 万元, for cells that are counted with: 288000 → 28.8."""
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    text = f"{_amount(value) / 10000:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def wan(value: Any) -> Any:
    """Yuan as 万元, exactly and without needless zeros: 288000 → 28.8万元."""
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    return f"{in_wan(value):f}万元"
