"""Run and paragraph properties: from XML into plain settings that inherit, and on into the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.docx.package import Element, W
from generator.render.model import (
    Align,
    Border,
    Borders,
    CharStyle,
    Fonts,
    ParagraphStyle,
    PitchRule,
    TabStop,
)
from generator.render.refusal import Refusals

TWIP = 1 / 20  # pt
Settings = dict[str, Any]


def val(element: Element, name: str = "val") -> str:
    """An attribute of the main namespace, or ""."""
    return element.get(W + name) or ""


def is_on(element: Element) -> bool:
    """A toggle's value: absent means on."""
    return val(element).lower() not in ("0", "false", "off", "none")


def twips(text: str) -> float:
    """A length in pt from a twips attribute; "" gives 0."""
    if not text:
        return 0.0
    if text[-2:] in ("pt", "mm", "cm", "in"):
        unit = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}[text[-2:]]
        return float(text[:-2]) * unit
    return float(text) * TWIP


def tag_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def inherit(*layers: Mapping[str, Any]) -> Settings:
    """Settings merged from general to particular; tab stops add up, all else is replaced."""
    merged: Settings = {}
    for layer in layers:
        stops = {**merged.get("tabs", {}), **layer.get("tabs", {})}
        merged.update(layer)
        if stops:
            merged["tabs"] = stops
    return merged


@dataclass(frozen=True)
class Theme:
    """The theme's faces by theme name, as minorEastAsia."""

    faces: Mapping[str, str]


# ---------------------------------------------------------------- runs

# Known to change nothing on paper, or nothing the faces at hand could show.
_RUN_IGNORED = frozenset(
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
        "cs",
        "specVanish",
        "rPrChange",
    ]
)


def _fonts(element: Element, settings: Settings, theme: Theme) -> None:
    for key, names in {"latin": ("ascii", "hAnsi"), "cjk": ("eastAsia",)}.items():
        for name in names:
            if themed := val(element, name + "Theme"):
                if face := theme.faces.get(themed):
                    settings[key] = face
                    break
            elif face := val(element, name):
                settings[key] = face
                break
    if hint := val(element, "hint"):
        settings["cjk_hint"] = hint == "eastAsia"


def _underline(element: Element, settings: Settings) -> str | None:
    kind = val(element) or "single"
    settings["underline"] = kind != "none"
    return None if kind in ("none", "single", "words") else f"underline {kind}"


def _baseline(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    return None if kind in ("", "baseline") else f"vertAlign {kind}"


def _color(element: Element, settings: Settings) -> None:
    settings["color"] = "000000" if val(element) in ("auto", "") else val(element).upper()


def _toggle(name: str) -> Callable[[Element, Settings], None]:
    def read(element: Element, settings: Settings) -> None:
        settings[name] = is_on(element)

    return read


def _shading(element: Element, settings: Settings) -> str | None:
    fill = val(element, "fill")
    return None if fill in ("", "auto", "FFFFFF") and val(element) in ("", "clear") else "shading"


_RUN: dict[str, Callable[[Element, Settings], str | None]] = {
    "sz": lambda e, s: s.__setitem__("size", float(val(e)) / 2),
    "b": _toggle("bold"),
    "i": _toggle("italic"),
    "strike": _toggle("strike"),
    "vanish": _toggle("hidden"),
    "u": _underline,
    "color": _color,
    "spacing": lambda e, s: s.__setitem__("spacing", twips(val(e))),
    "position": lambda e, s: s.__setitem__("raised", float(val(e)) / 2),
    "w": lambda e, s: None if val(e) in ("", "100") else "character scale",
    "vertAlign": _baseline,
    "shd": _shading,
    "highlight": lambda e, s: None if val(e) in ("", "none") else "highlight",
}
_RUN_IF_ON = frozenset(
    ["caps", "smallCaps", "dstrike", "outline", "shadow", "emboss", "imprint", "rtl", "oMath"]
)


def run_settings(element: Element | None, theme: Theme, refusals: Refusals, place: str) -> Settings:
    """The settings an rPr states itself, without inheritance."""
    settings: Settings = {}
    for child in () if element is None else element:
        name = tag_of(child)
        refused: str | None = None
        if name == "rFonts":
            _fonts(child, settings, theme)
        elif name in _RUN:
            refused = _RUN[name](child, settings)
        elif name in _RUN_IF_ON:
            refused = name if is_on(child) else None
        elif name not in _RUN_IGNORED:
            refused = name
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


# ---------------------------------------------------------------- paragraphs

_PARAGRAPH_IGNORED = frozenset(
    [
        "pStyle",
        "rPr",
        "sectPr",
        "outlineLvl",
        "adjustRightInd",
        "cnfStyle",
        "divId",
        "suppressAutoHyphens",
        "suppressLineNumbers",
        "suppressOverlap",
        "pPrChange",
        "tabs",
        "pBdr",
        "numPr",
    ]
)
_ALIGN = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.DISTRIBUTE,
}


