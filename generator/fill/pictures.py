"""Pictures in DOCX templates: `{{ photo|picture(width_mm=25, height_mm=35) }}` in a cell or line.

docxtpl opens, fills and packs the whole template anew for a picture. Here the tag gives the
drawing's markup, and what it points to, the picture's file and a relationship, is written beside
the part when it is rendered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from generator.cases.nothing import Blank, Gap
from generator.fill.filters import FilterError, gap_text
from generator.i18n import _
from generator.pictures.file import PictureFile

if TYPE_CHECKING:
    from generator.pictures.prepare import Prepared

PICTURES = "_pictures"
"""The name under which a part's context has its `Pictures`; no field of a record begins so."""

CONTENT_TYPES = "[Content_Types].xml"
FIRST_NUMBER = 5001  # of drawings; Word's own and docxtpl's are below
USES_PICTURES = re.compile(r"\|\s*picture\b")

_EMU = 36000  # in a mm
_TYPES = {"jpeg": "image/jpeg", "png": "image/png"}
_DECLARED = re.compile(rb"<Default\\b[^>]*Extension=[\"'](\\w+)")
_RELATIONSHIPS = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
_END = b"</Relationships>"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
    'drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{number}" name="图片 {number}"/>'
    '<a:graphic xmlns:a="' + _A + '"><a:graphicData uri="' + _PIC + '"><pic:pic xmlns:pic="' + _PIC
    + '"><pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    '</a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">'
)  # fmt: skip


class Pictures:
    """The pictures one part of a document shows, gathered while the part is rendered."""

    def __init__(self, first: int = FIRST_NUMBER) -> None:
        self._first = self._number = first
        self._shown: dict[str, Prepared] = {}  # by the name of their part

    @property
    def count(self) -> int:
        """How many drawings there are."""
        return self._number - self._first

    def drawing(self, picture: Prepared) -> str:
        """The markup of one more picture, which ends the run it stands in and begins another."""
        digest = hashlib.sha256(picture.data).hexdigest()[:16]
        media = f"media/{digest}.{picture.suffix}"  # the same picture is one part, wherever it is
        self._shown[media] = picture
        number, self._number = self._number, self._number + 1
        return _DRAWING.format(
            cx=round(picture.width_mm * _EMU),
            cy=round(picture.height_mm * _EMU),
            number=number,
            relation=_relation(media),
        )

    def parts(self, part: str, relationships: bytes) -> dict[str, bytes]:
        """What stands beside the part: the pictures' files, and its relationships with those to them.

        `relationships` are those it has in the template, empty where it has none.
        """
        folder = part.rpartition("/")[0]
        more = "".join(
            f'<Relationship Id="{_relation(media)}" Type="{_KIND}" Target="{media}"/>'
            for media in self._shown
        )
        related = (relationships or _RELATIONSHIPS).replace(_END, more.encode() + _END)
        files = {f"{folder}/{media}": picture.data for media, picture in self._shown.items()}
        return {relationships_name(part): related, **files}


def _relation(media: str) -> str:
    return "rIdPicture" + media.partition("/")[2].partition(".")[0]


@pass_context
def picture(
    context: Context, value: Any, width_mm: float, height_mm: float, empty: str = "照片"
) -> Any:
    """A photo in a box of that size, as large as it fits; `empty` where there is none to glue one.

    A gap prints as such. Raises FilterError for what is no picture or where none can stand.
    """
    if isinstance(value, Gap):
        return gap_text(value)
    if value is None or isinstance(value, (Blank, Undefined)):
        return empty
    if not isinstance(value, PictureFile):
        raise FilterError(_("not a picture: {value}", value=value))
    shown = context.get(PICTURES)
    if not isinstance(shown, Pictures):
        raise FilterError(_("a picture cannot stand here, only in the text of a Word template"))
    from generator.pictures.prepare import prepared  # most documents hold no picture

    return Markup(shown.drawing(prepared(value.path, width_mm, height_mm)))


def with_picture_types(content_types: bytes) -> bytes:
    """The package's content types with those of the pictures it may come to hold."""
    declared = {suffix.lower() for suffix in _DECLARED.findall(content_types)}
    more = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>'
        for suffix, kind in _TYPES.items()
        if suffix.encode() not in declared
    )
    head, types, rest = content_types.partition(b"<Types")
    opening, bracket, entries = rest.partition(b">")
    return head + types + opening + bracket + more.encode() + entries


def relationships_name(part: str) -> str:
    """The part that holds another's relationships: word/document.xml → word/_rels/document.xml.rels."""
    folder, _slash, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def with_pictures(context: Mapping[str, Any], pictures: Pictures | None) -> Mapping[str, Any]:
    """The context of a part that may show pictures; as it is for one that does not."""
    return context if pictures is None else {**context, PICTURES: pictures}
