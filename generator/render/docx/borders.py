"""Borders and shadings of paragraphs, cells and tables."""

from __future__ import annotations

from generator.render.docx.package import Element, W
from generator.render.docx.shading import read_fill
from generator.render.docx.values import colour, number, tag_of, val
from generator.render.drawing import Border, Borders
from generator.render.refusal import Refusals

_SIDES = ("top", "bottom", "left", "right", "between")


def side_of(element: Element) -> str:
    """The side a border or margin element is for; start and end are left and right."""
    name = tag_of(element)
    return {"start": "left", "end": "right"}.get(name, name)


# Lengths of strokes and gaps, pt, as LibreOffice draws them.
_DASHES = {
    "dotted": (0.5, 1.0),
    "dashed": (8.0, 2.5),
    "dashSmallGap": (3.0, 1.0),
    "dotDash": (8.0, 2.5, 2.5, 2.5),
    "dotDotDash": (8.0, 2.5, 2.5, 2.5, 2.5, 2.5),
}
_THIN = 0.75  # pt: the thin line of 文武线 and the gap beside it


def read_border(element: Element, refusals: Refusals, place: str) -> Border | None:
    """One rule, None where it is nil; lengths in pt."""
    kind = val(element)
    if kind in ("nil", "none", ""):
        return None
    if val(element, "shadow") in ("1", "true", "on"):
        refusals.add("border with a shadow", place)
    line = number(val(element, "sz") or "4") / 8
    width, lines = line, None
    if kind == "double":  # its size is that of one of its lines and of the gap between them
        width, lines = 3 * line, (line, line, line)
    elif kind == "thick":
        width = 2 * line
    elif kind == "thinThickSmallGap":
        width, lines = line + 2 * _THIN, (line, _THIN, _THIN)
    elif kind == "thickThinSmallGap":
        width, lines = line + 2 * _THIN, (_THIN, _THIN, line)
    elif kind != "single" and kind not in _DASHES:
        refusals.add(f"border {kind}", place)
    return Border(
        width=width,
        color=colour(val(element, "color")),
        lines=lines,
        dash=_DASHES.get(kind, ()),
        space=number(val(element, "space") or "0"),
    )


def read_borders(element: Element, refusals: Refusals, place: str) -> Borders:
    """The four rules around a paragraph, and the one between it and others in its box."""
    found: dict[str, Border | None] = {}
    for child in element:
        side, rule = side_of(child), read_border(child, refusals, place)
        if side in _SIDES:
            found[side] = rule
        elif rule is not None:
            refusals.add(f"paragraph border {side}", place)
    return Borders(**found)


def cell_shading(properties: Element, refusals: Refusals, place: str) -> str:
    """A cell's fill as RRGGBB, "" without one; patterns of lines are refused."""
    shading = properties.find(W + "shd")
    if shading is None:
        return ""
    fill, refused = read_fill(shading)
    if refused:
        refusals.add(refused, place)
    return fill
