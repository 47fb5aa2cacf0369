"""Run properties: from XML into plain settings that inherit, and on into the model's CharStyle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.docx.borders import refused_shading
from generator.render.docx.features import feature_name
from generator.render.docx.package import Element
from generator.render.docx.values import Settings, colour, is_on, number, tag_of, twips, val
from generator.render.model import CharStyle, Fonts
from generator.render.refusal import Refusals


@dataclass(frozen=True)
class Theme:
    """The theme's faces by theme name, as minorEastAsia."""

    faces: Mapping[str, str]


# Complex scripts' own settings (their characters are refused), proofing, screen only, accepted
# changes; `kern` sets Latin letters 0.1 mm closer at most; `snapToGrid` is of the character grid.
_IGNORED = frozenset(
    [
        "szCs",
        "bCs",
        "iCs",
        "lang",
        "noProof",
        "kern",
        "snapToGrid",
        "webHidden",
        "rStyle",
        "ins",
        "rPrChange",
    ]
)
_REFUSED_IF_ON = frozenset(
    [
        "caps",
        "smallCaps",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "rtl",
        "cs",
        "oMath",
        "specVanish",
    ]
)
_REFUSED_UNLESS_NONE = frozenset(["em", "effect", "bdr", "highlight"])


def _fonts(element: Element, settings: Settings, theme: Theme) -> None:
    # Word uses hAnsi for letters past U+007F alone; LibreOffice never does.
    for key, name in {"latin": "ascii", "cjk": "eastAsia"}.items():
        if face := theme.faces.get(val(element, name + "Theme")) or val(element, name):
            settings[key] = face
    if hint := val(element, "hint"):
        settings["cjk_hint"] = hint == "eastAsia"


def _underline(element: Element, settings: Settings) -> str | None:
    kind = val(element) or "single"
    settings["underline"] = kind != "none"
    if kind not in ("none", "single"):
        return f"underline {kind}"
    return None if val(element, "color") in ("", "auto") else "coloured underline"


def _baseline(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    return None if kind in ("", "baseline") else kind


def _toggle(name: str) -> Callable[[Element, Settings], None]:
    def read(element: Element, settings: Settings) -> None:
        settings[name] = is_on(element)

    return read


_KNOWN: dict[str, Callable[[Element, Settings], str | None]] = {
    "sz": lambda e, s: s.__setitem__("size", number(val(e)) / 2),
    "b": _toggle("bold"),
    "i": _toggle("italic"),
    "strike": _toggle("strike"),
    "vanish": _toggle("hidden"),
    "u": _underline,
    "color": lambda e, s: s.__setitem__("color", colour(val(e))),
    "spacing": lambda e, s: s.__setitem__("spacing", twips(val(e))),
    "position": lambda e, s: s.__setitem__("raised", number(val(e)) / 2),
    "w": lambda e, s: None if val(e) in ("", "100", "100%") else "character scale 字符缩放",
    "vertAlign": _baseline,
    "shd": lambda e, s: refused_shading(e),
}


def run_settings(element: Element | None, theme: Theme, refusals: Refusals, place: str) -> Settings:
    """The settings an rPr states itself, without inheritance."""
    settings: Settings = {}
    for child in () if element is None else element:
        name = tag_of(child)
        refused: str | None = None
        if name == "rFonts":
            _fonts(child, settings, theme)
        elif name in _KNOWN:
            refused = _KNOWN[name](child, settings)
        elif name in _REFUSED_IF_ON:
            refused = feature_name(name) if is_on(child) else None
        elif name in _REFUSED_UNLESS_NONE:
            refused = None if val(child) in ("none", "nil") else feature_name(name)
        elif name not in _IGNORED:
            refused = feature_name(name)
        if refused:
            refusals.add(refused, place)
    return settings


def char_style(settings: Mapping[str, Any]) -> CharStyle:
    """The model's character style out of merged settings."""
    latin = settings.get("latin", "Times New Roman")
    return CharStyle(
        fonts=Fonts(latin, settings.get("cjk", latin)),
        size=settings.get("size", 10.0),
        bold=settings.get("bold", False),
        italic=settings.get("italic", False),
        underline=settings.get("underline", False),
        strike=settings.get("strike", False),
        color=settings.get("color", "000000"),
        spacing=settings.get("spacing", 0.0),
        raised=settings.get("raised", 0.0),
        cjk_hint=settings.get("cjk_hint", False),
    )