def _alignment(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    settings["align"] = _ALIGN.get(kind, Align.LEFT)
    return None if kind in _ALIGN else f"jc {kind}"


def _indents(element: Element, settings: Settings) -> None:
    """Lengths win over characters, as LibreOffice has it; characters serve where they stand alone."""
    for key, names in {"left": ("left", "start"), "right": ("right", "end")}.items():
        for name in names:
            if value := val(element, name):
                settings[key] = twips(value)
                settings.pop(key + "_chars", None)
            elif value := val(element, name + "Chars"):
                settings[key + "_chars"] = float(value) / 100
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        if value := val(element, name):
            settings["first_line"] = sign * twips(value)
            settings.pop("first_line_chars", None)
        elif (value := val(element, name + "Chars")) and value != "0":
            settings["first_line_chars"] = sign * float(value) / 100


def _spacing(element: Element, settings: Settings) -> str | None:
    for name in ("before", "after"):
        if value := val(element, name + "Lines"):
            if float(value):
                settings[name] = float(value) / 100 * 12.0
        elif value := val(element, name):
            settings[name] = twips(value)
        if val(element, name + "Autospacing") in ("1", "true", "on"):
            return "automatic paragraph spacing"
    if line := val(element, "line"):
        rule = val(element, "lineRule") or "auto"
        settings["pitch_rule"] = {
            "auto": PitchRule.MULTIPLE,
            "exact": PitchRule.EXACT,
            "atLeast": PitchRule.AT_LEAST,
        }[rule]
        settings["pitch"] = float(line) / 240 if rule == "auto" else twips(line)
    return None


_PARAGRAPH: dict[str, Callable[[Element, Settings], str | None]] = {
    "jc": _alignment,
    "ind": _indents,
    "spacing": _spacing,
    "keepNext": _toggle("keep_next"),
    "keepLines": _toggle("keep_lines"),
    "pageBreakBefore": _toggle("page_break_before"),
    "widowControl": _toggle("widow_control"),
    "kinsoku": _toggle("kinsoku"),
    "overflowPunct": _toggle("overflow_punct"),
    "autoSpaceDE": _toggle("auto_space_latin"),
    "autoSpaceDN": _toggle("auto_space_digits"),
    "snapToGrid": _toggle("snap_to_grid"),
    "contextualSpacing": _toggle("contextual_spacing"),
    "wordWrap": lambda e, s: None if is_on(e) else "wordWrap off",
    "shd": _shading,
    "textAlignment": lambda e, s: (
        None if val(e) in ("auto", "baseline", "") else f"textAlignment {val(e)}"
    ),
}
_PARAGRAPH_IF_ON = frozenset(["bidi", "mirrorIndents", "topLinePunct"])


def paragraph_settings(element: Element | None, refusals: Refusals, place: str) -> Settings:
    """The settings a pPr states itself, without inheritance (its run properties aside)."""
    settings: Settings = {}
    for child in () if element is None else element:
        name = tag_of(child)
        refused: str | None = None
        if name in _PARAGRAPH:
            refused = _PARAGRAPH[name](child, settings)
        elif name in _PARAGRAPH_IF_ON:
            refused = name if is_on(child) else None
        elif name not in _PARAGRAPH_IGNORED:
            refused = name
        if refused:
            refusals.add(refused, place)
    if element is not None:
        _structures(element, settings, refusals, place)
    return settings


def _structures(element: Element, settings: Settings, refusals: Refusals, place: str) -> None:
    """Tab stops, borders and numbering: properties with parts of their own."""
    if (tabs := element.find(W + "tabs")) is not None:
        stops = dict(settings.get("tabs", {}))
        for tab in tabs:
            stops.update(_tab_stop(tab, refusals, place))
        settings["tabs"] = stops
    if (borders := element.find(W + "pBdr")) is not None:
        settings["borders"] = read_borders(borders, refusals, place)
    numbering = element.find(f"{W}numPr/{W}numId")
    if numbering is not None and val(numbering) != "0":
        refusals.add("automatic numbering", place)


_LEADERS = {"": "", "none": "", "dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_"}


def _tab_stop(tab: Element, refusals: Refusals, place: str) -> dict[float, TabStop | None]:
    kind, position = val(tab), twips(val(tab, "pos"))
    leader = val(tab, "leader")
    if kind == "clear":
        return {position: None}
    if kind not in _ALIGN or leader not in _LEADERS:
        refusals.add(f"tab stop {kind} {leader}".strip(), place)
        return {}
    return {position: TabStop(position, _ALIGN[kind], _LEADERS[leader])}


_PLAIN_BORDERS = frozenset(["single", "thick", "double", "thinThickSmallGap", "thickThinSmallGap"])


def read_borders(element: Element, refusals: Refusals, place: str) -> Borders:
    """The four rules of a paragraph, cell or table element."""
    found: dict[str, Border | None] = {}
    for child in element:
        side = {"start": "left", "end": "right"}.get(tag_of(child), tag_of(child))
        if side in ("top", "bottom", "left", "right"):
            found[side] = read_border(child, refusals, place)
    return Borders(**found)


def read_border(element: Element, refusals: Refusals, place: str) -> Border | None:
    """One rule, None where it is nil; width in pt."""
    kind = val(element)
    if kind in ("nil", "none", ""):
        return None
    if kind not in _PLAIN_BORDERS:
        refusals.add(f"border {kind}", place)
    color = val(element, "color")
    return Border(
        width=float(val(element, "sz") or 4) / 8,
        color="000000" if color in ("", "auto") else color.upper(),
        double=kind not in ("single", "thick"),
    )


def paragraph_style(settings: Mapping[str, Any], mark: CharStyle, style_id: str) -> ParagraphStyle:
    """The model's paragraph style out of merged settings; lengths in characters use the mark's size."""

    def indent(key: str) -> float:
        chars = settings.get(key + "_chars")
        return float(chars * mark.size if chars is not None else settings.get(key, 0.0))

    stops: Iterable[TabStop | None] = settings.get("tabs", {}).values()
    plain = (
        "align before after pitch pitch_rule keep_next keep_lines page_break_before widow_control "
        "kinsoku overflow_punct snap_to_grid contextual_spacing borders"
    )
    return ParagraphStyle(
        left=indent("left"),
        right=indent("right"),
        first_line=indent("first_line"),
        tabs=tuple(sorted((s for s in stops if s is not None), key=lambda s: s.position)),
        auto_space=settings.get("auto_space_latin", True)
        and settings.get("auto_space_digits", True),
        style_id=style_id,
        **{name: settings[name] for name in plain.split() if name in settings},
    )
