"""One block of neighbouring rows and columns drawn on a page: fills, rules, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from generator.i18n import _
from generator.render.layout.items import Fill, Item
from generator.render.xlsx.book import Book, Sheet
from generator.render.xlsx.boxes import Box, DoesNotFit
from generator.render.xlsx.cellbox import PlacedLine, set_block
from generator.render.xlsx.contents import Content, Contents
from generator.render.xlsx.grid import Axis
from generator.render.xlsx.looks import Look
from generator.render.xlsx.merges import Merges
from generator.render.xlsx.rules import Lines, RowRules, drawn, put, row_rules
from generator.render.xlsx.styles import NO_EDGES, CellFormat
from generator.render.xlsx.turned import TurnedLine
from generator.render.xlsx.values import Area

_SLACK = 1.5  # pt a line may stick out of its page's cells
_SLACK_DOWN = 0.3  # of a line's height, likewise


class SheetView(Struct, frozen=True, dict=True):
    """A sheet with all that drawing it needs; `area` is what is printed of it."""

    book: Book
    sheet: Sheet
    contents: Contents
    merges: Merges
    columns: Axis
    rows: Axis
    area: Area
    scale: float

    def format_at(self, row: int, column: int) -> CellFormat | None:
        """How a cell looks: its own format, or its row's, or its column's; None for plain."""
        cell = self.sheet.cells.get((row, column))
        if cell is not None:
            return self.book.styles.format(cell.style)
        settings = self.sheet.rows.get(row)
        if settings is not None and settings.style is not None:
            return self.book.styles.format(settings.style)
        style = self.column_styles.get(column)
        return None if style is None else self.book.styles.format(style)

    def formats_in(self, row: int, columns: Sequence[int]) -> list[CellFormat | None]:
        """The formats of a row's cells, as `format_at`."""
        if self.column_styles or row in self.sheet.rows:
            return [self.format_at(row, column) for column in columns]
        cells, format_of = self.sheet.cells, self.book.styles.format
        found = [cells.get((row, column)) for column in columns]
        return [None if cell is None else format_of(cell.style) for cell in found]

    def look(self, form: CellFormat) -> Look:
        """How cells of a format are set at the page's scale."""
        found = self.looks.get(id(form))
        if found is None:
            found = self.looks[id(form)] = Look(form, self.scale)
        return found

    def row_rules(self, forms: Sequence[CellFormat | None]) -> RowRules:
        """The rules of a row of cells of these formats."""
        key = tuple(map(id, forms))
        found = self._row_rules.get(key)
        if found is None:
            edges = (None if form is None else form.edges for form in forms)
            found = self._row_rules[key] = row_rules(tuple(edges))
        return found

    @cached_property
    def _row_rules(self) -> dict[tuple[int, ...], RowRules]:
        return {}

    @cached_property
    def looks(self) -> dict[int, Look]:
        """The looks there are, by their format's identity."""
        # By identity: the book keeps its formats, and hashing one takes longer than setting a cell.
        return {}

    @cached_property
    def column_styles(self) -> dict[int, int]:
        """The formats that whole columns have."""
        return {
            number: column.style
            for column in self.sheet.columns
            if column.style
            for number in range(column.first, min(column.last, self.columns.count) + 1)
        }


