"""Rules of paragraphs and cells as straight lines: one, or two for a double one."""

from __future__ import annotations

from generator.render.drawing import Border
from generator.render.layout.items import Rule


def stroke(
    border: Border | None, x1: float, y1: float, x2: float, y2: float, *, outside: int = -1
) -> list[Rule]:
    """A border along a line, both ends lengthened by half its width so that corners meet.

    `outside` tells where its outer line is: -1 above or left of it, 1 below or right.
    """
    if border is None:
        return []
    reach = border.width / 2
    across = y1 == y2
    if across:
        x1, x2 = x1 - reach, x2 + reach
    else:
        y1, y2 = y1 - reach, y2 + reach
    return parallel(border, x1, y1, x2, y2, outside=outside)


def parallel(
    border: Border, x1: float, y1: float, x2: float, y2: float, *, outside: int = -1
) -> list[Rule]:
    """The one or two lines of a border from point to point; two only upright or level."""
    if border.lines is None:
        return [Rule(x1, y1, x2, y2, border.width, border.color, border.dash)]
    reach, across = border.width / 2, y1 == y2
    outer, _gap, inner = border.lines
    return [
        Rule(x1, y1 + aside, x2, y2 + aside, width, border.color)
        if across
        else Rule(x1 + aside, y1, x2 + aside, y2, width, border.color)
        for width, aside in (
            (outer, outside * (reach - outer / 2)),
            (inner, -outside * (reach - inner / 2)),
        )
    ]


def diagonal(border: Border | None, x1: float, y1: float, x2: float, y2: float) -> list[Rule]:
    """A diagonal rule of a cell, from corner to corner."""
    return [] if border is None else parallel(border, x1, y1, x2, y2)
