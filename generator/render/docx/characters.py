"""A run's characters: text, tabs, hyphens, capitals, and signs of symbol fonts as Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from generator.render.docx.package import Element
from generator.render.docx.symbols import SYMBOL_FACES, as_unicode
from generator.render.docx.values import Settings, val
from generator.render.model import CharStyle, Fonts, Inline, Tab, Text

CHARACTERS = frozenset(["t", "tab", "noBreakHyphen", "softHyphen", "sym"])
SMALL_CAPITALS = 0.8  # of the font size: small letters as small capitals, as LibreOffice sets them

# Scripts that only shaping sets right: Hebrew to Mongolian, Tai Le to Balinese …, their extensions.
_NEEDS_SHAPING = re.compile(
    "[\u0590-\u109f\u1780-\u18af\u1950-\u1cff\ua8e0-\ua9ff\uaa00-\uabff\ufb1d-\ufdff\ufe70-\ufefc]"
)
Refuse = Callable[[str], None]


def read_characters(
    element: Element, name: str, style: CharStyle, settings: Settings, refuse: Refuse
) -> Iterator[Inline]:
    """What one of the `CHARACTERS` elements of a run shows in its style."""
    if name == "tab":
        yield Tab(style)
    elif name == "noBreakHyphen":
        yield Text("\u2011", style)
    elif name == "softHyphen":
        yield Text("\u00ad", style)
    elif name == "sym":
        yield from _symbol(element, style, refuse)
    else:
        yield from _text(element.text or "", style, settings, refuse)


def _symbol(element: Element, style: CharStyle, refuse: Refuse) -> Iterator[Inline]:
    face, code = val(element, "font"), val(element, "char")
    found = as_unicode(face, chr(int(code, 16))) if re.fullmatch("[0-9A-Fa-f]{4}", code) else None
    if found is None:
        refuse(f"symbol {code} of {face}")
    else:
        yield Text(found, replace(style, cjk_hint=True))


def symbols(text: str, face: str, refuse: Refuse) -> str:
    """The signs a symbol face shows for a text."""
    found = [as_unicode(face, char) for char in text]
    for char, sign in zip(text, found, strict=True):
        if sign is None:
            refuse(f"symbol {ord(char):04X} of {face}")
    return "".join(sign for sign in found if sign is not None)


def _text(text: str, style: CharStyle, settings: Settings, refuse: Refuse) -> Iterator[Inline]:
    text = re.sub("[\r\n]", " ", text)
    if found := _NEEDS_SHAPING.search(text):
        refuse(f"script of “{found[0]}”")
    for number, part in enumerate(text.split("\t")):
        if number:
            yield Tab(style)
        if part:
            yield from _cased(part, style, settings, refuse)


def _cased(text: str, style: CharStyle, settings: Settings, refuse: Refuse) -> Iterator[Text]:
    if (face := style.fonts.latin).lower() in SYMBOL_FACES:
        fonts = Fonts(style.fonts.cjk, style.fonts.cjk)
        yield Text(symbols(text, face, refuse), replace(style, fonts=fonts, cjk_hint=True))
    elif settings.get("caps"):
        yield Text(text.upper(), style)
    elif settings.get("small_caps"):
        small = replace(style, size=style.size * SMALL_CAPITALS)
        for part in re.findall(r"[a-zà-öø-ÿ]+|[^a-zà-öø-ÿ]+", text):
            yield Text(part.upper(), small if part[0].islower() else style)
    else:
        yield Text(text, style)
