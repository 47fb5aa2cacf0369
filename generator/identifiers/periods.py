"""Periods 起止日期: both ends counted, in every notation clerks use; months by the calendar."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.identifiers.days import NoSuchDay, day, read_day
from generator.identifiers.text import compact

Precision = Literal["day", "month", "year"]

_SEPARATOR = re.compile(r"[-－—–~～〜]+|至|到")
_DAY = re.compile(r"(?:(\d{1,2})[月./-])?(\d{1,2})[日号]?")
_MONTH = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})月?份?")
_YEAR = re.compile(r"(\d{4})年?")
_PART = re.compile(r"(?:(\d{4})年?)?(?:(全年)|(上|下)半年|第?([一二三四1-4])季度)")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted; of `month` precision the days are not meant exactly."""

    start: date
    end: date
    precision: Precision = "day"

    @property
    def days(self) -> int:
        """How many days: 2021.5.1–10.31 has 184."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """How many full months by the calendar."""
        return full_months(self.start, self.end)

    def __contains__(self, when: date) -> bool:
        return self.start <= when <= self.end

    def __str__(self) -> str:
        return f"{self.start}—{self.end}"


def last_day(start: date, months: int) -> date:
    """The last day of so many months from `start`, that day counted.

    It is the day before the corresponding one; in a month that lacks it, the month's last day
    (after 民法典 第202条): six months from 2023-09-01 or from 2023-08-31 end on 2024-02-29.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    length = calendar.monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - timedelta(days=1)


def full_months(start: date, end: date) -> int:
    """How many full months lie between two days, both counted."""
    months = max(0, (end.year - start.year) * 12 + end.month - start.month + 1)
    while months and last_day(start, months) > end:
        months -= 1
    return months


def month_of(year: int, month: int, last: int | None = None) -> Period:
    """A month of a year, or the months up to `last`. Raises NoSuchDay when there is none."""
    final = last or month
    day(year, final, 1)
    return Period(
        day(year, month, 1), date(year, final, calendar.monthrange(year, final)[1]), "month"
    )


def year_of(year: int) -> Period:
    """A whole year 全年."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def read_period(text: str, year: int | None = None) -> Period | None:
    """The period a text says; None when it says none, or could mean two.

    Knows 2021.5.1-2021.10.31 and all other notations of days, the second year left out or not;
    2024年3月—5月, 2021年5月-2022年4月; 全年, 上半年, 第三季度, 2024年; and, in a plan for `year`,
    5-8, 5 and 5月1日至6月30日. Raises NoSuchDay for days that do not exist, and None is answered
    when the end lies before the start.
    """
    plain = compact(text)
    if single := _single(plain, year):
        return single
    found = set()
    for cut in _SEPARATOR.finditer(plain):
        if both := _both(plain[: cut.start()], plain[cut.end() :], year):
            found.add(both)
    return found.pop() if len(found) == 1 else None


def _single(text: str, year: int | None) -> Period | None:
    if when := read_day(text):
        return Period(when, when)
    if part := _PART.fullmatch(text):
        return _part(part, int(part[1]) if part[1] else year)
    if whole := _YEAR.fullmatch(text):
        return year_of(int(whole[1]))
    if month := _MONTH.fullmatch(text):
        given = int(month[1]) if month[1] else year
        return month_of(given, int(month[2])) if given else None
    return None


def _part(part: re.Match[str], year: int | None) -> Period | None:
    if year is None:
        return None
    if part[2]:
        return year_of(year)
    if part[3]:
        return month_of(year, 1, 6) if part[3] == "上" else month_of(year, 7, 12)
    quarter = _QUARTERS.get(part[4]) or int(part[4])
    return month_of(year, 3 * quarter - 2, 3 * quarter)


def _both(left: str, right: str, year: int | None) -> Period | None:
    """The period of two ends of one precision; the right one may leave out year and month."""
    left = left.removesuffix("起").removeprefix("自").removeprefix("从")
    right = right.removesuffix("止")
    for precision, ends in (("day", _days), ("month", _months), ("year", _years)):
        if (read := ends(left, right, year)) and read[0] <= read[1]:
            return Period(read[0], read[1], precision)  # type: ignore[arg-type]
    return None


def _days(left: str, right: str, year: int | None) -> tuple[date, date] | None:
    start = _whole_day(left) or (_short_day(left, year, None) if year else None)
    if start is None:
        return None
    end = _whole_day(right) or _short_day(right, start.year, start.month)
    return (start, end) if end else None


def _whole_day(text: str) -> date | None:
    return None if text.isdigit() and len(text) != len("20210501") else read_day(text)


def _short_day(text: str, year: int, month: int | None) -> date | None:
    found = _DAY.fullmatch(text)
    if not found or (found[1] is None and month is None):
        return None
    return day(year, int(found[1] or month or 0), int(found[2]))


def _months(left: str, right: str, year: int | None) -> tuple[date, date] | None:
    first, last = _MONTH.fullmatch(left), _MONTH.fullmatch(right)
    if not first or not last:
        return None
    start_year = int(first[1]) if first[1] else year
    if start_year is None:
        return None
    end_year = int(last[1]) if last[1] else start_year
    return month_of(start_year, int(first[2])).start, month_of(end_year, int(last[2])).end


def _years(left: str, right: str, year: int | None) -> tuple[date, date] | None:
    first, last = _YEAR.fullmatch(left), _YEAR.fullmatch(right)
    return (year_of(int(first[1])).start, year_of(int(last[1])).end) if first and last else None


__all__ = ["NoSuchDay", "Period", "full_months", "last_day", "month_of", "read_period", "year_of"]
