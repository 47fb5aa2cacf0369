"""Fills an XLSX template: every sheet is run, then its cells and all around them are put in place."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from jinja2 import Environment

from generator.errors import FormError
from generator.fill.environment import environment, lenient_environment
from generator.fill.xlsx.cells import CellWriter
from generator.fill.xlsx.furniture import Furniture
from generator.fill.xlsx.heights import grow_rows
from generator.fill.xlsx.losses import refuse_losses
from generator.fill.xlsx.merges import write_merges
from generator.fill.xlsx.package import saved
from generator.fill.xlsx.references import NOWHERE, Follower, ReferenceFault
from generator.fill.xlsx.run import run_sheet
from generator.fill.xlsx.seals import is_seal_place, move_seal_places
from generator.fill.xlsx.together import keep_together
from generator.garbage import without_collections
from generator.i18n import _

_FIELD = "field_"


def fill_xlsx(template: Path, context: Mapping[str, Any], *, lenient: bool = False) -> bytes:
    """The template filled with the context: an XLSX whose bytes depend on the two alone.

    `lenient` leaves names without a value empty. Raises FormError naming sheet and cell (wrong tag,
    unknown name, attempt to run code, a formula that cannot follow its rows, parts that would be
    lost), CaseError naming the field whose text holds control characters.
    """
    try:
        content = template.read_bytes()
    except OSError as fault:
        raise FormError(_("cannot be read: {reason}", reason=fault), where=str(template)) from fault
    return fill_workbook(content, template, context, jinja_for(lenient=lenient))


def jinja_for(*, lenient: bool = False) -> Environment:
    """The environment of sheets: as documents have it, but values are not set into XML."""
    return lenient_environment(escape=False) if lenient else environment(escape=False)


def fill_workbook(
    content: bytes, path: Path, context: Mapping[str, Any], jinja: Environment
) -> bytes:
    """The same for a template's bytes; `path` is only named in messages."""
    refuse_losses(content, path)
    with without_collections():
        return _filled(content, path, context, jinja)


def _filled(content: bytes, path: Path, context: Mapping[str, Any], jinja: Environment) -> bytes:
    workbook = open_workbook(content, path)
    sheets = workbook.worksheets
    runs = [run_sheet(sheet, jinja, context, path) for sheet in sheets]
    maps = {
        sheet.title: run.row_map(sheet.max_row) for sheet, run in zip(sheets, runs, strict=True)
    }
    for sheet, run in zip(sheets, runs, strict=True):
        rows, follower = maps[sheet.title], Follower(sheet.title, maps)
        template_merges = [
            (area.min_col, area.min_row, area.max_col, area.max_row)
            for area in sheet.merged_cells.sorted()
        ]
        heights = dict(sheet.row_dimensions)
        try:
            CellWriter(sheet, run, follower, path, context).write()
            write_merges(sheet, template_merges, rows, run)
            Furniture(sheet, rows, follower).move(run, heights)
        except ReferenceFault as fault:
            raise FormError(str(fault), where=f"{path}: {sheet.title}") from fault
        grow_rows(sheet, run)
        keep_together(sheet)
        _move_names(sheet.defined_names, follower)
    _move_names(workbook.defined_names, Follower(sheets[0].title, maps))
    move_seal_places(workbook, maps)
    workbook.calculation.fullCalcOnLoad = True
    return saved(workbook)


def _move_names(names: dict[str, Any], follower: Follower) -> None:
    for name, each in list(names.items()):
        if each.attr_text and not is_seal_place(name):
            each.attr_text = follower.area(each.attr_text)
            # Places for writing are the blank's: where its rows are left out nothing is to be said.
            if name.startswith(_FIELD) and f"${NOWHERE}" in each.attr_text:
                del names[name]


def open_workbook(content: bytes, path: Path) -> Any:
    """The template in openpyxl's hands. Raises FormError when it is no XLSX."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what refuse_losses has looked at
            workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError) as fault:
        raise FormError(
            _("cannot be opened as XLSX: {reason}", reason=fault),
            where=str(path),
            remedy=_("Save it again in Excel or WPS as “Excel 工作簿 (*.xlsx)”."),
        ) from fault
    if not workbook.worksheets:
        raise FormError(_("the workbook has no sheet"), where=str(path))
    return workbook
