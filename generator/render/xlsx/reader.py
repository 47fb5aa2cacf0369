"""XLSX in, laid-out pages out: every visible sheet, its ranges, its pages, their headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from msgspec import Struct
from openpyxl.utils import get_column_letter

from generator.errors import FormError
from generator.garbage import without_collections
from generator.i18n import _
from generator.render.layout.items import Destination, Group, Item, Page, Pages, PlacedPicture
from generator.render.refusal import Refusals
from generator.render.xlsx.banners import PageFacts, banner_items, unsupported
from generator.render.xlsx.book import Book, Sheet
from generator.render.xlsx.contents import Contents
from generator.render.xlsx.formulas.evaluate import Evaluator
from generator.render.xlsx.grid import column_axis, row_axis
from generator.render.xlsx.merges import Merges
from generator.render.xlsx.pagination import Cut, Frame, Strip, cut
from generator.render.xlsx.printrange import axes_reach, image_box, print_areas
from generator.render.xlsx.region import Region, SheetView
from generator.render.xlsx.spaces import cell_spaces
from generator.render.xlsx.values import cell_name
from generator.render.xlsx.workbook import read_book

MAX_PAGES = 20_000
MAX_ITEMS = 2_000_000  # texts, rules (each dash is one), fills: a roster's page has 600
_ROUNDING = 0.5  # pt an image may stick out of its page's cells


class _Body(Struct, frozen=True):
    """A page's cells before its header and footer are known."""

    sheet: Sheet
    items: tuple[Item, ...]
    scale: float
    is_first: bool  # of its sheet


def lay_out_xlsx(
    source: bytes, name: str = "", *, page_numbers: bool = True
) -> tuple[Pages, Refusals]:
    """The pages of a workbook, and what of it is not on them.

    `page_numbers=False` leaves out the parts of headers and footers that hold page numbers. Raises
    FormError for a damaged file or one with nothing to print, EngineError naming the cell when no
    font can draw a character.
    """
    with without_collections():
        return _laid_out(source, name, page_numbers)


def _laid_out(source: bytes, name: str, page_numbers: bool) -> tuple[Pages, Refusals]:
    refusals = Refusals()
    book = read_book(source, name, refusals)
    evaluator = Evaluator(book)
    bodies = [
        body
        for sheet in book.sheets
        if not sheet.hidden
        for body in _bodies(book, sheet, evaluator, refusals)
    ]
    _refuse_lost_places(book, bodies, refusals)
    if not bodies and not refusals.findings:
        raise FormError(
            _("the workbook holds nothing to print"),
            where=name,
            remedy=_("Put something into a sheet that is not hidden."),
        )
    return Pages(tuple(_pages(book, bodies, PurePath(name).name, page_numbers))), refusals


def _refuse_lost_places(book: Book, bodies: list[_Body], refusals: Refusals) -> None:
    """A seal's place that no page shows would be missed only when somebody comes to press it."""
    wanted = {(place[0], sheet.name, place[1]) for sheet in book.sheets for place in sheet.places}
    if not wanted:
        return
    shown = {item.name for body in bodies for item in body.items if isinstance(item, Destination)}
    for name, sheet, cell in sorted(wanted):
        if name not in shown:
            feature = _("place {name} on no printed page", name=name)
            refusals.add(feature, f"{sheet}!{cell_name(*cell)}")


def _bodies(book: Book, sheet: Sheet, evaluator: Evaluator, refusals: Refusals) -> Iterator[_Body]:
    """The pages of a sheet in the order they are printed; empty ones are left out, as in Calc."""
    for feature in unsupported(sheet.banners):
        refusals.add(feature, sheet.name)
    contents = Contents(book, sheet, evaluator, refusals)
    areas = print_areas(book, sheet, contents)
    if not areas:
        return
    last_row, last_column = axes_reach(sheet, areas)
    columns = column_axis(book, sheet, last_column)
    rows = row_axis(book, sheet, contents, columns, last_row)
    merges = Merges(sheet.merges)
    is_first, drawn = True, 0
    for area in areas:
        cuts = cut(book, sheet, area, columns, rows)
        view = SheetView(book, sheet, contents, merges, columns, rows, area, cuts.scale)
        _refuse_formats(view, refusals)
        for across, down in _order(view, cuts, refusals):
            items = tuple(_body_items(view, cuts.frame, across, down, refusals))
            yield _Body(sheet, items, cuts.scale, is_first)
            is_first, drawn = False, drawn + len(items)
            if drawn > MAX_ITEMS:
                refusals.add(_("more than {count} texts and rules", count=MAX_ITEMS), sheet.name)
                return


def _refuse_formats(view: SheetView, refusals: Refusals) -> None:
    """What of the formats of printed cells is not drawn."""
    bad = {
        number: form.unsupported
        for number, form in enumerate(view.book.styles.formats)
        if form.unsupported
    }
    if not bad:
        return
    sheet, area = view.sheet, view.area
    found = [
        (cell.style, cell_name(row, column))
        for (row, column), cell in sheet.cells.items()
        if cell.style in bad and area.holds(row, column)
    ]
    for row, settings in sheet.rows.items():
        if settings.style in bad and area.top <= row <= area.bottom:
            found.append((settings.style, f"{row}:{row}"))
    for columns in sheet.columns:
        if columns.style in bad and columns.first <= area.right and columns.last >= area.left:
            letters = get_column_letter(columns.first), get_column_letter(columns.last)
            found.append((columns.style, ":".join(letters)))
    for style, place in found:
        for feature in bad[style]:
            refusals.add(feature, f"{sheet.name}!{place}")


