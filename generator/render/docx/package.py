"""Opening a DOCX: its parts and relationships, within limits no honest file reaches."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree
from msgspec import Struct

from generator.errors import FormError
from generator.i18n import _
from generator.officefiles import not_of_kind, refuse_macros

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

MAX_TOTAL = 200 * 1024 * 1024  # bytes of all parts unpacked
MAX_PARTS = 4000
_SMALL = 16_384  # bytes of a part
MAX_TAGS = 2_000_000  # of a part read as a whole: in memory, each takes a hundred times its bytes

# No DTD, no entities, no network: a document's XML is data.
XML_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)

Element = Any  # lxml has no usable types


class Relationship(Struct, frozen=True):
    """A pointer from one part to another, or out of the file."""

    target: str
    kind: str
    external: bool


class Package:
    """The parts of one DOCX. Raises FormError when the file is damaged, too large or no DOCX."""

    suffix = ".docx"

    def __init__(self, source: bytes | Mapping[str, bytes], name: str = "") -> None:
        self.name = name
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._parts: Mapping[str, bytes] = {}  # of those at hand unpacked
        if isinstance(source, Mapping):
            self._parts = source
            self._names = set(source)
            return
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise not_of_kind(source, self.suffix, name) from fault
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL:
            raise self._broken(_("larger than any document when unpacked"))
        self._names = {info.filename for info in infos}

    def _broken(self, message: str) -> FormError:
        return FormError(message, where=self.name, remedy=_remedy())

    def has(self, part: str) -> bool:
        """Whether the file holds a part, as `word/styles.xml`."""
        return part in self._names

    def read(self, part: str) -> bytes:
        """A part's bytes. Raises FormError when it is missing or damaged."""
        if part in self._parts:
            return self._parts[part]
        try:
            with self._zip.open(part) as stream:
                content = stream.read(MAX_TOTAL + 1)
        except (
            KeyError,
            EOFError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as fault:
            raise self._broken(_("part {part} cannot be read", part=part)) from fault
        if len(content) > MAX_TOTAL:
            raise self._broken(_("larger than any document when unpacked"))
        return content

    def xml(self, part: str) -> Element:
        """A part's root element, not to be changed. Raises FormError when it is not well formed."""
        content = self.read(part)
        try:
            # Settings, fonts and footers are alike in all documents of a form.
            return (_kept_part if len(content) <= _SMALL else parse_part)(content, part)
        except FormError as fault:
            fault.where = self.name
            raise

    @cached_property
    def main_part(self) -> str:
        """The document part, usually `word/document.xml`.

        Raises FormError where there is none, or where macros stand beside it.
        """
        refuse_macros(self._names, self.suffix, self.name)
        for relation in self.relationships("").values():
            if relation.kind.endswith("/officeDocument") and self.has(relation.target):
                return relation.target
        raise self._broken(_("no document part: not a DOCX file"))

    def related(self, part: str, kind: str) -> str:
        """The part of a kind (`styles`, `settings`) that a part points to, "" without one."""
        for relation in self.relationships(part).values():
            if relation.kind.endswith("/" + kind) and self.has(relation.target):
                return relation.target
        return ""

    def relationships(self, part: str) -> dict[str, Relationship]:
        """A part's relationships by id; targets are full part names."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        try:
            return _relationships(self.read(rels), rels, folder)
        except FormError as fault:
            fault.where = self.name
            raise


@lru_cache(maxsize=256)  # templates repeat: the same bytes give the same relationships
def _relationships(content: bytes, part: str, folder: str) -> dict[str, Relationship]:
    found = {}
    for item in parse_part(content, part).iter(_REL):
        external = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[item.get("Id", "")] = Relationship(target, item.get("Type", ""), external)
    return found


@lru_cache(maxsize=128)
def _kept_part(content: bytes, part: str) -> Element:
    return parse_part(content, part)


def parse_part(content: bytes, part: str) -> Element:
    """The root element of a part's XML.

    Raises FormError when it is not well formed, has a DTD or is larger than any document's.
    """
    if content.count(b"<") > MAX_TAGS:
        raise FormError(_("part {part} is larger than any document's", part=part))
    try:
        root = etree.fromstring(content, XML_PARSER)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise FormError(
            _("part {part} is not well-formed XML: {reason}", part=part, reason=str(fault)),
            remedy=_remedy(),
        ) from fault
    if root.getroottree().docinfo.doctype:
        raise FormError(_("part {part} holds a DTD", part=part), remedy=_remedy())
    return root


def _remedy() -> str:
    return _("Save the file again as .docx from Word or WPS.")
