"""Writes the cells of a filled sheet: the template's styles, the data's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from jinja2 import UndefinedError
from msgspec import Struct
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink

from generator.errors import FormError
from generator.fill.faults import template_fault, unprintable_fault
from generator.fill.xlsx.references import Follower, ReferenceFault
from generator.fill.xlsx.rowmap import At
from generator.fill.xlsx.run import FilledRow, Run
from generator.fill.xlsx.values import CellValue, UnprintableText, ValueFault, cell_value, rich_text

_GENERAL = "General"


class _Slot(Struct, frozen=True):
    """A cell of a template's row."""

    column: int
    style: Any  # openpyxl's array, shared by all cells made from it
    value: Any
    kind: str
    argument: int | None  # which of the row's values fills it
    comment: Any
    hyperlink: Any

    @property
    def is_plain(self) -> bool:
        return self.comment is None and self.hyperlink is None


class CellWriter:
    """Makes the cells of one sheet."""

    def __init__(
        self, sheet: Any, run: Run, follower: Follower, path: Path, context: Mapping[str, Any]
    ) -> None:
        self._sheet = sheet
        self._run = run
        self._follower = follower
        self._path = path
        self._context = context
        self._styles: dict[tuple[int, str, bool], Any] = {}
        self._slots = {row: tuple(self._slots_of(row, cells)) for row, cells in _by_row(sheet)}

    def write(self) -> None:
        """Replace the sheet's cells by those of the filled rows."""
        self._sheet._cells = {
            (number, slot.column): self._cell(slot, row, number)
            for number, row in enumerate(self._run.rows, start=1)
            for slot in self._slots.get(row.row, ())
        }

    def _slots_of(self, row: int, cells: list[Any]) -> Iterator[_Slot]:
        filled = self._run.program.filled.get(row, ())
        for cell in cells:
            is_inside = isinstance(cell, MergedCell)  # of a merge, behind its first cell
            yield _Slot(
                column=cell.column,
                style=cell._style,
                value=None if is_inside else cell._value,
                kind="n" if is_inside else cell.data_type,
                argument=filled.index(cell.column) if cell.column in filled else None,
                comment=None if is_inside else cell._comment,
                hyperlink=None if is_inside else cell._hyperlink,
            )

    def _cell(self, slot: _Slot, row: FilledRow, number: int) -> Any:
        cell = Cell(self._sheet, row=number, column=slot.column)
        cell._style = slot.style
        if slot.argument is None:
            cell._value, cell.data_type = slot.value, slot.kind
            if slot.kind == "f":
                cell._value = self._formula(slot, slot.value, row, number)
        else:
            self._fill(cell, slot, row, number)
        if not slot.is_plain:
            self._attach(cell, slot)
        return cell

    def _fill(self, cell: Any, slot: _Slot, row: FilledRow, number: int) -> None:
        value = row.values[slot.argument or 0]
        if slot.kind == "f":
            cell._value, cell.data_type = self._formula(slot, value, row, number), "f"
            return
        if isinstance(slot.value, CellRichText):
            value = rich_text(slot.value, value)
        try:
            found = cell_value(value)
        except UnprintableText as fault:
            raise unprintable_fault(self._path, str(fault), self._context) from fault
        except UndefinedError as fault:
            where = f"{get_column_letter(slot.column)}{row.row}"
            raise template_fault(
                fault, self._path, f"{self._sheet.title}!{where}", "", self._context
            ) from fault
        except ValueFault as fault:
            raise self._fault(slot, row, str(fault)) from fault
        cell._value, cell.data_type = found.value, found.kind
        if found.format or found.is_formula_like:
            cell._style = self._style(slot, found)

    def _style(self, slot: _Slot, value: CellValue) -> Any:
        """The template's style; its format made text or a date where it is none for the value."""
        key = (id(slot.style), value.format, value.is_formula_like)
        if key not in self._styles:
            cell = Cell(self._sheet, row=1, column=1)
            cell._style = copy(slot.style)
            if value.format and cell.number_format == _GENERAL:
                cell.number_format = value.format
            cell.quotePrefix = value.is_formula_like
            self._styles[key] = cell._style
        return self._styles[key]

    def _formula(self, slot: _Slot, value: Any, row: FilledRow, number: int) -> Any:
        at = At(row.row, row.turns)
        try:
            if isinstance(slot.value, ArrayFormula):
                own = slot.value.text if slot.argument is None else value
                area = self._follower.formula(f"={slot.value.ref}", at)[1:]
                return ArrayFormula(area, self._follower.formula(own, at))
            return self._follower.formula(value, at)
        except ReferenceFault as fault:
            raise self._fault(slot, row, str(fault)) from fault

    def _attach(self, cell: Any, slot: _Slot) -> None:
        if slot.comment is not None:
            cell.comment = copy(slot.comment)
        if slot.hyperlink is not None:
            link = slot.hyperlink
            location = self._follower.area(link.location) if link.location else None
            cell._hyperlink = Hyperlink(
                ref=cell.coordinate,
                target=link.target,
                location=location,
                tooltip=link.tooltip,
                display=link.display,
            )

    def _fault(self, slot: _Slot, row: FilledRow, message: str) -> FormError:
        where = f"{get_column_letter(slot.column)}{row.row}"
        return FormError(message, where=f"{self._path}: {self._sheet.title}!{where}")


def _by_row(sheet: Any) -> list[tuple[int, list[Any]]]:
    rows: dict[int, list[Any]] = {}
    for (row, _column), cell in sorted(sheet._cells.items(), key=lambda pair: pair[0]):
        rows.setdefault(row, []).append(cell)
    return list(rows.items())