def _order(view: SheetView, cuts: Cut, refusals: Refusals) -> Iterator[tuple[Strip, Strip]]:
    """The pages with something on them: down and then over, or the other way round."""
    filled = _filled(view, cuts)
    if len(filled) > MAX_PAGES:
        refusals.add(_("more than {count} pages", count=MAX_PAGES), view.sheet.name)
        return
    over_first = view.sheet.setup.over_then_down
    for i, j in sorted(filled, key=lambda page: page if over_first else (page[1], page[0])):
        _refuse_too_large(view, cuts.frame, cuts.columns[j], cuts.rows[i], refusals)
        yield cuts.columns[j], cuts.rows[i]


def _filled(view: SheetView, cuts: Cut) -> set[tuple[int, int]]:
    """Which pages, by number of their rows' and columns' strip, have something on them."""
    of_row = {number: i for i, strip in enumerate(cuts.rows) for number in strip.own}
    of_column = {number: j for j, strip in enumerate(cuts.columns) for number in strip.own}
    found: set[tuple[int, int]] = set()
    for (row, column), cell in view.sheet.cells.items():
        i, j = of_row.get(row), of_column.get(column)
        if i is None or j is None or (i, j) in found:
            continue
        if view.book.styles.format(cell.style).is_visible or view.contents.at(row, column):
            found.add((i, j))
    for image in view.sheet.images:
        left, top, right, bottom = image_box(image, view.columns, view.rows)
        corners = ((top, left), (bottom - _ROUNDING, right - _ROUNDING))
        for y, x in corners:
            i, j = of_row.get(view.rows.at(y)), of_column.get(view.columns.at(x))
            if i is not None and j is not None:
                found.add((i, j))
    return found


def _refuse_too_large(
    view: SheetView, space: Frame, across: Strip, down: Strip, refusals: Refusals
) -> None:
    """A column or row larger than its page is cut off by Excel."""
    wide = sum(view.columns.size(number) for number in across.all) * view.scale
    high = sum(view.rows.size(number) for number in down.all) * view.scale
    if wide > space.width + 1:
        place = f"{view.sheet.name}!{cell_name(down.own[0], across.own[0])}"
        refusals.add(_("column wider than a page"), place)
    if high > space.height + 1:
        place = f"{view.sheet.name}!{cell_name(down.own[0], across.own[0])}"
        refusals.add(_("row higher than a page"), place)


def _body_items(
    view: SheetView, space: Frame, across: Strip, down: Strip, refusals: Refusals
) -> list[Item]:
    """The cells and images of one page: the titles' corner, its rows, its columns, its own cells."""
    setup, scale = view.sheet.setup, view.scale
    widths = [
        sum(view.columns.size(n) for n in part) * scale for part in (across.titles, across.own)
    ]
    heights = [sum(view.rows.size(n) for n in part) * scale for part in (down.titles, down.own)]
    x = space.left + ((space.width - sum(widths)) / 2 if setup.center_across else 0.0)
    y = space.top + ((space.height - sum(heights)) / 2 if setup.center_down else 0.0)
    regions = []
    for rows, top in ((down.titles, y), (down.own, y + heights[0])):
        for columns, left in ((across.titles, x), (across.own, x + widths[0])):
            if rows and columns:
                regions.append(Region(view, rows, columns, left, top))
    found: list[Item] = []
    for region in regions:
        found += region.fills()
    for region in regions:
        found += region.items()
    found += _places(view, across, down, x + widths[0], y + heights[0])
    if view.sheet.fields:
        found += cell_spaces(view, across.own, down.own, x + widths[0], y + heights[0])
    found += _images(view, across, down, x + widths[0], y + heights[0], refusals)
    return found


def _places(
    view: SheetView, across: Strip, down: Strip, x: float, y: float
) -> Iterator[Destination]:
    """Where seals are pressed: the top left of the cells named for them."""
    for name, (row, column) in view.sheet.places:
        if row in down.own and column in across.own:
            right = view.columns.start(column) - view.columns.start(across.own[0])
            below = view.rows.start(row) - view.rows.start(down.own[0])
            yield Destination(x + right * view.scale, y + below * view.scale, name)


def _images(
    view: SheetView, across: Strip, down: Strip, x: float, y: float, refusals: Refusals
) -> Iterator[Item]:
    scale = view.scale
    left, right = view.columns.start(across.own[0]), view.columns.end(across.own[-1])
    top, bottom = view.rows.start(down.own[0]), view.rows.end(down.own[-1])
    for image in view.sheet.images:
        x1, y1, x2, y2 = image_box(image, view.columns, view.rows)
        if x1 >= right or x2 <= left or y1 >= bottom or y2 <= top:
            continue
        slack = _ROUNDING
        if x1 < left - slack or y1 < top - slack or x2 > right + slack or y2 > bottom + slack:
            refusals.add(_("picture over the edge of its page"), f"{view.sheet.name}!{image.place}")
            continue
        yield PlacedPicture(
            x + (x1 - left) * scale,
            y + (y1 - top) * scale,
            (x2 - x1) * scale,
            (y2 - y1) * scale,
            image.data,
        )


def _pages(book: Book, bodies: list[_Body], file: str, page_numbers: bool) -> Iterator[Page]:
    """The pages with their numbers, headers and footers."""
    number = 0
    for body in bodies:
        setup = body.sheet.setup
        number += 1
        if body.is_first and setup.first_page is not None:
            number = setup.first_page
        banners = banner_items(
            body.sheet.banners,
            setup,
            book.styles.normal,
            PageFacts(number, len(bodies), body.sheet.name, file),
            is_first=body.is_first,
            scale=body.scale,
            page_numbers=page_numbers,
        )
        yield Page(setup.width, setup.height, (Group((*banners, *body.items)),), number)
