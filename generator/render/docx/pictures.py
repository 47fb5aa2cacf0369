"""Inline pictures: PNG and JPEG as they are; cropped, turned, linked or drawn ones are refused."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.docx.package import Element, Package, R, Relationship
from generator.render.docx.values import number, tag_of
from generator.render.model import CharStyle, Picture
from generator.render.refusal import Refusals

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_EMU = 1 / 12700  # pt
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_MAX_PIXELS = 100_000_000


def read_drawing(
    element: Element,
    package: Package,
    relationships: dict[str, Relationship],
    style: CharStyle,
    refusals: Refusals,
    place: str,
) -> Iterator[Picture]:
    """The picture of a `w:drawing`, or nothing and a refusal. Raises FormError for a missing part."""
    inline = element.find(_WP + "inline")
    extent = None if inline is None else inline.find(_WP + "extent")
    picture = None if inline is None else inline.find(f"{_A}graphic/{_A}graphicData/{_PIC}pic")
    if picture is None or extent is None:
        refusals.add(_kind_of(element), place)
        return
    if changed := _changes(picture):
        refusals.add(changed, place)
        return
    blip = picture.find(f"{_PIC}blipFill/{_A}blip")
    relation = None if blip is None else relationships.get(blip.get(R + "embed", ""))
    if relation is None or relation.external:
        refusals.add("linked picture", place)
        return
    data = package.read(relation.target)
    if not data.startswith(_SIGNATURES) or _pixels(data) > _MAX_PIXELS:
        refusals.add(f"picture {relation.target.rpartition('/')[2]}", place)
        return
    width, height = (number(extent.get(side, "0")) * _EMU for side in ("cx", "cy"))
    if width > 0 and height > 0:
        yield Picture(data, width, height, style)


def _kind_of(element: Element) -> str:
    if element.find(f".//{_PIC}pic") is not None and element.find(_WP + "anchor") is not None:
        return "floating picture"
    for data in element.iter(_A + "graphicData"):
        return f"drawing ({data.get('uri', '').rpartition('/')[2]})"
    return "drawing"


def _changes(picture: Element) -> str:
    """What is done to the picture besides scaling it, "" for nothing."""
    crop = picture.find(f"{_PIC}blipFill/{_A}srcRect")
    if crop is not None and any(number(value) for value in crop.attrib.values()):
        return "cropped picture"
    frame = picture.find(f"{_PIC}spPr/{_A}xfrm")
    if frame is not None and any(
        frame.get(name, "0") not in ("0", "false") for name in ("rot", "flipH", "flipV")
    ):
        return "turned picture"
    line = picture.find(f"{_PIC}spPr/{_A}ln")
    if line is not None and line.find(_A + "noFill") is None and len(line):
        return "picture with a frame"
    blip = picture.find(f"{_PIC}blipFill/{_A}blip")
    if blip is not None and any(tag_of(child) != "extLst" for child in blip):
        return "recoloured picture"
    return ""


def _pixels(data: bytes) -> int:
    """Of a PNG, by its header; others decode line by line and are bounded by their size."""
    if not data.startswith(_SIGNATURES[0]):
        return 0
    return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
