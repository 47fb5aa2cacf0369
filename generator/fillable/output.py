"""Collected rows as files: YAML to paste or to name with `from:`, or a workbook with titles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from generator.errors import UsageError
from generator.fillable.collect import Collected, CollectedRow
from generator.fillable.rows import row_shape
from generator.i18n import _

_MOST = 32_767  # characters a cell holds
_TEXT_FORMAT = "@"
_COLUMN = (8, 40)  # characters, the narrowest and the widest column
_BETWEEN = "、"  # what stands between the items of a list in one cell


class _Dumper(yaml.SafeDumper):
    """Writes everything out: the load stage refuses anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Text of several lines as a block, so that it reads as it was written."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)


def as_yaml(collected: Collected, *, name_files: bool) -> str:
    """The rows as a YAML list, each file's behind a comment with its name if `name_files`.

    What stood beside the rows is a comment, too: it is no field of theirs.
    """
    lines = [f"# {collected.form.titles.zh}（{collected.form.edition}）"]
    told = ""
    for row in collected.rows:
        comment = _comment(row, name_files=name_files)
        if comment != told:
            lines.extend(f"# {line}".rstrip() for line in comment.splitlines() or [""])
            told = comment
        lines.append(_item(row.values))
    if not collected.rows:
        lines.append("[]")
    return "\n".join(lines) + "\n"


def _comment(row: CollectedRow, *, name_files: bool) -> str:
    file = [row.file] if name_files else []
    beside = [f"{title}：{text}" for title, text in row.beside.items()]
    return "\n".join(" ".join(part.split()) for part in (*file, *beside))


def _item(values: dict[str, Any]) -> str:
    written: str = yaml.dump(
        [values], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=sys.maxsize
    )
    return written.rstrip("\n")


def as_workbook(collected: Collected, *, name_files: bool) -> bytes:
    """The rows as a workbook whose columns have the fields' titles; all cells are text.

    Raises UsageError for rows that have parts of their own, which no sheet holds.
    """
    from openpyxl import Workbook

    from generator.fill.xlsx.package import saved

    fields = row_shape(collected.form).row.fields
    keys = [key for key in fields if any(key in row.values for row in collected.rows)]
    files = [_("file")] if name_files else []
    beside = list(dict.fromkeys(title for row in collected.rows for title in row.beside))
    table = [[*files, *beside, *(fields[key].title for key in keys)]]
    for row in collected.rows:
        own = [_cell(row.values.get(key, "")) for key in keys]
        around = [row.beside.get(title, "") for title in beside]
        table.append([*([row.file] if files else []), *around, *own])
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = collected.form.titles.zh[:31]
    _fill(sheet, table)
    return saved(workbook)


def _cell(value: Any) -> str:
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
        raise UsageError(
            _("these rows have parts of their own, which a sheet cannot hold"),
            remedy=_("Write them as YAML: -o rows.yaml"),
        )
    text = _BETWEEN.join(value) if isinstance(value, list) else str(value)
    if len(text) > _MOST:
        raise UsageError(
            _("a text of {count} characters is more than a cell holds", count=len(text)),
            remedy=_("Write the rows as YAML: -o rows.yaml"),
        )
    return text


def _fill(sheet: Any, table: Iterable[list[str]]) -> None:
    """Write the cells, as text so that nothing becomes a formula or loses digits."""
    widths: dict[int, int] = {}
    for number, row in enumerate(table, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.number_format = _TEXT_FORMAT
            if text:
                cell.value = text
                cell.data_type = "s"
            widths[column] = max(widths.get(column, 0), max(_widths(text), default=0))
    least, most = _COLUMN
    for column, width in widths.items():
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = min(max(least, width + 2), most)
    sheet.freeze_panes = "A2"


def _widths(text: str) -> Iterator[int]:
    """The width of each line, Chinese characters counted twice."""
    for line in text.splitlines():
        yield sum(1 if char.isascii() else 2 for char in line)
