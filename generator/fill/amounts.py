"""Amounts of money as documents write them: 人民币大写 and 万元, in exact decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from generator.cases.nothing import Blank, Gap
from generator.fill.filters import FilterError
from generator.i18n import _

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 16


def _amount(value: Any) -> Decimal:
    """The amount, exactly; a float counts as the digits it prints."""
    try:
        amount = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        raise FilterError(_("not an amount: {value}", value=value)) from None
    if not amount.is_finite() or abs(amount) >= _LIMIT:
        raise FilterError(_("not an amount that can be written out: {value}", value=value))
    return amount


def rmb_upper(value: Any) -> Any:
    """Yuan in capitals 大写 after 支付结算办法 附件一, without the 人民币 before: 贰拾捌万捌仟元整.

    整 follows 元 and 角, never 分. Raises FilterError for fractions of a fen.
    """
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    amount = _amount(value)
    fen = abs(amount) * 100
    if fen != fen.to_integral_value():
        raise FilterError(_("{value} has fractions of a fen", value=value))
    yuan, rest = divmod(int(fen), 100)
    jiao, fen_digit = divmod(rest, 10)
    words = f"{_integer(yuan)}元" if yuan or not rest else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif fen_digit and yuan:
        words += "零"
    words += f"{_DIGITS[fen_digit]}分" if fen_digit else "整"
    return f"负{words}" if amount < 0 else words


def _integer(number: int) -> str:
    """A whole number in capitals: zeros between digits once 零, trailing ones not at all."""
    words, zero = "", False
    groups = [number // 10000**power % 10000 for power in range(len(_GROUPS))]
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = groups[power]
        if not group:
            zero = bool(words)
            continue
        if words and (zero or group < 1000):
            words += "零"
        # 万亿 only where nothing of 亿 follows to carry the name.
        name = "万" if power == 3 and groups[2] else _GROUPS[power]
        words += _group(group) + name
        zero = False
    return words or "零"


def _group(number: int) -> str:
    words = ""
    digits = str(number)
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            words += _DIGITS[int(digit)] + _UNITS[place]
        elif not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


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
