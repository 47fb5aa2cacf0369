"""Pictures: PNG and JPEG as they are; cropped, turned, linked or recoloured ones are refused."""

from __future__ import annotations

from generator.render.docx.package import Element, Package, R, Relationship
from generator.render.docx.values import number, tag_of

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_MAX_PIXELS = 100_000_000


def picture_data(
    picture: Element, package: Package, relationships: dict[str, Relationship]
) -> bytes | str:
    """The file of a `pic:pic`, or the name of what of it is refused. Raises FormError for a
    missing part."""
    if changed := _changes(picture):
        return changed
    blip = picture.find(f"{_PIC}blipFill/{_A}blip")
    relation = None if blip is None else relationships.get(blip.get(R + "embed", ""))
    if relation is None or relation.external:
        return "linked picture"
    data = package.read(relation.target)
    if not data.startswith(_SIGNATURES) or _pixels(data) > _MAX_PIXELS:
        return f"picture {relation.target.rpartition('/')[2]}"
    return data


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
