"""Paragraph properties: from XML into plain settings that inherit, and on into ParagraphStyle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.render.docx.borders import read_borders
from generator.render.docx.features import feature_name
from generator.render.docx.package import Element, W
from generator.render.docx.shading import read_fill
from generator.render.docx.values import Settings, child_val, is_on, number, tag_of, twips, val
from generator.render.model import Align, CharStyle, ParagraphStyle, PitchRule, TabStop
from generator.render.refusal import Refusals

# Read elsewhere (pStyle to numPr), of the character grid (refused), screen only, accepted changes,
# or of features refused themselves: line numbers, frames, hyphenation, conditional formats.
_IGNORED = frozenset(
    [
        "pStyle",
        "rPr",
        "sectPr",
        "tabs",
        "pBdr",
        "numPr",
        "outlineLvl",
        "adjustRightInd",
        "divId",
        "pPrChange",
        "cnfStyle",
        "suppressAutoHyphens",
        "suppressLineNumbers",
        "suppressOverlap",
    ]
)
_REFUSED_IF_ON = frozenset(["bidi", "mirrorIndents", "topLinePunct"])
_ALIGN = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.DISTRIBUTE,
}
_PITCH_RULES = {
    "": PitchRule.MULTIPLE,
    "auto": PitchRule.MULTIPLE,
    "exact": PitchRule.EXACT,
    "atLeast": PitchRule.AT_LEAST,
}
_LINE = 12.0  # pt: the line in which spacing may be counted


def inherit(*layers: Mapping[str, Any]) -> Settings:
    """Settings merged from general to particular; tab stops add up, all else is replaced."""
    merged: Settings = {}
    for layer in layers:
        stops = {**merged.get("tabs", {}), **layer.get("tabs", {})}
        merged.update(layer)
        if stops:
            merged["tabs"] = stops
    return merged


def _alignment(element: Element, settings: Settings) -> str | None:
    kind = val(element)
    settings["align"] = _ALIGN.get(kind, Align.LEFT)
    return None if kind in _ALIGN else f"alignment {kind}"


def _indents(element: Element, settings: Settings) -> None:
    """Lengths win over characters, as LibreOffice has it; characters serve where they stand alone."""
    lengths = {
        "left": (("left", 1), ("start", 1)),
        "right": (("right", 1), ("end", 1)),
        "first_line": (("firstLine", 1), ("hanging", -1)),
    }
    for key, names in lengths.items():
        for name, sign in names:
            if value := val(element, name):
                settings[key] = sign * twips(value)
                settings[key + "_chars"] = None
            elif chars := number(val(element, name + "Chars") or "0"):
                settings[key + "_chars"] = sign * chars / 100


def _spacing(element: Element, settings: Settings) -> str | None:
    for name in ("before", "after"):
        if share := number(val(element, name + "Lines") or "0"):
            settings[name] = share / 100 * _LINE
        elif value := val(element, name):
            settings[name] = twips(value)
        if val(element, name + "Autospacing") in ("1", "true", "on"):
            return "automatic paragraph spacing"
    if line := val(element, "line"):
        rule = _PITCH_RULES.get(val(element, "lineRule"))
        if rule is None:
            return f"line rule {val(element, 'lineRule')}"
        settings["pitch_rule"] = rule
        settings["pitch"] = number(line) / 240 if rule is PitchRule.MULTIPLE else twips(line)
        if settings["pitch"] <= 0 and rule is not PitchRule.AT_LEAST:
            return f"line pitch {line}"
    return None


def _toggle(name: str) -> Callable[[Element, Settings], None]:
    def read(element: Element, settings: Settings) -> None:
        settings[name] = is_on(element)

    return read


def _shading(element: Element, settings: Settings) -> str | None:
    settings["shading"], refused = read_fill(element)
    return refused


_KNOWN: dict[str, Callable[[Element, Settings], str | None]] = {
    "jc": _alignment,
    "ind": _indents,
    "spacing": _spacing,
    "keepNext": _toggle("keep_next"),
    "keepLines": _toggle("keep_lines"),
    "pageBreakBefore": _toggle("page_break_before"),
    "widowControl": _toggle("widow_control"),
    "kinsoku": _toggle("kinsoku"),
    "overflowPunct": _toggle("overflow_punct"),
    "autoSpaceDE": _toggle("auto_space_letters"),
    "autoSpaceDN": _toggle("auto_space_digits"),
    "snapToGrid": _toggle("snap_to_grid"),
    "contextualSpacing": _toggle("contextual_spacing"),
    "wordWrap": lambda e, s: None if is_on(e) else "words broken anywhere 允许西文在单词中间换行",
    "shd": _shading,
    "textAlignment": lambda e, s: (
        None if val(e) in ("auto", "baseline", "") else f"text alignment {val(e)}"
    ),
    "textDirection": lambda e, s: None if val(e) in ("lrTb", "") else feature_name("textDirection"),
}


def paragraph_settings(element: Element | None, refusals: Refusals, place: str) -> Settings:
    """The settings a pPr states itself, without inheritance (its run properties aside)."""
    settings: Settings = {}
    for child in () if element is None else element:
        name = tag_of(child)
        refused: str | None = None
        if name in _KNOWN:
            refused = _KNOWN[name](child, settings)
        elif name in _REFUSED_IF_ON:
            refused = feature_name(name) if is_on(child) else None
        elif name not in _IGNORED:
            refused = feature_name(name)
        if refused:
            refusals.add(refused, place)
    if element is not None:
        _structures(element, settings, refusals, place)
    return settings


def _structures(element: Element, settings: Settings, refusals: Refusals, place: str) -> None:
    """Tab stops, borders and numbering: properties with parts of their own."""
    if (tabs := element.find(W + "tabs")) is not None:
        stops: dict[float, TabStop | None] = {}
        for tab in tabs:
            stops.update(_tab_stop(tab, refusals, place))
        settings["tabs"] = stops
    if (borders := element.find(W + "pBdr")) is not None:
        settings["borders"] = read_borders(borders, refusals, place)
    if (numbering := element.find(W + "numPr")) is not None:
        for key, name in (("list_id", "numId"), ("list_level", "ilvl")):
            if text := child_val(numbering, name):
                settings[key] = text


_LEADERS = {"": "", "none": "", "dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_"}
_TABS = ("left", "start", "num", "center", "right", "end")


def _tab_stop(tab: Element, refusals: Refusals, place: str) -> dict[float, TabStop | None]:
    kind, position = val(tab), twips(val(tab, "pos"))
    leader = val(tab, "leader")
    if kind == "clear":
        return {position: None}
    if kind not in _TABS or leader not in _LEADERS:
        refusals.add(f"tab stop {kind} {leader}".strip(), place)
        return {}
    return {position: TabStop(position, _ALIGN.get(kind, Align.LEFT), _LEADERS[leader])}


_PLAIN = [
    "align",
    "before",
    "after",
    "pitch",
    "pitch_rule",
    "keep_next",
    "keep_lines",
    "page_break_before",
    "widow_control",
    "kinsoku",
    "overflow_punct",
    "auto_space_letters",
    "auto_space_digits",
    "snap_to_grid",
    "contextual_spacing",
    "borders",
    "shading",
]


def paragraph_style(settings: Mapping[str, Any], mark: CharStyle, style_id: str) -> ParagraphStyle:
    """The model's paragraph style out of merged settings; lengths in characters use the mark's size."""

    def indent(key: str) -> float:
        chars = settings.get(key + "_chars")
        return float(chars * mark.size if chars is not None else settings.get(key, 0.0))

    stops: Iterable[TabStop | None] = settings.get("tabs", {}).values()
    return ParagraphStyle(
        left=indent("left"),
        right=indent("right"),
        first_line=indent("first_line"),
        tabs=tuple(sorted((s for s in stops if s is not None), key=lambda s: s.position)),
        style_id=style_id,
        **{name: settings[name] for name in _PLAIN if name in settings},
    )
