"""Shadings (底纹) of characters, paragraphs and cells: one colour, patterns by their share of ink."""

from __future__ import annotations

from generator.render.docx.package import Element
from generator.render.docx.values import colour, val

_EVEN = ("", "clear", "nil")


def read_fill(element: Element) -> tuple[str, str | None]:
    """The colour of a `w:shd` as RRGGBB, "" where nothing shows; and what of it is refused.

    A pattern of so many per cent (`pct15`) is shown as the mixture it gives from afar, as
    LibreOffice shows it; patterns of lines are refused.
    """
    kind, fill = val(element), val(element, "fill")
    under = "" if fill in ("", "auto") else colour(fill)
    if kind in _EVEN:
        return under, None
    if kind == "solid":
        return _front(element), None
    if kind.startswith("pct") and kind[3:].isdigit() and int(kind[3:]) <= 100:
        return _mixed(_front(element), under or "FFFFFF", int(kind[3:]) / 100), None
    return under, f"shading pattern {kind}"


def _front(element: Element) -> str:
    return colour(val(element, "color"))  # automatic is black


def _mixed(front: str, back: str, share: float) -> str:
    parts = (
        int(front[at : at + 2], 16) * share + int(back[at : at + 2], 16) * (1 - share)
        for at in (0, 2, 4)
    )
    return "".join(f"{round(part):02X}" for part in parts)
