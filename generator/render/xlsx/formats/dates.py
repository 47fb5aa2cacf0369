"""Dates and times from a workbook's day numbers, shown through the tokens of a format."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from generator.i18n import _
from generator.render.xlsx.formats import chinese
from generator.render.xlsx.formats.codes import Kind, Section, Token, UnsupportedFormat

_WEEKDAYS = "一二三四五六日"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MAX_SERIAL = 2_958_466  # the day after 9999-12-31
_LEAP_BUG = 60  # 1900-02-29, which Excel counts and the calendar has not


class Moment(Struct, frozen=True):
    """A point in time: its date, whole seconds of the day, the fraction, and the day number."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int
    fraction: float
    serial: float


def moment(serial: float, date1904: bool, places: int) -> Moment | None:
    """The time of a day number, rounded to so many places of a second; None outside the calendar."""
    if not 0 <= serial < _MAX_SERIAL - (1462 if date1904 else 0):
        return None
    unit = 10**places
    ticks = math.floor(serial * 86400 * unit + 0.5)
    days, rest = divmod(ticks, 86400 * unit)
    seconds, fraction = divmod(rest, unit)
    if date1904:
        date = datetime(1904, 1, 1) + timedelta(days=days)
    elif days == _LEAP_BUG:
        return Moment(1900, 2, 29, 2, seconds, fraction / unit, serial)
    elif days == 0:
        return Moment(1900, 1, 0, 5, seconds, fraction / unit, serial)
    else:
        date = datetime(1899, 12, 31) + timedelta(days=days - (days > _LEAP_BUG))
    return Moment(date.year, date.month, date.day, date.weekday(), seconds, fraction / unit, serial)


def show_date(serial: float, section: Section, date1904: bool) -> str | None:
    """The text of a day number; None where it lies outside the calendar.

    Raises UnsupportedFormat for names of days and months that depend on the machine's language.
    """
    tokens = section.tokens
    places = max((len(t.text) - 1 for t in tokens if t.text.startswith(".0")), default=0)
    finest = any(t.text[0] in "sS" or t.text.startswith(".0") for t in tokens if _is_time(t))
    when = moment(serial, date1904, places if finest else 0)
    if when is None:
        return None
    half = any(t.kind is Kind.DATE and "/" in t.text for t in tokens)
    parts = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.DATE:
            minutes = token.text[0] in "mM" and _means_minutes(tokens, index)
            parts.append(_part(token.text, when, section, half, minutes))
        elif token.kind is Kind.ELAPSED:
            parts.append(_elapsed(token.text, when))
        elif token.kind is Kind.BLANK:
            parts.append(" ")
        elif token.kind is not Kind.FILL:
            parts.append(token.text)
    return "".join(parts)


def _is_time(token: Token) -> bool:
    return token.kind in (Kind.DATE, Kind.ELAPSED)


def _means_minutes(tokens: Sequence[Token], index: int) -> bool:
    """An m after hours or before seconds counts minutes."""
    before = next((t.text[0] for t in reversed(tokens[:index]) if _is_time(t)), "")
    after = next((t.text[0] for t in tokens[index + 1 :] if _is_time(t)), "")
    return len(tokens[index].text) <= 2 and (before in ("h", "H") or after in ("s", "S"))


def _part(code: str, when: Moment, section: Section, half: bool, minutes: bool) -> str:
    code = code.lower()
    kind, length = code[0], len(code)
    if "/" in code:
        return _noon(code, when)
    if kind == ".":
        return f"{when.fraction:.{length - 1}f}"[1:]
    if kind in "ye":
        year = f"{when.year:04}" if kind == "e" or length > 2 else f"{when.year % 100:02}"
        return chinese.digits(year, section.chinese) if section.chinese else year
    if kind == "h":
        hours = when.seconds // 3600
        return _counted((hours - 1) % 12 + 1 if half else hours, length, section)
    if kind == "s":
        return _counted(when.seconds % 60, length, section)
    if kind == "m" and minutes:
        return _counted(when.seconds // 60 % 60, length, section)
    if kind == "m" and length <= 2:
        return _counted(when.month, length, section)
    if kind == "d" and length <= 2:
        return _counted(when.day, length, section)
    if kind == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[when.weekday]
    return _named(code, when, section)


def _named(code: str, when: Moment, section: Section) -> str:
    """Names of months and days, where the format says that they are English."""
    kind, length = code[0], len(code)
    if kind not in "md" or not section.english:
        raise UnsupportedFormat(_("date format with {part}", part=code))
    name = _MONTHS[when.month - 1] if kind == "m" else _DAYS[when.weekday]
    if length == 5 and kind == "m":
        return name[:1]
    return name[:3] if length == 3 else name


def _counted(value: int, length: int, section: Section) -> str:
    if section.chinese:
        zero = chinese.digits("0", section.chinese) if length > 1 and value < 10 else ""
        return zero + chinese.counted(value, section.chinese, ten=True)
    return f"{value:02}" if length > 1 else str(value)


def _noon(code: str, when: Moment) -> str:
    first, second = code.split("/")
    chosen = first if when.seconds < 43200 else second
    return chosen.upper()


def _elapsed(code: str, when: Moment) -> str:
    total = math.floor(when.serial * 86400 + 0.5)
    units = {"h": 3600, "m": 60, "s": 1}
    return str(total // units[code[0]]).zfill(len(code))
