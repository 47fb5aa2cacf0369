"""Filters in the field's terms: dates, periods, numerals, masks, names. Gaps and blanks pass through."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.cases.nothing import BLANK, Blank, Gap
from generator.i18n import _
from generator.identifiers.counts import count_in_words
from generator.identifiers.days import NoSuchDay, in_figures, in_words, read_day
from generator.identifiers.masks import masked_id, masked_phone
from generator.identifiers.periods import Period

HANDWRITTEN_DATE = "　　年　月　日"


class FilterError(ValueError):
    """A filter was given what it cannot take."""


def gap_text(gap: Gap) -> str:
    """How a gap stands on paper."""
    return f"【待补：{gap.note}】" if gap.note else "【待补】"


def gap_as(value: Any, text: str) -> Any:
    """A gap by the form's own word, as 待定; everything else as it is."""
    return text if isinstance(value, Gap) else value


def _date(value: Any) -> date:
    try:
        read = read_day(value) if isinstance(value, str) else value
    except NoSuchDay:
        read = None
    if isinstance(read, date):
        return read
    raise FilterError(_("not a date: {value}", value=value))


def cn_date(value: Any, blank: str = HANDWRITTEN_DATE) -> Any:
    """2022年1月20日 (GB/T 9704—2012, 7.3.5.4: no leading zeros); `blank` where nothing is given."""
    if value is None or isinstance(value, Blank):
        return blank
    if isinstance(value, Gap):
        return value
    return in_figures(_date(value))


def cn_date_kanji(value: Any, blank: str = HANDWRITTEN_DATE) -> Any:
    """二〇二二年一月二十日, for certificates; the standard forbids it for dates of documents."""
    if value is None or isinstance(value, Blank):
        return blank
    if isinstance(value, Gap):
        return value
    return in_words(_date(value))


def period(start: Any, end: Any, blank: str = HANDWRITTEN_DATE) -> str:
    """2021年5月1日至2021年10月31日."""
    days = (cn_date(day, blank) for day in (start, end))
    return "至".join(gap_text(day) if isinstance(day, Gap) else day for day in days)


def stay_months(value: Any, start: Any = None, end: Any = None) -> Any:
    """A stay by its months, as staff tables ask: 2024年3月-2024年8月.

    `start` and `end` serve where the value is blank; a gap in either is printed as such.
    """
    if isinstance(value, Gap):
        return value
    if isinstance(value, Period):
        start, end = value.start, value.end
    if start is None or end is None or isinstance(start, Blank) or isinstance(end, Blank):
        return BLANK
    return "-".join(gap_text(day) if isinstance(day, Gap) else _month(day) for day in (start, end))


def _month(value: Any) -> str:
    day = _date(value)
    return f"{day.year}年{day.month}月"


def dotted(value: Any) -> Any:
    """A period in dots, as rosters have it: 2021.5.1-2021.10.31."""
    if not isinstance(value, Period):
        return value
    return "-".join(f"{day.year}.{day.month}.{day.day}" for day in (value.start, value.end))


def styled_date(value: Any, style: str, blank: str = HANDWRITTEN_DATE) -> Any:
    """A date as its document writes dates: `arabic` 2024年6月7日, `chinese` 二〇二四年六月七日."""
    return cn_date_kanji(value, blank) if style == "chinese" else cn_date(value, blank)


def span(start: Any, end: Any, style: str = "arabic") -> str:
    """A period that names its year once: 2024年5月6日至6月7日; a single day stands alone."""
    days = [styled_date(day, style) for day in (start, end)]
    first, last = (gap_text(day) if isinstance(day, Gap) else day for day in days)
    if first == last:
        return str(first)
    year, _between, rest = last.partition("年")
    return f"{first}至{rest if first.startswith(f'{year}年') and rest else last}"


def chinese_number(value: Any) -> Any:
    """A count in words, as in 一式四份: 4 → 四, 12 → 十二, 105 → 一百零五; 0 to 9999."""
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise FilterError(_("not a number: {value}", value=value)) from None
    if not 0 <= number <= 9999:
        raise FilterError(_("{value} is not between 0 and 9999", value=value))
    return count_in_words(number)


def mask_id(value: Any) -> Any:
    """An identity number 身份证号 with its eight birth digits hidden: 110105********002X."""
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    return masked_id(str(value))


def mask_phone(value: Any) -> Any:
    """A mobile number with its middle hidden: 138****1234; any other number hides but its end."""
    if value is None or isinstance(value, (Gap, Blank)):
        return value
    return masked_phone(str(value))


def pad_name(value: Any) -> Any:
    """A two-character name as wide as one of three: 徐　冲; longer names stay."""
    if isinstance(value, str) and len(value) == 2:
        return f"{value[0]}　{value[1]}"
    return value
