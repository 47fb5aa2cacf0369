"""Counts in words 中文数字, as documents write them: 第二批, 一式四份."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def count_in_words(number: int) -> str:
    """0 to 9999 in words: 12 → 十二, 105 → 一百零五; 10 to 19 begin with 十, never 一十."""
    words = ""
    digits = str(number)
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            words += _DIGITS[int(digit)] + _UNITS[place]
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零") or "零"
    return words.removeprefix("一") if 10 <= number <= 19 else words
