"""Format codes read into sections of tokens (ECMA-376 Part 1 §18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from functools import cache, cached_property
from typing import NamedTuple

from msgspec import Struct

from generator.i18n import _


class UnsupportedFormat(Exception):
    """A format code, or a part of it, that the engine does not show; says what."""


class Kind(Enum):
    """What a token of a section stands for."""

    LITERAL = auto()
    DIGIT = auto()  # 0 # ?
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()  # E+ or E-
    TEXT = auto()  # @
    DATE = auto()  # yyyy, m, dd, hh, ss, AM/PM …
    ELAPSED = auto()  # [h], [mm]
    GENERAL = auto()
    FILL = auto()  # * and the character that fills the cell
    BLANK = auto()  # _ and the character as wide as which nothing stands


class Token(NamedTuple):
    """One part of a section."""

    kind: Kind
    text: str


class Section(Struct, frozen=True, dict=True):
    """One of a code's up to four parts; `chinese` is the number of [DBNum…], 0 without."""

    tokens: tuple[Token, ...]
    color: str = ""
    condition: tuple[str, float] | None = None
    chinese: int = 0
    english: bool = False  # names of days and months are English

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its tokens."""
        return frozenset(token.kind for token in self.tokens)

    def has(self, *kinds: Kind) -> bool:
        """Whether a token of one of these kinds is there."""
        return not self.kinds.isdisjoint(kinds)

    @cached_property
    def is_date(self) -> bool:
        """Whether the section shows a date or a time."""
        return self.has(Kind.DATE, Kind.ELAPSED)


_COLORS = {
    "BLACK": "000000",
    "BLUE": "0000FF",
    "CYAN": "00FFFF",
    "GREEN": "00FF00",
    "MAGENTA": "FF00FF",
    "RED": "FF0000",
    "WHITE": "FFFFFF",
    "YELLOW": "FFFF00",
    "黑色": "000000",
    "蓝色": "0000FF",
    "青色": "00FFFF",
    "绿色": "00FF00",
    "洋红": "FF00FF",
    "红色": "FF0000",
    "白色": "FFFFFF",
    "黄色": "FFFF00",
}
# English languages by the low byte of their number; 804 is Chinese as everywhere else.
_ENGLISH = 0x09
_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\] | (?P<general>G/通用格式|General)
    | (?P<noon>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
    | (?P<date>y+|e+|m+|d+|h+|s+|a{3,}|b+|g+) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,)
    | (?P<percent>%) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_KINDS = {
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "blank": Kind.BLANK,
    "fill": Kind.FILL,
    "general": Kind.GENERAL,
    "noon": Kind.DATE,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "digit": Kind.DIGIT,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "percent": Kind.PERCENT,
    "text": Kind.TEXT,
    "other": Kind.LITERAL,
}
_MAX_LENGTH = 1024


@cache
def read_code(code: str) -> tuple[Section, ...]:
    """The sections of a code. Raises UnsupportedFormat naming what is not known."""
    if len(code) > _MAX_LENGTH:
        raise UnsupportedFormat(_("number format longer than Excel allows"))
    sections = tuple(_section(part, code) for part in _split(code))
    if len(sections) > 4:
        raise UnsupportedFormat(_("number format {code}", code=code))
    return sections


def _split(code: str) -> list[str]:
    """The parts between semicolons that are not quoted, escaped or in brackets."""
    parts = [""]
    for match in _PIECE.finditer(code):
        if match["other"] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _section(part: str, code: str) -> Section:
    tokens: list[Token] = []
    found = Section(())
    for match in _PIECE.finditer(part):
        kind = match.lastgroup
        assert kind is not None
        text = match[kind]
        if kind == "bracket":
            found = _bracket(text, found, tokens, code)
        elif kind == "other" and text == "/" and tokens and tokens[-1].kind is Kind.DIGIT:
            raise UnsupportedFormat(_("number format {code}: fractions", code=code))
        elif kind == "fill" and text != " ":
            raise UnsupportedFormat(
                _("number format {code}: filled with {char}", code=code, char=text)
            )
        else:
            tokens.append(Token(_KINDS[kind], text))
    return Section(
        tuple(_settled(tokens)), found.color, found.condition, found.chinese, found.english
    )


def _bracket(text: str, found: Section, tokens: list[Token], code: str) -> Section:
    """What stands in brackets: a colour, a condition, a currency, a numeral system, elapsed time."""
    color, condition = found.color, found.condition
    chinese, english = found.chinese, found.english
    if name := _COLORS.get(text.upper()):
        color = name
    elif match := re.fullmatch(r"(<>|<=|>=|=|<|>)\s*(-?\d+(?:\.\d+)?)", text):
        condition = match[1], float(match[2])
    elif match := re.fullmatch(r"\$([^-]*)(?:-([0-9A-Fa-f]{1,8}))?(?:,.*)?", text):
        if match[1]:
            tokens.append(Token(Kind.LITERAL, match[1]))
        language = int(match[2], 16) if match[2] else 0
        if language >> 16:
            raise UnsupportedFormat(
                _("number format {code}: other calendar or numerals", code=code)
            )
        english = language & 0xFF == _ENGLISH
    elif match := re.fullmatch(r"DBNum([12])", text, re.IGNORECASE):
        chinese = int(match[1])
    elif re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
        tokens.append(Token(Kind.ELAPSED, text.lower()))
    else:
        raise UnsupportedFormat(_("number format {code}: [{part}]", code=code, part=text))
    return Section((), color, condition, chinese, english)


def _settled(tokens: list[Token]) -> list[Token]:
    """Points and commas among dates are literals, and digits after a point fractions of a second."""
    if not any(token.kind in (Kind.DATE, Kind.ELAPSED) for token in tokens):
        return tokens
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.POINT:
            digits = _count(tokens[index + 1 :], lambda one: one.kind is Kind.DIGIT)
            found.append(Token(Kind.DATE, "." + "0" * digits) if digits else _literal(token))
        elif token.kind is Kind.DIGIT and _follows_point(tokens, index):
            continue
        elif token.kind is Kind.COMMA:
            found.append(_literal(token))
        else:
            found.append(token)
    return found


def _literal(token: Token) -> Token:
    return Token(Kind.LITERAL, token.text)


def _count(tokens: list[Token], counts: Callable[[Token], bool]) -> int:
    total = 0
    for token in tokens:
        if not counts(token):
            break
        total += 1
    return total


def _follows_point(tokens: list[Token], index: int) -> bool:
    while index and tokens[index].kind is Kind.DIGIT:
        index -= 1
    return tokens[index].kind is Kind.POINT
