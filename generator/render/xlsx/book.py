"""A workbook as its file has it, before anything is evaluated or placed; lengths as the file has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from generator.render.model import CharStyle
from generator.render.xlsx.styles import Styles
from generator.render.xlsx.values import Area, Value

Place = tuple[int, int]  # row and column, counted from 1


class CellData(NamedTuple):  # a tuple, since there are very many
    """What stands in one cell; a formula's value is worked out later, `runs` are rich text."""

    value: Value = None
    style: int = 0
    formula: str = ""
    runs: tuple[tuple[str, CharStyle | None], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it holds neither a value nor a formula."""
        return self.value is None and not self.formula


class RowData(Struct, frozen=True):
    """A row's own settings; no height: as high as its text needs."""

    height: float | None = None  # pt
    hidden: bool = False
    style: int | None = None


class ColumnData(Struct, frozen=True):
    """A range of columns' settings; width in digits of the normal font."""

    first: int
    last: int
    width: float | None = None
    hidden: bool = False
    style: int = 0


class PageSetup(Struct, frozen=True):
    """How a sheet is printed; lengths in pt, `fit_*` 0: any number of pages."""

    width: float = 595.304
    height: float = 841.89
    left: float = 50.4
    right: float = 50.4
    top: float = 54.0
    bottom: float = 54.0
    header: float = 21.6
    footer: float = 21.6
    scale: int = 100
    fits: bool = False
    fit_width: int = 1
    fit_height: int = 1
    center_across: bool = False
    center_down: bool = False
    over_then_down: bool = False
    first_page: int | None = None
    row_breaks: frozenset[int] = frozenset()  # after these rows
    column_breaks: frozenset[int] = frozenset()


class BannerCodes(Struct, frozen=True):
    """Header and footer codes: for odd pages, and others where they differ."""

    odd: tuple[str, str] = ("", "")  # header, footer
    even: tuple[str, str] | None = None
    first: tuple[str, str] | None = None
    scaled: bool = True  # with the sheet


class Corner(Struct, frozen=True):
    """Where an image's corner stands: a cell counted from 1 and a shift from its top left in pt."""

    row: int
    column: int
    down: float
    right: float


class Image(Struct, frozen=True):
    """An image on a sheet: between two corners, or from one with its own size."""

    data: bytes
    start: Corner
    end: Corner | None
    width: float = 0.0
    height: float = 0.0
    place: str = ""


class Sheet(Struct, frozen=True):
    """One visible sheet."""

    name: str
    cells: Mapping[Place, CellData]
    rows: Mapping[int, RowData] = field(default_factory=dict)
    columns: tuple[ColumnData, ...] = ()
    merges: tuple[Area, ...] = ()
    default_height: float | None = None  # pt
    default_height_fixed: bool = False
    default_width: float | None = None  # digits
    base_width: int = 8  # digits
    default_hidden: bool = False  # rows without settings of their own are hidden
    setup: PageSetup = field(default_factory=PageSetup)
    banners: BannerCodes = field(default_factory=BannerCodes)
    images: tuple[Image, ...] = ()
    shows_zeros: bool = True
    shows_formulas: bool = False
    hidden: bool = False
    print_areas: tuple[Area, ...] = ()
    title_rows: tuple[int, int] | None = None
    title_columns: tuple[int, int] | None = None
    places: tuple[tuple[str, Place], ...] = ()  # cells named `seal_<role>`, where seals are pressed
    fields: tuple[tuple[str, Area], ...] = ()  # and `field_<name>`, where people write


class Book(Struct, frozen=True):
    """A workbook: its sheets in order, hidden ones too since formulas may look into them."""

    sheets: tuple[Sheet, ...]
    styles: Styles
    names: Mapping[str, str]  # defined names in upper case and what they stand for
    date1904: bool = False
