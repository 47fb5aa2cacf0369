"""What openpyxl would lose of a template, found before anything is filled."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct

from generator.errors import FormError
from generator.i18n import _

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KEPT_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_SHAPES = frozenset({"sp", "cxnSp", "grpSp", "graphicFrame", "contentPart", "AlternateContent"})
_IN_SHEETS = frozenset({"legacyDrawingHF", "oleObjects", "controls", "picture", "protectedRanges"})
_IN_EXTENSIONS = frozenset(
    {"conditionalFormattings", "dataValidations", "sparklineGroups", "slicerList", "timelineRefs"}
)
_PARTS = (
    "xl/activeX/",
    "xl/chartsheets/",
    "xl/ctrlProps/",
    "xl/dialogsheets/",
    "xl/embeddings/",
    "xl/macrosheets/",
    "xl/pivotTables/",
    "xl/slicers/",
    "xl/threadedComments/",
    "xl/timelines/",
    "xl/vbaProject",
)


class Loss(Struct, frozen=True):
    """Something of a workbook that would be gone from the filled one."""

    place: str  # the sheet and, where it has one, the cell
    feature: str


def refuse_losses(content: bytes, path: Path) -> None:
    """Raise FormError naming the first thing that would be lost, and how many there are."""
    if found := losses(content):
        raise FormError(
            _(
                "{feature} would be lost in filling ({count} such parts)",
                feature=found[0].feature,
                count=len(found),
            ),
            where=f"{path}: {found[0].place}",
            remedy=_("Delete it in Excel or WPS, or write it in cells."),
        )


def losses(content: bytes) -> tuple[Loss, ...]:
    """Everything that would be lost; nothing of a file that is no workbook at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_losses(archive))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError):
        return ()  # opening it says what is wrong


def _losses(archive: zipfile.ZipFile) -> Iterator[Loss]:
    names = archive.namelist()
    for prefix in _PARTS:
        if part := next((name for name in names if name.startswith(prefix)), None):
            yield Loss(part, _feature(prefix.strip("/").rpartition("/")[2]))
    for sheet, part in _sheets(archive):
        root = etree.fromstring(archive.read(part))
        for child in root:
            tag = etree.QName(child).localname
            if tag in _IN_SHEETS:
                yield Loss(sheet, _feature(tag))
            elif tag == "extLst":
                yield from (
                    Loss(sheet, _feature(each))
                    for each in sorted({etree.QName(e).localname for e in child.iter("{*}*")})
                    if each in _IN_EXTENSIONS
                )
        for target in _related(archive, part, "/drawing").values():
            if target in names:
                yield from _in_drawing(archive, sheet, target)


def _in_drawing(archive: zipfile.ZipFile, sheet: str, part: str) -> Iterator[Loss]:
    images = _related(archive, part, "/image")
    for anchor in etree.fromstring(archive.read(part)):
        place = f"{sheet}!{_cell(anchor)}"
        for child in anchor:
            tag = etree.QName(child).localname
            if tag in _SHAPES:
                yield Loss(place, _feature(tag))
            elif tag == "pic":
                yield from _in_picture(child, images, place)


def _in_picture(picture: etree._Element, images: Mapping[str, str], place: str) -> Iterator[Loss]:
    for blip in picture.iter("{*}blip"):
        target = images.get(blip.get(f"{_RELATIONSHIPS}embed", ""), "")
        if not target.lower().endswith(_KEPT_PICTURES):
            yield Loss(place, _("a picture that is no PNG, JPEG, GIF, BMP or TIFF"))
    if any(dict(crop.attrib) for crop in picture.iter("{*}srcRect")):
        yield Loss(place, _("the cropping of a picture"))
    if any(frame.get("rot", "0") != "0" for frame in picture.iter("{*}xfrm")):
        yield Loss(place, _("the rotation of a picture"))


def _cell(anchor: etree._Element) -> str:
    """The cell an anchor begins in."""
    from openpyxl.utils import get_column_letter

    column, row = anchor.find("{*}from/{*}col"), anchor.find("{*}from/{*}row")
    if column is None or row is None:
        return "A1"
    return f"{get_column_letter(int(column.text or 0) + 1)}{int(row.text or 0) + 1}"


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each worksheet's name and part."""
    parts = _related(archive, "xl/workbook.xml", "/worksheet")
    for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        if part := parts.get(sheet.get(f"{_RELATIONSHIPS}id", "")):
            yield sheet.get("name", part), part


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """The parts that a part names, of one kind, by relationship."""
    folder, _slash, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = {}
    for each in etree.fromstring(archive.read(relations)):
        if each.get("Type", "").endswith(kind) and each.get("TargetMode") != "External":
            target = each.get("Target", "")
            whole = target[1:] if target.startswith("/") else f"{folder}/{target}"
            found[each.get("Id", "")] = posixpath.normpath(whole)
    return found


def _feature(tag: str) -> str:
    """A part or element as a clerk knows it."""
    names = {
        "AlternateContent": _("a shape, slicer or control"),
        "activeX": _("a form control"),
        "chartsheets": _("a chart sheet"),
        "conditionalFormattings": _("a conditional format of a newer kind"),
        "contentPart": _("ink"),
        "controls": _("a form control"),
        "ctrlProps": _("a form control"),
        "cxnSp": _("a connecting line"),
        "dataValidations": _("a data validation of a newer kind"),
        "dialogsheets": _("a dialog sheet"),
        "embeddings": _("an embedded object"),
        "graphicFrame": _("a chart or diagram"),
        "grpSp": _("a group of shapes"),
        "legacyDrawingHF": _("a picture in a header or footer"),
        "macrosheets": _("a macro sheet"),
        "oleObjects": _("an embedded object"),
        "picture": _("a background picture"),
        "pivotTables": _("a pivot table"),
        "protectedRanges": _("ranges that some may edit"),
        "slicerList": _("a slicer"),
        "slicers": _("a slicer"),
        "sp": _("a shape or text box"),
        "sparklineGroups": _("sparklines 迷你图"),
        "threadedComments": _("a conversation in comments"),
        "timelineRefs": _("a timeline"),
        "timelines": _("a timeline"),
        "vbaProject": _("macros"),
    }
    return names[tag]
