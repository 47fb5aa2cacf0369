"""Runs a sheet's program: which rows there are, with what in them, and by which keys they merge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from msgspec import Struct, field
from openpyxl.utils import get_column_letter

from generator.errors import FormError
from generator.fill.faults import template_fault
from generator.fill.xlsx.program import (
    END,
    FORMULA,
    KEYS,
    ROW,
    TEXT,
    TURN,
    CellFault,
    Program,
    SheetProgram,
    program_of,
)
from generator.fill.xlsx.rowmap import RowMap, Turns
from generator.fill.xlsx.values import in_formula, joined
from generator.i18n import _

MAX_ROWS = 1_048_576


class FilledRow(Struct, frozen=True):
    """A row of the filled sheet: the template's row it is, and its values by column."""

    row: int
    turns: Turns
    values: tuple[Any, ...]


class Run(Struct):
    """What a program gave."""

    program: Program
    rows: list[FilledRow] = field(default_factory=list)
    keys: dict[int, list[tuple[int, Turns, tuple[Any, ...]]]] = field(default_factory=dict)

    def row_map(self, height: int) -> RowMap:
        """Where the template's rows came to stand."""
        return RowMap([(row.row, row.turns) for row in self.rows], self.program.loops, height)


class _Collector:
    """The template calls back here, in the order of the rows."""

    def __init__(self, program: Program) -> None:
        self.run = Run(program)
        self._turns: Turns = ()
        self._count = 0
        self._keys: dict[int, tuple[Any, ...]] = {}
        self._merges_of = {
            row: tuple(
                number
                for number, merge in enumerate(program.merges)
                if loops[: len(merge.loops)] == merge.loops
            )
            for row, loops in program.loops.items()
        }

    def names(self) -> dict[str, Any]:
        """The names under which the template finds the collector."""
        return {
            ROW: self.row,
            TURN: self.turn,
            END: self.end,
            KEYS: self.keys,
            TEXT: lambda *parts: joined(parts),
            FORMULA: lambda *parts: in_formula(parts),
        }

    def row(self, number: int, *values: Any) -> str:
        """A row with its values."""
        rows = self.run.rows
        rows.append(FilledRow(number, self._turns, values))
        if len(rows) > MAX_ROWS:
            raise OverflowError(_("a sheet holds at most {most} rows", most=MAX_ROWS))
        for merge in self._merges_of[number]:
            if merge in self._keys:
                depth = len(self.run.program.merges[merge].loops) - 1
                found = self.run.keys.setdefault(merge, [])
                found.append((len(rows), self._turns[:depth], self._keys[merge]))
        return ""

    def turn(self, depth: int) -> str:
        """A loop of that depth begins a turn."""
        self._count += 1
        self._turns = (*self._turns[:depth], self._count)
        return ""

    def end(self, depth: int) -> str:
        """A loop of that depth has ended."""
        self._turns = self._turns[:depth]
        return ""

    def keys(self, merge: int, *keys: Any) -> str:
        """The keys of the rows that follow."""
        self._keys[merge] = keys
        return ""


def run_sheet(sheet: Any, jinja: Environment, context: Mapping[str, Any], path: Path) -> Run:
    """The rows of a sheet filled with the context.

    Raises FormError naming the cell of a wrong tag, an unknown name or an attempt to run code.
    """
    try:
        program = program_of(sheet, jinja)
    except CellFault as fault:
        raise FormError(
            _("the tag is wrong: {reason}", reason=fault),
            where=f"{path}: {sheet.title}!{fault.cell}",
            remedy=_("Look at the brackets and words of the tags in this cell."),
        ) from fault
    try:
        return _run(program, jinja, context)
    except Exception as fault:  # whatever an expression in a template may raise
        raise _located(fault, sheet, jinja, context, path) from fault


def compiled(sheet: Any, jinja: Environment) -> SheetProgram:
    """A sheet's program, to be run for many records. Raises CellFault and Jinja's own errors."""
    program = program_of(sheet, jinja)
    return SheetProgram(program, jinja.from_string(program.source))


def run_program(sheet: SheetProgram, context: Mapping[str, Any]) -> Run:
    """The rows of a compiled sheet; raises whatever an expression in it raises."""
    collector = _Collector(sheet.program)
    for _part in sheet.template.generate({**context, **collector.names()}):
        pass  # what is collected is what counts
    return collector.run


def _run(program: Program, jinja: Environment, context: Mapping[str, Any]) -> Run:
    return run_program(SheetProgram(program, jinja.from_string(program.source)), context)


def _located(
    fault: Exception, sheet: Any, jinja: Environment, context: Mapping[str, Any], path: Path
) -> FormError:
    """The fault with its cell: the sheet is filled once more, a cell at a time."""
    program = program_of(sheet, jinja, by_cell=True)
    try:
        _run(program, jinja, context)
    except Exception as again:
        lines = "\n".join(program.cells)  # so that the line named is the cell
        return template_fault(again, path, sheet.title, lines, context)
    return template_fault(fault, path, sheet.title, "", context)


def cell_of(run: Run, row: FilledRow, index: int) -> str:
    """The template's cell of a row's value."""
    return f"{get_column_letter(run.program.filled[row.row][index])}{row.row}"
