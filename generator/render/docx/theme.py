"""A document's theme: the faces and colours its styles call by a name of the theme."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from generator.render.docx.package import Element
from generator.render.docx.values import colour, val

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# WordprocessingML's names for the theme's own (ECMA-376 §17.18.97, with the usual mapping).
_NAMES = {
    "dark1": "dk1",
    "text1": "dk1",
    "light1": "lt1",
    "background1": "lt1",
    "dark2": "dk2",
    "text2": "dk2",
    "light2": "lt2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


class Theme(Struct, frozen=True):
    """Faces by theme name, as minorEastAsia; colours RRGGBB by the theme's own, as accent1."""

    faces: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def colour(self, element: Element) -> str:
        """The colour a `w:color` says: the theme's with its tint or shade, else its value."""
        name = val(element, "themeColor")
        base = self.colours.get(_NAMES.get(name, name), "")
        if not base:
            return colour(val(element))
        if tint := _share(val(element, "themeTint")):
            return _lightness(base, lambda level: level * tint + 1 - tint)
        if shade := _share(val(element, "themeShade")):
            return _lightness(base, lambda level: level * shade)
        return base


def read_theme(root: Element) -> Theme:
    """The theme of a theme part's root element."""
    return Theme(_faces(root), _colours(root))


def _faces(root: Element) -> dict[str, str]:
    faces: dict[str, str] = {}
    for group, prefix in (("minorFont", "minor"), ("majorFont", "major")):
        font = root.find(f".//{_A}{group}")
        if font is None:
            continue
        for child, names in (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",))):
            face = font.find(_A + child)
            typeface = "" if face is None else face.get("typeface", "")
            if not typeface and child == "ea":
                hans = font.find(f"{_A}font[@script='Hans']")
                typeface = "" if hans is None else hans.get("typeface", "")
            if typeface:
                faces.update({prefix + name: typeface for name in names})
    return faces


def _colours(root: Element) -> dict[str, str]:
    scheme = root.find(f".//{_A}clrScheme")
    found: dict[str, str] = {}
    for entry in () if scheme is None else scheme:
        for child in entry:
            text = child.get("lastClr") or child.get("val", "")
            found[entry.tag.removeprefix(_A)] = colour(text)
    return found


def _share(text: str) -> float:
    """A tint or shade, two hexadecimal digits, as a share of one; 0 without one."""
    try:
        return int(text, 16) / 255 if text else 0.0
    except ValueError:
        return 0.0


def _lightness(base: str, change: Callable[[float], float]) -> str:
    red, green, blue = (int(base[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, level, saturation = colorsys.rgb_to_hls(red, green, blue)
    changed = colorsys.hls_to_rgb(hue, min(1.0, change(level)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in changed)
