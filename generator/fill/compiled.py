"""A DOCX template made ready once: docxtpl's own patching, then compiled, the rest packed away.

docxtpl opens, patches and compiles a template for each document and packs every part again (44 ms
for a six-page agreement). Here a document costs only the rendering of the parts that hold tags.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2 import Template
from lxml import etree
from msgspec import Struct

from generator.errors import CaseError, FormError
from generator.fill.archive import read_parts, write_archive
from generator.fill.environment import environment
from generator.fill.faults import UNPRINTABLE, template_fault, unprintable_fault
from generator.fill.pictures import (
    CONTENT_TYPES,
    USES_PICTURES,
    relationships_name,
    with_picture_types,
)
from generator.i18n import _
from generator.officefiles import refuse_unfit
from generator.systemfaults import reason

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")

_TAG = re.compile(r"\{[{%#_]|[%}]_\}")  # also `{_{`, by which a template prints braces
_TAG_SPLIT = re.compile(r"\{(?:<[^>]*>)+[{%#]")  # Word may put markup between the two braces
_PARAGRAPH = re.compile(r"<w:p([ >])")
_LISTING = re.compile("[\t\n\a\f]")  # what docxtpl turns into tabs, lines, paragraphs, pages
_OBJECT = re.compile(r"'?<[\w.]+ object at 0x[0-9a-f]+>'? ?")
_KEPT_TEMPLATES = 64


class PartTemplate(Struct, frozen=True):
    """One XML part of a template, compiled."""

    path: Path
    name: str
    source: str  # each paragraph begins a line, so that a line number names it
    template: Template
    resolve_listing: Callable[[str], str]

    def render(self, context: Mapping[str, Any]) -> str:
        """The filled part, as docxtpl would have it.

        Raises FormError naming the paragraph, CaseError for control characters in the data and
        pictures that cannot be used.
        """
        try:
            xml = self.template.render(context)
        except CaseError:
            raise
        except Exception as fault:  # whatever an expression in a template may raise
            raise template_fault(fault, self.path, self.name, self.source, context) from fault
        if found := UNPRINTABLE.search(xml):
            raise unprintable_fault(self.path, found[0], context)
        xml = xml.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        for written, brace in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
            xml = xml.replace(written, brace)
        return self.resolve_listing(xml) if _LISTING.search(xml) else xml

    def parse(self, xml: str) -> Any:
        """The filled part as a tree. Raises FormError where tags have torn the markup apart."""
        try:
            return etree.fromstring(xml)
        except etree.XMLSyntaxError as fault:
            raise self._torn(fault.msg or "") from fault

    def verify(self, xml: str) -> None:
        """Raises as `parse`, in half the time: nobody needs the tree."""
        try:
            expat.ParserCreate().Parse(xml, True)
        except expat.ExpatError as fault:
            raise self._torn(str(fault)) from fault

    def _torn(self, reason: str) -> FormError:
        return FormError(
            _("the filled document is torn: {reason}", reason=reason),
            where=f"{self.path}: {self.name}",
            remedy=_("A tag that opens in one paragraph or cell must not close in another."),
        )


class CompiledDocx(Struct, frozen=True):
    """A template ready to be filled many times."""

    path: Path
    body: PartTemplate
    head: bytes  # the document part before its body
    tail: bytes  # and after it
    parts: tuple[PartTemplate, ...]  # headers, footers, footnotes that hold tags
    properties: Mapping[str, Template]  # document properties that hold tags
    core: tuple[str, bytes]  # name and content of the part with the properties; empty: none
    pictured: Mapping[str, bytes]  # by part that may show pictures, its relationships without them
    static: Mapping[str, bytes]  # everything else, by name
    archive: bytes  # and packed
    fix_tables: Callable[[str], Any]  # docxtpl's: columns that loops added or left out

    @property
    def templates(self) -> tuple[PartTemplate, ...]:
        """All parts that are templates."""
        return (self.body, *self.parts)


def compiled_docx(path: Path) -> CompiledDocx:
    """The template, compiled once and again when its file has changed.

    Raises FormError when it is no DOCX or a tag is wrong.
    """
    try:
        state = path.stat()
    except OSError as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=reason(fault)),
            where=str(path),
            remedy=_("Check the path of the template."),
        ) from fault
    return _compile(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=_KEPT_TEMPLATES)
def _compile(path: Path, _mtime: int, _size: int) -> CompiledDocx:
    return compile_template(path, path.read_bytes())


def compile_template(path: Path, content: bytes) -> CompiledDocx:
    """Compile a template from its bytes; `path` is only named in messages."""
    template = open_template(path, content)
    saved = io.BytesIO()
    template.docx.save(saved)
    static = read_parts(saved.getvalue())
    main = template.docx.part
    body = _part(template, path, _name(main), template.get_xml())
    head, tail = _around_body(main.element)
    parts = tuple(_tagged_parts(template, path, static))
    properties, core = _properties(template, path, static)
    pictured = _pictured((body, *parts), static)
    for name in (body.name, *(part.name for part in parts), *([core[0]] if properties else [])):
        static.pop(name, None)
    return CompiledDocx(
        path=path,
        body=body,
        head=head,
        tail=tail,
        parts=parts,
        properties=properties,
        core=core,
        pictured=pictured,
        static=static,
        archive=write_archive(static),
        fix_tables=template.fix_tables,
    )


def _pictured(parts: Iterable[PartTemplate], static: dict[str, bytes]) -> dict[str, bytes]:
    """The relationships of the parts that may show pictures, taken out of `static`, by part."""
    names = [part.name for part in parts if USES_PICTURES.search(part.source)]
    if names:
        static[CONTENT_TYPES] = with_picture_types(static[CONTENT_TYPES])
    return {name: static.pop(relationships_name(name), b"") for name in names}


def _around_body(document: Any) -> tuple[bytes, bytes]:
    """The document part's XML before and after its body."""
    place = etree.Element("body")
    document.replace(document.body, place)
    head, _place, tail = etree.tostring(document).partition(b"<body/>")
    return head, tail


