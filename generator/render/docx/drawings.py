"""Drawings: pictures in line with the text or floating, lines, text boxes; others are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.render.docx.package import Element, Package, Relationship
from generator.render.docx.pictures import picture_data
from generator.render.docx.textboxes import read_text_box
from generator.render.docx.values import number, tag_of
from generator.render.docx.vml import read_vml
from generator.render.drawing import Border, Edge, Floating, Lie, Spot, StraightLine, TextBox
from generator.render.model import Block, CharStyle, Picture
from generator.render.refusal import Refusals

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMU = 1 / 12700  # pt
_LINES = ("line", "straightConnector1")
_LIES = {
    "left": Lie.START,
    "top": Lie.START,
    "center": Lie.CENTER,
    "right": Lie.END,
    "bottom": Lie.END,
}
_ACROSS = (
    Edge.PAGE,
    Edge.MARGIN,
    Edge.LEFT_MARGIN,
    Edge.RIGHT_MARGIN,
    Edge.COLUMN,
    Edge.CHARACTER,
)
_DOWN = (
    Edge.PAGE,
    Edge.MARGIN,
    Edge.TOP_MARGIN,
    Edge.BOTTOM_MARGIN,
    Edge.PARAGRAPH,
    Edge.LINE,
)
# The two lines of a compound one: outer line, gap, inner line as shares of the whole.
_COMPOUND = {
    "dbl": (1 / 3, 1 / 3, 1 / 3),
    "thickThin": (0.6, 0.2, 0.2),
    "thinThick": (0.2, 0.2, 0.6),
}
# Lengths of strokes and gaps in line widths (ECMA-376 Part 1 §20.1.10.48).
_DASHES = {
    "dot": (1, 3),
    "sysDot": (1, 1),
    "dash": (4, 3),
    "sysDash": (3, 1),
    "lgDash": (8, 3),
    "dashDot": (4, 3, 1, 3),
    "sysDashDot": (3, 1, 1, 1),
    "lgDashDot": (8, 3, 1, 3),
    "lgDashDotDot": (8, 3, 1, 3, 1, 3),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}


class DrawingReader:
    """Reads what one run draws; `in_table`: floating things are refused there and in text boxes.

    `blocks` reads what a text box holds.
    """

    def __init__(
        self,
        package: Package,
        relationships: dict[str, Relationship],
        refusals: Refusals,
        place: str,
        in_table: bool,
        blocks: Callable[[Element], list[Block]],
    ) -> None:
        self._package = package
        self._relationships = relationships
        self._refusals = refusals
        self._place = place
        self._in_table = in_table
        self._blocks = blocks

    def read(self, element: Element, style: CharStyle) -> Iterator[Picture | Floating]:
        """The pictures and lines of a `w:drawing`, `w:pict` or `mc:AlternateContent`."""
        name = tag_of(element)
        if name == "pict":
            found = read_vml(element)
            yield from self._floating(found) if isinstance(found, Floating) else self._refuse(found)
        elif name == "AlternateContent":
            drawing = element.find(f"{_MC}Choice/{_W}drawing")
            if drawing is None:
                self._refuse("text box or shape")
            else:
                yield from self.read(drawing, style)
        elif (inline := element.find(_WP + "inline")) is not None:
            yield from self._inline(inline, style)
        elif (anchor := element.find(_WP + "anchor")) is not None:
            yield from self._anchored(anchor)
        else:
            self._refuse("drawing")

    def _refuse(self, feature: str) -> tuple[()]:
        self._refusals.add(feature, self._place)
        return ()

    def _floating(self, found: Floating) -> Iterator[Floating]:
        if self._in_table:
            self._refuse("floating picture, line or text box in a table or text box")
        else:
            yield found

    def _inline(self, inline: Element, style: CharStyle) -> Iterator[Picture]:
        picture = inline.find(f"{_A}graphic/{_A}graphicData/{_PIC}pic")
        if picture is None:
            self._refuse(_kind_of(inline))
            return
        data = picture_data(picture, self._package, self._relationships)
        width, height = _extent(inline)
        if isinstance(data, str):
            self._refuse(data)
        elif width > 0 and height > 0:
            yield Picture(data, width, height, style)

    def _anchored(self, anchor: Element) -> Iterator[Floating]:
        across = _spot(anchor.find(_WP + "positionH"), _ACROSS)
        down = _spot(anchor.find(_WP + "positionV"), _DOWN)
        content = self._content(anchor)
        if isinstance(content, str):
            self._refuse(content)
        elif problem := _place_problem(anchor):
            self._refuse(problem)
        elif across is None or down is None:
            self._refuse("floating picture at a place of another kind")
        else:
            width, height = _extent(anchor)
            behind = anchor.get("behindDoc", "0") in ("1", "true")
            yield from self._floating(Floating(content, width, height, across, down, behind))

    def _content(self, anchor: Element) -> bytes | StraightLine | TextBox | str:
        picture = anchor.find(f"{_A}graphic/{_A}graphicData/{_PIC}pic")
        if picture is not None:
            return picture_data(picture, self._package, self._relationships)
        shape = anchor.find(f"{_A}graphic/{_A}graphicData/{_WPS}wsp")
        if shape is None:
            return _kind_of(anchor)
        held = shape.find(f"{_WPS}txbx/{_W}txbxContent")
        if held is not None and not self._in_table:
            return read_text_box(shape, lambda: self._blocks(held))
        return _straight_line(shape, _extent(anchor))


def _extent(element: Element) -> tuple[float, float]:
    extent = element.find(_WP + "extent")
    if extent is None:
        return 0.0, 0.0
    return number(extent.get("cx", "0")) * _EMU, number(extent.get("cy", "0")) * _EMU


def _kind_of(element: Element) -> str:
    """What is drawn, by its name in messages."""
    if element.find(f".//{_W}txbxContent") is not None:
        return "text box"
    for data in element.iter(_A + "graphicData"):
        kind = data.get("uri", "").rpartition("/")[2]
        names = {"wordprocessingGroup": "group of shapes", "wordprocessingCanvas": "drawing canvas"}
        return names.get(kind, f"drawing ({kind})")
    return "drawing"


def _place_problem(anchor: Element) -> str:
    """Why a floating thing cannot stand where it should, "" for no reason."""
    if anchor.find(_WP + "wrapNone") is None:
        return "floating picture with text around it"
    if anchor.get("simplePos", "0") in ("1", "true"):
        return "floating picture at a place of another kind"
    if any(
        number(share.text or "0") for share in anchor.iterfind(f"{_WP14}sizeRelH/{_WP14}pctWidth")
    ):
        return "floating picture sized by the page"
    properties = anchor.find(_WP + "docPr")
    if properties is not None and properties.get("hidden", "0") in ("1", "true"):
        return "hidden drawing"
    return ""


def _spot(position: Element | None, edges: tuple[Edge, ...]) -> Spot | None:
    """The place in one direction; None where it is measured in a way not known here."""
    if position is None or position.get("relativeFrom") not in edges:
        return None
    edge = Edge(position.get("relativeFrom"))
    offset, lie = position.find(_WP + "posOffset"), position.find(_WP + "align")
    if offset is not None:
        return Spot(edge, number(offset.text or "0") * _EMU)
    if lie is None or lie.text not in _LIES:
        return None
    return Spot(edge, 0.0, _LIES[lie.text])


def _straight_line(shape: Element, extent: tuple[float, float]) -> StraightLine | str:
    """The straight line of a shape, or the name of what else it is."""
    if shape.find(f".//{_W}txbxContent") is not None:
        return "text box"
    properties = shape.find(_WPS + "spPr")
    form = None if properties is None else properties.find(_A + "prstGeom")
    kind = "" if form is None else form.get("prst", "")
    if kind not in _LINES:
        return f"shape {kind}".strip()
    frame, line = properties.find(_A + "xfrm"), properties.find(_A + "ln")
    if frame is not None and frame.get("rot", "0") != "0":
        return "turned line"
    border = None if line is None else _border(line)
    if border is None:
        return "line drawn in a way of its own"
    if border.lines and 0.0 not in extent:
        return "slanting line of two"
    flips = (
        [] if frame is None else [frame.get(n, "0") in ("1", "true") for n in ("flipH", "flipV")]
    )
    return StraightLine(border, rises=sum(flips) == 1)


def _border(line: Element) -> Border | None:
    """How a line is drawn; None where it is not plainly coloured or has heads."""
    colour = line.find(f"{_A}solidFill/{_A}srgbClr")
    kind = line.get("cmpd", "sng")
    if colour is None or len(colour) or (kind != "sng" and kind not in _COMPOUND):
        return None
    for end in ("headEnd", "tailEnd"):
        head = line.find(_A + end)
        if head is not None and head.get("type", "none") != "none":
            return None
    width = number(line.get("w", "9525")) * _EMU
    dash = line.find(_A + "prstDash")
    pattern = "solid" if dash is None else dash.get("val", "solid")
    if (pattern != "solid" and pattern not in _DASHES) or line.find(_A + "custDash") is not None:
        return None
    first, gap, last = _COMPOUND.get(kind, (0.0, 0.0, 0.0))
    return Border(
        width,
        colour.get("val", "000000").upper(),
        (first * width, gap * width, last * width) if kind in _COMPOUND else None,
        tuple(part * width for part in _DASHES.get(pattern, ())),
    )
