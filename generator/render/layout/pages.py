"""Pages: units flow over them by the office rules; then headers and footers are set on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.render.layout.items import Fill, Item, Page, Pages, moved
from generator.render.layout.stack import Box, Setting, Unit, placed, stack_height, units
from generator.render.model import (
    Banner,
    Block,
    Document,
    Field,
    Geometry,
    Section,
    SectionStart,
)

_ROUNDING = 0.05  # pt a line may stand over the margin: twips are rounded, lines are not lost


@dataclass
class _OpenPage:
    """A page while it is filled."""

    section: Section
    number: int
    is_first: bool
    top: float
    bottom: float
    y: float
    items: list[Item] = field(default_factory=list)

    @property
    def is_fresh(self) -> bool:
        return not self.items and self.y == self.top


def lay_out(document: Document) -> Pages:
    """The document on its pages. Raises EngineError for a character no font draws."""
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
        setting = Setting(self._document, geometry.grid_pitch)
        self._flow(units(section.blocks, geometry.text_width, setting))

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
            number += 1
        self._open(section, number, is_first=True)

    def _open(self, section: Section, number: int, *, is_first: bool) -> None:
        geometry = section.geometry
        setting = Setting(self._document, field_value=lambda _field: "0")
        header = self._banner(section.headers, number, is_first, geometry, setting)
        footer = self._banner(section.footers, number, is_first, geometry, setting)
        top, bottom = geometry.top, geometry.height - geometry.bottom
        if header:
            top = max(top, geometry.header + stack_height(header))
        if footer:
            bottom = min(bottom, geometry.height - geometry.footer - stack_height(footer))
        self._pages.append(_OpenPage(section, number, is_first, top, bottom, top))

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
            if unit.breaks and not page.is_fresh:
                self._next_page()
                after_break = True
            elif not page.is_fresh and not self._fits(waiting, index):
                self._turn(unit)
                after_break = False
            self._place(unit, honour_before=after_break or not self._pages[-1].is_fresh)
            after_break = False

    def _fits(self, waiting: Sequence[Unit], index: int) -> bool:
        """Whether a unit may begin on this page together with what it must not be parted from."""
        page = self._pages[-1]
        needed = 0.0
        longest = page.bottom - page.top
        for unit in waiting[index:]:
            if unit.breaks and needed:
                break
            if not unit.keep_next:
                needed += unit.before + _first_height(unit)
                break
            needed += unit.before + unit.height + unit.after
        if needed > longest:  # too long to be kept: it flows as if it were free
            needed = waiting[index].before + _first_height(waiting[index])
        return page.y + needed <= page.bottom + _ROUNDING

    def _turn(self, unit: Unit) -> None:
        """A new page inside the flow, headed by the table's header rows where there are any."""
        self._next_page()
        for box in unit.header:
            self._put(box)

    def _place(self, unit: Unit, *, honour_before: bool) -> None:
        page = self._pages[-1]
        if honour_before:
            page.y += unit.before
        rest = list(unit.boxes)
        while rest:
            count = self._take(rest, unit)
            for box in rest[:count]:
                self._put(box)
            rest = rest[count:]
            if rest:
                self._turn(unit)
        self._pages[-1].y += unit.after

    def _take(self, rest: Sequence[Box], unit: Unit) -> int:
        """How many of the boxes stay on this page, by the rules for widows and orphans."""
        page = self._pages[-1]
        y, count = page.y, 0
        for box in rest:
            if y + box.height > page.bottom + _ROUNDING:
                break
            y += box.height
            count += 1
        if page.is_fresh or count == len(rest):
            return max(1, count)
        if unit.keep_lines:
            return 0
        if unit.widow_control and len(rest) > 1:
            if len(rest) - count == 1:
                count -= 1
            if count < 2 and len(rest) == len(unit.boxes):
                count = 0
        return count

    def _put(self, box: Box) -> None:
        page = self._pages[-1]
        page.items.extend(moved(box.items, page.section.geometry.left, page.y))
        page.y += box.height

    # ------------------------------------------------------------ headers and footers

    def finish(self) -> Pages:
        """All pages with their headers and footers."""
        return Pages(tuple(self._finished(page) for page in self._pages))

    def _finished(self, page: _OpenPage) -> Page:
        geometry = page.section.geometry
        values = {Field.PAGE: str(page.number), Field.PAGES: str(len(self._pages))}
        setting = Setting(self._document, field_value=values.__getitem__)
        items: list[Item] = []
        for banner, at_top in ((page.section.headers, True), (page.section.footers, False)):
            stacked = self._banner(banner, page.number, page.is_first, geometry, setting)
            y = geometry.header
            if not at_top:
                y = geometry.height - geometry.footer - stack_height(stacked)
            items.extend(placed(stacked, geometry.left, y))
        items.extend(sorted(page.items, key=lambda item: not isinstance(item, Fill)))
        return Page(geometry.width, geometry.height, tuple(items), page.number)


def _first_height(unit: Unit) -> float:
    """What of a unit must at least stand together."""
    count = 1
    if unit.keep_lines:
        count = len(unit.boxes)
    elif unit.widow_control:
        count = 2 if len(unit.boxes) != 3 else 3
    return sum(box.height for box in unit.boxes[:count])


def _blocks(banner: Banner, number: int, is_first: bool, document: Document) -> tuple[Block, ...]:
    if is_first and banner.first is not None:
        return banner.first
    if document.even_and_odd and number % 2 == 0 and banner.even is not None:
        return banner.even
    return banner.default
