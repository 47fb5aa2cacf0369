"""人民币大写: amounts in capitals, written and read, after 支付结算办法 附件一."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
LIMIT = Decimal(10) ** 16  # 元; what the names reach to

_WORDS = re.compile(
    r"(?:人民币)?(?P<minus>负)?(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[元圆])?"
    r"零?(?:(?P<jiao>[零壹贰叁肆伍陆柒捌玖])角)?零?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?(?P<end>[整正])?"
)
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_POWERS = {"拾": 10, "佰": 100, "仟": 1000}


def rmb_words(amount: Decimal) -> str:
    """An amount in 元, in capitals without 人民币 before: 288000 → 贰拾捌万捌仟元整.

    整 follows 元 and 角, never 分. Raises ValueError for fractions of a 分 and amounts of 10¹⁶ up.
    """
    fen = abs(amount) * 100
    if not amount.is_finite() or abs(amount) >= LIMIT or fen != fen.to_integral_value():
        raise ValueError(f"no amount that can be written out: {amount}")
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


def read_rmb(text: str) -> Decimal | None:
    """The amount in 元 that words say; None when they are no amount.

    Takes what the rules allow beside: 圆, 正, 整 after 角 left out, 零 between 元 and 角 or 分
    written or not, 拾 for 壹拾. 整 after 分 is no amount.
    """
    found = _WORDS.fullmatch("".join(text.split()))
    if not found or not any(found[part] for part in ("yuan", "jiao", "fen")):
        return None
    if found["fen"] and found["end"]:
        return None
    yuan = _whole(found["yuan"]) if found["yuan"] else 0
    if yuan is None:
        return None
    fen = 10 * _VALUES[found["jiao"] or "零"] + _VALUES[found["fen"] or "零"]
    amount = yuan + Decimal(fen) / 100
    return -amount if found["minus"] else amount


def _whole(words: str) -> int | None:
    """The whole number of words such as 壹仟陆佰肆拾伍万陆仟."""
    for name, power in (("亿", 10**8), ("万", 10**4)):
        head, split, tail = words.rpartition(name)
        if split:
            high, low = _whole(head), _whole(tail) if tail else 0
            return None if not head or high is None or low is None else high * power + low
    return _below_ten_thousand(words)


def _below_ten_thousand(words: str) -> int | None:
    total, digit, last = 0, None, 10000
    for char in words:
        if char in _VALUES:
            if digit:
                return None  # two digits without a unit between them
            digit = _VALUES[char]
        else:
            power = _POWERS[char]
            if power >= last or (digit is None and total) or (digit == 0 and power != 10):
                return None
            total += (digit or 1) * power
            digit, last = None, power
    return total + (digit or 0)
