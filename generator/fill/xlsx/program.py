"""A sheet as one Jinja template whose loops and conditions are the sheet's row tags.

Filling a cell at a time would lose what Jinja does well (scopes, nested loops, `loop.index`, `set`);
so a sheet becomes the text of one template, each row of it a call that hands over its values.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, Template
from msgspec import Struct, field
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.formula import ArrayFormula

from generator.fill.xlsx.rowmap import Turns
from generator.fill.xlsx.tags import Level, RowTag, TagError, has_tags, pieces, row_tags
from generator.i18n import _

ROW, TURN, END, KEYS, TEXT, FORMULA = (
    f"__{word}" for word in ("row", "turn", "end", "keys", "text", "formula")
)
HELPERS = frozenset({ROW, TURN, END, KEYS, TEXT, FORMULA})
"""Names by which the template calls back; no data may use them."""


class CellFault(Exception):
    """A tag of a cell is wrong."""

    def __init__(self, cell: str, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell


class MergeTag(Struct, frozen=True):
    """A merge tag: the loops it stands in, its levels."""

    loops: Turns
    levels: tuple[Level, ...]


class Program(Struct):
    """What a sheet's tags say."""

    source: str = ""
    cells: list[str] = field(default_factory=list)  # by line of the source: which cell it is from
    loops: dict[int, Turns] = field(default_factory=dict)  # of each row: the loops around it
    filled: dict[int, tuple[int, ...]] = field(default_factory=dict)  # columns with values, by row
    merges: list[MergeTag] = field(default_factory=list)
    tag_rows: set[int] = field(default_factory=set)  # which vanish


class SheetProgram(Struct, frozen=True):
    """A sheet's program, compiled."""

    program: Program
    template: Template


def is_tagged(value: Any) -> bool:
    """Whether a cell's value holds tags."""
    if isinstance(value, ArrayFormula):
        return has_tags(value.text or "")
    if isinstance(value, CellRichText):
        return has_tags(str(value))
    return isinstance(value, str) and has_tags(value)


def program_of(sheet: Any, jinja: Environment, *, by_cell: bool = False) -> Program:
    """The program of a sheet.

    `by_cell` puts each cell on a line of its own, which is slower to run but tells in which cell a
    value fails. Raises CellFault naming the cell of a wrong tag.
    """
    return _Writer(sheet, jinja, by_cell).write()


