"""Borders and shadings of paragraphs, cells and tables."""

from __future__ import annotations

from generator.render.docx.package import Element, W
from generator.render.docx.shading import read_fill
from generator.render.docx.values import colour, number, tag_of, val
from generator.render.model import Border, Borders
from generator.render.refusal import Refusals

_SIDES = ("top", "bottom", "left", "right")


def side_of(element: Element) -> str:
    """The side a border or margin element is for; start and end are left and right."""
    name = tag_of(element)
    return {"start": "left", "end": "right"}.get(name, name)


def read_border(element: Element, refusals: Refusals, place: str) -> Border | None:
    """One rule, None where it is nil; lengths in pt."""
    kind = val(element)
    if kind in ("nil", "none", ""):
        return None
    if kind not in ("single", "thick", "double"):
        refusals.add(f"border {kind}", place)
    if val(element, "shadow") in ("1", "true", "on"):
        refusals.add("border with a shadow", place)
    line = number(val(element, "sz") or "4") / 8
    return Border(
        # Word's size of a double rule is that of one of its lines and of the gap between them.
        width=line * 3 if kind == "double" else line,
        color=colour(val(element, "color")),
        double=kind == "double",
        space=number(val(element, "space") or "0"),
    )


def read_borders(element: Element, refusals: Refusals, place: str) -> Borders:
    """The four rules around a paragraph."""
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
