"""Looks a form over before anybody fills it: tags, names, seal places, bookmarks, fonts, sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from generator.errors import BangfuError, FormError
from generator.fill.archive import read_parts
from generator.fill.compiled import CompiledDocx
from generator.fill.compiling import compile_template
from generator.fill.docx import fill_compiled
from generator.fill.environment import environment
from generator.fill.findings import (
    Finding,
    left_over,
    names_required,
    of_fault,
    seal_findings,
    unknown_names,
)
from generator.fill.sample import sample_fields
from generator.fill.text import document_text
from generator.forms import Form
from generator.i18n import _

__all__ = ["Finding", "lint_form"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FACES = ("ascii", "hAnsi", "eastAsia", "cs")


def lint_form(form: Form, knows_face: Callable[[str], object]) -> tuple[Finding, ...]:
    """Everything wrong with a form; nothing is raised.

    `knows_face` answers whether a font name of the template has a chain of stand-ins declared
    (the fonts belong to a later stage, so the caller brings them).
    """
    if form.template.suffix == ".xlsx":
        from generator.fill.xlsx.lint import workbook_findings  # most builds hold no workbook

        return tuple(workbook_findings(form, knows_face))
    if form.template.suffix == ".html":
        from generator.fill.html_lint import page_findings

        return tuple(page_findings(form, knows_face))
    try:
        content = form.template.read_bytes()
        compiled = compile_template(form.template, content)
    except (FormError, OSError) as fault:
        return (of_fault(fault, str(form.template)),)
    parts = {name: part for name, part in read_parts(content).items() if name.endswith(".xml")}
    return (
        *_bookmark_findings(form, parts["word/document.xml"]),
        *_font_findings(form, parts, knows_face),
        *_straddle_findings(form),
        *_sample_findings(form, compiled),
    )


def _bookmark_findings(form: Form, document: bytes) -> Iterator[Finding]:
    marks = etree.fromstring(document).iter(f"{_W}bookmarkStart")
    names = Counter(mark.get(f"{_W}name") for mark in marks)
    where = str(form.template)
    for name, count in names.items():
        if count > 1:
            yield Finding(
                where,
                _("the bookmark {name} stands {count} times", name=name, count=count),
                _("Give each its own name in Word: Insert, Bookmark 插入、书签."),
            )
    yield from seal_findings(form, names, _("Put the bookmark {name} where the seal goes."))


def _font_findings(
    form: Form, parts: Mapping[str, bytes], knows_face: Callable[[str], object]
) -> Iterator[Finding]:
    named = {
        face
        for part in parts.values()
        for fonts in etree.fromstring(part).iter(f"{_W}rFonts")
        for kind in _FACES
        if (face := fonts.get(f"{_W}{kind}"))
    }
    for face in sorted(named):
        if not knows_face(face):
            yield Finding(
                str(form.template),
                _("nothing is declared to stand in for the font {face}", face=face),
                _("Use an official face (仿宋_GB2312, 楷体_GB2312, 黑体, 宋体, 方正小标宋简体)."),
            )


def _straddle_findings(form: Form) -> Iterator[Finding]:
    for role in form.straddle:
        if role not in form.seals:
            yield Finding(
                str(form.folder / "form.yaml"),
                _("straddle: {role} has no seal", role=role),
                _("Declare it under seals, with label and diameter_mm."),
            )


def _sample_findings(form: Form, compiled: CompiledDocx) -> Iterator[Finding]:
    try:
        fields = sample_fields(form)
    except BangfuError as fault:
        yield of_fault(fault, str(form.sample))
        return
    if unknown := unknown_names(form.template, _required_names(compiled), fields):
        yield from unknown
        return
    try:
        text = document_text(fill_compiled(compiled, fields))
    except BangfuError as fault:
        yield of_fault(fault, str(form.template))
        return
    yield from left_over(form.template, text)


def _required_names(compiled: CompiledDocx) -> set[str]:
    """The names a template uses without asking whether they are defined, branches not taken too."""
    return {
        name for part in compiled.templates for name in names_required(part.source, environment())
    }