class _Writer:
    def __init__(self, sheet: Any, jinja: Environment, by_cell: bool) -> None:
        self._sheet = sheet
        self._jinja = jinja
        self._by_cell = by_cell
        self._program = Program()
        self._lines: list[str] = []
        self._open: list[tuple[RowTag, str]] = []
        self._loops: Turns = ()
        self._next_loop = 1
        self._next_block = 1

    def write(self) -> Program:
        rows: dict[int, list[Any]] = {}
        for (row, _column), cell in sorted(self._sheet._cells.items()):
            if is_tagged(cell.value):
                rows.setdefault(row, []).append(cell)
        for number in range(1, self._sheet.max_row + 1):
            self._row(number, rows.get(number, []))
        if self._open:
            tag, cell = self._open[-1]
            raise CellFault(cell, _("{tag} is not closed", tag=f"{{%tr {tag.word} … %}}"))
        self._program.source = "\n".join(self._lines)
        return self._program

    def _row(self, number: int, cells: Sequence[Any]) -> None:
        tags = [(tag, cell) for cell in cells for tag in self._tags(cell)]
        if tags:
            self._refuse_beside(number)
            self._program.tag_rows.add(number)
            self._program.loops[number] = self._loops
            for tag, cell in tags:
                self._tag(tag, cell.coordinate)
                self._program.loops[number] = self._loops
            return
        self._program.loops[number] = self._loops
        self._program.filled[number] = tuple(cell.column for cell in cells)
        arguments = [str(number)]
        for cell in cells:
            argument = self._argument(cell)
            if self._by_cell:
                name = self._block_name()
                self._line(f"{{% set {name} = {argument} %}}", cell.coordinate)
                argument = name
            arguments.append(argument)
        self._line(f"{{{{ {ROW}({', '.join(arguments)}) }}}}", f"A{number}")

    def _refuse_beside(self, number: int) -> None:
        for cell in self._sheet[number]:
            if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
                continue
            if not (isinstance(cell.value, str) and self._tags(cell)):
                reason = _("the row vanishes, for it has row tags; nothing else may stand in it")
                raise CellFault(cell.coordinate, reason)

    def _tags(self, cell: Any) -> tuple[RowTag, ...]:
        try:
            return row_tags(str(cell.value)) if isinstance(cell.value, str) else ()
        except TagError as fault:
            raise CellFault(cell.coordinate, str(fault)) from fault

    def _tag(self, tag: RowTag, cell: str) -> None:
        match tag.word:
            case "for":
                self._open.append((tag, cell))
                self._line(f"{{% for {tag.rest} %}}{{{{ {TURN}({len(self._loops)}) }}}}", cell)
                self._loops = (*self._loops, self._next_loop)
                self._next_loop += 1
            case "if":
                self._open.append((tag, cell))
                self._line(f"{{% if {tag.rest} %}}", cell)
            case "endfor" | "endif":
                self._close(tag, cell)
            case "elif" | "else":
                self._otherwise(tag, cell)
            case "set":
                self._line(f"{{% set {tag.rest} %}}", cell)
            case "merge":
                self._merge(tag, cell)

    def _close(self, tag: RowTag, cell: str) -> None:
        word = tag.word.removeprefix("end")
        if not self._open or self._open[-1][0].word not in (word, f"{word} else"):
            raise CellFault(cell, _("{tag} closes nothing", tag=f"{{%tr {tag.word} %}}"))
        opened = self._open.pop()[0].word
        if opened == "for":
            self._loops = self._loops[:-1]
        self._line(f"{{% {tag.word} %}}", cell)
        if word == "for":
            self._line(f"{{{{ {END}({len(self._loops)}) }}}}", cell)

    def _otherwise(self, tag: RowTag, cell: str) -> None:
        if not self._open:
            raise CellFault(cell, _("{tag} closes nothing", tag=f"{{%tr {tag.word} %}}"))
        opened, where = self._open[-1]
        if opened.word == "for":
            self._loops = self._loops[:-1]
            self._open[-1] = (RowTag("for else", ""), where)
        self._line(f"{{% {tag.word} {tag.rest} %}}", cell)

    def _merge(self, tag: RowTag, cell: str) -> None:
        if not self._loops:
            raise CellFault(cell, _("a merge tag stands inside a loop over rows"))
        keys = ", ".join(f"({level.key})" for level in tag.levels)
        self._line(f"{{{{ {KEYS}({len(self._program.merges)}, {keys}) }}}}", cell)
        self._program.merges.append(MergeTag(self._loops, tag.levels))

    # ------------------------------------------------------------------------------- the cells

    def _argument(self, cell: Any) -> str:
        value = cell.value
        try:
            if isinstance(value, CellRichText):
                return self._rich(value, cell.coordinate)
            text = value.text if isinstance(value, ArrayFormula) else str(value)
            if cell.data_type == "f":
                return f"{FORMULA}({self._formula(text)})"
            return self._text(text, cell.coordinate)
        except TagError as fault:
            raise CellFault(cell.coordinate, str(fault)) from fault

    def _text(self, text: str, cell: str) -> str:
        """A cell's text as an expression: a lone one keeps the value's type."""
        found = pieces(text.strip(), self._jinja)
        if found is not None and len(found) == 1 and found[0].is_expression:
            return f"({found[0].text})"
        if found is None:
            return self._block(text, cell)
        return f"{TEXT}({self._joined(text, cell)})"

    def _joined(self, text: str, cell: str) -> str:
        found = pieces(text, self._jinja)
        if found is None:
            return self._block(text, cell)
        return ", ".join(
            f"({piece.text})" if piece.is_expression else _literal(piece.text) for piece in found
        )

    def _formula(self, text: str) -> str:
        """Words as text, each value in a list of its own, so that they are never taken for words."""
        found = pieces(text, self._jinja)
        if found is None:
            raise TagError(_("a formula may hold {{ }} tags, but no {% %}"))
        return ", ".join(
            f"[{piece.text}]" if piece.is_expression else _literal(piece.text) for piece in found
        )

    def _block(self, text: str, cell: str) -> str:
        """Text with statements in it goes before the row, under a name."""
        name = self._block_name()
        self._line(f"{{% set {name} %}}{text}{{% endset %}}", cell)
        return name

    def _block_name(self) -> str:
        self._next_block += 1
        return f"__{self._next_block}"

    def _rich(self, value: CellRichText, cell: str) -> str:
        """Text in several formats: a tag must lie within one of them."""
        parts = [part.text if isinstance(part, TextBlock) else str(part) for part in value]
        return f"[{', '.join(self._rich_part(part, cell) for part in parts)}]"

    def _rich_part(self, text: str, cell: str) -> str:
        try:
            return f"{TEXT}({self._joined(text, cell)})"
        except TagError as fault:
            reason = _("a tag must not change its font in the middle: {reason}", reason=fault)
            raise TagError(reason) from fault

    def _line(self, text: str, cell: str) -> None:
        for line in text.split("\n"):
            self._lines.append(line)
            self._program.cells.append(cell)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
