"""Values as cells hold them: numbers, dates and text; text is never taken for a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import Undefined
from openpyxl.cell.rich_text import CellRichText, TextBlock
from pydantic import BaseModel

from generator.cases.nothing import Blank, Gap
from generator.cases.spans import Months, Span
from generator.fill.environment import printed
from generator.fill.faults import UNPRINTABLE
from generator.i18n import _

LONGEST = 32_767  # characters a cell holds
_SAFE_NUMBER = 10**15  # a spreadsheet keeps 15 digits
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what readers would take for a character's code
_TEXT, _DATE, _TIME = "@", 'yyyy"年"m"月"d"日"', "h:mm"
_FORMULA_LIKE = ("=", "+", "-", "@")
_NUMBER_LIKE = re.compile(r"[\d+\-][\d.,/:\-%eE ]*")


class ValueFault(ValueError):
    """A value no cell can hold; the message says why."""


class UnprintableText(ValueError):
    """Text with a control character, which is the exception's text."""


class CellValue(NamedTuple):  # a tuple, since there are very many
    """What a cell holds: openpyxl's value and kind, and what its style must see to."""

    value: Any
    kind: str  # n, s, b, d: as openpyxl has them
    format: str = ""  # the number format that a cell of none takes: dates, text like a number
    is_formula_like: bool = False  # text that a spreadsheet would make a formula of


EMPTY = CellValue(None, "n")


def cell_value(value: Any) -> CellValue:
    """What a cell holds for a value of the data.

    Blanks and None leave it empty, gaps print as 【待补：…】. Raises ValueFault for what is no single
    value or too long, UnprintableText for control characters, Jinja's UndefinedError for an unknown
    name.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return CellValue(value, "b")
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if value is None or isinstance(value, Blank):
        return EMPTY
    if isinstance(value, Undefined):
        str(value)  # raises, unless names may be missing
        return EMPTY
    if isinstance(value, Gap):
        return _text(str(printed(value)))
    if isinstance(value, date | datetime | time | timedelta):
        return CellValue(value, "d", _TIME if isinstance(value, time | timedelta) else _DATE)
    if isinstance(value, Span | Months):
        return _whole(value)
    if isinstance(value, CellRichText):
        return CellValue(value, "s")
    if isinstance(value, Mapping | Sequence | set | frozenset | BaseModel):
        raise ValueFault(
            _("a cell holds one value, not {kind}; join the items of a list", kind=_kind(value))
        )
    return _text(str(value))


def _kind(value: Any) -> str:
    return _("fields with values") if isinstance(value, Mapping | BaseModel) else _("a list")


def _whole(value: Span | Months) -> CellValue:
    text = str(value)
    return CellValue(int(text), "n") if text.isdigit() else _text(text)


@lru_cache(maxsize=20_000)  # most cells hold what others hold: 男, 主治医师
def _text(text: str) -> CellValue:
    if not text:
        return EMPTY
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if found := UNPRINTABLE.search(text):
        raise UnprintableText(found[0])
    if len(text) > LONGEST:
        raise ValueFault(_("a cell holds at most {most} characters", most=LONGEST))
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    is_number = text[0] in "0123456789+-" and bool(_NUMBER_LIKE.fullmatch(text))
    return CellValue(text, "s", _TEXT if is_number else "", text[0] in _FORMULA_LIKE)


def _number(value: Any) -> CellValue:
    if not math.isfinite(value):
        raise ValueFault(_("{value} is no number a cell can hold", value=value))
    if not -_SAFE_NUMBER < value < _SAFE_NUMBER:
        # Spreadsheets keep 15 digits: more of them survive as text only.
        return CellValue(f"{value:f}" if isinstance(value, Decimal) else str(value), "s", _TEXT)
    return CellValue(value, "n")


def joined(parts: Sequence[Any]) -> str:
    """The parts of a cell's text, each as it is printed."""
    return "".join([part if isinstance(part, str) else str(printed(part)) for part in parts])


def in_formula(parts: Sequence[str | list[Any]]) -> str:
    """A formula with data in it: words of the template as text, each value in a list of its own.

    Numbers go in as they are, everything else as quoted text: data never becomes a formula.
    """
    return "".join([part if isinstance(part, str) else _operand(part[0]) for part in parts])


def _operand(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = str(value)
        return f"({number})" if number.startswith("-") else number
    text = str(printed(value)).replace('"', '""')
    return f'"{text}"'


def rich_text(template: CellRichText, parts: Sequence[str]) -> CellRichText:
    """The template's text in several formats, with the words filled in."""
    filled = [
        TextBlock(old.font, new) if isinstance(old, TextBlock) else new
        for old, new in zip(template, parts, strict=True)
        if new
    ]
    return CellRichText(*filled)
