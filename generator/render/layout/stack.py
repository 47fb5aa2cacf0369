"""Blocks stacked in a column: the boxes a page, a cell, a header or a footer is filled with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.render.layout.glyphs import FieldValue
from generator.render.layout.items import Fill, Item, Rule, moved
from generator.render.layout.lines import SetParagraph, set_paragraph
from generator.render.model import Block, Border, Document, PageBreak, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Box:
    """Something of a height that no page divides: a line or a table row."""

    height: float
    items: tuple[Item, ...]  # from the box's top and the column's left edge


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as the pages take it: its boxes and the ties between them and to the next unit."""

    boxes: tuple[Box, ...]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = False
    breaks: bool = False  # a new page begins before it
    header: tuple[Box, ...] = ()  # repeated when a page begins with this unit

    @property
    def height(self) -> float:
        """Of all boxes, the space around them aside."""
        return sum(box.height for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Setting:
    """What setting blocks needs to know of the document and the page."""

    document: Document
    grid_pitch: float = 0.0
    field_value: FieldValue | None = None


def units(blocks: Sequence[Block], width: float, setting: Setting) -> list[Unit]:
    """The blocks as units, in a column of `width` pt."""
    from generator.render.layout.tables import table_units  # cells stack blocks again

    found: list[Unit] = []
    breaks = False
    previous: Paragraph | None = None
    for block in blocks:
        if isinstance(block, PageBreak):
            breaks = True
            continue
        if isinstance(block, Table):
            made = table_units(block, width, setting)
        else:
            made = [_paragraph_unit(block, previous, width, setting)]
            if found and _same_context(previous, block):
                found[-1] = replace(found[-1], after=0.0)
        if breaks and made:
            made[0] = replace(made[0], breaks=True)
            breaks = False
        found.extend(made)
        previous = block if isinstance(block, Paragraph) else None
    return found


def _same_context(before: Paragraph | None, after: Paragraph) -> bool:
    return (
        before is not None
        and before.style.contextual_spacing
        and before.style.style_id == after.style.style_id
    )


def _paragraph_unit(
    paragraph: Paragraph, previous: Paragraph | None, width: float, setting: Setting
) -> Unit:
    done = set_paragraph(
        paragraph,
        width,
        default_tab=setting.document.default_tab,
        grid_pitch=setting.grid_pitch,
        field_value=setting.field_value,
    )
    style = paragraph.style
    close = style.contextual_spacing and previous and previous.style.style_id == style.style_id
    return Unit(
        boxes=tuple(_boxes(done, width)),
        before=0.0 if close else style.before,
        after=style.after,
        keep_next=style.keep_next,
        keep_lines=style.keep_lines,
        widow_control=style.widow_control,
        breaks=style.page_break_before,
    )


def _boxes(done: SetParagraph, width: float) -> Iterable[Box]:
    """The paragraph's lines with its rules drawn around them."""
    borders, style = done.style.borders, done.style
    count = len(done.lines)
    for number, line in enumerate(done.lines):
        items = list(line.items)
        if borders is not None:
            left, right = style.left, width - style.right
            top, bottom = number == 0, number == count - 1
            if borders.top and top:
                items.append(_horizontal(left, right, 0.0, borders.top))
            if borders.bottom and bottom:
                items.append(_horizontal(left, right, line.height, borders.bottom))
            for x, rule in ((left, borders.left), (right, borders.right)):
                if rule:
                    items.append(Rule(x, 0.0, x, line.height, rule.width, rule.color))
        yield Box(line.height, tuple(items))


def _horizontal(left: float, right: float, y: float, rule: Border) -> Rule:
    return Rule(left, y, right, y, rule.width, rule.color)


def stack_height(stacked: Sequence[Unit]) -> float:
    """The height of units set one under another, the first one's space before included."""
    return sum(unit.before + unit.height + unit.after for unit in stacked)


def placed(stacked: Sequence[Unit], x: float, y: float) -> list[Item]:
    """The items of units set one under another from (x, y); fills first, so that text stays on top."""
    items: list[Item] = []
    for unit in stacked:
        y += unit.before
        for box in unit.boxes:
            items.extend(moved(box.items, x, y))
            y += box.height
        y += unit.after
    return sorted(items, key=lambda item: not isinstance(item, Fill))
