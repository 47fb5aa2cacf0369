"""What the cells of a sheet show: values worked out, put through their formats, with their runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from generator.render.model import CharStyle
from generator.render.refusal import Refusals
from generator.render.xlsx.book import Book, CellData, Sheet
from generator.render.xlsx.formats.codes import UnsupportedFormat
from generator.render.xlsx.formats.show import Shown, show
from generator.render.xlsx.formulas.evaluate import Evaluator
from generator.render.xlsx.formulas.tree import UnsupportedFormula
from generator.render.xlsx.styles import CellFormat
from generator.render.xlsx.values import CellError, Value, cell_name

# What the general alignment means for each kind of content (ECMA-376 Part 1 §18.18.40).
GENERAL_ALIGNMENT = {"text": "left", "number": "right", "centred": "center"}


class Content(NamedTuple):  # a tuple, since there are very many
    """What one cell shows, in which format; `runs` are its text by style."""

    shown: Shown
    runs: tuple[tuple[str, CharStyle], ...]
    format: CellFormat
    kind: str  # text, number or centred (truth values and errors)
    is_plain: bool  # one text in the format's own style

    @property
    def horizontal(self) -> str:
        """Where the text stands, the general alignment resolved by what the cell holds."""
        own = self.format.alignment.horizontal
        return GENERAL_ALIGNMENT[self.kind] if own == "general" else own


class Contents:
    """The contents of a sheet's cells, each read once; what cannot be shown is refused by cell."""

    def __init__(self, book: Book, sheet: Sheet, evaluator: Evaluator, refusals: Refusals) -> None:
        self._book = book
        self._sheet = sheet
        self._evaluator = evaluator
        self._refusals = refusals
        self._shared: dict[tuple[type, Value, int], Content | None] = {}
        self._known: dict[tuple[int, int], Content | None] = {}

    def at(self, row: int, column: int) -> Content | None:
        """What a cell shows; None for one that shows no text."""
        place = (row, column)
        if place in self._known:
            return self._known[place]
        cell = self._sheet.cells.get(place)
        found = None if cell is None else self._content(cell, row, column)
        self._known[place] = found
        return found

    def in_row(self, row: int, columns: Sequence[int]) -> list[Content | None]:
        """What the cells of a row show, as `at`."""
        known, cells = self._known, self._sheet.cells
        found: list[Content | None] = []
        for column in columns:
            place = (row, column)
            if place not in known:
                cell = cells.get(place)
                known[place] = None if cell is None else self._content(cell, row, column)
            found.append(known[place])
        return found

    def is_empty(self, row: int, column: int) -> bool:
        """Whether text of a neighbour may run over the cell: a formula's "" does not let it."""
        cell = self._sheet.cells.get((row, column))
        return cell is None or cell.is_blank

    def refuse(self, feature: str, row: int, column: int) -> None:
        """Record a feature of a cell."""
        self._refusals.add(feature, self.place(row, column))

    def place(self, row: int, column: int) -> str:
        """A cell as messages name it."""
        return f"{self._sheet.name}!{cell_name(row, column)}"

    def _content(self, cell: CellData, row: int, column: int) -> Content | None:
        if cell.formula or cell.runs:
            return self._own(cell, row, column)
        if cell.value is None:
            return None
        # Most cells show what others show: 男, 主治医师, 2022-08-01.
        key = (cell.value.__class__, cell.value, cell.style)
        if key not in self._shared:
            self._shared[key] = self._own(cell, row, column)
        found = self._shared[key]
        return self._own(cell, row, column) if found is None else found

    def _own(self, cell: CellData, row: int, column: int) -> Content | None:
        form = self._book.styles.format(cell.style)
        value = cell.value
        try:
            if cell.formula and self._sheet.shows_formulas:
                value = f"={cell.formula}"
            elif cell.formula:
                value = self._evaluator.value(self._sheet.name, row, column)
            if value == 0.0 and type(value) is float and not self._sheet.shows_zeros:
                return None
            shown = show(value, form.code, self._book.date1904)
        except (UnsupportedFormula, UnsupportedFormat) as fault:
            self.refuse(str(fault), row, column)
            return None
        if not shown.text and not shown.left:
            return None
        kind = "text"
        if isinstance(value, bool | CellError):
            kind = "centred"
        elif isinstance(value, float):
            kind = "number"
        runs = _runs(cell, shown, form.style)
        is_plain = runs[0][1] is form.style and len(runs) == 1
        is_plain = is_plain and shown.left is None and not shown.too_wide
        return Content(shown, runs, form, kind, is_plain)


def _runs(cell: CellData, shown: Shown, style: CharStyle) -> tuple[tuple[str, CharStyle], ...]:
    if cell.runs and not cell.formula:
        return tuple((text, style if own is None else own) for text, own in cell.runs)
    if shown.color:
        style = replace(style, color=shown.color)
    return ((shown.text, style),)
