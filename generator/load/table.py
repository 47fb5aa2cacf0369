"""Tables as clerks keep them → rows: the header found, its titles matched, notes below left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
from generator.places import Place
from generator.problems import CaseProblems, Problem, Severity

HEADER_WITHIN = 20  # rows; titles and explanations may stand above the header
_COUNTERS = {plain(name) for name in ("序号", "编号", "No.", "#")}
_TOTAL = re.compile(r"(?:合|总|共)\s*计(?:\s*[（(].*)?$")
_SEPARATORS = re.compile(r"[、；;\n]+")
_DAMAGED = re.compile(r"\d(?:\.\d+)?[eE]\+\d{2,}")
_NOTE = re.compile(
    r"(?:附?注|备注|说明)\s*\d*\s*[:：、.]"
    r"|[^:：]{0,8}(?:人|日期|单位|电话|时间|[(（]盖章[)）])\s*[:：]"
    r"|(?:合计|总计|小计|共计)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's value as text; `percent` as a share shows; `fault` when the value is lost."""

    text: str
    place: Place
    percent: str = ""
    fault: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `wide` when a merged cell stretches over several of its columns."""

    cells: tuple[Cell, ...]
    wide: bool = False

    @property
    def filled(self) -> list[Cell]:
        """The cells with something in them."""
        return [cell for cell in self.cells if cell.text.strip() or cell.fault]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet or CSV file."""

    rows: tuple[Row, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    field: FieldShape
    heading: Cell


def split_cell(cell: Scalar) -> tuple[Node, ...]:
    """The items in a cell that holds a list: 昆明市延安医院、昆明市中医医院."""
    parts = (part.strip() for part in _SEPARATORS.split(cell.text))
    return tuple(Scalar(part, cell.place, Style.CELL) for part in parts if part)


def rows_of(
    table: Table, wanted: Wanted, provided: frozenset[str] = frozenset()
) -> tuple[tuple[Node, ...], list[Problem]]:
    """The data rows as nodes, with warnings about columns nobody reads.

    `provided` are keys that need no column. Raises CaseProblems when the header cannot be found or
    lacks a column, and for cells whose value is lost (formula never calculated, ID cut by Excel).
    """
    fields = _fields(wanted)
    header = _header_row(table, fields)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    columns = _columns(table.rows[header], fields, problems, warnings)
    _require_columns(table.rows[header], columns, fields, provided, problems)
    nodes: list[Mapping] = []
    for row in _data_rows(table.rows[header + 1 :]):
        problems.extend(_lost_values(row, columns))
        nodes.append(_node(row, columns))
    if problems:
        raise CaseProblems(problems)
    return (tuple(nodes) if wanted.record else _first_values(nodes)), warnings


def _fields(wanted: Wanted) -> dict[str, FieldShape]:
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


def _data_rows(rows: tuple[Row, ...]) -> list[Row]:
    """The rows with something in them, up to the total, the notes or the next table below."""
    filled = [row for row in rows if row.filled]
    filled = filled[: next((n for n in range(1, len(filled)) if _ends(filled, n)), len(filled))]
    end = len(filled)
    while end and _may_trail(filled[end - 1]):
        end -= 1
    notes = (index for index in range(end, len(filled)) if _is_note(filled[index]))
    return filled[: next(notes, len(filled))]


def _ends(rows: list[Row], index: int) -> bool:
    """Whether the table ends before a row: at its total, or at a note with another title below."""
    row = rows[index]
    if _TOTAL.match(row.filled[0].text.strip()):
        return True
    following = rows[index + 1] if index + 1 < len(rows) else None
    is_title = following is not None and following.wide and len(following.filled) == 1
    return is_title and row.wide and len(row.filled) == 1 and _is_note(row)


def _may_trail(row: Row) -> bool:
    return _is_note(row) or len(row.filled) == 1


def _is_note(row: Row) -> bool:
    """Whether a row is a remark: it says so, or one merged cell fills it."""
    texts = [cell.text.strip() for cell in row.filled]
    return (row.wide and len(texts) == 1) or all(_NOTE.match(text) for text in texts)


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
        if text or field.required:
            holds_text = not isinstance(field.shape, Leaf) or field.shape.holds_text
            value = cell.percent if cell.percent and holds_text else text
            name = Scalar(field.key, column.heading.place, Style.CELL)
            entries.append((name, Scalar(value, cell.place, Style.CELL)))
    return Mapping(tuple(entries), row.cells[0].place)


def _first_values(nodes: list[Mapping]) -> tuple[Node, ...]:
    return tuple(value for node in nodes for _name, value in node.entries[:1])