def open_template(path: Path, content: bytes) -> DocxTemplate:
    """The template in docxtpl's hands. Raises FormError when it is no DOCX, or has macros."""
    refuse_unfit(content, ".docx", str(path))
    template = DocxTemplate(io.BytesIO(content))
    try:
        template.init_docx()
    except Exception as fault:  # python-docx meets damaged parts with whatever they led to
        raise FormError(
            _("cannot be opened as DOCX: {reason}", reason=_plainly(fault)),
            where=str(path),
            remedy=_("Save it again in Word or WPS as “Word 文档 (*.docx)”."),
        ) from fault
    return template


def _plainly(fault: Exception) -> str:
    """What a library says, without the names of its objects."""
    return _OBJECT.sub("", str(fault))


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def has_tags(xml: str) -> bool:
    """Whether a part's XML holds anything docxtpl would work on."""
    return bool(_TAG.search(xml) or _TAG_SPLIT.search(xml))


def _part(template: DocxTemplate, path: Path, name: str, xml: str) -> PartTemplate:
    source = _PARAGRAPH.sub(r"\n<w:p\1", template.patch_xml(xml))
    try:
        compiled = environment().from_string(source)
    except Exception as fault:
        raise template_fault(fault, path, name, source, {}) from fault
    return PartTemplate(path, name, source, compiled, template.resolve_listing)


def _tagged_parts(
    template: DocxTemplate, path: Path, static: dict[str, bytes]
) -> list[PartTemplate]:
    """Headers, footers and footnotes with tags; those without get docxtpl's tabs and lines now."""
    found = []
    for part in _story_parts(template):
        name = _name(part)
        xml = etree.tostring(etree.fromstring(part.blob), encoding="unicode")
        if has_tags(xml):
            found.append(_part(template, path, name, xml))
        elif _LISTING.search(xml):
            static[name] = template.resolve_listing(xml).encode("utf-8")
    return found


def _story_parts(template: DocxTemplate) -> list[Any]:
    related = [
        part
        for kind in (template.HEADER_URI, template.FOOTER_URI)
        for _key, part in template.get_headers_footers(kind)
    ]
    notes = [p for p in template.docx.part.package.iter_parts() if p.content_type == FOOTNOTES]
    return list({_name(part): part for part in related + notes}.values())


def _properties(
    template: DocxTemplate, path: Path, static: Mapping[str, bytes]
) -> tuple[dict[str, Template], tuple[str, bytes]]:
    """The document's properties that hold tags, compiled without escaping: they are not markup."""
    name = "docProps/core.xml"
    if name not in static:
        return {}, ("", b"")
    values = {key: getattr(template.docx.core_properties, key) for key in PROPERTIES}
    jinja = environment(escape=False)
    try:
        compiled = {k: jinja.from_string(v) for k, v in values.items() if has_tags(v)}
    except Exception as fault:
        raise template_fault(fault, path, name, "\n".join(values.values()), {}) from fault
    return compiled, (name, static[name])


def render_properties(compiled: CompiledDocx, context: Mapping[str, Any]) -> dict[str, bytes]:
    """The part with the document's properties, if any of them holds tags."""
    if not compiled.properties:
        return {}
    name, content = compiled.core
    part = CorePropertiesPart.load(PackURI(f"/{name}"), "application/xml", content, Package())
    try:
        for key, template in compiled.properties.items():
            setattr(part.core_properties, key, template.render(context))
    except Exception as fault:
        raise template_fault(fault, compiled.path, name, "", context) from fault
    return {name: part.blob}
