"""The text of a DOCX, one paragraph a line: what goldens hold and people compare."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_LINE_BREAK = "↵"  # inside a paragraph or cell, which stay on one line
_PICTURE = "〔图〕"
_FIELD = "field_"  # where people write in a blank: nothing of it shows in a filled document
_KINDS = {"default": "单页", "even": "双页", "first": "首页"}


def document_text(docx: bytes) -> str:
    """The text: a paragraph a line, the cells of a table row with tabs between them, what text boxes
    hold behind the paragraph they are anchored in.

    Fields stand as {PAGE}, bookmarks but for the blank's as ‹seal_helper›, pictures as 〔图〕,
    headers and footers after the body with the pages they are for: 〔页脚·双页〕.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        lines = list(_blocks(body))
        names = set(archive.namelist())
        for title, part in _edges(body, archive):
            if part in names:
                edge = " ".join(_blocks(etree.fromstring(archive.read(part)))).strip()
                lines.append(f"〔{title}〕{edge}")
    return "\n".join(line.rstrip(" \t") for line in lines) + "\n"


def _blocks(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
            for box in child.iter(f"{_W}txbxContent"):
                yield from _blocks(box)
        elif child.tag == f"{_W}tbl":
            for row in child.findall(f"{_W}tr"):
                yield "\t".join(
                    _LINE_BREAK.join(filter(None, _blocks(cell))) for cell in row.findall(f"{_W}tc")
                )
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _blocks(child)


def _paragraph(paragraph: Any) -> str:
    text, in_result = [], False
    for node in _own_nodes(paragraph):
        if node.tag == f"{_W}fldChar":
            in_result = node.get(f"{_W}fldCharType") == "separate"
        elif node.tag == f"{_W}instrText":
            text.append(f"{{{node.text.strip()}}}")
        elif node.tag == f"{_W}t" and not in_result:
            text.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            text.append("\t")
        elif node.tag == f"{_W}br":
            text.append(_LINE_BREAK)
        elif node.tag == _INLINE:
            text.append(_PICTURE)
        elif node.tag == f"{_W}bookmarkStart":
            name = str(node.get(f"{_W}name"))
            text.append("" if name.startswith(_FIELD) else f"‹{name}›")
    return "".join(text)


def _own_nodes(parent: Any) -> Iterator[Any]:
    """What stands in a paragraph, text boxes aside, in document order."""
    for child in parent:
        if child.tag != f"{_W}txbxContent":
            yield child
            yield from _own_nodes(child)


def _edges(body: Any, archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Headers and footers of all sections: what they are and the name of their part."""
    if _RELATIONSHIPS not in archive.namelist():
        return
    relationships = etree.fromstring(archive.read(_RELATIONSHIPS))
    targets = {r.get("Id"): f"word/{r.get('Target')}" for r in relationships}
    for tag, title in ((f"{_W}headerReference", "页眉"), (f"{_W}footerReference", "页脚")):
        for reference in body.iter(tag):
            kind = _KINDS.get(reference.get(f"{_W}type"), "单页")
            yield f"{title}·{kind}", targets.get(reference.get(f"{_R}id"), "")
