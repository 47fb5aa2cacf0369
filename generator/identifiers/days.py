"""Days 日期 in every notation clerks use, and the two in which documents print them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.identifiers.text import compact

_NUMBERS = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"),
    re.compile(r"(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]"),
    re.compile(r"((?:19|20)\d{2})()(\d{2})(\d{2})"),
)
_WORDS = re.compile(
    r"([〇零○OoＯ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050  # 1950 to 2099
_SERIAL_ZERO = date(1899, 12, 30)  # of spreadsheets, which take 1900 for a leap year
_KANJI = "〇一二三四五六七八九"
_SMALL = {digit: value for value, digit in enumerate(_KANJI)} | {"零": 0, "○": 0, "O": 0, "o": 0}


class NoSuchDay(ValueError):
    """A day that does not exist, as 2021-02-30."""


def read_day(text: str) -> date | None:
    """The day out of 2021-05-01, 2021/5/1, 2021.5.1, 20210501, 2021年5月1日, 二〇二一年五月一日
    or the serial number a spreadsheet shows (44317); None for any other text.

    Raises NoSuchDay for a day that does not exist.
    """
    plain = compact(text)
    for notation in _NUMBERS:
        if found := notation.fullmatch(plain):
            return day(int(found[1]), int(found[3]), int(found[4]))
    if found := _WORDS.fullmatch(plain):
        year = int("".join(str(_SMALL[char]) for char in found[1]))
        return day(year, small_number(found[2]), small_number(found[3]))
    if _SERIAL.fullmatch(plain) and _FIRST_SERIAL <= (serial := int(float(plain))) <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=serial)
    return None


def day(year: int, month: int, number: int) -> date:
    """The day; raises NoSuchDay when there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        raise NoSuchDay(f"{year}-{month}-{number}") from None


def small_number(words: str) -> int:
    """1 to 99 in words: 十 → 10, 二十四 → 24; 0 for what is no such number."""
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_SMALL[tens] * 10 if tens else 10 if ten else 0) + (_SMALL[ones] if ones else 0)


def in_figures(when: date) -> str:
    """2024年4月24日 (GB/T 9704—2012, 7.3.5.4: no leading zeros)."""
    return f"{when.year}年{when.month}月{when.day}日"


def in_words(when: date) -> str:
    """二〇二四年四月二十四日, with 〇 U+3007; for certificates, never for dates of documents."""
    year = "".join(_KANJI[int(digit)] for digit in f"{when.year:04}")
    return f"{year}年{_small_words(when.month)}月{_small_words(when.day)}日"


def _small_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_KANJI[tens]}十"
    return head + (_KANJI[ones] if ones else "")
