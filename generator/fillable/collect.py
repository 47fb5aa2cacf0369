"""Filled forms → rows of a case: every file read, every row validated, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.fillable.filled import WrittenRow, WrittenRows, is_pdf, read_filled_pdf
from generator.fillable.rows import RowShape, row_shape
from generator.forms import Form
from generator.i18n import _
from generator.load.bind import Binder
from generator.load.faults import stop
from generator.load.lists import ListSource
from generator.load.outside import OutsideFiles
from generator.load.shapes import Record, RecordOf, record
from generator.load.text import read_bytes
from generator.load.validate import validate
from generator.places import Place
from generator.problems import CaseProblems, Problem, Severity

_WORKBOOK = b"PK\x03\x04"


class CollectedRow(Struct, frozen=True):
    """One row, its values as they were written, by key in the model's order."""

    values: dict[str, Any]
    file: str
    beside: dict[str, str] = field(default_factory=dict)  # what stood beside it, by title


class Collected(Struct, frozen=True):
    """The rows of all files in the files' order, and what is odd about them."""

    form: Form
    rows: tuple[CollectedRow, ...]
    warnings: tuple[Problem, ...]


def collect(
    form: Form, files: Sequence[Path], progress: Callable[[int, Path], None] = lambda *_step: None
) -> Collected:
    """The rows written in the files; `progress` is told how many are done and which comes next.

    Raises UsageError for a form that is not filled by hand, and CaseProblems with everything that
    is wrong in any of the files: page or sheet, and field or cell.
    """
    shape = row_shape(form)
    rows: list[CollectedRow] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for number, path in enumerate(files):
        progress(number, path)
        try:
            written = _read(path, form)
        except CaseProblems as fault:
            problems.extend(fault.problems)
            continue
        warnings.extend(written.warnings)
        if not written.rows:
            warnings.append(_empty(path))
        rows.extend(_validated(written.rows, path, shape, problems))
    if problems:
        raise CaseProblems(problems)
    return Collected(form, tuple(rows), (*warnings, *_mixed(rows)))


def _read(path: Path, form: Form) -> WrittenRows:
    file = str(path)
    content = read_bytes(path, file)
    if is_pdf(file, content):
        return read_filled_pdf(content, file, form)
    if not content.startswith(_WORKBOOK):
        raise stop(
            Place(file),
            _("neither a PDF nor a workbook"),
            _("Collect the fillable PDFs, or workbooks saved as .xlsx."),
        )
    if form.template.suffix != ".xlsx":
        raise stop(
            Place(file),
            _("{form} is no sheet: only its fillable PDF is collected", form=form.id),
            _("Fill the PDF that `bangfu forms blank {form} --fillable` writes.", form=form.id),
        )
    from generator.fillable.sheets import read_filled_sheet  # openpyxl takes a while to load

    return read_filled_sheet(content, file, form)


def _empty(path: Path) -> Problem:
    return Problem(
        Severity.WARNING,
        Place(str(path)),
        _("nothing is filled in"),
        _("Fill the form and save it in the viewer, then collect it again."),
    )


def _validated(
    written: Sequence[WrittenRow], path: Path, shape: RowShape, problems: list[Problem]
) -> list[CollectedRow]:
    """The rows that are right; what is wrong with the others goes to the problems."""
    item = shape.wanted.item
    assert isinstance(item, RecordOf)
    found = []
    for row in written:
        own: list[Problem] = []
        binder = Binder(ListSource(OutsideFiles(path, own), own))
        data = binder.fields(shape.row, row.node, ())
        try:
            validate(item.model, data, binder.places, binder.broken)
        except CaseProblems as fault:
            own.extend(fault.problems)
        problems.extend(own)
        found.append(CollectedRow(_ordered(data, shape.row), row.file, dict(row.beside)))
    return found


def _ordered(data: dict[str, Any], fields: Record) -> dict[str, Any]:
    """The values in the model's order, without those that say nothing."""
    found: dict[str, Any] = {}
    for key, each in fields.fields.items():
        value = data.get(key)
        if isinstance(value, dict) and isinstance(each.shape, RecordOf):
            value = _ordered(value, record(each.shape.model))
        elif isinstance(value, list):
            value = [item for item in value if item]
        elif isinstance(value, str):
            value = value.strip()
        if value:
            found[key] = value
    return found


def _mixed(rows: Sequence[CollectedRow]) -> list[Problem]:
    """A warning where forms differ in what stands beside their rows: one list has one of it."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        for title, text in row.beside.items():
            counts = found.setdefault(title, {})
            counts[text] = counts.get(text, 0) + 1
    return [
        Problem(
            Severity.WARNING,
            Place(rows[0].file),
            _(
                "{title} differs from row to row: {values}",
                title=title,
                values="、".join(f"{text} {count}" for text, count in counts.items()),
            ),
            _("Divide the rows among the records they belong to; the YAML tells each row's."),
        )
        for title, counts in found.items()
        if len(counts) > 1
    ]
