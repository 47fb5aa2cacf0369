"""Run properties: from XML into plain settings that inherit, and on into the model's CharStyle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.render.docx.features import feature_name
from generator.render.docx.package import Element
from generator.render.docx.shading import read_fill
from generator.render.docx.theme import Theme
from generator.render.docx.values import Settings, colour, is_on, number, tag_of, twips, val
from generator.render.model import CharStyle, Fonts, Look, Script, Underline
from generator.render.refusal import Refusals

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
_REFUSED_UNLESS_NONE = frozenset(["em", "effect", "bdr"])
# The sixteen colours of 突出显示 (ECMA-376 §17.18.40).
_HIGHLIGHTS = {
    "none": "",
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_SCRIPTS = {"": Script.NONE, "baseline": Script.NONE} | {one.value: one for one in Script}


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
    if kind == "none":
        return None
    if kind not in _UNDERLINES:
        return f"underline {kind}"
    settings["underline_kind"] = _UNDERLINES[kind]
    own = val(element, "color")
    settings["underline_color"] = "" if own in ("", "auto") else colour(own)
    return None


_UNDERLINES = {one.value: one for one in Underline}


def _baseline(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    settings["script"] = _SCRIPTS.get(kind, Script.NONE)
    return None if kind in _SCRIPTS else f"characters {kind}"


def _highlight(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    settings["highlight"] = _HIGHLIGHTS.get(kind, "")
    return None if kind in _HIGHLIGHTS else f"highlight {kind}"


def _shading(element: Element, settings: Settings) -> str | None:
    settings["fill"], refused = read_fill(element)
    return refused


def _scale(element: Element, settings: Settings) -> str | None:
    """Width of the characters in per cent; ECMA-376 §17.3.2.43 has 1 to 600."""
    text = val(element).removesuffix("%")
    settings["scale"] = share = number(text) / 100 if text else 1.0
    return None if 0 < share <= 6 else f"character scale {text}"


def _toggle(name: str) -> Callable[[Element, Settings], None]:
    def read(element: Element, settings: Settings) -> None:
        settings[name] = is_on(element)

    return read


_KNOWN: dict[str, Callable[[Element, Settings], str | None]] = {
    "sz": lambda e, s: s.__setitem__("size", number(val(e)) / 2),
    "b": _toggle("bold"),
    "i": _toggle("italic"),
    "strike": _toggle("strike"),
    "dstrike": _toggle("double_strike"),
    "caps": _toggle("caps"),
    "smallCaps": _toggle("small_caps"),
    "highlight": _highlight,
    "vanish": _toggle("hidden"),
    "u": _underline,
    "spacing": lambda e, s: s.__setitem__("spacing", twips(val(e))),
    "position": lambda e, s: s.__setitem__("raised", number(val(e)) / 2),
    "w": _scale,
    "vertAlign": _baseline,
    "shd": _shading,
}


def run_settings(element: Element | None, theme: Theme, refusals: Refusals, place: str) -> Settings:
    """The settings an rPr states itself, without inheritance."""
    settings: Settings = {}
    for child in () if element is None else element:
        name = tag_of(child)
        refused: str | None = None
        if name == "rFonts":
            _fonts(child, settings, theme)
        elif name == "color":
            settings["color"] = theme.colour(child)
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
        look=_look(settings),
    )


def _look(settings: Mapping[str, Any]) -> Look | None:
    """What the settings ask for beyond the usual, None for nothing."""
    look = Look(
        fill=settings.get("highlight") or settings.get("fill", ""),
        underline=settings.get("underline_kind", Underline.SINGLE),
        underline_color=settings.get("underline_color", ""),
        double_strike=settings.get("double_strike", False),
        scale=settings.get("scale", 1.0),
        script=settings.get("script", Script.NONE),
    )
    return None if look == _PLAIN else look


_PLAIN = Look()
