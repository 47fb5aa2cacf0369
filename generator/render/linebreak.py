"""Line breaking as office programs do it: where a line may end, and how much space scripts keep apart.

Sources: GB/T 15834—2011 §5.1 and the sets Word has for Simplified Chinese (行首行尾禁则, ECMA-376
Part 1 §17.15.1.58–60), which LibreOffice follows for text marked zh-CN but for what `may_break`
names: 4,356 pairs of characters were set in it and read back. The script spacing is as it draws
it (a fifth of the font size). Nothing is squeezed; what may hang does so only where the document
allows it (标点溢出边界).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct

# What may stand beyond the margin where the document lets punctuation hang.
HANGING = frozenset("!,.:;?、。！，．：；？")

SPACES = frozenset(" \u3000")  # at a line's end they stand beyond the margin
_GLUE = frozenset("\u00a0\u202f\u2060\ufeff")  # no-break spaces and joiners
_ROUNDING = 0.01  # pt
SOFT_HYPHEN = "\u00ad"  # a word may be divided here; shown only where it is
SCRIPT_SPACE = 0.2  # em between CJK and Latin letters or digits


# Latin-1 signs that a hint makes CJK.
_HINTED_LATIN = frozenset("¡¤§¨ª¯°±²³´¶·¸¹º¼½¾¿×÷")


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
        return Script.LATIN
    if 0x02B0 <= code < 0x0370 or 0x2000 <= code < 0x2E80:
        return Script.WEAK
    return Script.CJK


def resolve_scripts(text: str, hinted: Sequence[bool] = ()) -> list[Script]:
    """The script of every character; a weak one follows what stands before it, or else after it.

    `hinted` tells for each character whether w:hint="eastAsia" makes doubtful signs CJK, those of
    Latin-1 (·, ×, °, §) among them (ECMA-376 Part 1 §17.3.2.26).
    """
    scripts = [script_of(char) for char in text]
    known = next((s for s in scripts if s is not Script.WEAK), Script.CJK)
    for index, script in enumerate(scripts):
        char = text[index]
        doubtful = script is Script.WEAK or char in _HINTED_LATIN
        if doubtful and hinted and hinted[index] and not char.isspace():
            scripts[index] = known = Script.CJK
        elif script is Script.WEAK:
            scripts[index] = known
        else:
            known = script
    return scripts


# 行首禁则: closing marks and stops, marks of repetition, what belongs to the number before.
_NEVER_FIRST = frozenset(
    "。，、．：；！？）》〉〕」』】〗｝］”’﹚﹜﹞),.:;!?]}-‐–·•・～々〻ゝゞヽヾ…‥%％‰℃°′″/／"
)
# 行尾禁则: opening marks, signs of money, the slash.
_NEVER_LAST = frozenset("（《〈〔「『【〖｛［“‘﹙﹛﹝([{￥¥£€/／")
# After these a Latin word or a number may begin a line; after other marks it stays with them.
_BEFORE_WORDS = frozenset("。，、：；！？!?—―⸺…‥～々ー-‐‑–|")
# 破折号 and 省略号 take two characters and are not divided.
_UNDIVIDED = frozenset("—―⸺…‥")


@lru_cache(maxsize=65536)
def _is_word(char: str) -> bool:
    """Of a Latin word or a number, which stay whole."""
    kind = unicodedata.category(char)  # circled numbers (No) are none
    return script_of(char) is not Script.CJK and (kind[0] in "LM" or kind == "Nd")


@lru_cache(maxsize=65536)
def _is_ideograph(char: str) -> bool:
    """CJK characters, full-width letters, circled numbers: a line may end around them."""
    wide = script_of(char) is Script.CJK or "\u2460" <= char <= "\u24ff"
    return wide and char not in _NEVER_FIRST and char not in _NEVER_LAST


@lru_cache(maxsize=65536)
def may_break(before: str, after: str, *, kinsoku: bool = True) -> bool:
    """Whether a line may end between two characters.

    Percent and degree signs stay with their number, 破折号 and 省略号 whole, and slashes off both
    ends of a line, as Word and GB/T 15834 have it and LibreOffice has not.
    Without `kinsoku` 行首行尾禁则 only words and numbers are kept whole.

    >>> may_break("院", "。"), may_break("（", "云"), may_break("2", "0"), may_break("县", "人")
    (False, False, False, True)
    """
    if after in SPACES or before in _GLUE or after in _GLUE:
        return False  # spaces stay on the line they end
    if before == "\u200b":
        return True  # a space of no width: there to break
    if SOFT_HYPHEN in (before, after):
        return before == SOFT_HYPHEN
    if not kinsoku:
        return not (_is_word(before) and _is_word(after))
    if after in _NEVER_FIRST or before in _NEVER_LAST or (before == after and before in _UNDIVIDED):
        return False
    if before in SPACES:
        return True
    if _is_word(after):
        return before in _BEFORE_WORDS or _is_ideograph(before)
    return not _is_word(before) or after in _UNDIVIDED or _is_ideograph(after)


@lru_cache(maxsize=65536)
def keeps_apart(before: str, after: str) -> bool:
    """Whether script space stands between two characters: CJK letter beside Latin letter or digit.

    >>> keeps_apart("年", "5"), keeps_apart("〕", "5"), keeps_apart("5", "号")
    (True, False, True)
    """
    if not (before.isalnum() and after.isalnum()):
        return False
    return {script_of(before), script_of(after)} == {Script.CJK, Script.LATIN}


class Glyph(Struct, frozen=True):
    """One character ready to be set: its advance in pt without script space, and that space."""

    char: str
    advance: float
    gap: float = 0.0  # script space before it, dropped at the start of a line
    trail: float = 0.0  # character spacing in the advance, dropped at the end of a line
    forced: bool = False  # a manual line break stands here instead of a character
    tab: bool = False
    hyphen: float = 0.0  # of a soft hyphen: what it takes where a line ends at it


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
        before = glyphs[index - 1]
        room = not before.hyphen or used + before.hyphen <= limit
        if index > start and room and _breakable(before, glyph, kinsoku):
            fits = index
        used += glyph.advance + (glyph.gap if index > start else 0.0)
        if used - glyph.trail > limit and glyph.char not in SPACES:
            if hanging and glyph.char in HANGING and _hangs(glyphs, index, used, limit):
                return index + 1
            return fits if fits > start else max(index, start + 1)
    return len(glyphs)


def _hangs(glyphs: Sequence[Glyph], index: int, used: float, limit: float) -> bool:
    """Whether the mark alone is too much for the line, and the next may begin another.

    After a Latin word or number no mark hangs, as LibreOffice has it.
    """
    if used - glyphs[index].advance > limit or script_of(glyphs[index - 1].char) is Script.LATIN:
        return False
    return index + 1 == len(glyphs) or _breakable(glyphs[index], glyphs[index + 1], True)


def _breakable(before: Glyph, after: Glyph, kinsoku: bool) -> bool:
    if before.tab or after.tab:
        return before.tab
    return may_break(before.char, after.char, kinsoku=kinsoku)
