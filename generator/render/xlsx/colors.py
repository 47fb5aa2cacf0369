"""Colours of a workbook: by RGB, by theme with a tint, by index."""

from __future__ import annotations

import colorsys

from msgspec import Struct
from openpyxl.styles.colors import COLOR_INDEX

from generator.render.docx.package import Element
from generator.render.xlsx.values import S, decimal, flag, whole

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# The order of the theme's colours as cells count them: light and dark change places (§18.8.3).
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_OFFICE = {
    "lt1": "FFFFFF",
    "dk1": "000000",
    "lt2": "EEECE1",
    "dk2": "1F497D",
    "accent1": "4F81BD",
    "accent2": "C0504D",
    "accent3": "9BBB59",
    "accent4": "8064A2",
    "accent5": "4BACC6",
    "accent6": "F79646",
    "hlink": "0000FF",
    "folHlink": "800080",
}
_SYSTEM_FOREGROUND, _SYSTEM_BACKGROUND = 64, 65


class Palette(Struct, frozen=True):
    """The theme's twelve colours and the indexed ones, each as six hex digits."""

    theme: tuple[str, ...] = tuple(_OFFICE[name] for name in _THEME)
    indexed: tuple[str, ...] = tuple(color[-6:] for color in COLOR_INDEX)

    def color(self, element: Element | None, automatic: str = "000000") -> str:
        """The colour an element such as `<color theme="1" tint="-0.25"/>` means."""
        if element is None or flag(element, "auto"):
            return automatic
        if rgb := element.get("rgb"):
            base = rgb[-6:].upper()
        elif (theme := element.get("theme")) is not None:
            number = whole(theme)
            base = self.theme[number] if 0 <= number < len(self.theme) else automatic
        else:
            base = self.by_index(whole(element.get("indexed"), _SYSTEM_FOREGROUND), automatic)
        tint = decimal(element.get("tint"))
        return tinted(base, tint) if tint else base

    def by_index(self, number: int, automatic: str = "000000") -> str:
        """An indexed colour; 64 and 65 are the system's own foreground and background."""
        if number == _SYSTEM_BACKGROUND:
            return "FFFFFF"
        return self.indexed[number] if 0 <= number < len(self.indexed) else automatic


def tinted(color: str, tint: float) -> str:
    """A colour made lighter (tint > 0) or darker, by its luminance (ECMA-376 Part 1 §18.8.19).

    >>> tinted("000000", 0.5), tinted("FFFFFF", -0.5)
    ('808080', '808080')
    """
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{int(part * 255 + 0.5):02X}" for part in mixed)


def read_palette(theme: Element | None, styles: Element | None) -> Palette:
    """The palette of a theme part and of the styles part's own indexed colours."""
    usual = Palette()
    found = _theme_colors(theme) if theme is not None else {}
    indexed = list(usual.indexed)
    own = None if styles is None else styles.find(f"{S}colors/{S}indexedColors")
    if own is not None:
        for number, element in enumerate(own.findall(f"{S}rgbColor")[: len(indexed)]):
            indexed[number] = element.get("rgb", "000000")[-6:].upper()
    return Palette(tuple(found.get(name, _OFFICE[name]) for name in _THEME), tuple(indexed))


def _theme_colors(theme: Element) -> dict[str, str]:
    scheme = theme.find(f"{_A}themeElements/{_A}clrScheme")
    found = {}
    for entry in scheme if scheme is not None else ():
        for kind in entry:
            color = kind.get("lastClr") or kind.get("val") or ""
            if len(color) == 6:
                found[entry.tag.rpartition("}")[2]] = color.upper()
    return found
