"""Where a sheet is cut into pages: breaks by size and by hand, titles repeated, scale to fit."""

from __future__ import annotations

from msgspec import Struct

from generator.render.xlsx.banners import zones
from generator.render.xlsx.book import Book, Sheet
from generator.render.xlsx.grid import Axis
from generator.render.xlsx.values import Area

_ROUNDING = 0.05  # pt
_LEAST_SCALE = 10  # percent, Excel's own
_SLIGHTLY_LESS = 0.98


class Strip(Struct, frozen=True):
    """The columns or rows of one page: those repeated as titles, and its own, both visible ones."""

    titles: tuple[int, ...]
    own: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Titles first."""
        return self.titles + self.own


class Frame(Struct, frozen=True):
    """Where the cells stand on a page: its margins, those above and below by header and footer."""

    left: float
    top: float
    width: float
    height: float


class Cut(Struct, frozen=True):
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
    """The pages of a print range, at the sheet's scale or the largest whole percent that fits.

    Breaks set by hand do not count where a sheet is fitted to its pages, as in Excel.
    """
    setup = sheet.setup
    across = _Cutter(columns, range(area.left, area.right + 1), sheet.title_columns)
    down = _Cutter(rows, range(area.top, area.bottom + 1), sheet.title_rows)

    def cut_at(percent: int) -> Cut:
        scale = percent / 100
        space = frame(book, sheet, scale)
        by_column, by_row = setup.column_breaks, setup.row_breaks
        if setup.fits:
            by_column = by_row = frozenset()
        return Cut(
            across.strips(space.width / scale, by_column),
            down.strips(space.height / scale, by_row),
            scale,
            space,
        )

    def fits(percent: int) -> bool:
        scale = percent / 100
        space = frame(book, sheet, scale)
        wide, high = setup.fit_width, setup.fit_height
        if wide and len(across.strips(space.width / scale, frozenset())) > wide:
            return False
        return not high or len(down.strips(space.height / scale, frozenset())) <= high

    if not setup.fits:
        return cut_at(setup.scale)
    low, high = _LEAST_SCALE, 100
    while low < high:  # the largest percent that makes no more pages than wanted
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    found = cut_at(low)
    if setup.fit_width and not setup.fit_height and len(found.rows) > 1 and low < 100:
        # Calc takes two percent less where that saves a page, so that Excel's pages come out.
        less = cut_at(max(_LEAST_SCALE, int(low * _SLIGHTLY_LESS)))
        return less if len(less.rows) < len(found.rows) else found
    return found


class _Cutter:
    """The columns or rows of a print range, to be cut into strips of a size."""

    def __init__(self, axis: Axis, numbers: range, titles: tuple[int, int] | None) -> None:
        self._sizes = [(number, axis.size(number)) for number in numbers]
        self._titles: tuple[int, ...] = ()
        if titles:
            shown = range(titles[0], titles[1] + 1)
            self._titles = tuple(number for number in shown if axis.size(number) > 0)
        self._taken = sum(axis.size(number) for number in self._titles)

    def strips(self, space: float, breaks: frozenset[int]) -> tuple[Strip, ...]:
        """The strips in order; what is larger than the space stands alone. Lengths in pt."""
        found: list[Strip] = []
        own: list[int] = []
        used = 0.0
        is_forced = False
        room = space + _ROUNDING
        for number, size in self._sizes:
            if size > 0:
                if own and (is_forced or used + size > room):
                    found.append(Strip(self._head(own[0]), tuple(own)))
                    own = []
                if not own:
                    used, is_forced = (self._taken if self._head(number) else 0.0), False
                own.append(number)
                used += size
            is_forced = is_forced or number in breaks
        if own:
            found.append(Strip(self._head(own[0]), tuple(own)))
        return tuple(found)

    def _head(self, first: int) -> tuple[int, ...]:
        """The titles before a page's own: none where it begins before or in them."""
        return self._titles if self._titles and first > self._titles[-1] else ()