class Region:
    """Rows and columns of a sheet at a place on a page."""

    def __init__(
        self, view: SheetView, rows: Sequence[int], columns: Sequence[int], x: float, y: float
    ) -> None:
        self._view = view
        self._rows = rows
        self._columns = columns
        scale = view.scale
        # A hidden column or row between them has no size, so one shift serves for all.
        self._dx = x - view.columns.start(columns[0]) * scale
        self._dy = y - view.rows.start(rows[0]) * scale
        self._block = Area(rows[0], columns[0], rows[-1], columns[-1])
        self._bounds = self._box(self._block)
        self._merged = list(view.merges.meeting(self._block))
        self._xs = [view.columns.start(number) * scale + self._dx for number in columns]
        self._ys = [view.rows.start(number) * scale + self._dy for number in rows]
        self._xs.append(self._bounds.right)
        self._ys.append(self._bounds.bottom)
        self._forms = [view.formats_in(row, columns) for row in rows]

    def items(self) -> list[Item]:
        """Rules first, then texts; the fills under them are `fills`."""
        found: list[Item] = list(self._rules())
        for area in self._merged:
            content = self._view.contents.at(area.top, area.left)
            if content is not None:
                found += self._text(content, area, self._box(area), is_merged=True)
        for number, row in enumerate(self._rows):
            self._draw_row(row, self._ys[number], self._ys[number + 1], found)
        return found

    def _draw_row(self, row: int, top: float, bottom: float, found: list[Item]) -> None:
        """Add the texts of a row's cells that are not merged."""
        view, xs, looks = self._view, self._xs, self._view.looks
        for j, content in enumerate(view.contents.in_row(row, self._columns)):
            if content is None or (self._merged and self._is_merged(row, self._columns[j])):
                continue
            if content.is_plain:  # as by far the most are
                look = looks.get(id(content.format)) or view.look(content.format)
                if look.place(content, xs[j], top, xs[j + 1], bottom, found):
                    continue
            found += self._special(
                content, row, self._columns[j], Box(xs[j], top, xs[j + 1], bottom)
            )

    def _special(self, content: Content, row: int, column: int, box: Box) -> Iterator[Item]:
        """The items of a cell that its format's look cannot place."""
        if content.format.alignment.horizontal == "centerContinuous":
            area = self._continuous(row, column)
            return self._text(content, area, self._box(area))
        return self._text(content, Area(row, column, row, column), box)

    def _is_merged(self, row: int, column: int) -> bool:
        return self._view.merges.area(row, column) is not None

    def _box(self, area: Area) -> Box:
        """Where cells stand on the page."""
        view = self._view
        return Box(
            view.columns.start(area.left) * view.scale + self._dx,
            view.rows.start(area.top) * view.scale + self._dy,
            view.columns.end(area.right) * view.scale + self._dx,
            view.rows.end(area.bottom) * view.scale + self._dy,
        )

    # ------------------------------------------------------------ fills and rules

    def fills(self) -> Iterator[Fill]:
        """The filled boxes, neighbours of one colour in a row as one."""
        for i, row in enumerate(self._rows):
            colors = [self._color(i, j, row, column) for j, column in enumerate(self._columns)]
            start = 0
            for color, group in groupby(colors):
                end = start + len(list(group))
                if color:
                    left, top = self._xs[start], self._ys[i]
                    yield Fill(left, top, self._xs[end] - left, self._ys[i + 1] - top, color)
                start = end

    def _color(self, i: int, j: int, row: int, column: int) -> str:
        """What a cell is filled with: in a merged area what its first cell is."""
        form = self._forms[i][j]
        if self._merged and (area := self._view.merges.area(row, column)) is not None:
            form = self._view.format_at(area.top, area.left)
        return "" if form is None else form.fill

    def _rules(self) -> Iterator[Item]:
        if self._merged:
            across, down = self._rules_around_merges()
        else:
            across, down = self._rules_of_rows()
        return drawn(across, down, self._xs, self._ys, self._view.scale)

    def _rules_of_rows(self) -> tuple[Lines, Lines]:
        """The rules across and down where no cells are merged, row by row."""
        across: Lines = {}
        down: Lines = {}
        above: RowRules | None = None
        for i, forms in enumerate(self._forms):
            rules = self._view.row_rules(forms)
            across[i] = rules.under(above)
            for edge, rule in rules.upright.items():
                down.setdefault(edge, {})[i] = rule
            above = rules
        if above is not None:
            across[len(self._forms)] = above.bottom
        return across, down

    def _rules_around_merges(self) -> tuple[Lines, Lines]:
        """The rules across and down, cell by cell; merged cells have none inside."""
        across: Lines = {}
        down: Lines = {}
        for i, row in enumerate(self._rows):
            for j, column in enumerate(self._columns):
                form = self._forms[i][j]
                if form is None or form.edges is NO_EDGES:
                    continue
                edges, area = form.edges, self._view.merges.area(row, column)
                if area is None or row == area.top:
                    put(across, i, j, edges.top)
                if area is None or row == area.bottom:
                    put(across, i + 1, j, edges.bottom)
                if area is None or column == area.left:
                    put(down, j, i, edges.left)
                if area is None or column == area.right:
                    put(down, j + 1, i, edges.right)
        return across, down

    # ------------------------------------------------------------ texts

    def _continuous(self, row: int, column: int) -> Area:
        """The cell with the empty ones after it that its text is centred across."""
        last = column
        while last < self._view.area.right and self._continues(row, last + 1):
            last += 1
        return Area(row, column, row, last)

    def _continues(self, row: int, column: int) -> bool:
        form = self._view.format_at(row, column)
        return (
            form is not None
            and form.alignment.horizontal == "centerContinuous"
            and self._view.contents.is_empty(row, column)
        )

    def _text(
        self, content: Content, area: Area, box: Box, *, is_merged: bool = False
    ) -> Iterator[Item]:
        view = self._view

        def overflow(way: int, wanted: float) -> float:
            return self._space_beside(area, way, wanted)

        try:
            place = view.contents.place(area.top, area.left)
            over = None if is_merged else overflow
            lines = set_block(content, place, box, view.scale, over)
        except DoesNotFit as fault:
            view.contents.refuse(str(fault), area.top, area.left)
            return
        for line in lines:
            if self._holds(line):
                yield from line.items()
            elif self._cuts(line):
                feature = _("text that runs over the edge of its page")
                view.contents.refuse(feature, area.top, area.left)

    def _space_beside(self, area: Area, way: int, wanted: float) -> float:
        """The width of empty cells beside a cell, as far as it is wanted, pt at full size."""
        view, column, found = self._view, area.left if way < 0 else area.right, 0.0
        while found < wanted:
            column += way
            inside = view.area.left <= column <= view.area.right
            if not inside or not view.contents.is_empty(area.top, column):
                break
            if view.merges.area(area.top, column) is not None:
                break
            found += view.columns.size(column)
        return found

    def _holds(self, line: PlacedLine | TurnedLine) -> bool:
        """Whether a line stands on this page: texts of merged cells may belong to the next."""
        bounds = self._bounds
        slack = _SLACK_DOWN * (line.bottom - line.top)
        return (
            line.left >= bounds.left - _SLACK
            and line.right <= bounds.right + _SLACK
            and line.top >= bounds.top - slack
            and line.bottom <= bounds.bottom + slack
        )

    def _cuts(self, line: PlacedLine | TurnedLine) -> bool:
        """Whether an edge of the page goes through a line that is not held."""
        bounds = self._bounds
        slack = _SLACK_DOWN * (line.bottom - line.top)
        return (
            line.left < bounds.right - _SLACK
            and line.right > bounds.left + _SLACK
            and line.top < bounds.bottom - slack
            and line.bottom > bounds.top + slack
        )
