"""Numbers shown through the tokens of a format: digits, thousands, percent, scaling, exponents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

from generator.i18n import _
from generator.render.xlsx.formats.codes import Kind, Section, Token, UnsupportedFormat

_WIDE = Context(prec=400)  # digits: the largest number has 309
FILL = "\ufff9"  # no text has it


class _Plan(Struct, frozen=True):
    """What a section's tokens ask of a number."""

    tokens: tuple[Token, ...]  # without the commas that scale or group
    point: int  # where the fraction's tokens begin
    places: int
    scale: int  # thousands it is divided by
    percents: int
    grouped: bool
    is_plain: bool  # 0, 0.00, #,##0.00: nothing but digits, none left out behind the point


def show_number(value: float, section: Section) -> str:
    """The digits of a number that is not negative, between the section's literals.

    A fill comes out as `FILL`, which the caller places. Raises UnsupportedFormat for
    Chinese numerals in a pattern of digits.
    """
    if section.chinese and section.has(Kind.DIGIT):
        raise UnsupportedFormat(_("Chinese numerals in a pattern of digits"))
    if section.has(Kind.EXPONENT):
        return _scientific(value, section)
    plan = _plan(section.tokens)
    exact = Decimal(f"{value:.15g}")
    if plan.is_plain:
        rounded = _quantized(exact, plan.places)
        return f"{rounded:,f}" if plan.grouped else f"{rounded:f}"
    exact = exact.scaleb(2 * plan.percents - 3 * plan.scale)
    return _filled(plan, *_rounded(exact, plan.places))


def _quantized(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(_unit(places), ROUND_HALF_UP, _WIDE)


@lru_cache(maxsize=64)
def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def _rounded(exact: Decimal, places: int) -> tuple[str, str]:
    """The digits before and after the point, the first without leading zeros."""
    text = f"{_quantized(exact, places):f}"
    whole, _point, fraction = text.partition(".")
    return whole.lstrip("0"), fraction


@lru_cache(maxsize=1024)
def _plan(tokens: tuple[Token, ...]) -> _Plan:
    digits = [index for index, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    points = [index for index, token in enumerate(tokens) if token.kind is Kind.POINT]
    point = points[0] if points else len(tokens)
    last = digits[-1] if digits else -1
    before = [index for index in digits if index < point]
    scale, grouped, kept = 0, False, []
    for index, token in enumerate(tokens):
        if token.kind is not Kind.COMMA:
            kept.append(token)
        elif before and index > before[0] and index < before[-1]:
            grouped = True
        elif digits and (index > last or (before and before[-1] < index < point)):
            scale += 1
        else:
            kept.append(Token(Kind.LITERAL, ","))
    found = tuple(kept)
    start = next((i for i, t in enumerate(found) if t.kind is Kind.POINT), len(found))
    ahead, behind = (
        "".join(token.text if token.kind is Kind.DIGIT else "?" for token in part)
        for part in (found[:start], found[start + 1 :])
    )
    return _Plan(
        tokens=found,
        point=start,
        places=sum(token.kind is Kind.DIGIT for token in found[start:]),
        scale=scale,
        percents=sum(token.kind is Kind.PERCENT for token in found),
        grouped=grouped,
        is_plain=not scale
        and ahead.lstrip("#") == "0"
        and not behind.strip("0")
        and (bool(behind) or start == len(found)),
    )


def _filled(plan: _Plan, whole: str, fraction: str) -> str:
    """The tokens with the number's digits in place of theirs."""
    return _before_point(plan, whole) + _after_point(plan, fraction)


def _before_point(plan: _Plan, whole: str) -> str:
    parts: list[str] = []
    left = whole
    places = sum(token.kind is Kind.DIGIT for token in plan.tokens[: plan.point])
    done = seen = 0
    for token in reversed(plan.tokens[: plan.point]):
        if token.kind is not Kind.DIGIT:
            parts.append(shown_literal(token))
            continue
        seen += 1
        wanted = len(left) if seen == places else 1  # the first takes all that is left
        taken = left[len(left) - wanted :] if wanted else ""
        left = left[: len(left) - len(taken)]
        if not taken and token.text != "#":
            taken = "0" if token.text == "0" else " "
        for digit in reversed(taken):
            if plan.grouped and done and done % 3 == 0 and digit != " ":
                parts.append(",")
            parts.append(digit)
            done += 1
    if places == 0 and plan.point < len(plan.tokens):
        parts.insert(0, whole)
    return "".join(reversed(parts))


def _after_point(plan: _Plan, fraction: str) -> str:
    tokens = plan.tokens[plan.point :]
    needed = len(fraction)  # trailing zeros are shown only where a 0 stands
    patterns = [token.text for token in tokens if token.kind is Kind.DIGIT]
    while needed and patterns[needed - 1] != "0" and fraction[needed - 1] == "0":
        needed -= 1
    found, at = "", 0
    for token in tokens:
        if token.kind is Kind.POINT:
            found += "."
        elif token.kind is Kind.DIGIT:
            found += fraction[at] if at < needed else " " if token.text == "?" else ""
            at += 1
        else:
            found += shown_literal(token)
    return found


def shown_literal(token: Token) -> str:
    """What a token shows besides digits; `FILL` stands for a fill."""
    if token.kind is Kind.FILL:
        return FILL
    return " " if token.kind is Kind.BLANK else token.text


def _scientific(value: float, section: Section) -> str:
    tokens = section.tokens
    at = next(index for index, token in enumerate(tokens) if token.kind is Kind.EXPONENT)
    mantissa = _plan(tokens[:at])
    width = max(1, sum(token.kind is Kind.DIGIT for token in tokens[:at][: mantissa.point]))
    exact = Decimal(f"{value:.15g}")
    power = exact.adjusted() // width * width if value else 0
    whole, fraction = _rounded(exact.scaleb(-power), mantissa.places)
    if len(whole) > width:  # rounding made one digit more
        power += width
        whole, fraction = _rounded(exact.scaleb(-power), mantissa.places)
    sign = "-" if power < 0 else "+" if tokens[at].text[1] == "+" else ""
    rest = _plan(tokens[at + 1 :])
    exponent = _filled(rest, str(abs(power)).lstrip("0"), "")
    return f"{_filled(mantissa, whole, fraction)}E{sign}{exponent}"
