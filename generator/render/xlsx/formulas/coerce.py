"""How Excel turns values into numbers, texts and truth values, and compares them."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from generator.render.xlsx.values import CellError, Value

DIV0, VALUE, NAME, NUM, REF = (
    CellError(code) for code in ("#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#REF!")
)


class ErrorFound(Exception):
    """An error value that spreads through a formula."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


def number(value: Value) -> float:
    """A value as a number. Raises ErrorFound for an error, and for text that is no number."""
    if isinstance(value, CellError):
        raise ErrorFound(value)
    if value is None:
        return 0.0
    if isinstance(value, str):
        found = number_in(value)
        if found is None:
            raise ErrorFound(VALUE)
        return found
    return float(value)


def number_in(text: str) -> float | None:
    """The number a text writes (`1,200`, `15%`); None where it writes none."""
    plain = text.strip().replace(",", "")
    percent = plain.endswith("%")
    if not plain or any(char not in "0123456789.eE+-%" for char in plain):
        return None
    try:
        found = float(plain.removesuffix("%"))
    except ValueError:
        return None
    return found / 100 if percent else found


def text(value: Value) -> str:
    """A value as text, as `&` joins it. Raises ErrorFound for an error.

    >>> text(12.0), text(0.1 + 0.2), text(True), text(None)
    ('12', '0.3', 'TRUE', '')
    """
    if isinstance(value, CellError):
        raise ErrorFound(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain_number(value)
    return value


def plain_number(value: float, digits: int = 15) -> str:
    """A number with at most so many significant digits, and an exponent only where it is long."""
    if value == 0:
        return "0"
    shown = f"{value:.{digits}g}"
    if "e" not in shown:
        return shown
    if 1e-9 <= abs(value) < 1e20:
        whole = f"{Decimal(shown):f}"
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    mantissa, exponent = shown.split("e")
    return f"{mantissa}E{exponent[0]}{exponent[1:].lstrip('0').rjust(2, '0')}"


def truth(value: Value) -> bool:
    """A value as true or false. Raises ErrorFound for an error or a text that is neither."""
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise ErrorFound(VALUE)
    return bool(number(value))


def finite(value: float) -> float:
    """The number, or #NUM! (raised) where it is none or beyond all bounds."""
    if isinstance(value, complex) or math.isnan(value) or math.isinf(value):
        raise ErrorFound(NUM)
    return value


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1: numbers before texts before truth values, texts without case, empty as either.

    Raises ErrorFound for an error.
    """
    for value in (left, right):
        if isinstance(value, CellError):
            raise ErrorFound(value)
    if left is None:
        left = _empty_like(right)
    if right is None:
        right = _empty_like(left)
    first, second = _rank(left), _rank(right)
    return (first > second) - (first < second)


def _empty_like(other: Value) -> Value:
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> tuple[int, float, str]:
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    assert isinstance(value, float)
    return 0, float(f"{value:.15g}"), ""  # Excel compares fifteen digits


_ROUNDING = {"half": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}


def rounded(value: float, places: int, way: str = "half") -> float:
    """The decimal number rounded as people do (四舍五入), not its binary neighbour.

    `way` is `half`, `up` (away from zero) or `down` (towards it).

    >>> rounded(2.675, 2), rounded(-1.5, 0), rounded(1250.0, -2)
    (2.68, -2.0, 1300.0)
    """
    places = max(-30, min(30, places))
    exact = Decimal(f"{value:.15g}")
    if exact.adjusted() + places > 25:
        return value  # already rounder than that
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=_ROUNDING[way]))
