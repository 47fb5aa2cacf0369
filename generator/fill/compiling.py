"""Compiles DOCX templates: docxtpl mends Word's markup, Jinja makes code of the tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2 import meta
from jinja2.nodes import Template, TemplateData
from lxml import etree

from generator.errors import FormError
from generator.fill.archive import read_parts, write_archive
from generator.fill.compiled import LISTED, CompiledDocx, PartTemplate, Tags
from generator.fill.environment import environment
from generator.fill.faults import template_fault
from generator.fill.pictures import (
    CONTENT_TYPES,
    USES_PICTURES,
    relationships_name,
    with_picture_types,
)
from generator.i18n import _
from generator.officefiles import refuse_unfit

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")

_TAG = re.compile(r"\{[{%#_]|[%}]_\}")  # also `{_{`, by which a template prints braces
_TAG_SPLIT = re.compile(r"\{(?:<[^>]*>)+[{%#]")  # Word may put markup between the two braces
_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_ESCAPED = re.compile("|".join(map(re.escape, _BRACES)))
_PARAGRAPH = re.compile(r"<w:p([ >])")
_OBJECT = re.compile(r"'?<[\w.]+ object at 0x[0-9a-f]+>'? ?")


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
        parsed = environment().parse(source)
        names = frozenset(meta.find_undeclared_variables(parsed))
        return PartTemplate(path, name, source, _tags(parsed), names)
    except Exception as fault:
        raise template_fault(fault, path, name, source, {}) from fault


def _tags(parsed: Template, *, escape: bool = True) -> Tags:
    """The tags of a text, compiled; `{_{` in the template's own words prints `{{`."""
    for words in parsed.find_all(TemplateData):
        words.data = _ESCAPED.sub(lambda found: _BRACES[found[0]], words.data)
    return Tags.of(environment(escape=escape).compile(parsed), escape=escape)


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
        elif any(char in xml for char in LISTED):
            static[name] = resolve_listing(xml).encode("utf-8")
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
) -> tuple[dict[str, Tags], tuple[str, bytes]]:
    """The document's properties that hold tags, compiled without escaping: they are not markup."""
    name = "docProps/core.xml"
    if name not in static:
        return {}, ("", b"")
    values = {key: getattr(template.docx.core_properties, key) for key in PROPERTIES}
    parse = environment(escape=False).parse
    try:
        compiled = {k: _tags(parse(v), escape=False) for k, v in values.items() if has_tags(v)}
    except Exception as fault:
        raise template_fault(fault, path, name, "\n".join(values.values()), {}) from fault
    return compiled, (name, static[name])


def render_properties(compiled: CompiledDocx, context: Mapping[str, Any]) -> dict[str, bytes]:
    """The part with the document's properties, of which some hold tags."""
    name, content = compiled.core
    part = CorePropertiesPart.load(PackURI(f"/{name}"), "application/xml", content, Package())
    try:
        for key, tags in compiled.properties.items():
            setattr(part.core_properties, key, tags.template.render(context))
    except Exception as fault:
        raise template_fault(fault, compiled.path, name, "", context) from fault
    return {name: part.blob}


def resolve_listing(xml: str) -> str:
    """Tabs, line ends, paragraph and page ends in texts as Word's own, docxtpl's way."""
    resolved: str = DocxTemplate("").resolve_listing(xml)
    return resolved


def fix_tables(xml: str) -> Any:
    """The tree of a part whose tables' grids have as many columns as their rows, docxtpl's way."""
    return DocxTemplate("").fix_tables(xml)
