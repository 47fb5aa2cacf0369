"""Tables as clerks keep them → rows: the header found, its titles matched, notes below left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.cases.titles import known_titles, variants_of
from generator.i18n import _
from generator.load.faults import error, excerpt, stop
from generator.load.nodes import Mapping, Node, Scalar, Style
from generator.load.shapes import (
    FieldShape,
    Leaf,
    ListOf,
    Wanted,
    closest_field,
    plain,
)
from generator.load.tablerows import Cell, Row, Table, data_rows, left_out
from generator.problems import CaseProblems, Problem, Severity

HEADER_WITHIN = 20  # rows; titles and explanations may stand above the header
_COUNTERS = {plain(name) for name in ("序号", "编号", "No.", "#")}
_SEPARATORS = re.compile(r"[、；;\n]+")
_DAMAGED = re.compile(r"\d(?:\.\d+)?[eE]\+\d{2,}")


class _Column(Struct, frozen=True):
    index: int
    field: FieldShape
    heading: Cell


def split_cell(cell: Scalar) -> tuple[Node, ...]:
    """The items in a cell that holds a list: 昆明市延安医院、昆明市中医医院."""
    parts = (part.strip() for part in _SEPARATORS.split(cell.text))
    return tuple(Scalar(part, cell.place, Style.CELL) for part in parts if part)


class RowsRead(Struct, frozen=True):
    """The data rows of a table, and what is to be said of it."""

    rows: tuple[Node, ...]
    warnings: tuple[Problem, ...]  # columns nobody reads
    problems: tuple[Problem, ...]  # cells whose value is lost, rows that are not read


def rows_of(
    table: Table,
    wanted: Wanted,
    provided: frozenset[str] = frozenset(),
    more: Sequence[FieldShape] = (),
) -> RowsRead:
    """The data rows as nodes.

    `provided` are keys that need no column, `more` are fields that may have one though they are no
    part of a row. A value that is lost (formula never calculated, ID cut
    by Excel) and a row below the total are problems of their own; the other rows are still read.
    Raises CaseProblems when the header cannot be found, or its columns are not those it needs.
    """
    fields = _fields(wanted, more)
    header = _header_row(table, fields)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    columns = _columns(table.rows[header], fields, problems, warnings)
    _require_columns(table.rows[header], columns, fields, provided, problems)
    if problems:
        raise CaseProblems(problems)
    below = table.rows[header + 1 :]
    nodes: list[Mapping] = []
    for row in data_rows(below):
        problems.extend(_lost_values(row, columns))
        nodes.append(_node(row, columns))
    problems.extend(left_out(below, [column.index for column in columns]))
    rows = tuple(nodes) if wanted.record else _first_values(nodes)
    return RowsRead(rows, tuple(warnings), tuple(problems))


def _fields(wanted: Wanted, more: Sequence[FieldShape] = ()) -> dict[str, FieldShape]:
    """The fields that can be a column, by compared name: values, and lists of values.

    A list of plain values is one column under the list's own name. Known variants of a title serve
    where no other field bears them.
    """
    own = replace(wanted.field, shape=wanted.item, required=True)
    fields = [
        field
        for field in (wanted.record.fields.values() if wanted.record else (own,))
        if isinstance(field.shape, Leaf)
        or (isinstance(field.shape, ListOf) and isinstance(field.shape.item, Leaf))
    ]
    fields += [replace(field, required=False) for field in more]
    named = {plain(name): field for field in fields for name in (field.key, field.title)}
    for field in fields:
        for name in variants_of(field.title):
            named.setdefault(plain(name), field)
    return named


def _header_row(table: Table, fields: dict[str, FieldShape]) -> int:
    """The index of the row that names the most fields, the first of several."""
    best, most = -1, 0
    for index, row in enumerate(table.rows[:HEADER_WITHIN]):
        named = len({plain(cell.text) for cell in row.cells} & fields.keys())
        if named > most:
            best, most = index, named
    if best < 0:
        titles = dict.fromkeys(field.title for field in fields.values())
        raise stop(
            table.place,
            _("no header row among the first {count} rows", count=HEADER_WITHIN),
            _("Give the columns these titles: {titles}.", titles="、".join(titles)),
        )
    return best


def _columns(
    header: Row, fields: dict[str, FieldShape], problems: list[Problem], warnings: list[Problem]
) -> list[_Column]:
    """The columns that are read; the others are noted, as errors where a title is misspelt."""
    columns: list[_Column] = []
    strangers: list[Cell] = []
    for index, cell in enumerate(header.cells):
        field = fields.get(plain(cell.text))
        if field is None:
            strangers.append(cell)
        elif first := next((each for each in columns if each.field.key == field.key), None):
            message = _(
                "the column {title} is there twice, first in {cell}",
                title=field.label,
                cell=first.heading.place.cell or first.heading.place,
            )
            problems.append(error(cell.place, message, _("Delete or rename one of the two.")))
        else:
            columns.append(_Column(index, field, cell))
    taken = {column.field.key for column in columns}
    free = [field for field in fields.values() if field.key not in taken]
    for cell in strangers:
        if not cell.text.strip() or plain(cell.text) in _COUNTERS:
            continue
        message = _("unknown column {title}", title=excerpt(cell.text))
        is_known = plain(cell.text) in map(plain, known_titles())
        if not is_known and (meant := closest_field(cell.text, free)):
            remedy = _("Did you mean {name}?", name=meant[1])
            problems.append(error(cell.place, message, remedy))
        else:
            remedy = _("Nothing reads this column; delete it if it is not your own note.")
            warnings.append(Problem(Severity.WARNING, cell.place, message, remedy))
    return columns


def _require_columns(
    header: Row,
    columns: list[_Column],
    fields: dict[str, FieldShape],
    provided: frozenset[str],
    problems: list[Problem],
) -> None:
    """Notes, once for the table, each required column it lacks."""
    if problems:
        return  # a misspelt or repeated title explains a missing one
    present = {column.field.key for column in columns} | provided
    for field in {field.key: field for field in fields.values()}.values():
        if field.required and field.key not in present:
            message = _("the column {title} is missing", title=field.label)
            remedy = _("Add the column, or give its value under `defaults:`.")
            problems.append(error(header.cells[0].place, message, remedy))


def _lost_values(row: Row, columns: list[_Column]) -> list[Problem]:
    problems = []
    for column in columns:
        cell = row.cells[column.index]
        if cell.fault:
            message = _("{field}: {fault}", field=column.field.label, fault=cell.fault)
            problems.append(error(cell.place, message, cell.remedy))
        elif _DAMAGED.fullmatch(cell.text.strip()):
            fault, remedy = long_number_lost(cell.text)
            message = _("{field}: {fault}", field=column.field.label, fault=fault)
            problems.append(error(cell.place, message, remedy))
    return problems


def long_number_lost(text: str) -> tuple[str, str]:
    """Message and remedy for a number of which a spreadsheet kept only the first 15 digits."""
    return (
        _("the spreadsheet made a number of it and lost digits: {text}", text=excerpt(text)),
        _("Format the column as Text (文本) first, then type the number again."),
    )


def _node(row: Row, columns: list[_Column]) -> Mapping:
    """A row as a mapping; empty cells stay away, but a required one shows where it is missing."""
    entries: list[tuple[Scalar, Node]] = []
    for column in columns:
        cell, field = row.cells[column.index], column.field
        text = cell.text.strip()
        if text or cell.fault or field.required:
            holds_text = not isinstance(field.shape, Leaf) or field.shape.holds_text
            value = cell.percent if cell.percent and holds_text else text
            name = Scalar(field.key, column.heading.place, Style.CELL)
            entries.append((name, Scalar(value, cell.place, Style.CELL)))
    return Mapping(tuple(entries), row.cells[0].place)


def _first_values(nodes: list[Mapping]) -> tuple[Node, ...]:
    return tuple(value for node in nodes for _name, value in node.entries[:1])
