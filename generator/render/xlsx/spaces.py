"""Cells that names `field_<name>` of a workbook leave for people to write in, where they stand on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.render.layout.items import Space
from generator.render.xlsx.region import SheetView
from generator.render.xlsx.values import Area

_PLAIN_SIZE = 11.0  # pt, of a cell without a format


def cell_spaces(
    view: SheetView, columns: Sequence[int], rows: Sequence[int], x: float, y: float
) -> Iterator[Space]:
    """The spaces of a page whose own cells begin at (x, y).

    Where a name stands for several cells, the second is `field_<name>_2`, row by row.
    """
    for name, area in view.sheet.fields:
        for number, cells in enumerate(_parts(view, area), start=1):
            if cells.top in rows and cells.left in columns:
                own = name if number == 1 else f"{name}_{number}"
                right = view.columns.start(cells.left) - view.columns.start(columns[0])
                below = view.rows.start(cells.top) - view.rows.start(rows[0])
                yield _space(view, cells, own, x + right * view.scale, y + below * view.scale)


def _parts(view: SheetView, area: Area) -> Iterator[Area]:
    """The cells of an area one by one, merged ones together."""
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            merged = view.merges.area(row, column)
            if merged is None:
                yield Area(row, column, row, column)
            elif (row, column) == (merged.top, merged.left):
                yield merged


def _space(view: SheetView, cells: Area, name: str, x: float, y: float) -> Space:
    form = view.format_at(cells.top, cells.left)
    return Space(
        x=x,
        y=y,
        width=(view.columns.end(cells.right) - view.columns.start(cells.left)) * view.scale,
        height=(view.rows.end(cells.bottom) - view.rows.start(cells.top)) * view.scale,
        name=name,
        mark=(0.0, 0.0),
        size=(form.style.size if form else _PLAIN_SIZE) * view.scale,
        align=form.alignment.horizontal if form else "left",
    )
