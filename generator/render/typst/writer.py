"""Laid-out pages as readable Typst source; every text goes in as a string, never as code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.pdf.document import Document
from generator.pdf.document import Page as PdfPage
from generator.render.fonts import Face
from generator.render.layout.items import (
    Anchor,
    Boxes,
    Destination,
    Fill,
    Item,
    Page,
    Pages,
    Piece,
    PlacedPicture,
    Rule,
    Space,
)

# Any tracking keeps Typst from squeezing “ and ”; so little of it nobody sees.
_LEAST_TRACKING = 0.001
# Typst cuts the empty half of an opening mark off where one begins a line, whatever the settings.
_CUT_AT_START = frozenset("《〈（『「【〖〔［｛")
_CUT = 0.5  # em


@cache
def _prelude() -> str:
    return (Path(__file__).parent / "prelude.typ").read_text(encoding="utf-8")


def write_source(pages: Pages) -> str:
    """The whole source: prelude, one definition for each text style in use, the pages."""
    styles: dict[str, str] = {}
    bodies = [_page(page, styles) for page in pages.pages]
    definitions = [f"#let {name} = {definition}" for definition, name in styles.items()]
    return "\n".join([_prelude(), *definitions, "", *bodies, ""])


def pages_of_pdf(document: Document) -> str:
    """A source whose pages show those of a PDF made elsewhere."""
    data = ",".join(map(str, document.to_bytes()))
    pages = [
        f"#page(width: {_pt(width)}pt, height: {_pt(height)}pt, "
        f'image(pdf, format: "pdf", page: {number}, width: 100%))'
        for number, (width, height) in enumerate(map(_size, document.pages), start=1)
    ]
    return "\n".join(("#set page(margin: 0pt)", f"#let pdf = bytes(({data},))", *pages, ""))


def _size(page: PdfPage) -> tuple[float, float]:
    left, bottom, right, top = page.crop or page.box
    return right - left, top - bottom


def quoted(text: str) -> str:
    """A Typst string literal of any text.

    >>> print(quoted('a"b'))
    "a\\"b"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{{{ord(c):x}}}" for c in escaped) + '"'


def _page(page: Page, styles: dict[str, str]) -> str:
    lines = [f"#page(width: {_pt(page.width)}pt, height: {_pt(page.height)}pt)["]
    lines.extend(_item(item, styles) for item in page.items)
    lines.append("]")
    return "\n".join(lines)


def _item(item: Item, styles: dict[str, str]) -> str:
    match item:
        case Piece():
            style = _style(item, styles)
            tracking = item.tracking if abs(item.tracking) >= _LEAST_TRACKING else _LEAST_TRACKING
            inside = tracking / item.scale
            text = f"{style}(tracking: {_pt(inside)}pt, {quoted(item.text)})"
            if item.scale != 1.0:
                text = f"narrowed({_pt(item.scale * 100)}%, {text})"
            if item.turn:
                text = _slanted(item, text)
                return f"#turned({_turned_start(item, tracking)}, {item.turn}, {text})"
            at = "slanted" if item.face.synthetic_italic else "at"
            return f"#{at}({_pt(_start(item, tracking))}, {_pt(item.y)}, {text})"
        case Rule():
            ends = ", ".join(_pt(value) for value in (item.x1, item.y1, item.x2, item.y2))
            if (item.x1, item.y1) == (item.x2, item.y2):
                return (
                    f"#dot({_pt(item.x1)}, {_pt(item.y1)}, {_pt(item.width)}, {quoted(item.color)})"
                )
            if not item.dash:
                return f"#rule({ends}, {_pt(item.width)}, {quoted(item.color)})"
            dash = "".join(f"{_pt(part)}pt, " for part in item.dash)
            return f"#dashed({ends}, {_pt(item.width)}, {quoted(item.color)}, ({dash}))"
        case Fill():
            box = ", ".join(_pt(value) for value in (item.x, item.y, item.width, item.height))
            return f"#fill({box}, {quoted(item.color)})"
        case Boxes():
            return "\n".join(
                f"#fill({_pt(item.x + x * item.unit)}, {_pt(item.y + y * item.unit)}, "
                f"{_pt(wide * item.unit)}, {_pt(item.unit)}, {quoted(item.color)})"
                for x, y, wide in item.runs()
            )
        case Destination():
            return f"#destination({_pt(item.x)}, {_pt(item.y)}, {quoted(item.name)})"
        case PlacedPicture():
            box = ", ".join(_pt(value) for value in (item.x, item.y, item.width, item.height))
            data = ",".join(str(byte) for byte in item.data)
            return f"#picture({box}, bytes(({data},)))"
        case Space() | Anchor():  # for who lays fields on the pages; floating things are placed
            return ""


def _start(piece: Piece, tracking: float) -> float:
    """Where to put the piece so that its first character stands where it should."""
    first = piece.text[0]
    if first not in _CUT_AT_START or piece.face.advance(first) != 1.0:
        return piece.x
    return piece.x + _CUT * (piece.size * piece.scale + (tracking if len(piece.text) > 1 else 0.0))


def _turned_start(piece: Piece, tracking: float) -> str:
    """The same for a turned piece, whose text runs up or down: both coordinates."""
    along = _start(piece, tracking) - piece.x
    return f"{_pt(piece.x)}, {_pt(piece.y + along * (1 if piece.turn > 0 else -1))}"


def _slanted(piece: Piece, text: str) -> str:
    slant = "skew(ax: -12deg, origin: bottom + left, {})"
    return slant.format(text) if piece.face.synthetic_italic else text


def _style(piece: Piece, styles: dict[str, str]) -> str:
    """The name of the piece's text style, defined on first use."""
    face, size = piece.face, piece.size
    definition = (
        f"text.with(font: {quoted(face.typst_family)}, weight: {face.weight}, "
        f"size: {_pt(size)}pt, fill: rgb({quoted(piece.color)}){_synthetic(face, size)})"
    )
    return styles.setdefault(definition, f"t{len(styles) + 1}")


def _synthetic(face: Face, size: float) -> str:
    """A face without a bold of its own is drawn with a thin outline of its own colour."""
    return f", stroke: {_pt(size * 0.03)}pt" if face.synthetic_bold else ""


def _pt(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
