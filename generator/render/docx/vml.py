"""VML, as old Word and WPS draw: a straight line is read, all else is refused by name."""

from __future__ import annotations

import re

from generator.render.docx.package import Element
from generator.render.docx.values import number, tag_of
from generator.render.drawing import Border, Edge, Floating, Spot, StraightLine

_V = "{urn:schemas-microsoft-com:vml}"
_UNITS = {
    "pt": 1.0,
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "in": 72.0,
    "pc": 12.0,
    "px": 0.75,
    "": 0.75,
}
_NAMED = {"red": "FF0000", "black": "000000", "blue": "0000FF", "green": "008000", "gray": "808080"}
_STYLED = frozenset(["position", "z-index", "left", "top", "text-align", "visibility"])
_ACROSS = {"": Edge.COLUMN, "text": Edge.COLUMN, "margin": Edge.MARGIN, "page": Edge.PAGE}
_DOWN = {"": Edge.PARAGRAPH, "text": Edge.PARAGRAPH, "margin": Edge.MARGIN, "page": Edge.PAGE}
_RELATIVE = "mso-position-{}-relative"
_COMPOUND = {
    "thinThin": (1 / 3, 1 / 3, 1 / 3),
    "thickThin": (0.6, 0.2, 0.2),
    "thinThick": (0.2, 0.2, 0.6),
}


def read_vml(element: Element) -> Floating | str:
    """The straight line of a `w:pict`, or the name of what else it draws."""
    drawn = [child for child in element if tag_of(child) != "shapetype"]
    if len(drawn) != 1 or drawn[0].tag != _V + "line":
        return _name(drawn)
    line = drawn[0]
    style = _style(line.get("style", ""))
    across = _ACROSS.get(style.pop(_RELATIVE.format("horizontal"), ""))
    down = _DOWN.get(style.pop(_RELATIVE.format("vertical"), ""))
    ends = [_point(line.get(name, "0,0")) for name in ("from", "to")]
    border = _border(line)
    if across is None or down is None or None in ends or border is None:
        return "VML line drawn in a way of its own"
    if style.get("position") != "absolute" or not style.keys() <= _STYLED:
        return "VML line placed in a way of its own"
    (x1, y1), (x2, y2) = (end for end in ends if end is not None)
    if border.lines and x1 != x2 and y1 != y2:
        return "slanting line of two"
    return Floating(
        StraightLine(border, rises=(x2 - x1) * (y2 - y1) < 0),
        abs(x2 - x1),
        abs(y2 - y1),
        Spot(across, min(x1, x2)),
        Spot(down, min(y1, y2)),
    )


def _name(drawn: list[Element]) -> str:
    if any(child.find(f".//{_V}textpath") is not None for child in drawn):
        return "VML watermark"
    if any(child.find(f".//{_V}textbox") is not None for child in drawn):
        return "VML text box"
    return "VML picture or shape"


def _style(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _point(text: str) -> tuple[float, float] | None:
    parts = [_length(part) for part in text.split(",")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    return parts[0], parts[1]


def _length(text: str) -> float | None:
    """A length in pt; unmarked ones are pixels."""
    match = re.fullmatch(r"\s*(-?[0-9.]+)\s*([a-z]*)\s*", text)
    if match is None:
        return 0.0 if not text.strip() else None
    unit = _UNITS.get(match[2])
    return None if unit is None else number(match[1]) * unit


def _border(line: Element) -> Border | None:
    stroke = line.find(_V + "stroke")
    kind = "single" if stroke is None else stroke.get("linestyle", "single")
    heads = () if stroke is None else (stroke.get("startarrow", ""), stroke.get("endarrow", ""))
    dashed = stroke is not None and stroke.get("dashstyle", "solid") != "solid"
    width = _length(line.get("strokeweight", "0.75pt"))
    color = _colour(line.get("strokecolor", "black"))
    if width is None or color is None or dashed or any(head not in ("", "none") for head in heads):
        return None
    if line.get("stroked", "t") in ("f", "false") or any(tag_of(c) != "stroke" for c in line):
        return None
    if kind == "single":
        return Border(width, color)
    if kind not in _COMPOUND:
        return None
    first, gap, last = _COMPOUND[kind]
    return Border(width, color, (first * width, gap * width, last * width))


def _colour(text: str) -> str | None:
    name = text.partition(" ")[0].lower()
    if match := re.fullmatch("#([0-9a-f]{3}|[0-9a-f]{6})", name):
        digits = match[1]
        return (digits if len(digits) == 6 else "".join(2 * digit for digit in digits)).upper()
    return _NAMED.get(name)
