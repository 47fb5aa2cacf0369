"""Where a sheet is cut into pages: breaks by size and by hand, titles repeated, scale to fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.render.xlsx.banners import zones
from generator.render.xlsx.book import Book, Sheet
from generator.render.xlsx.grid import Axis
from generator.render.xlsx.values import Area

_ROUNDING = 0.05  # pt
_LEAST_SCALE = 10  # percent, Excel's own
_SLIGHTLY_LESS = 0.98


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns or rows of one page: those repeated as titles, and its own, both visible ones."""

    titles: tuple[int, ...]
    own: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Titles first."""
        return self.titles + self.own


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the cells stand on a page: its margins, those above and below by header and footer."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cut:
    """A print range cut into strips of columns and of rows, at a scale (1: as it is)."""

    columns: tuple[Strip, ...]
    rows: tuple[Strip, ...]
    scale: float
    frame: Frame


def frame(book: Book, sheet: Sheet, scale: float) -> Frame:
    """The frame of a sheet's pages at a scale, pt."""
    setup = sheet.setup
    top, bottom = zones(sheet.banners, setup, book.styles.normal, scale)
    width = setup.width - setup.left - setup.right
    return Frame(setup.left, top, width, setup.height - top - bottom)


def cut(book: Book, sheet: Sheet, area: Area, columns: Axis, rows: Axis) -> Cut:
    """The pages of a print range, at the sheet's scale or the largest whole percent that fits."""
    setup = sheet.setup
    if not setup.fits:
        return _cut_at(book, sheet, area, columns, rows, setup.scale / 100, by_hand=True)
    low, high = _LEAST_SCALE, 100
    while low < high:  # the largest percent that makes no more pages than wanted
        middle = (low + high + 1) // 2
        found = _cut_at(book, sheet, area, columns, rows, middle / 100, by_hand=False)
        too_wide = setup.fit_width and len(found.columns) > setup.fit_width
        too_high = setup.fit_height and len(found.rows) > setup.fit_height
        if too_wide or too_high:
            high = middle - 1
        else:
            low = middle
    found = _cut_at(book, sheet, area, columns, rows, low / 100, by_hand=False)
    if setup.fit_width and not setup.fit_height and len(found.rows) > 1 and low < 100:
        # Calc takes two percent less where that saves a page, so that Excel's pages come out.
        percent = max(_LEAST_SCALE, int(low * _SLIGHTLY_LESS))
        less = _cut_at(book, sheet, area, columns, rows, percent / 100, by_hand=False)
        return less if len(less.rows) < len(found.rows) else found
    return found


def _cut_at(
    book: Book,
    sheet: Sheet,
    area: Area,
    columns: Axis,
    rows: Axis,
    scale: float,
    *,
    by_hand: bool,
) -> Cut:
    setup = sheet.setup
    space = frame(book, sheet, scale)
    across = _strips(
        columns,
        range(area.left, area.right + 1),
        sheet.title_columns,
        space.width / scale,
        setup.column_breaks if by_hand else frozenset(),
    )
    down = _strips(
        rows,
        range(area.top, area.bottom + 1),
        sheet.title_rows,
        space.height / scale,
        setup.row_breaks if by_hand else frozenset(),
    )
    return Cut(tuple(across), tuple(down), scale, space)


def _strips(
    axis: Axis,
    numbers: range,
    titles: tuple[int, int] | None,
    space: float,
    breaks: frozenset[int],
) -> Iterator[Strip]:
    """The strips in order; one that is larger than the space stands alone."""
    repeated = _visible(axis, range(titles[0], titles[1] + 1)) if titles else ()
    taken = sum(axis.size(number) for number in repeated)
    own: list[int] = []
    used = 0.0
    is_forced = False
    for number in numbers:
        size = axis.size(number)
        if size > 0:
            head = _head(repeated, own or [number])
            if own and (is_forced or used + size + (taken if head else 0) > space + _ROUNDING):
                yield Strip(_head(repeated, own), tuple(own))
                own, used = [], 0.0
            own.append(number)
            used += size
            is_forced = False
        is_forced = is_forced or number in breaks
    if own:
        yield Strip(_head(repeated, own), tuple(own))


def _head(repeated: Sequence[int], own: Sequence[int]) -> tuple[int, ...]:
    """The titles above a page's rows: none where the page itself begins before or in them."""
    return tuple(repeated) if repeated and own[0] > repeated[-1] else ()


def _visible(axis: Axis, numbers: range) -> tuple[int, ...]:
    return tuple(number for number in numbers if axis.size(number) > 0)
