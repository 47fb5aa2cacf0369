"""A value through its cell's format: the text people see, its colour, and how it may give way."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.render.xlsx.formats import chinese
from generator.render.xlsx.formats.codes import Kind, Section, UnsupportedFormat, read_code
from generator.render.xlsx.formats.dates import show_date
from generator.render.xlsx.formats.numbers import FILL, show_number, shown_literal
from generator.render.xlsx.values import CellError, Value

_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_GENERAL_WIDTH = 11  # characters, the point among them


class Shown(NamedTuple):  # a tuple, since there are very many
    """What a cell shows: `text`, and `left` before the fill where the format has one.

    `shorter` are texts with fewer decimals, best first, for a General number that does not fit.
    `too_wide`: a date outside the calendar, shown as a row of #.
    """

    text: str
    left: str | None = None
    color: str = ""
    shorter: tuple[str, ...] = ()
    too_wide: bool = False


def show(value: Value, code: str, date1904: bool = False) -> Shown:
    """A value in a format. Raises UnsupportedFormat naming what of the format is not known."""
    if value is None:
        return Shown("")
    if isinstance(value, CellError):
        return Shown(value.code)
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, str) and code in ("General", "@"):
        return Shown(value)
    if code == "General" and value.__class__ is float and value.is_integer() and abs(value) < 1e11:
        return Shown(str(int(value)))
    sections = read_code(code)
    if isinstance(value, str):
        return _text(value, sections)
    section, is_signed = _section_for(value, sections)
    if section is None:
        return Shown("#", too_wide=True)
    return _number(value, section, is_signed, date1904)


def _text(value: str, sections: tuple[Section, ...]) -> Shown:
    section = sections[3] if len(sections) == 4 else sections[-1]
    if not (len(sections) == 4 or section.has(Kind.TEXT)):
        return Shown(value)
    parts = [value if t.kind is Kind.TEXT else shown_literal(t) for t in section.tokens]
    return _split("".join(parts), section.color)


def _section_for(value: float, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus sign is shown with it."""
    numeric = sections[:3]
    if len(sections) > 1 and sections[-1].has(Kind.TEXT) and len(sections) < 4:
        numeric = sections[:-1]
    if any(section.condition for section in numeric):
        return _by_condition(value, numeric)
    if len(numeric) == 1:
        return numeric[0], value < 0
    if value < 0:
        return numeric[1], False
    return numeric[2 if value == 0 and len(numeric) == 3 else 0], False


def _by_condition(value: float, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """As `_section_for`; None where no condition holds, which Excel shows as a row of #."""
    for section in sections:
        if section.condition is None:
            return section, value < 0
        sign, limit = section.condition
        if _COMPARISONS[sign](value, limit):
            only_negative = sign in ("<", "<=") and limit <= 0
            return section, value < 0 and not only_negative
    return None, False


def _number(value: float, section: Section, is_signed: bool, date1904: bool) -> Shown:
    if section.is_date:
        text = show_date(value, section, date1904)
        return Shown("#", too_wide=True) if text is None else _split(text, section.color)
    sign = "-" if is_signed else ""
    if section.has(Kind.GENERAL):
        return _general(abs(value), section, sign)
    if section.has(Kind.TEXT) and not section.has(Kind.DIGIT):
        plain = general(value)
        parts = [plain if t.kind is Kind.TEXT else shown_literal(t) for t in section.tokens]
        return _split("".join(parts), section.color)
    text = show_number(abs(value), section)
    if sign and not any(char in "123456789" for char in text):
        sign = ""  # what rounds to zero has no sign
    return _split(sign + text, section.color)


def _general(value: float, section: Section, sign: str) -> Shown:
    texts: tuple[str, ...] = tuple(dict.fromkeys((general(value), *_shorter(value))))
    if section.chinese:
        texts = (_chinese(value, section.chinese),)

    def dressed(digits: str) -> str:
        parts = (
            digits if token.kind is Kind.GENERAL else shown_literal(token)
            for token in section.tokens
        )
        return sign + "".join(parts)

    first = _split(dressed(texts[0]), section.color)
    return Shown(first.text, first.left, first.color, tuple(map(dressed, texts[1:])))


def general(value: float) -> str:
    """A number in the format General: at most eleven characters.

    >>> general(1 / 3), general(1234567.0), general(123456789012.0), general(1e-10)
    ('0.333333333', '1234567', '1.23457E+11', '1E-10')
    """
    if value == 0:
        return "0"
    sign, size = ("-" if value < 0 else ""), abs(value)
    if 1e-4 <= size < 1e11 or (size < 1e-4 and len(_plain(size, 9)) < 11 and _exact(size, 9)):
        whole = len(str(int(size)))
        places = max(0, _GENERAL_WIDTH - whole - 1)
        return sign + _plain(size, places)
    digits = f"{size:.5E}"
    mantissa, exponent = digits.split("E")
    return f"{sign}{_trimmed(mantissa)}E{exponent[0]}{exponent[1:].zfill(2)}"


def _exact(size: float, places: int) -> bool:
    return float(_plain(size, places)) == size


def _plain(size: float, places: int) -> str:
    return _trimmed(f"{round(Decimal(f'{size:.15g}'), places):f}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shorter(value: float) -> list[str]:
    """The number with fewer and fewer decimals."""
    if value >= 1e11 or value < 1e-4:
        return []
    first = general(value)
    decimals = len(first.partition(".")[2])
    return [_plain(value, places) for places in range(decimals - 1, -1, -1)]


def _chinese(value: float, system: int) -> str:
    if value >= chinese.MAX_VALUE:
        raise UnsupportedFormat(f"[DBNum{system}]")
    whole, _point, fraction = _plain(value, 9).partition(".")
    text = chinese.counted(int(whole), system)
    return f"{text}.{chinese.digits(fraction, system)}" if fraction else text


def _split(text: str, color: str) -> Shown:
    """The text parted at its fill."""
    left, fill, right = text.partition(FILL)
    return Shown(right.replace(FILL, ""), left, color) if fill else Shown(text, None, color)
