"""The keywords 标记 in the properties of a DOCX or XLSX, which Word, Excel and WPS keep."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from generator.fill.archive import read_parts, write_archive

_CORE, _TYPES, _RELATIONS = "docProps/core.xml", "[Content_Types].xml", "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACE = f"{_PACKAGE}/metadata/core-properties"
_KEYWORDS = f"{{{_NAMESPACE}}}keywords"
_MOST = 64 * 1024  # bytes of the part; real ones have one or two thousand
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def with_keywords(content: bytes, words: str) -> bytes:
    """The file with these keywords and no others."""
    parts = read_parts(content)
    if _CORE not in parts:
        _add_core(parts)
    root = etree.fromstring(parts[_CORE], _PARSER)
    found = root.find(_KEYWORDS)
    element = etree.SubElement(root, _KEYWORDS) if found is None else found
    element.text = words
    parts[_CORE] = _written(root)
    return write_archive(parts)


def _add_core(parts: dict[str, bytes]) -> None:
    """Properties with nothing in them, for a file without any."""
    parts[_CORE] = f'<cp:coreProperties xmlns:cp="{_NAMESPACE}"/>'.encode()
    types = etree.fromstring(parts[_TYPES], _PARSER)
    own = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
    own.set("PartName", f"/{_CORE}")
    own.set("ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
    parts[_TYPES] = _written(types)
    relations = etree.fromstring(parts[_RELATIONS], _PARSER)
    own = etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship")
    own.set("Id", "rIdProperties")
    own.set("Type", f"{_PACKAGE}/relationships/metadata/core-properties")
    own.set("Target", _CORE)
    parts[_RELATIONS] = _written(relations)


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def keywords_of(content: bytes) -> str:
    """The keywords of a file that may be anything; empty where it has none."""
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            archive.open(_CORE) as part,
        ):
            root = etree.fromstring(part.read(_MOST), _PARSER)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, etree.XMLSyntaxError):
        return ""
    return root.findtext(_KEYWORDS) or ""
