"""Numbers in Chinese characters, as [DBNum1] and [DBNum2] show them."""

from __future__ import annotations

_DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖"}
_TENS = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
MAX_VALUE = 10**16


def digits(text: str, system: int) -> str:
    """Each digit by itself; everything else stays.

    >>> digits("2022", 1)
    '二〇二二'
    """
    return "".join(_DIGITS[system][int(c)] if c in "0123456789" else c for c in text)


def counted(value: int, system: int, *, ten: bool = False) -> str:
    """A whole number as it is read; with `ten`, 10 to 19 without their leading 一, as in dates.

    >>> counted(10305, 1), counted(12, 1), counted(12, 1, ten=True), counted(120, 2)
    ('一万〇三百〇五', '一十二', '十二', '壹佰贰拾')
    """
    found = _counted(value, system)
    return found[1:] if ten and system == 1 and found.startswith("一十") else found


def _counted(value: int, system: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = _DIGITS[system][0] if 0 < low < unit // 10 else ""
            rest = _counted(low, system) if low else ""
            return _counted(high, system) + name + gap + rest
    return _group(value, system) or _DIGITS[system][0]


def _group(value: int, system: int) -> str:
    text, pending = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            pending = bool(text)
            continue
        text += (_DIGITS[system][0] if pending else "") + _DIGITS[system][digit]
        text += _TENS[system][place]
        pending = False
    return text
