"""Section properties: paper, margins, document grid, page borders."""

from __future__ import annotations

from generator.render.docx.borders import read_borders
from generator.render.docx.package import Element, W
from generator.render.docx.settings import Settings
from generator.render.docx.values import number, twips, val
from generator.render.drawing import PageBorder, Shown
from generator.render.model import Geometry
from generator.render.refusal import Refusals

_MAX_PAPER = 1584.0  # pt: Word's largest sheet, 55.87 cm


def read_geometry(element: Element, refusals: Refusals, place: str, *, mirrored: bool) -> Geometry:
    """A section's paper and margins, pt."""
    size, margins, grid = (element.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))

    def length(source: Element | None, name: str, default: float) -> float:
        text = "" if source is None else val(source, name)
        return twips(text) if text else default

    kind = "" if grid is None else val(grid, "type")
    if kind not in ("", "default", "lines") and (
        kind == "snapToChars" or number(val(grid, "charSpace") or "0")
    ):
        refusals.add("character grid 字符网格", place)
    geometry = Geometry(
        width=length(size, "w", 595.3),
        height=length(size, "h", 841.9),
        top=length(margins, "top", 72.0),
        bottom=length(margins, "bottom", 72.0),
        left=length(margins, "left", 90.0) + length(margins, "gutter", 0.0),
        right=length(margins, "right", 90.0),
        header=length(margins, "header", 36.0),
        footer=length(margins, "footer", 36.0),
        mirrored=mirrored,
        grid_pitch=length(grid, "linePitch", 0.0) if kind not in ("", "default") else 0.0,
    )
    if not (0 < geometry.width <= _MAX_PAPER and 0 < geometry.height <= _MAX_PAPER):
        refusals.add(f"paper of {geometry.width:g} × {geometry.height:g} pt", place)
    room = min(geometry.text_width, geometry.height - geometry.top - geometry.bottom)
    if min(geometry.top, geometry.bottom, geometry.left, geometry.right, room) < 0:
        refusals.add("negative or overlapping margins", place)
    return geometry


def read_page_border(
    element: Element, settings: Settings, refusals: Refusals, place: str
) -> PageBorder | None:
    """The rules around a section's pages, None without any."""
    source = element.find(W + "pgBorders")
    if source is None:
        return None
    shown = val(source, "display") or Shown.ALL.value
    if shown not in list(Shown):
        refusals.add(f"page border on {shown}", place)
        return None
    return PageBorder(
        read_borders(source, refusals, place),
        from_page=val(source, "offsetFrom") == "page",
        shown=Shown(shown),
        around_header=settings.around_header,
        around_footer=settings.around_footer,
    )
