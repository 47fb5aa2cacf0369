"""Line breaking as office programs do it: where a line may end, and how much space scripts keep apart.

Sources: the kinsoku sets 行首行尾禁则 of ECMA-376 Part 1 §17.15.1.58–60 for Simplified Chinese and
GB/T 15834—2011 §5.1; the classes and pairs of UAX #14 as LibreOffice applies them (4,356 pairs of
characters were set in it and read back; `_PAIRS` is what came out), the script spacing as it draws
it (a fifth of the font size). Nothing is squeezed; what may hang does so only where the document
allows it (标点溢出边界).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

# What may stand beyond the margin where the document lets punctuation hang.
HANGING = frozenset("!,.:;?、。！，．：；？")

_ROUNDING = 0.01  # pt
SCRIPT_SPACE = 0.2  # em between CJK and Latin letters or digits


class Script(Enum):
    """Which of a run's faces draws a character."""

    CJK = "cjk"
    LATIN = "latin"
    WEAK = "weak"  # takes the script of what stands before it


@lru_cache(maxsize=65536)
def script_of(char: str) -> Script:
    """The script class of one character, as office programs choose faces by it."""
    code = ord(char)
    if code in (0x20, 0xA0):
        return Script.WEAK
    if code < 0x02B0 or 0x0370 <= code < 0x0530 or 0x1E00 <= code < 0x2000:
        return Script.WEAK if code in (0xB7, 0xD7) else Script.LATIN
    if 0x02B0 <= code < 0x0370 or 0x2000 <= code < 0x2E80:
        return Script.WEAK
    return Script.CJK


def resolve_scripts(text: str, *, cjk_hint: bool = False) -> list[Script]:
    """The script of every character; a weak one follows what stands before it, or else after it.

    `cjk_hint` (w:hint="eastAsia") makes doubtful punctuation CJK.
    """
    scripts = [script_of(char) for char in text]
    known = next((s for s in scripts if s is not Script.WEAK), Script.CJK)
    for index, script in enumerate(scripts):
        if script is not Script.WEAK:
            known = script
        elif cjk_hint and not text[index].isspace():
            scripts[index] = Script.CJK
        else:
            scripts[index] = known
    return scripts


class _Class(Enum):
    """How a character behaves at a line's end, after UAX #14."""

    IDEOGRAPH = "ideographs, kana, full-width letters and digits"
    LETTER = "Latin letters and digits: words stay whole"
    CLOSE = "closing marks and stops"
    STOP = "stops after which a word may begin a line"
    OPEN = "opening marks, quotation marks, slashes"
    QUOTE = "quotation marks and slashes: closed to both sides"
    DASH = "破折号"
    ELLIPSIS = "省略号"
    SYMBOL = "signs that go with words"
    CIRCLED = "circled numbers"
    PREFIX = "currency and plus signs"
    POSTFIX = "percent, degrees Celsius: belong to the number before"
    DEGREE = "the degree sign"
    SMALL = "repetition and length marks, never at the start"


_LISTED: dict[str, _Class] = {
    char: kind
    for kind, chars in {
        _Class.STOP: "：；！？-!?–|‐‑",
        _Class.QUOTE: "“”‘’\"'/",
        _Class.OPEN: "（《〈〔「『【〖｛［([{",
        _Class.DASH: "—―⸺",
        _Class.ELLIPSIS: "…‥",
        _Class.PREFIX: "+$￥¥£€±",
        _Class.POSTFIX: "%℃％‰′″",
        _Class.DEGREE: "°",
        _Class.SMALL: "々ー〻ゝゞヽヾ",
        _Class.IDEOGRAPH: "～〇",
        _Class.SYMBOL: "·~&=#@×•^_*\\<>÷",
        _Class.CLOSE: "。，、．）》〉〕」』】〗｝］).,:;]}",
    }.items()
    for char in chars
}

_BEFORE_CLOSED = "CLOSE STOP QUOTE"  # whatever comes before, these never begin a line
# Where a line may end: the class before → the classes after.
_PAIRS: dict[_Class, frozenset[_Class]] = {
    before: frozenset(_Class[name] for name in after.split())
    for before, after in {
        _Class.IDEOGRAPH: "IDEOGRAPH LETTER OPEN DASH SYMBOL CIRCLED PREFIX",
        _Class.LETTER: "IDEOGRAPH DASH SMALL",
        _Class.CLOSE: "IDEOGRAPH OPEN PREFIX DASH ELLIPSIS",
        _Class.POSTFIX: "IDEOGRAPH OPEN PREFIX DASH ELLIPSIS",
        _Class.STOP: "IDEOGRAPH LETTER OPEN PREFIX DASH ELLIPSIS SYMBOL CIRCLED DEGREE",
        _Class.SMALL: "IDEOGRAPH LETTER OPEN PREFIX DASH ELLIPSIS SYMBOL CIRCLED DEGREE",
        _Class.DASH: "IDEOGRAPH LETTER OPEN PREFIX ELLIPSIS SYMBOL CIRCLED DEGREE",
        _Class.ELLIPSIS: "IDEOGRAPH LETTER OPEN PREFIX DASH SYMBOL CIRCLED DEGREE",
        _Class.SYMBOL: "IDEOGRAPH DASH",
        _Class.DEGREE: "IDEOGRAPH DASH",
        _Class.CIRCLED: "IDEOGRAPH LETTER DASH",
        _Class.PREFIX: "OPEN PREFIX DASH ELLIPSIS",
        _Class.OPEN: "",
        _Class.QUOTE: "",
    }.items()
}
_NEVER_FIRST = frozenset(_Class[name] for name in _BEFORE_CLOSED.split())


