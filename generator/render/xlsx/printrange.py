"""What of a sheet is printed: its print areas, or everything from A1 to the last cell that shows."""

from __future__ import annotations

from generator.render.xlsx.book import Book, Image, Sheet
from generator.render.xlsx.celltext import set_line
from generator.render.xlsx.contents import Contents
from generator.render.xlsx.grid import PAD_SIDE, Axis, column_axis, row_axis
from generator.render.xlsx.values import MAX_COLUMN, MAX_ROW, Area

# Columns and rows beyond an image's corner that its own size may reach over.
_IMAGE_COLUMNS, _IMAGE_ROWS = 256, 2048
_ROUNDING = 0.5  # pt


def print_areas(book: Book, sheet: Sheet, contents: Contents) -> tuple[Area, ...]:
    """The areas printed, each on pages of its own; none for a sheet that shows nothing."""
    used = _used(book, sheet, contents)
    if sheet.print_areas:
        # A whole column or row is meant as far as it is used.
        wide = used or Area(1, 1, 1, 1)
        return tuple(
            Area(
                area.top,
                area.left,
                max(area.top, wide.bottom) if area.bottom == MAX_ROW else area.bottom,
                max(area.left, wide.right) if area.right == MAX_COLUMN else area.right,
            )
            for area in sheet.print_areas
        )
    return () if used is None else (_with_overflow(book, sheet, contents, used),)


def axes_reach(sheet: Sheet, areas: tuple[Area, ...]) -> tuple[int, int]:
    """The last row and column whose sizes drawing the areas may ask for."""
    rows = [area.bottom for area in areas]
    columns = [area.right for area in areas]
    for image in sheet.images:
        last = image.end or image.start
        rows.append(last.row + (0 if image.end else _IMAGE_ROWS))
        columns.append(last.column + (0 if image.end else _IMAGE_COLUMNS))
    for area in sheet.merges:
        if any(area.meets(one) for one in areas):
            rows.append(area.bottom)
            columns.append(area.right)
    for titles, found in ((sheet.title_rows, rows), (sheet.title_columns, columns)):
        if titles:
            found.append(titles[1])
    return min(max(rows), MAX_ROW), min(max(columns), MAX_COLUMN)


def image_box(image: Image, columns: Axis, rows: Axis) -> tuple[float, float, float, float]:
    """An image's left, top, right and bottom on its sheet, pt at full size."""
    left = columns.start(image.start.column) + image.start.right
    top = rows.start(image.start.row) + image.start.down
    if image.end is None:
        return left, top, left + image.width, top + image.height
    right = columns.start(image.end.column) + min(
        image.end.right, columns.size(image.end.column) or image.end.right
    )
    bottom = rows.start(image.end.row) + min(
        image.end.down, rows.size(image.end.row) or image.end.down
    )
    return left, top, right, bottom


def _used(book: Book, sheet: Sheet, contents: Contents) -> Area | None:
    """From A1 to the last row and column with a text, a fill, a rule or an image."""
    row = column = 0
    formats = book.styles.formats
    visible = [form.is_visible for form in formats]
    for (at, along), cell in sheet.cells.items():
        if at <= row and along <= column:
            continue
        shows = cell.style < len(visible) and visible[cell.style]
        if shows or (not cell.is_blank and contents.at(at, along) is not None):
            row, column = max(row, at), max(column, along)
    for image in sheet.images:
        at, along = _last_cell(book, sheet, contents, image)
        row, column = max(row, at), max(column, along)
    for area in sheet.merges:
        if area.top <= row and area.left <= column and contents.at(area.top, area.left):
            row, column = max(row, area.bottom), max(column, area.right)
    return Area(1, 1, row, column) if row else None


def _last_cell(book: Book, sheet: Sheet, contents: Contents, image: Image) -> tuple[int, int]:
    """The row and column that an image's bottom right corner lies in."""
    if image.end is not None:
        return image.end.row, image.end.column
    start = image.start
    columns = column_axis(book, sheet, min(start.column + _IMAGE_COLUMNS, MAX_COLUMN))
    rows = row_axis(book, sheet, contents, columns, min(start.row + _IMAGE_ROWS, MAX_ROW))
    _left, _top, right, bottom = image_box(image, columns, rows)
    return rows.at(bottom - _ROUNDING), columns.at(right - _ROUNDING)


def _with_overflow(book: Book, sheet: Sheet, contents: Contents, used: Area) -> Area:
    """The area with the columns that the last text of a row runs over into."""
    last: dict[int, int] = {}
    for (row, column), (value, _style, formula, _runs) in sheet.cells.items():
        if (value is not None or formula) and column > last.get(row, 0):
            last[row] = column
    columns = column_axis(book, sheet, used.right)
    right = used.right
    for row, column in last.items():
        content = contents.at(row, column)
        if content is None or content.kind != "text" or content.format.alignment.wrap:
            continue
        if content.horizontal not in ("left", "center") or content.format.alignment.shrink:
            continue
        width = set_line(content.runs, contents.place(row, column)).width + PAD_SIDE
        if content.horizontal == "center":
            width = (width + columns.size(column)) / 2
        while columns.start(column) + width > columns.end(right) and right < MAX_COLUMN:
            right += 1
            if right > columns.count:
                columns = column_axis(book, sheet, min(2 * right, MAX_COLUMN))
    return Area(used.top, used.left, used.bottom, right)
