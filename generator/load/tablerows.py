"""The rows of a table as clerks keep them: what a cell holds, and where a list ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.i18n import _
from generator.load.faults import error
from generator.places import Place
from generator.problems import Problem

_TOTAL = re.compile(r"(?:合|总|共)\s*计(?:\s*[（(].*)?$")
_PART = re.compile(r"其\s*中|小\s*计|平\s*均")
_NOTE = re.compile(
    r"(?:附?注|备注|说明)\s*\d*\s*[:：、.]"
    r"|[^:：]{0,8}(?:人|日期|单位|电话|时间|[(（]盖章[)）])\s*[:：]"
    r"|(?:合计|总计|小计|共计)"
)


class Cell(Struct, frozen=True):
    """A cell's value as text; `percent` as a share shows; `fault` when the value is lost."""

    text: str
    place: Place
    percent: str = ""
    fault: str = ""
    remedy: str = ""


class Row(Struct, frozen=True):
    """One row; `wide` when a merged cell stretches over several of its columns."""

    cells: tuple[Cell, ...]
    wide: bool = False

    @property
    def filled(self) -> list[Cell]:
        """The cells with something in them."""
        return [cell for cell in self.cells if cell.text.strip() or cell.fault]


class Table(Struct, frozen=True):
    """The rows of one sheet or CSV file."""

    rows: tuple[Row, ...]
    place: Place


def data_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows with something in them, up to the total, the notes or the next table below."""
    filled = [row for row in rows if row.filled]
    filled = filled[: next((n for n in range(len(filled)) if _ends(filled, n)), len(filled))]
    end = len(filled)
    while end and _may_trail(filled[end - 1]):
        end -= 1
    notes = (index for index in range(end, len(filled)) if _is_note(filled[index]))
    return filled[: next(notes, len(filled))]


def left_out(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Problem]:
    """Rows below the total that look like the list's own: a reader would take them for read.

    `columns` are the indexes of the list's columns.

    Notes, signatures, sums in merged cells and whatever follows a title are no rows of the list.
    """
    filled = [row for row in rows if row.filled]
    at = next((n for n in range(len(filled)) if _is_total(filled[n])), len(filled))
    total = filled[at].filled[0].place if at < len(filled) else None
    for row in filled[at + 1 :]:
        if row.wide and len(row.filled) == 1 and not _is_note(row, alone=False):
            return  # a title: another table begins
        own = [row.cells[index] for index in columns]
        texts = [cell for cell in own if cell.text.strip() or cell.fault]
        is_sum = _is_total(row) or _PART.match(row.filled[0].text.strip())
        if row.wide or len(texts) < 2 or is_sum or _is_note(row):
            continue
        message = _("this row stands below the total in {cell}: it is not read", cell=_named(total))
        remedy = _("Move it above the total, or delete it; a list ends at its 合计.")
        yield error(texts[0].place, message, remedy)


def _named(place: Place | None) -> str:
    """A cell, or a line of a CSV file, as a message on the same table names it."""
    if place is None:
        return ""
    return place.cell or _("line {line}", line=place.line)


def _is_total(row: Row) -> bool:
    return bool(_TOTAL.match(row.filled[0].text.strip()))


def _ends(rows: list[Row], index: int) -> bool:
    """Whether the table ends before a row: at its total, or at a note with another title below."""
    row = rows[index]
    if _is_total(row):
        return True
    following = rows[index + 1] if index + 1 < len(rows) else None
    is_title = following is not None and following.wide and len(following.filled) == 1
    return is_title and row.wide and len(row.filled) == 1 and _is_note(row)


def _may_trail(row: Row) -> bool:
    return _is_note(row) or len(row.filled) == 1


def _is_note(row: Row, *, alone: bool = True) -> bool:
    """Whether a row is a remark: it says so, or (`alone`) one merged cell fills it."""
    texts = [cell.text.strip() for cell in row.filled]
    is_one = alone and row.wide and len(texts) == 1
    return is_one or all(_NOTE.match(text) for text in texts)
