"""Shared and inline strings: plain ones, and rich ones with a font for each run."""

from __future__ import annotations

from msgspec import Struct

from generator.render.docx.package import Element
from generator.render.model import CharStyle
from generator.render.xlsx.colors import Palette
from generator.render.xlsx.fonts import read_font
from generator.render.xlsx.values import S, unescaped

_T, _R, _RPH = f"{S}t", f"{S}r", f"{S}rPh"


class SharedText(Struct, frozen=True):
    """One string item: its runs where it is rich, and what of it is not drawn."""

    text: str
    runs: tuple[tuple[str, CharStyle | None], ...] = ()
    unsupported: tuple[str, ...] = ()
    phonetic: bool = False  # has a phonetic guide 拼音指南, which cells show where they are told to


def plain_text(element: Element) -> str | None:
    """The text of an `si` or `is` element that is nothing but text; None for any other."""
    if len(element) != 1:
        return None
    only = element[0]
    return unescaped(only.text or "") if only.tag == _T else None


def read_text(element: Element, palette: Palette, normal: CharStyle) -> SharedText:
    """An `si` or `is` element. A run without a font of its own has the cell's (style None)."""
    plain_only = plain_text(element)
    if plain_only is not None:
        return SharedText(plain_only)
    runs: list[tuple[str, CharStyle | None]] = []
    bad: list[str] = []
    plain, phonetic = "", False
    for child in element:
        tag = child.tag
        if tag == _T:
            plain += unescaped(child.text or "")
        elif tag == _R:
            style: CharStyle | None = None
            properties = child.find(f"{S}rPr")
            if properties is not None:
                style, unsupported = read_font(properties, palette, normal)
                bad.extend(unsupported)
            text = "".join(one.text or "" for one in child.findall(f"{S}t"))
            runs.append((unescaped(text), style))
        elif tag == _RPH:
            phonetic = True
    if not runs:
        return SharedText(plain, (), tuple(bad), phonetic)
    text = plain + "".join(text for text, _style in runs)
    return SharedText(text, tuple(runs), tuple(bad), phonetic)


def read_shared(root: Element | None, palette: Palette, normal: CharStyle) -> list[SharedText]:
    """The shared strings in their order; none without the part."""
    if root is None:
        return []
    return [read_text(item, palette, normal) for item in root.findall(f"{S}si")]
