"""Where the tabular forms show a value of a case: they are run with a mark in its place.

Nothing is filled for a case that is right: only problems ask where the clerk will find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from msgspec import Struct
from openpyxl.utils import get_column_letter
from pydantic import BaseModel

from generator.cases.base import Case, title_of
from generator.cases.kinds import KINDS
from generator.cases.nothing import Gap
from generator.cases.records import Record
from generator.fill.xlsx.program import SheetProgram
from generator.fill.xlsx.run import compiled, run_program
from generator.fill.xlsx.workbook import jinja_for, open_workbook
from generator.forms import Form, discover_forms
from generator.load.shapes import FieldShape, Leaf, ListOf, record
from generator.places import Path
from generator.reference import load_reference

_MOST_RECORDS = 50  # of one form: whoever has more wrong has enough to do
_MOST_ATTEMPTS = 40
_MOST_CELLS = 4  # told of one value: a row merged from many is in many
_MARK = re.compile("⟦(\\d+)⟧")


class _Amount(Decimal):
    """A mark that can be reckoned with, where an open value cannot."""

    number: int


class _Count(int):
    """The same for whole numbers."""

    number: int


class _Marked(Struct, frozen=True):
    """A value of the case that is looked for."""

    path: Path
    title: str  # of its field; empty where a whole row is meant


class _Sheet(Struct, frozen=True):
    name: str  # empty in a workbook of one sheet
    program: SheetProgram


def form_cells(case: Case, folder: FilePath, paths: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """For the values at `paths` of a case the cells that show them: 附件5 派驻人员基本信息表 E7 身份证号.

    Only official and proposed sheets of the case's policy are looked at; `folder` is the case
    file's. A value no form shows, or that the forms work with, is left out.
    """
    forms = [form for form in discover_forms().values() if _serves(form, case)]
    found: dict[Path, tuple[str, ...]] = {}
    waiting = [list(dict.fromkeys(paths))] if forms else []
    for _attempt in range(_MOST_ATTEMPTS):
        if not waiting:
            break
        together = waiting.pop()
        cells = _attempted(case, folder, together, forms)
        if cells is not None:
            found |= cells
        elif len(together) > 1:  # one of them spoils it for the others
            middle = len(together) // 2
            waiting += [together[:middle], together[middle:]]
    return found


def _attempted(
    case: Case, folder: FilePath, paths: list[Path], forms: list[Form]
) -> dict[Path, tuple[str, ...]] | None:
    """The cells of values looked for together; None where the records cannot do without them."""
    for reckoned in (False, True):
        try:
            return _cells(case, folder, paths, forms, reckoned)
        except Exception:  # whatever a sum, a look-up or a filter makes of a mark
            continue
    return None


def _serves(form: Form, case: Case) -> bool:
    policy = form.id.partition("/")[0]
    is_own = policy in (case.policy, "general")
    return is_own and form.case == case.kind and form.template.suffix == ".xlsx"


def _cells(
    case: Case, folder: FilePath, wanted: Iterable[Path], forms: list[Form], reckoned: bool
) -> dict[Path, tuple[str, ...]]:
    marked: list[_Marked] = []
    tree: dict[Any, Any] = {}
    for path in wanted:
        _plant(tree, path)
    probe: Any = _with_marks(case, tree, (), marked, reckoned)
    found: dict[Path, dict[str, None]] = {}
    rows: dict[Path, dict[str, None]] = {}  # by the way to the rows the cells are in
    for form in forms:
        sheets = list(_sheets(form))
        records = KINDS[case.kind].records_for(form.per)(probe, load_reference(), folder)
        for each, fields in _touched(records, form, marked):
            for number, sheet, column, row in _shown(sheets, fields):
                one, name = marked[number], f"{_name(form)} {sheet}"
                if one.title:
                    found.setdefault(one.path, {})[f"{name}{column}{row} {one.title}"] = None
                for end in range(len(each.path) + 2, len(one.path) + (not one.title)):
                    rows.setdefault(one.path[:end], {})[f"{name}第{row}行"] = None
    return {
        path: tuple(found.get(path) or rows[path])[:_MOST_CELLS]
        for path in wanted
        if path in found or path in rows
    }


def _name(form: Form) -> str:
    annex = form.source.annex if form.source else None
    return f"附件{annex} {form.titles.zh}" if annex else form.titles.zh


def _touched(
    records: tuple[Record, ...], form: Form, marked: list[_Marked]
) -> Iterator[tuple[Record, Mapping[str, Any]]]:
    """The records whose documents hold marked values, with what each document is filled with."""
    touched = [
        each for each in records if any(mark.path[: len(each.path)] == each.path for mark in marked)
    ]
    for record_ in records[:1] if form.per == "case" else touched[:_MOST_RECORDS]:
        yield from ((record_, fields) for fields in form.fields_of(record_.fields))


# ------------------------------------------------------------------------------------- the marks


def _plant(tree: dict[Any, Any], path: Path) -> None:
    for step in path:
        tree = tree.setdefault(step, {})


def _with_marks(
    value: BaseModel, tree: Mapping[Any, Any], path: Path, marked: list[_Marked], reckoned: bool
) -> BaseModel:
    """A model with marks in place of the values the tree leads to."""
    fields = record(type(value)).fields
    changed: dict[str, Any] = {}
    for key, below in tree.items():
        if key not in fields:
            continue
        own, field = getattr(value, key), fields[key]
        here = (*path, key)
        if isinstance(own, BaseModel):
            changed[key] = _with_marks(own, below, here, marked, reckoned)
        elif isinstance(own, tuple) and below:
            changed[key] = _items(own, below, here, value, field, marked, reckoned)
        elif isinstance(field.shape, Leaf):
            changed[key] = _mark(field.shape, _Marked(here, field.title), marked, reckoned)
    return value.model_copy(update=changed)


def _items(
    items: tuple[Any, ...],
    tree: Mapping[Any, Any],
    path: Path,
    holder: BaseModel,
    field: FieldShape,
    marked: list[_Marked],
    reckoned: bool,
) -> tuple[Any, ...]:
    changed = list(items)
    for index, below in tree.items():
        if not isinstance(index, int) or index >= len(items):
            continue
        here = (*path, index)
        if isinstance(items[index], BaseModel):
            row = _with_marks(items[index], below, here, marked, reckoned)
            changed[index] = row if below else _marked_row(row, here, marked)
        elif isinstance(field.shape, ListOf) and isinstance(field.shape.item, Leaf):
            one = _Marked(here, title_of(type(holder), field.key))
            changed[index] = _mark(field.shape.item, one, marked, reckoned)
    return tuple(changed)


def _marked_row(row: BaseModel, path: Path, marked: list[_Marked]) -> BaseModel:
    """A row that is meant as a whole, told by the first text in it."""
    for key, field in record(type(row)).fields.items():
        if isinstance(field.shape, Leaf) and field.shape.holds_text:
            mark = _mark(field.shape, _Marked(path, ""), marked, reckoned=False)
            return row.model_copy(update={key: mark})
    return row


def _mark(shape: Leaf, one: _Marked, marked: list[_Marked], reckoned: bool) -> Any:
    """Text in place of text; in place of others an open value, or one that can be reckoned with."""
    marked.append(one)
    number = len(marked) - 1
    text = f"⟦{number}⟧"
    if shape.holds_text or shape.choices:
        return text
    if reckoned and {int, Decimal} & shape.types:
        kind = _Count if int in shape.types else _Amount
        mark: Any = kind(1)
        mark.number = number
        return mark
    return Gap(text)


# ------------------------------------------------------------------------------------- the sheets


def _sheets(form: Form) -> Iterator[_Sheet]:
    jinja = jinja_for()
    workbook = open_workbook(form.template.read_bytes(), form.template)
    for sheet in workbook.worksheets:
        name = sheet.title if len(workbook.worksheets) > 1 else ""
        yield _Sheet(name, compiled(sheet, jinja))


def _shown(
    sheets: Iterable[_Sheet], fields: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, int]]:
    """Every mark a record's document shows: its number, the sheet with `!`, column and row."""
    for sheet in sheets:
        name = f"{sheet.name}!" if sheet.name else ""
        run = run_program(sheet.program, fields)
        for row_number, row in enumerate(run.rows, start=1):
            for index, value in enumerate(row.values):
                for mark in _marks_in(value):
                    column = get_column_letter(run.program.filled[row.row][index])
                    yield mark, name, column, row_number


def _marks_in(value: Any) -> Iterator[int]:
    if isinstance(value, _Amount | _Count):
        yield value.number
    elif isinstance(value, str | Gap):
        text = value.note if isinstance(value, Gap) else value
        yield from map(int, _MARK.findall(text)) if "⟦" in text else ()
