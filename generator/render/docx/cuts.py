"""Cuts a document's body into its blocks without parsing it, for most of them are known by their bytes.

What is cut is parsed where it is not known; where a document is anything but a plain series of
paragraphs and tables it is not cut but parsed as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from generator.render.docx.package import MAX_TAGS, XML_PARSER, Element

_HEAD = re.compile(
    rb"(?:<\?xml[^>]*\?>\s*)?(?P<open><w:document(?: [^>]*)?>\s*<w:body(?: [^>]*)?>)"
)
_TAIL = re.compile(rb"</w:body>\s*</w:document>\s*")
_CLOSE = b"</w:body></w:document>"
_WORDPROCESSING = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BLOCK = re.compile(
    rb"\s*(?P<block><w:(?P<name>p|tbl|sectPr|bookmarkStart|bookmarkEnd)"
    rb"(?:\s[^>]*?)?(?P<empty>/?)>)"
)
_INNER = {
    name: re.compile(rb"<w:" + name + rb"[\s>/]")
    for name in (b"p", b"tbl", b"sectPr", b"bookmarkStart", b"bookmarkEnd")
}


class Cut(Struct, frozen=True):
    """One child of the body, as its bytes."""

    name: str
    xml: bytes
    around: bytes  # the tags that open the document and its body, with their namespaces


def cut_body(content: bytes) -> list[Cut] | None:
    """The children of a document part's body in order; None where it must be parsed as a whole.

    That they are well-formed shows where they are parsed: `parse_cut`.
    """
    head = _HEAD.match(content)
    end = content.rfind(b"</w:body>")
    if head is None or end < head.end() or not _TAIL.fullmatch(content, end):
        return None
    around = head["open"]
    # The prefix must mean what it looks like, and mean it throughout.
    if _WORDPROCESSING not in around or content.count(b"xmlns:w=") != around.count(b"xmlns:w="):
        return None
    if content.count(b"<") > MAX_TAGS:
        return None
    found, at = [], head.end()
    while (block := _BLOCK.match(content, at, end)) is not None:
        name = block["name"]
        at = block.end()
        if not block["empty"]:
            closing = b"</w:%b>" % name
            inside, at = at, content.find(closing, at, end) + len(closing)
            if at < inside + len(closing) or _INNER[name].search(content, inside, at):
                return None  # text boxes and tables in tables
        found.append(Cut(name.decode(), content[block.start("block") : at], around))
    return found if not content[at:end].strip() else None


def parse_cut(cut: Cut) -> Element:
    """The element. Raises etree.XMLSyntaxError where it is not well-formed."""
    return _parsed(cut.xml, cut.around)


@lru_cache(maxsize=32)  # sections' ends are the same in all documents of a form
def _parsed(xml: bytes, around: bytes) -> Element:
    ((element,),) = etree.fromstring(around + xml + _CLOSE, XML_PARSER)
    return element
