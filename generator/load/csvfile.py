"""CSV files, of UTF-8 or GB 18030, → tables; every value keeps its line and column."""

from __future__ import annotations

import re

from generator.i18n import _
from generator.load.faults import stop
from generator.load.tablerows import Cell, Row, Table
from generator.load.text import place_at, refuse_other_kinds, refuse_unprintable
from generator.places import Place

_SEPARATORS = ",\t;"


def read_csv(content: bytes, file: str) -> Table:
    """All rows of a CSV file; raises CaseProblems for its encoding and for a quote never closed."""
    text = _decode(content, file)
    refuse_unprintable(text, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows(text, file, _separator(text))
    width = max((len(row) for row in rows), default=0)
    return Table(tuple(_padded(row, width) for row in rows), Place(file, 1, 1))


def _decode(content: bytes, file: str) -> str:
    refuse_other_kinds(content, file)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise stop(
        Place(file),
        _("the file is neither UTF-8 nor GBK"),
        _("Save it again as “CSV UTF-8”, or as .xlsx."),
    )


def _separator(text: str) -> str:
    """The separator the first lines use most; a comma when there is none."""
    head = text[:2000]
    return max(_SEPARATORS, key=head.count)


def _rows(text: str, file: str, separator: str) -> list[tuple[Cell, ...]]:
    field = re.compile(rf'(?:"((?:[^"]|"")*)"|([^{separator}\n]*))({separator}|\n|\Z)')
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    line, line_start, index = 1, 0, 0
    while index < len(text):
        found = field.match(text, index)
        if found is None or (found[2] or "").startswith('"'):
            raise stop(
                place_at(text, index, file),
                _("a quotation mark in this value is not closed, or does not enclose it all"),
                _('Enclose the whole value, and double quotation marks inside it: "".'),
            )
        value = found[2] if found[1] is None else found[1].replace('""', '"')
        cells.append(Cell(value, Place(file, line, index - line_start + 1)))
        if newlines := text.count("\n", index, found.end()):
            line += newlines
            line_start = text.rfind("\n", index, found.end()) + 1
        index = found.end()
        if found[3] != separator or index == len(text):
            rows.append(tuple(cells))
            cells = []
    return rows


def _padded(cells: tuple[Cell, ...], width: int) -> Row:
    """The row as wide as the table; the cells it lacks stand at its end."""
    missing = width - len(cells)
    return Row(cells + (Cell("", cells[-1].place),) * missing)
