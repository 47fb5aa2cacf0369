"""Images on a sheet: PNG and JPEG by their anchors; charts, shapes and changed pictures are refused."""

from __future__ import annotations

from collections.abc import Callable

from generator.i18n import _
from generator.render.docx.package import Element
from generator.render.xlsx.book import Corner, Image
from generator.render.xlsx.features import feature_name
from generator.render.xlsx.package import BookPackage
from generator.render.xlsx.values import (
    MAX_COLUMN,
    MAX_ROW,
    REL,
    S,
    cell_name,
    decimal,
    tag_of,
    whole,
)

_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMU = 1 / 12700  # pt
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_MAX_PIXELS = 100_000_000
_FRAME = frozenset({"from", "to", "ext", "pos", "clientData"})

Refuse = Callable[[str, str], None]


def read_images(
    package: BookPackage, part: str, root: Element, refuse: Refuse
) -> tuple[Image, ...]:
    """The images of a sheet; everything else on its drawing layer goes to `refuse`."""
    _refuse_controls(package, part, root, refuse)
    element = root.find(f"{S}drawing")
    drawing = "" if element is None else package.target(part, element)
    if not drawing:
        return ()
    found = []
    for anchor in package.xml(drawing):
        start = _corner(anchor.find(f"{_XDR}from"))
        place = cell_name(start.row, start.column)
        for child in anchor:
            tag = tag_of(child)
            if tag == "pic":
                image = _image(package, drawing, anchor, child, start, place, refuse)
                found.extend([image] if image else [])
            elif tag not in _FRAME:
                refuse(feature_name(tag), place)
    return tuple(found)


def _refuse_controls(package: BookPackage, part: str, root: Element, refuse: Refuse) -> None:
    """The old drawing layer holds comments, which are not printed, and form controls, which are."""
    element = root.find(f"{S}legacyDrawing")
    legacy = "" if element is None else package.target(part, element)
    if not legacy:
        return
    content = package.read(legacy)
    if content.count(b"ObjectType=") > content.count(b'ObjectType="Note"'):
        refuse(feature_name("controls"), "")


def _corner(element: Element | None) -> Corner:
    if element is None:
        return Corner(1, 1, 0.0, 0.0)

    def number(name: str) -> int:
        found = element.find(_XDR + name)
        return 0 if found is None else whole(found.text)

    return Corner(
        row=min(max(number("row"), 0) + 1, MAX_ROW),
        column=min(max(number("col"), 0) + 1, MAX_COLUMN),
        down=number("rowOff") * _EMU,
        right=number("colOff") * _EMU,
    )


def _image(
    package: BookPackage,
    drawing: str,
    anchor: Element,
    picture: Element,
    start: Corner,
    place: str,
    refuse: Refuse,
) -> Image | None:
    if changed := _changes(picture):
        refuse(changed, place)
        return None
    blip = picture.find(f"{_XDR}blipFill/{_A}blip")
    relation = None
    if blip is not None:
        relation = package.relationships(drawing).get(blip.get(f"{REL}embed", ""))
    if relation is None or relation.external:
        refuse(_("linked picture"), place)
        return None
    data = package.read(relation.target)
    if not data.startswith(_SIGNATURES) or _pixels(data) > _MAX_PIXELS:
        refuse(_("picture {name}", name=relation.target.rpartition("/")[2]), place)
        return None
    extent = anchor.find(f"{_XDR}ext")
    position = anchor.find(f"{_XDR}pos")
    if position is not None:
        x, y = (decimal(position.get(axis)) * _EMU for axis in ("x", "y"))
        start = Corner(1, 1, y, x)
    end = anchor.find(f"{_XDR}to")
    return Image(
        data,
        start,
        None if end is None else _corner(end),
        0.0 if extent is None else decimal(extent.get("cx")) * _EMU,
        0.0 if extent is None else decimal(extent.get("cy")) * _EMU,
        place,
    )


def _changes(picture: Element) -> str:
    """What is done to the picture besides scaling it, "" for nothing."""
    crop = picture.find(f"{_XDR}blipFill/{_A}srcRect")
    if crop is not None and any(decimal(value) for value in crop.attrib.values()):
        return _("cropped picture")
    frame = picture.find(f"{_XDR}spPr/{_A}xfrm")
    if frame is not None and any(
        frame.get(name, "0") not in ("0", "false") for name in ("rot", "flipH", "flipV")
    ):
        return _("turned picture")
    line = picture.find(f"{_XDR}spPr/{_A}ln")
    if line is not None and line.find(f"{_A}noFill") is None and len(line):
        return _("picture with a frame")
    blip = picture.find(f"{_XDR}blipFill/{_A}blip")
    if blip is not None and any(tag_of(child) != "extLst" for child in blip):
        return _("recoloured picture")
    effects = picture.find(f"{_XDR}spPr/{_A}effectLst")
    return _("picture with an effect") if effects is not None and len(effects) else ""


def _pixels(data: bytes) -> int:
    """Of a PNG, by its header; others decode line by line and are bounded by their size."""
    if not data.startswith(_SIGNATURES[0]):
        return 0
    return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
