"""Symbol fonts: what their codes look like in Unicode; those that forms and lists use.

Sources: the fonts' own charts as Unicode took them over (Wingdings: UTC L2/12-368; Symbol:
Unicode's mapping table VENDORS/APPLE/SYMBOL.TXT). Where Unicode has a sign that hardly any font
can draw, its plain sister stands for it: ☑ for the bold-ticked box, ☒ for the bold-crossed one.
"""

from __future__ import annotations

_PRIVATE = 0xF000  # where symbol fonts' codes stand in Unicode's private area

_WINGDINGS = {
    0x20: " ",
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "☐",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA4: "◎",
    0xA7: "▪",
    0xA8: "☐",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xDF: "←",
    0xE1: "↑",
    0xE2: "↓",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
} | {0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)}
_WINGDINGS |= {0x8B + n: "⓿❶❷❸❹❺❻❼❽❾❿"[n] for n in range(11)}
_WINGDINGS_2 = {
    0x20: " ",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0xA3: "☐",
    0xA4: "□",
    0xAE: "◆",
}
_SYMBOL = {
    0x20: " ",
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xA8: "♦",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD6: "√",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x6D: "μ",
    0x70: "π",
    0x57: "Ω",
}
_FACES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
SYMBOL_FACES = frozenset(_FACES) | {"wingdings 3", "webdings", "marlett"}


def as_unicode(face: str, char: str) -> str | None:
    """The sign a face shows for a character, None where it is not known.

    A face that is no symbol font shows the character itself (Word writes ☑ of Segoe UI Symbol so).

    >>> as_unicode("Wingdings", chr(0xF0FE)), as_unicode("MS Gothic", "☐")
    ('☑', '☐')
    """
    code = ord(char)
    if face.lower() not in SYMBOL_FACES:
        return None if 0xE000 <= code <= 0xF8FF else char
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    return _FACES.get(face.lower(), {}).get(low)
