"""Fills DOCX templates: the body is rendered and appended to the packed rest of the template."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from generator.errors import FormError
from generator.fill.archive import read_parts
from generator.fill.bookmarks import have_repeats, make_bookmarks_unique
from generator.fill.compiled import CompiledDocx, compiled_docx
from generator.fill.environment import environment, lenient_environment
from generator.fill.faults import template_fault
from generator.fill.filled import Filled
from generator.fill.objects import has_objects, with_docxtpl_objects
from generator.fill.pictures import FIRST_NUMBER, Pictures, with_pictures
from generator.fill.tables import tables_are_even

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWING = "docPr"
_FIRST_DOC_PR = 1001  # docxtpl's numbering of drawings
_DRAWINGS_OF_A_PART = 10_000  # numbers for each part that shows pictures
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def fill_docx(template: Path, context: Mapping[str, Any], *, lenient: bool = False) -> bytes:
    """The template filled with the context: a DOCX whose bytes depend on the two alone.

    `lenient` leaves names without a value empty.

    Part by part the result is docxtpl's, except that bookmarks repeated by loops become unique
    and document properties are not escaped twice.
    Raises FormError naming template and paragraph (wrong tag, unknown name, attempt to run code),
    CaseError naming the field whose text holds control characters.
    """
    return fill_parts(template, context, lenient=lenient).file()


def fill_parts(template: Path, context: Mapping[str, Any], *, lenient: bool = False) -> Filled:
    """The same, not yet packed into a file: whoever renders it need not unpack it. Raises as it."""
    if lenient or has_objects(context):
        return Filled(template, tuple(_fill_in_docxtpl(template, context, lenient).items()))
    return _filled(compiled_docx(template), context)


def fill_compiled(compiled: CompiledDocx, context: Mapping[str, Any]) -> bytes:
    """The same for a template already compiled."""
    return _filled(compiled, context).file()


def _filled(compiled: CompiledDocx, context: Mapping[str, Any]) -> Filled:
    pictures = {
        name: Pictures(FIRST_NUMBER + number * _DRAWINGS_OF_A_PART)
        for number, name in enumerate(compiled.pictured)
    }
    parts = {}
    for part in compiled.parts:
        xml = part.render(with_pictures(context, pictures.get(part.name)))
        parts[part.name] = _serialised(part.parse(xml, context))
    if compiled.properties:
        from generator.fill.compiling import render_properties  # few templates have any

        parts |= render_properties(compiled, context)
    parts[compiled.body.name] = _document(compiled, context, pictures.get(compiled.body.name))
    for name, shown in pictures.items():
        parts |= shown.parts(name, compiled.pictured[name])
    return Filled(compiled.path, tuple(parts.items()), compiled.static, compiled.archive)


def _serialised(tree: Any) -> bytes:
    return _DECLARATION + bytes(etree.tostring(tree, encoding="UTF-8"))


def _document(
    compiled: CompiledDocx, context: Mapping[str, Any], pictures: Pictures | None
) -> bytes:
    xml = compiled.body.render(with_pictures(context, pictures))
    if _is_finished(xml, pictures.count if pictures else 0):
        compiled.body.verify(xml, context)
        content = xml.encode()
    else:
        content = etree.tostring(_mended(compiled, xml, context), encoding="UTF-8")
    return b"".join((_DECLARATION, compiled.head, content, compiled.tail))


def _is_finished(xml: str, pictures: int) -> bool:
    """Whether the body needs no mending after the tags: nothing repeated, no column too many.

    The `pictures` have numbers of their own; those of the template's drawings are looked after.
    """
    return xml.count(_DRAWING) == pictures and tables_are_even(xml) and not have_repeats(xml)


def _mended(compiled: CompiledDocx, xml: str, context: Mapping[str, Any]) -> Any:
    body = compiled.body.parse(xml, context)
    if not tables_are_even(xml):
        from generator.fill.compiling import fix_tables  # most tables need no mending

        body = fix_tables(xml)
    for number, drawing in enumerate(body.iter(_DOC_PR), start=_FIRST_DOC_PR):
        drawing.set("id", str(number))
    make_bookmarks_unique(body)
    return body


def _fill_in_docxtpl(path: Path, context: Mapping[str, Any], lenient: bool) -> dict[str, bytes]:
    """docxtpl's own way: for pictures and sub-documents, which add parts, and for what is rare."""
    from generator.fill.compiling import open_template

    template = open_template(path, path.read_bytes())
    try:
        bound = with_docxtpl_objects(context, template)
        template.render(bound, lenient_environment() if lenient else environment())
        make_bookmarks_unique(template.docx.element.body)
        stream = io.BytesIO()
        template.save(stream)
    except FormError:
        raise
    except Exception as fault:  # whatever an expression in a template may raise
        raise template_fault(fault, path, "word/document.xml", "", context) from fault
    return read_parts(stream.getvalue())
