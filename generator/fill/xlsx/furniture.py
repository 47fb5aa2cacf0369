"""Everything of a sheet beside its cells, moved to where the rows went: heights, prints, rules, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from typing import Any

from msgspec import Struct
from openpyxl.drawing.image import Image
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.pagebreak import Break, RowBreak

from generator.fill.xlsx.references import Follower, moved_ranges
from generator.fill.xlsx.rowmap import At, RowMap, bounds
from generator.fill.xlsx.run import Run

_LAST_COLUMN = 16_384


class Furniture(Struct, frozen=True):
    """A sheet, and where its rows went."""

    sheet: Any
    rows: RowMap
    follower: Follower

    def move(self, run: Run, heights: Mapping[int, Any]) -> None:
        """Move everything; `heights` are the template's row dimensions."""
        self._move_heights(run, heights)
        self._move_prints()
        self._move_panes()
        self._move_formats()
        self._move_validations()
        self._move_filters()
        self._move_breaks()
        self._move_pictures()

    def _move_heights(self, run: Run, heights: Mapping[int, Any]) -> None:
        dimensions = self.sheet.row_dimensions
        dimensions.clear()
        own = {row: each for row, each in heights.items() if dict(each)}
        for number, row in enumerate(run.rows, start=1):
            if row.row in own:
                dimension = copy(own[row.row])
                dimension.index = number
                dimensions[number] = dimension

    def _move_prints(self) -> None:
        sheet = self.sheet
        if area := sheet.print_area:
            sheet.print_area = ",".join(
                _range(*found) for part in area.split(",") if (found := self._bounds(part))
            )
        if titles := sheet.print_title_rows:
            first, last = (int(part.replace("$", "")) for part in titles.split(":"))
            rows = bounds(self.rows.runs(first, last))
            sheet.print_title_rows = f"{rows[0]}:{rows[1]}" if rows else None

    def _bounds(self, area: str) -> tuple[int, int, int, int] | None:
        """One area around everything that the rows of an area became."""
        text = area.rpartition("!")[2].replace("$", "")
        left, top, right, bottom = range_boundaries(text)
        if top is None or bottom is None:  # whole columns
            return left, 1, right, max(self.rows.count, 1)
        found = bounds(self.rows.runs(top, bottom))
        return (left or 1, found[0], right or _LAST_COLUMN, found[1]) if found else None

    def _move_panes(self) -> None:
        pane = self.sheet.freeze_panes
        if not pane:
            return
        column, row = coordinate_from_string(pane)
        self.sheet.freeze_panes = f"{column}{self.rows.next_place(row) if row > 1 else 1}"

    # ------------------------------------------------------------- formats, validations, filters

    def _move_formats(self) -> None:
        old = self.sheet.conditional_formatting
        self.sheet.conditional_formatting = ConditionalFormattingList()
        for entry in old:
            moved = self._ranges(entry.sqref)
            if not moved:
                continue
            at = self._seen_from(entry.sqref)
            for rule in entry.rules:
                rule.formula = [self.follower.formula(f"={each}", at)[1:] for each in rule.formula]
                self.sheet.conditional_formatting.add(" ".join(moved), rule)

    def _move_validations(self) -> None:
        kept = []
        for validation in self.sheet.data_validations.dataValidation:
            moved = self._ranges(validation.sqref)
            if not moved:
                continue
            at = self._seen_from(validation.sqref)
            validation.sqref = MultiCellRange(" ".join(moved))
            for key in ("formula1", "formula2"):
                text = getattr(validation, key)
                if text and not text.startswith('"'):
                    setattr(validation, key, self.follower.formula(f"={text}", at)[1:])
            kept.append(validation)
        self.sheet.data_validations = DataValidationList(dataValidation=kept)

    def _ranges(self, ranges: Any) -> list[str]:
        areas = ((r.min_col, r.min_row, r.max_col, r.max_row) for r in ranges.sorted())
        return moved_ranges(areas, self.rows)

    def _seen_from(self, ranges: Any) -> At:
        """Formulas of formats and validations are as the first cell of their ranges has them."""
        top = min(area.min_row for area in ranges)
        for row in range(top, max(area.max_row for area in ranges) + 1):
            if places := self.rows.places(row):
                return At(row, places[0][0])
        return At(top, ())

    def _move_filters(self) -> None:
        own = self.sheet.auto_filter
        if own.ref and (found := self._bounds(own.ref)):
            own.ref = _range(*found)
        for table in self.sheet.tables.values():
            if found := self._bounds(table.ref):
                table.ref = _range(*found)
                if table.autoFilter:
                    table.autoFilter.ref = table.ref

    def _move_breaks(self) -> None:
        old = self.sheet.row_breaks
        if not old.brk:
            return
        numbers = sorted({place for brk in old.brk for _turns, place in self.rows.places(brk.id)})
        self.sheet.row_breaks = RowBreak(brk=[Break(id=number) for number in numbers])

    # ------------------------------------------------------------------------------ pictures

    def _move_pictures(self) -> None:
        self.sheet._images = [new for old in self.sheet._images for new in self._placed(old)]

    def _placed(self, picture: Any) -> Iterator[Any]:
        """The picture once for each turn of the loops around it, where its rows now are."""
        start = getattr(picture.anchor, "_from", None)
        if start is None:  # at a place of the page, not of a cell
            yield picture
            return
        end = getattr(picture.anchor, "to", None)
        first = start.row + 1
        last = max(first, end.row + 1) if end else first
        spans = self.rows.spans(first, last)
        if not spans and (after := self.rows.next_place(first)) <= self.rows.count:
            spans = [((after, after + last - first), At(first, ()))]
        content, anchor = picture._data(), deepcopy(picture.anchor)
        for (top, bottom), _at in spans:
            new = Image(io.BytesIO(content))
            new.width, new.height = picture.width, picture.height
            new.anchor = deepcopy(anchor)
            new.anchor._from.row = top - 1
            if end:
                new.anchor.to.row = bottom - 1
            yield new


def _range(left: int, top: int, right: int, bottom: int) -> str:
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
