"""Looks an XLSX template over: what would be lost, tags, names, fonts, and its sample filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.errors import BangfuError
from generator.fill.findings import (
    Finding,
    left_over,
    names_required,
    of_fault,
    seal_findings,
    unknown_names,
)
from generator.fill.sample import sample_fields
from generator.fill.xlsx.losses import losses
from generator.fill.xlsx.program import HELPERS, CellFault, program_of
from generator.fill.xlsx.seals import seal_places
from generator.fill.xlsx.text import sheet_text
from generator.fill.xlsx.workbook import fill_workbook, jinja_for, open_workbook
from generator.forms import Form
from generator.i18n import _


def workbook_findings(form: Form, knows_face: Callable[[str], object]) -> Iterator[Finding]:
    """Everything wrong with a form whose template is a workbook; nothing is raised."""
    try:
        content = form.template.read_bytes()
        workbook = open_workbook(content, form.template)
    except (BangfuError, OSError) as fault:
        yield of_fault(fault, str(form.template))
        return
    lost = losses(content)
    for each in lost:
        yield Finding(
            f"{form.template}: {each.place}",
            _("{feature} would be lost in filling", feature=each.feature),
            _("Delete it in Excel or WPS, or write it in cells."),
        )
    yield from _fonts(workbook, form.template, knows_face)
    remedy = _("Name the cell {name} in Excel or WPS: Formulas, Define Name 公式、定义名称.")
    yield from seal_findings(form, seal_places(workbook), remedy)
    if not lost:
        yield from _tags(form, workbook, content)


def _fonts(workbook: Any, path: Path, knows_face: Callable[[str], object]) -> Iterator[Finding]:
    named = {
        cell.font.name
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.font.name
    }
    for face in sorted(named):
        if not knows_face(face):
            yield Finding(
                str(path),
                _("nothing is declared to stand in for the font {face}", face=face),
                _("Use an official face (仿宋_GB2312, 楷体_GB2312, 黑体, 宋体, 方正小标宋简体)."),
            )


def _tags(form: Form, workbook: Any, content: bytes) -> Iterator[Finding]:
    try:
        fields = sample_fields(form)
    except BangfuError as fault:
        yield of_fault(fault, str(form.sample))
        return
    unknown = list(_unknown(form, workbook, fields))
    yield from unknown
    if unknown:
        return
    try:
        text = sheet_text(fill_workbook(content, form.template, fields, jinja_for()))
    except BangfuError as fault:
        yield of_fault(fault, str(form.template))
        return
    yield from left_over(form.template, text)


def _unknown(form: Form, workbook: Any, fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Wrong tags, and names the sample does not have, in branches not taken too."""
    jinja = jinja_for()
    for sheet in workbook.worksheets:
        where = f"{form.template}: {sheet.title}"
        try:
            names = names_required(program_of(sheet, jinja).source, jinja)
        except CellFault as fault:
            yield Finding(f"{where}!{fault.cell}", _("the tag is wrong: {reason}", reason=fault))
            continue
        except Exception:  # filling says where: Jinja knows only the whole sheet
            continue
        yield from unknown_names(where, names - HELPERS, fields)
