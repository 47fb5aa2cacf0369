"""Takes the page numbers out of a DOCX or XLSX, for packets that number their sheets themselves."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from generator.errors import FormError
from generator.i18n import _

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SHEET_LINES = tuple(
    f"{_S}{when}{what}" for when in ("odd", "even", "first") for what in ("Header", "Footer")
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def without_page_numbers(source: bytes, suffix: str) -> bytes:
    """The file with its headers and footers rid of page numbers; other kinds as they are.

    In a DOCX every paragraph of a header or footer that holds a page field is emptied: it stays, so
    nothing moves, and the dashes beside the number (— 1 —) go with it. In an XLSX the left, middle
    or right part of the line goes. Raises FormError where the file is not of its kind.
    """
    if suffix == ".docx":
        return _rewritten(source, re.compile(r"word/(header|footer)\d*\.xml"), _empty_paragraphs)
    if suffix == ".xlsx":
        return _rewritten(source, re.compile(r"xl/worksheets/[^/]+\.xml"), _empty_sections)
    return source


def _rewritten(source: bytes, parts: re.Pattern[str], change: Callable[[Any], None]) -> bytes:
    result = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(result, "w") as new:
            for info in old.infolist():
                content = old.read(info)
                if parts.fullmatch(info.filename):
                    root = etree.fromstring(content, _PARSER)
                    change(root)
                    content = etree.tostring(
                        root, xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                new.writestr(info, content, info.compress_type)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError) as fault:
        raise FormError(
            _("not a file of its kind: {reason}", reason=fault),
            remedy=_("Save the file again from Word, Excel or WPS."),
        ) from fault
    return result.getvalue()


def _empty_paragraphs(part: Any) -> None:
    numbered = [paragraph for paragraph in part.iter(f"{_W}p") if _has_page_field(paragraph)]
    for paragraph in numbered:
        # A text box holds paragraphs of its own inside a run of the outer one: that one stays.
        if not any(inner in numbered for inner in paragraph.iterdescendants(f"{_W}p")):
            for child in [child for child in paragraph if child.tag != f"{_W}pPr"]:
                paragraph.remove(child)


def _has_page_field(paragraph: Any) -> bool:
    simple = (field.get(f"{_W}instr", "") for field in paragraph.iter(f"{_W}fldSimple"))
    # Word may spread one instruction over several runs.
    spread = "".join(text.text or "" for text in paragraph.iter(f"{_W}instrText"))
    return any(_PAGE_FIELDS & set(text.upper().split()) for text in (*simple, spread))


def _empty_sections(part: Any) -> None:
    for line in part.iter(*_SHEET_LINES):
        sections = re.split(r"(?=&[LCR])", line.text or "")
        line.text = "".join(text for text in sections if not re.search("&[PN]", text))
