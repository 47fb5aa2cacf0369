"""Pages: units flow over them by the office rules; then headers and footers are set on each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct, field

from generator.i18n import _
from generator.render.layout.floating import placed_groups
from generator.render.layout.glyphs import FieldValue
from generator.render.layout.items import Group, Item, Page, Pages
from generator.render.layout.sheets import Sheet, page_rules, sheet_of
from generator.render.layout.stack import (
    Box,
    Setting,
    Unit,
    slabs,
    stack_height,
    units,
)
from generator.render.layout.textboxes import in_box
from generator.render.model import (
    Banner,
    Block,
    Document,
    Field,
    Geometry,
    PageField,
    Section,
    SectionStart,
)
from generator.render.numberformats import formatted
from generator.render.refusal import BeyondPageModel, Unsupported

_ROUNDING = 0.05  # pt a line may stand over the margin: twips are rounded, lines are not lost


class _OpenPage(Struct):
    """A page while it is filled; lengths in pt from its top."""

    section: Section
    number: int
    is_first: bool
    top: float
    bottom: float
    y: float
    sheet: Sheet
    is_blank: bool = False  # put in so that the next begins on the right side of a sheet
    groups: list[Group] = field(default_factory=list)
    last: Box | None = None  # the lowest box on it
    reach: float = 0.0  # how far down merged cells' text stands

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on it yet, a table's repeated header rows aside."""
        return self.y == self.top


def lay_out(document: Document) -> Pages:
    """The document on its pages.

    Raises EngineError for a character no font draws, BeyondPageModel for what would run off a page.
    """
    flow = _Flow(document)
    for section in document.sections:
        flow.section(section)
    return flow.finish()


