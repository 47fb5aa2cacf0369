"""Fonts of cells and of runs within cells."""

from __future__ import annotations

from msgspec.structs import replace

from generator.i18n import _
from generator.render.docx.package import Element
from generator.render.model import CharStyle, Fonts
from generator.render.xlsx.colors import Palette
from generator.render.xlsx.values import S, decimal, value_flag

# Raised and lowered characters: of the font size, as LibreOffice sets them.
_SMALL, _RAISED, _LOWERED = 0.58, 0.33, -0.08
MAX_SIZE = 409.0  # pt, Excel's own limit

Styled = tuple[CharStyle, tuple[str, ...]]


def read_font(element: Element, palette: Palette, base: CharStyle) -> Styled:
    """A `font` or `rPr` as a style, and what of it is not drawn.

    Like LibreOffice, the one name a font has serves for Chinese and Latin characters alike.
    """
    named = element.find(f"{S}name")
    if named is None:
        named = element.find(f"{S}rFont")
    name = base.fonts.latin if named is None else named.get("val", base.fonts.latin)
    sized = element.find(f"{S}sz")
    size = base.size if sized is None else decimal(sized.get("val"), base.size)
    underline, bad = _underline(element)
    if value_flag(element, "outline") or value_flag(element, "shadow"):
        bad = (*bad, _("text effect"))
    style = CharStyle(
        Fonts(name, name),
        size=min(max(size, 1.0), MAX_SIZE),
        bold=value_flag(element, "b"),
        italic=value_flag(element, "i"),
        underline=underline,
        strike=value_flag(element, "strike"),
        color=palette.color(element.find(f"{S}color")),
    )
    shift = element.find(f"{S}vertAlign")
    return raised(style, "" if shift is None else shift.get("val", "")), bad


def raised(style: CharStyle, where: str) -> CharStyle:
    """The style as superscript or subscript; as it is for any other word."""
    factor = {"superscript": _RAISED, "subscript": _LOWERED}.get(where)
    if factor is None:
        return style
    return replace(style, size=style.size * _SMALL, raised=style.size * factor)


def _underline(element: Element) -> tuple[bool, tuple[str, ...]]:
    found = element.find(f"{S}u")
    kind = "none" if found is None else found.get("val", "single")
    if kind in ("double", "singleAccounting", "doubleAccounting"):
        return True, (_("underline {kind}", kind=kind),)
    return kind != "none", ()
