"""Looks an HTML template over: tags, names, seal places, fonts, and its sample filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.errors import BangfuError
from generator.fill.environment import environment
from generator.fill.faults import template_fault
from generator.fill.findings import (
    Finding,
    left_over,
    names_required,
    of_fault,
    unknown_names,
)
from generator.fill.html import fill_html, page_source, page_text
from generator.fill.sample import sample_fields
from generator.forms import Form
from generator.i18n import _

_FAMILY = re.compile(r"font-family\s*[:=]\s*[\"']?([^;}\"'>]+)")
_SEAL = re.compile(r"id\s*=\s*[\"']?seal_")


def page_findings(form: Form, knows_face: Callable[[str], object]) -> Iterator[Finding]:
    """Everything wrong with a form whose template is an HTML page; nothing is raised."""
    where = str(form.template)
    try:
        source = page_source(form.template)
    except BangfuError as fault:
        yield of_fault(fault, where)
        return
    for face in sorted(set(_faces(source))):
        if not knows_face(face):
            yield Finding(
                where,
                _("nothing is declared to stand in for the font {face}", face=face),
                _("Use an official face (仿宋_GB2312, 楷体_GB2312, 黑体, 宋体, 方正小标宋简体)."),
            )
    if form.seals or _SEAL.search(source):
        yield Finding(
            str(form.folder / "form.yaml"),
            _("a page has no seal places yet"),
            _("Leave seals out, and print （公章） where they go."),
        )
    yield from _sample_findings(form, source)


def _faces(source: str) -> Iterator[str]:
    for found in _FAMILY.finditer(source):
        yield from (name for part in found[1].split(",") if (name := part.strip()))


def _sample_findings(form: Form, source: str) -> Iterator[Finding]:
    try:
        fields = sample_fields(form)
    except BangfuError as fault:
        yield of_fault(fault, str(form.sample))
        return
    try:
        names: set[str] = names_required(source, environment())
    except Exception as fault:  # Jinja's, of a template that is wrong
        yield of_fault(template_fault(fault, form.template, "HTML", source, fields), "")
        return
    if unknown := unknown_names(form.template, names, fields):
        yield from unknown
        return
    try:
        text = page_text(fill_html(form.template, fields))
    except BangfuError as fault:
        yield of_fault(fault, str(form.template))
        return
    yield from left_over(form.template, text)
