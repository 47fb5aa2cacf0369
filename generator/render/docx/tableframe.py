"""What a table says of itself and lends to its cells: place, borders, margins, its style."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.render.docx.body import BodyReader, Lent
from generator.render.docx.borders import read_border, side_of
from generator.render.docx.features import feature_name
from generator.render.docx.package import Element, W
from generator.render.docx.styles import Style
from generator.render.docx.values import child_val, is_on, tag_of, twips, val
from generator.render.drawing import Border
from generator.render.kept import kept_by_identity
from generator.render.model import Align, Direction

# Read below, or without effect: descriptions, accepted changes, look (conditional formats are
# refused), how floating tables overlap (they are refused).
TABLE_KNOWN = frozenset(
    [
        "tblStyle",
        "tblW",
        "jc",
        "tblInd",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblOverlap",
        "tblCaption",
        "tblDescription",
        "tblPrChange",
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
    ]
)
_REFUSED_IF_ON = frozenset(["hidden", "tcFitText", "hideMark", "bidiVisual"])
# The two that Word writes for 竖排; LibreOffice sets both alike.
DIRECTIONS = {
    "": Direction.ACROSS,
    "lrTb": Direction.ACROSS,
    "tbRl": Direction.DOWN,
    "tbRlV": Direction.DOWN,
    "btLr": Direction.UP,
}
_DEFAULT_MARGINS = (0.0, 5.4, 0.0, 5.4)  # Word's own: 0.19 cm left and right
Margins = tuple[float, float, float, float]


class Frame(Struct, frozen=True):
    """What a table lends to its cells."""

    borders: dict[str, Border | None]
    margins: Margins
    lent: Lent


def children(
    reader: BodyReader, parent: Element, wanted: str, known: Iterable[str], place: str
) -> Iterable[Element]:
    """The rows of a table or the cells of a row, those of content controls among them."""
    for child in parent:
        name = tag_of(child)
        if name == wanted:
            if wanted != "tr" or child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from children(reader, child, wanted, ("sdtPr", "sdtEndPr"), place)
        elif name == "bookmarkStart":
            reader.bookmark_between(child)
        elif name not in known and name not in ("bookmarkEnd", "proofErr", "del", "moveFrom"):
            reader.refusals.add(feature_name(name), place)


def refuse_unknown(
    reader: BodyReader, properties: Element | None, known: frozenset[str], place: str
) -> None:
    """Refuse by name what of a table's, row's or cell's properties is not among the known."""
    for child in () if properties is None else properties:
        name = tag_of(child)
        if name in _REFUSED_IF_ON:
            if is_on(child):
                reader.refusals.add(feature_name(name), place)
        elif name == "textDirection":
            if val(child) not in DIRECTIONS:
                reader.refusals.add(f"{feature_name(name)} {val(child)}", place)
        elif name not in known:
            reader.refusals.add(feature_name(name), place)


def read_frame(reader: BodyReader, properties: Element | None, place: str) -> Frame:
    """The table's own borders and margins over those of its style."""
    style = reader.styles.get(child_val(properties, "tblStyle"), "table")
    reader.refusals.extend(style.refused)
    sources = [properties]
    for element in reversed(style.tables):
        sources.insert(0, element.find(W + "tblPr"))
        _check_style(reader, style, element, place)
    borders: dict[str, Border | None] = {}
    margins = _DEFAULT_MARGINS
    for source in sources:
        if source is None:
            continue
        for child in source.iterfind(f"{W}tblBorders/*"):
            borders[side_of(child)] = read_border(child, reader.refusals, place)
        if (found := source.find(W + "tblCellMar")) is not None:
            margins = cell_margins(found, margins)
    return Frame(borders, margins, _lent(style))


@kept_by_identity(256)  # the same is one object, by which cells' paragraphs are known again
def _lent(style: Style) -> Lent:
    return Lent(style.run, style.paragraph)


def _check_style(reader: BodyReader, style: Style, element: Element, place: str) -> None:
    """Refuse what a table's style says of its rows and cells beyond borders and margins."""
    name = val(element, "styleId")
    if element.find(W + "tblStylePr") is not None:
        reader.refusals.add(f"conditional formats of table style {name}", place)
    for group in ("trPr", "tcPr"):
        for child in element.iterfind(f"{W}{group}/*"):
            reader.refusals.add(f"{tag_of(child)} of table style {name}", place)
    properties = element.find(W + "tblPr")
    refuse_unknown(reader, properties, TABLE_KNOWN, f"table style {name}")
    if child_val(properties, "jc") not in ("", "left", "start") or table_indent(properties):
        reader.refusals.add(f"position of table style {name}", place)


def cell_margins(element: Element, base: Margins) -> Margins:
    """A `w:tblCellMar` or `w:tcMar` over what it does not speak of: top, right, bottom, left, pt."""
    found = dict(zip(("top", "right", "bottom", "left"), base, strict=True))
    for child in element:
        found[side_of(child)] = twips(val(child, "w"))
    return found["top"], found["right"], found["bottom"], found["left"]


def table_align(properties: Element | None) -> Align:
    """Where between the margins the table stands."""
    kind = child_val(properties, "jc")
    return {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}.get(kind, Align.LEFT)


def table_indent(properties: Element | None) -> float:
    """How far right of the margin the table begins, pt; negative: left of it."""
    indent = None if properties is None else properties.find(W + "tblInd")
    return 0.0 if indent is None else twips(val(indent, "w"))


def table_share(properties: Element | None) -> float:
    """Of the text's width the table asks for, 0 where it says none."""
    width = None if properties is None else properties.find(W + "tblW")
    if width is None or val(width, "type") != "pct":
        return 0.0
    text = val(width, "w")
    return twips(text.rstrip("%")) * 20 / (100 if text.endswith("%") else 5000)