class _Flow:
    """Fills page after page; the only state of the layout, gone when it is done."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages: list[_OpenPage] = []

    # ------------------------------------------------------------ sections and pages

    def section(self, section: Section) -> None:
        """Flow one section's blocks onto its pages."""
        if not self._continues(section):
            self._start(section)
        geometry = section.geometry
        setting = self._setting(geometry.grid_pitch)
        self._flow(units(section.blocks, geometry.text_width, setting))

    def _setting(self, grid_pitch: float = 0.0, field_value: FieldValue | None = None) -> Setting:
        document = self._document
        return Setting(document.default_tab, document.add_spaces, grid_pitch, field_value)

    def _continues(self, section: Section) -> bool:
        if section.start is not SectionStart.CONTINUOUS or not self._pages:
            return False
        return self._pages[-1].section.geometry == section.geometry

    def _start(self, section: Section) -> None:
        number = self._pages[-1].number + 1 if self._pages else 1
        if section.first_page is not None:
            number = section.first_page
        wanted = {SectionStart.ODD_PAGE: 1, SectionStart.EVEN_PAGE: 0}.get(section.start)
        if wanted is not None and number % 2 != wanted:
            if self._pages:
                self._open(section, number, is_first=False)
                self._pages[-1].is_blank = True
            number += 1
        self._open(section, number, is_first=True)

    def _open(self, section: Section, number: int, *, is_first: bool) -> None:
        geometry = section.geometry
        setting = self._setting(field_value=lambda _field: "0")
        header = self._banner(section.headers, number, is_first, geometry, setting)
        footer = self._banner(section.footers, number, is_first, geometry, setting)
        top, bottom = geometry.top, geometry.height - geometry.bottom
        if header:
            top = max(top, geometry.header + stack_height(header))
        if footer:
            bottom = min(bottom, geometry.height - geometry.footer - stack_height(footer))
        sheet = sheet_of(geometry, number)
        self._pages.append(_OpenPage(section, number, is_first, top, bottom, top, sheet))

    def _next_page(self) -> None:
        page = self._pages[-1]
        self._open(page.section, page.number + 1, is_first=False)

    def _banner(
        self,
        banner: Banner,
        number: int,
        is_first: bool,
        geometry: Geometry,
        setting: Setting,
    ) -> list[Unit]:
        return units(
            _blocks(banner, number, is_first, self._document), geometry.text_width, setting
        )

    # ------------------------------------------------------------ units onto pages

    def _flow(self, waiting: Sequence[Unit]) -> None:
        after_break = True
        for index, unit in enumerate(waiting):
            page = self._pages[-1]
            if not page.is_fresh:
                if unit.breaks:
                    self._next_page()
                    after_break = True
                elif not self._fits(waiting, index):
                    self._turn(unit)
                    after_break = False
            self._place(unit, honour_before=after_break or not self._pages[-1].is_fresh)
            after_break = False

    def _fits(self, waiting: Sequence[Unit], index: int) -> bool:
        """Whether a unit may begin on this page together with what it must not be parted from."""
        page = self._pages[-1]
        room = page.bottom - page.y + _ROUNDING
        needed = 0.0
        for unit in waiting[index:]:
            if unit.breaks and needed:
                return needed <= room
            if not unit.keep_next:
                return self._begins(unit, room - needed - unit.before)
            needed += unit.before + unit.height + unit.after
            if needed > page.bottom - page.top:  # too long to be kept: it flows as if it were free
                break
        else:
            return needed <= room
        return self._begins(waiting[index], room - waiting[index].before)

    def _begins(self, unit: Unit, room: float) -> bool:
        """Whether as much of a unit as must stand together fits into so many pt."""
        if _first_height(unit) <= room:
            return True
        first = unit.boxes[0]
        return bool(first.cut and not first.keeps_whole and first.cut(room))

    def _turn(self, unit: Unit) -> None:
        """A new page inside the flow, headed by the table's header rows where there are any."""
        page = self._pages[-1]
        if page.reach > page.y + _ROUNDING:
            raise _refused(_("text of a merged cell cut by a page"), unit)
        if page.last is not None:
            self._draw(page.last.closing, page.y - page.last.height)
        self._next_page()
        for box in unit.header:
            self._put(box)
        self._pages[-1].top = self._pages[-1].y

    def _place(self, unit: Unit, *, honour_before: bool) -> None:
        if honour_before:
            self._pages[-1].y += unit.before
        rest = unit.boxes
        while rest:
            count = self._take(rest, unit)
            for box in rest[:count]:
                self._put(box)
            rest = rest[count:]
            if rest:
                rest = (self._cut(rest[0], unit), *rest[1:])
        self._pages[-1].y += unit.after

    def _cut(self, box: Box, unit: Unit) -> Box:
        """What is left of a box for the next page, which is begun; its head stays on this one."""
        page = self._pages[-1]
        parts = None
        if box.cut and (page.is_fresh or not box.keeps_whole):
            parts = box.cut(page.bottom - page.y - unit.foot)
        if parts is None and page.is_fresh:
            raise _refused(_("line or row higher than the page"), unit)
        if parts is None:
            self._turn(unit)
            return box
        self._put(parts[0])
        self._turn(unit)
        return parts[1]

    def _take(self, rest: Sequence[Box], unit: Unit) -> int:
        """How many of the boxes stay on this page, by the rules for widows and orphans."""
        page = self._pages[-1]
        y, count = page.y, 0
        for box in rest:
            if y + box.height + unit.foot > page.bottom + _ROUNDING:
                break
            y += box.height
            count += 1
        if count == len(rest) or page.is_fresh:
            return count
        if unit.keep_lines:
            return 0
        if unit.widow_control and len(rest) > 1:
            if len(rest) - count == 1:
                count -= 1
            if count < 2 and len(rest) == len(unit.boxes):
                count = 0
        return max(0, count)

    def _put(self, box: Box) -> None:
        page = self._pages[-1]
        if box.opening and (page.last is None or page.is_fresh):
            self._draw(box.opening, page.y)
        if box.items:
            page.groups.append(Group(box.items, page.sheet.left, page.y))
        if box.reach:
            page.reach = max(page.reach, page.y + box.reach)
        page.last = box
        page.y += box.height

    def _draw(self, items: tuple[Item, ...], y: float) -> None:
        if items:
            page = self._pages[-1]
            page.groups.append(Group(items, page.sheet.left, y))

    # ------------------------------------------------------------ headers and footers

    def finish(self) -> Pages:
        """All pages with their headers and footers."""
        return Pages(tuple(self._finished(page) for page in self._pages))

    def _finished(self, page: _OpenPage) -> Page:
        geometry = page.section.geometry
        if page.is_blank:
            return Page(geometry.width, geometry.height, (), page.number)
        setting = self._setting(field_value=lambda item: self._shown(item, page))
        sheet, border = page.sheet, page.section.border
        top, bottom = geometry.top, geometry.height - geometry.bottom
        groups: list[Group] = []
        for banner, at_top in ((page.section.headers, True), (page.section.footers, False)):
            stacked = self._banner(banner, page.number, page.is_first, geometry, setting)
            y = geometry.header
            if not at_top:
                y = geometry.height - geometry.footer - stack_height(stacked)
            if stacked and border and at_top and border.around_header:
                top = geometry.header
            elif stacked and border and not at_top and border.around_footer:
                bottom = geometry.height - geometry.footer
            for box in slabs(stacked):
                groups.append(Group(box.items, sheet.left, y))
                y += box.height
        if border:
            rules = page_rules(border, sheet, top, bottom, is_first=page.is_first)
            groups.append(Group(tuple(rules)))
        groups.extend(page.groups)
        boxed = partial(in_box, setting=self._setting())
        whole = tuple(placed_groups(groups, sheet, boxed))
        return Page(geometry.width, geometry.height, whole, page.number)

    def _shown(self, item: PageField, page: _OpenPage) -> str:
        """What a page field shows on a page."""
        if item.kind is Field.PAGE:
            shown = formatted(page.number, item.format or page.section.page_format)
        else:
            inside = [one for one in self._pages if one.section is page.section]
            whole = item.kind is Field.PAGES
            shown = formatted(len(self._pages if whole else inside), item.format or "decimal")
        assert shown is not None  # the reader refuses formats that are not known
        return shown


def _refused(feature: str, unit: Unit) -> BeyondPageModel:
    return BeyondPageModel((Unsupported(feature, unit.place),))


def _first_height(unit: Unit) -> float:
    """What of a unit must at least stand together."""
    count = 1
    if unit.keep_lines:
        count = len(unit.boxes)
    elif unit.widow_control:
        count = 2 if len(unit.boxes) != 3 else 3
    return sum(box.height for box in unit.boxes[:count]) + unit.foot


def _blocks(banner: Banner, number: int, is_first: bool, document: Document) -> tuple[Block, ...]:
    if is_first and banner.first is not None:
        return banner.first
    if document.even_and_odd and number % 2 == 0 and banner.even is not None:
        return banner.even
    return banner.default
