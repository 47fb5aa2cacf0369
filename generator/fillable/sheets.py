"""A filled workbook of a tabular form → the rows written in it, as nodes the load stage validates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from generator.fill.blank import NAMED
from generator.fill.properties import keywords_of
from generator.fillable.filled import WrittenRow, WrittenRows
from generator.fillable.rows import collecting_of, row_shape
from generator.forms import Form
from generator.i18n import _
from generator.load.faults import excerpt, stop
from generator.load.nodes import Mapping, Scalar
from generator.load.sheet import read_sheet
from generator.load.table import rows_of
from generator.load.tablerows import Table
from generator.places import Place
from generator.problems import CaseProblems


def read_filled_sheet(content: bytes, file: str, form: Form) -> WrittenRows:
    """The rows of a filled workbook of the form, its columns found by their titles.

    A workbook that does not say of which form it is, as a clerk's own, counts by its titles.
    Raises CaseProblems when it is no workbook, of another form, or lacks a column.
    """
    said = form_named(content)
    if said and said != form.id:
        raise stop(
            Place(file),
            _("this is a form {found}, not {form}", found=excerpt(said), form=form.id),
            _(
                "Collect it with the others of its kind: bangfu collect {form} …",
                form=excerpt(said),
            ),
        )
    shape = row_shape(form)
    beside = [
        replace(field, title=form.headers.get(field.key, field.title))
        for field in map(shape.around.fields.__getitem__, collecting_of(form).beside)
    ]
    read = rows_of(_table(content, file, form), shape.wanted, more=beside)
    if read.problems:
        raise CaseProblems(read.problems)
    keys = {field.key: field.title for field in beside}
    rows = (_row(node, file, keys) for node in read.rows if isinstance(node, Mapping))
    return WrittenRows(tuple(row for row in rows if row), read.warnings)


def form_named(content: bytes) -> str:
    """The id of the form that a workbook's keywords name; empty where they name none."""
    words = keywords_of(content)
    return words.removeprefix(NAMED).strip() if words.startswith(NAMED) else ""


def _table(content: bytes, file: str, form: Form) -> Table:
    """The form's sheet: the only one filled, or the one called as the blank's is."""
    try:
        return read_sheet(content, file, None, Place(file))
    except CaseProblems:
        return read_sheet(content, file, _sheet_name(form.template), Place(file))


@cache
def _sheet_name(template: Path) -> str:
    import openpyxl

    workbook = openpyxl.load_workbook(template, read_only=True)
    name: str = workbook.sheetnames[0]
    workbook.close()
    return name


def _row(node: Mapping, file: str, beside: dict[str, str]) -> WrittenRow | None:
    """The row without what stands beside it; None where nothing was written in it."""
    own, around = [], {}
    for name, value in node.entries:
        if name.text not in beside:
            own.append((name, value))
        elif isinstance(value, Scalar) and value.text:
            around[beside[name.text]] = value.text
    if not any(isinstance(value, Scalar) and value.text for _name, value in own):
        return None
    return WrittenRow(Mapping(tuple(own), node.place), file, around)