@lru_cache(maxsize=65536)
def _class_of(char: str) -> _Class:
    if known := _LISTED.get(char):
        return known
    category = unicodedata.category(char)
    if category in ("Ps", "Pi"):
        return _Class.OPEN
    if category in ("Pe", "Pf"):
        return _Class.CLOSE
    if "\u2460" <= char <= "\u24ff":
        return _Class.CIRCLED
    if script_of(char) is Script.CJK:
        return _Class.STOP if category == "Po" else _Class.IDEOGRAPH
    if category == "Sc":
        return _Class.PREFIX
    return _Class.LETTER if char.isalnum() or category[0] == "M" else _Class.SYMBOL


@lru_cache(maxsize=65536)
def may_break(before: str, after: str, *, kinsoku: bool = True) -> bool:
    """Whether a line may end between two characters.

    A percent sign stays with its number, unlike in LibreOffice (Word and GB/T 15834 keep them).
    Without `kinsoku` 行首行尾禁则 only words and numbers are kept whole.

    >>> may_break("院", "。"), may_break("（", "云"), may_break("2", "0"), may_break("县", "人")
    (False, False, False, True)
    """
    if after == " " or "\u00a0" in (before, after):
        return False  # spaces stay on the line they end
    first, second = _class_of(before), _class_of(after)
    if not kinsoku:
        return not (first is _Class.LETTER and second is _Class.LETTER)
    if before == " ":
        return second not in _NEVER_FIRST or second is _Class.QUOTE
    return second in _PAIRS[first]


def keeps_apart(before: str, after: str) -> bool:
    """Whether script space stands between two characters: CJK letter beside Latin letter or digit.

    >>> keeps_apart("年", "5"), keeps_apart("〕", "5"), keeps_apart("5", "号")
    (True, False, True)
    """
    if not (before.isalnum() and after.isalnum()):
        return False
    return (script_of(before) is Script.CJK) != (script_of(after) is Script.CJK)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character ready to be set: its advance in pt without script space, and that space."""

    char: str
    advance: float
    gap: float = 0.0  # script space before it, dropped at the start of a line
    trail: float = 0.0  # character spacing in the advance, dropped at the end of a line
    forced: bool = False  # a manual line break stands here instead of a character
    tab: bool = False


def break_lines(
    glyphs: Sequence[Glyph],
    first_width: float,
    width: float,
    *,
    kinsoku: bool = True,
    hanging: bool = False,
) -> list[tuple[int, int]]:
    """The lines as `(start, end)` ranges over `glyphs`, each as full as the rules allow.

    `hanging` lets one stop or comma stand beyond the margin.

    Widths in pt, of the first line and of all others. A word wider than a line is cut where the
    line is full. There is always at least one line; a forced break ends its line and stands in it.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    total = len(glyphs)
    while start < total:
        end = _line_end(glyphs, start, first_width if not lines else width, kinsoku, hanging)
        lines.append((start, end))
        start = end
    if not lines or glyphs[-1].forced:
        lines.append((total, total))
    return lines


def _line_end(
    glyphs: Sequence[Glyph], start: int, width: float, kinsoku: bool, hanging: bool
) -> int:
    """Where the line that begins at `start` ends."""
    used = 0.0
    fits = start  # the last place where it may break
    limit = width + _ROUNDING
    for index in range(start, len(glyphs)):
        glyph = glyphs[index]
        if glyph.forced:
            return index + 1
        if index > start and _breakable(glyphs[index - 1], glyph, kinsoku):
            fits = index
        used += glyph.advance + (glyph.gap if index > start else 0.0)
        if used - glyph.trail > limit and glyph.char != " ":
            if hanging and glyph.char in HANGING and _hangs(glyphs, index, used, limit):
                return index + 1
            return fits if fits > start else max(index, start + 1)
    return len(glyphs)


def _hangs(glyphs: Sequence[Glyph], index: int, used: float, limit: float) -> bool:
    """Whether the mark alone is too much for the line, and the next may begin another."""
    if used - glyphs[index].advance > limit:
        return False
    return index + 1 == len(glyphs) or _breakable(glyphs[index], glyphs[index + 1], True)


def _breakable(before: Glyph, after: Glyph, kinsoku: bool) -> bool:
    if before.tab or after.tab:
        return before.tab
    return may_break(before.char, after.char, kinsoku=kinsoku)
