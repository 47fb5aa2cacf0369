"""Blocks stacked in a column: the boxes a page, a cell, a header or a footer is filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.render.drawing import Borders
from generator.render.kept import kept_by_identity
from generator.render.layout.glyphs import FieldValue
from generator.render.layout.items import Fill, Item, moved
from generator.render.layout.lines import SetParagraph, TextSetting, set_paragraph
from generator.render.layout.rules import stroke
from generator.render.model import Block, PageBreak, Paragraph, Table


class Box(Struct, frozen=True):
    """Something of a height: a line or a table row."""

    height: float
    items: tuple[Item, ...]  # from the box's top and the column's left edge
    # A row cut so that its head is at most so high: head and tail, None where nothing fits.
    cut: Callable[[float], tuple[Box, Box] | None] | None = None
    keeps_whole: bool = False  # cut only where it is higher than a page
    opening: tuple[Item, ...] = ()  # more of it where it begins a page inside its table
    closing: tuple[Item, ...] = ()  # and where it ends one
    reach: float = 0.0  # how far down from its top its merged cells' text stands


class Unit(Struct, frozen=True):
    """A block as the pages take it: its boxes and the ties between them and to the next unit."""

    boxes: tuple[Box, ...]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = False
    breaks: bool = False  # a new page begins before it
    foot: float = 0.0  # room the rule below a row takes where the row ends a page
    header: tuple[Box, ...] = ()  # repeated when a page begins with this unit
    place: str = ""  # in the file, for messages

    @property
    def height(self) -> float:
        """Of all boxes, the space around them aside."""
        return sum(box.height for box in self.boxes)


class Setting(Struct, frozen=True):
    """What setting blocks needs to know of the document and the page."""

    default_tab: float
    add_spaces: bool
    grid_pitch: float = 0.0
    field_value: FieldValue | None = None
    in_table: bool = False

    @property
    def text(self) -> TextSetting:
        """What setting paragraphs needs of it; in tables no mark hangs."""
        return TextSetting(self.default_tab, self.grid_pitch, not self.in_table)


def units(blocks: Sequence[Block], width: float, setting: Setting) -> list[Unit]:
    """The blocks as units, in a column of `width` pt."""
    found: list[Unit] = []
    breaks = False
    previous: Block | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            breaks, previous = True, block
            continue
        if isinstance(block, Table):
            from generator.render.layout.tables import table_units  # cells stack blocks again

            made = list(table_units(block, width, setting))
        else:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            made = [_paragraph_unit(block, previous, following, width, setting)]
        if breaks and made:
            made[0] = replace(made[0], breaks=True)
            breaks = False
        found.extend(made)
        previous = block
    return found


def _paragraph_unit(
    paragraph: Paragraph,
    previous: Block | None,
    following: Block | None,
    width: float,
    setting: Setting,
) -> Unit:
    style = paragraph.style
    before = 0.0 if _is_close(paragraph, previous) else style.before
    if isinstance(previous, Paragraph) and not setting.add_spaces:
        # Of the space after one paragraph and before the next only the larger stands.
        gap = 0.0 if _is_close(previous, paragraph) else previous.style.after
        before = max(0.0, before - gap)
    after = 0.0 if _is_close(paragraph, following) else style.after
    joined = (False, False)
    if style.shading or style.borders is not None:
        joined = _joined(paragraph, previous), _joined(paragraph, following)
    # What fields show differs from page to page.
    make = _lone_unit if setting.field_value is not None else _known_unit
    return make(paragraph, width, setting, before, after, joined)


def _joined(paragraph: Paragraph, neighbour: Block | None) -> bool:
    """Whether the rules around a paragraph, or else its shading, go on around its neighbour."""
    if paragraph.style.borders is not None:
        return _shares_box(paragraph, neighbour)
    return _is_shaded(neighbour)


def _lone_unit(
    paragraph: Paragraph,
    width: float,
    setting: Setting,
    before: float,
    after: float,
    joined: tuple[bool, bool],
) -> Unit:
    """A paragraph with the space around it; `joined` to the one above, the one below."""
    style = paragraph.style
    done = set_paragraph(paragraph, width, setting.text, setting.field_value)
    boxes = tuple(Box(line.height, line.items) for line in done.lines)
    if style.shading and style.borders is None:
        boxes = tuple(
            _shaded(done, width, before if joined[0] else 0.0, after if joined[1] else 0.0)
        )
    if style.borders is not None:
        above, below = before if joined[0] else None, after if joined[1] else None
        boxes = tuple(_bordered(done, style.borders, width, above, below))
    return Unit(
        boxes=boxes,
        before=before,
        after=after,
        keep_next=style.keep_next,
        keep_lines=style.keep_lines,
        widow_control=style.widow_control,
        breaks=style.page_break_before,
        place=paragraph.place,
    )


# Most paragraphs recur from document to document.
_known_unit = kept_by_identity(4096)(_lone_unit)


def _is_close(paragraph: Paragraph, neighbour: Block | None) -> bool:
    """Whether contextual spacing leaves no space between the two."""
    return (
        paragraph.style.contextual_spacing
        and isinstance(neighbour, Paragraph)
        and neighbour.style.style_id == paragraph.style.style_id
    )


def _shares_box(paragraph: Paragraph, neighbour: Block | None) -> bool:
    """Whether two paragraphs stand in one box of rules: same rules, same edges."""
    if not isinstance(neighbour, Paragraph):
        return False
    mine, other = paragraph.style, neighbour.style
    return (mine.borders, mine.left, mine.right) == (other.borders, other.left, other.right)


def _is_shaded(neighbour: Block | None) -> bool:
    return isinstance(neighbour, Paragraph) and bool(neighbour.style.shading)


def _shaded(done: SetParagraph, width: float, above: float, below: float) -> Iterable[Box]:
    """The paragraph's lines on its shading, which reaches from indent to indent.

    `above` and `below` are what it fills of the space to a shaded neighbour.
    """
    style = done.style
    across = width - style.right - style.left
    for number, line in enumerate(done.lines):
        top = -above if number == 0 else 0.0
        bottom = line.height + (below if number == len(done.lines) - 1 else 0.0)
        fill = Fill(style.left, top, across, bottom - top, style.shading)
        yield Box(line.height, (fill, *line.items))


def _bordered(
    done: SetParagraph, borders: Borders, width: float, above: float | None, below: float | None
) -> Iterable[Box]:
    """The paragraph's lines with its rules around them.

    `above` and `below` are the space to a neighbour in the same box, None where there is none.
    """
    style = done.style
    left, right = style.left, width - style.right
    if borders.left:
        left -= borders.left.space + borders.left.width / 2
    if borders.right:
        right += borders.right.space + borders.right.width / 2
    for number, line in enumerate(done.lines):
        first, last = number == 0, number == len(done.lines) - 1
        top = borders.top if first and above is None else None
        bottom = (borders.bottom if below is None else borders.between) if last else None
        lead = top.width + top.space if top else 0.0
        height = lead + line.height + (bottom.width + bottom.space if bottom else 0.0)
        y1 = -above if first and above is not None else 0.0
        y2 = height + (below if last and below is not None else 0.0)
        items: list[Item] = []
        if style.shading:
            items.append(Fill(left, y1, right - left, y2 - y1, style.shading))
        items.extend(moved(line.items, 0.0, lead))
        if top:
            items.extend(stroke(top, left, top.width / 2, right, top.width / 2))
        if bottom:
            y = height - bottom.width / 2
            items.extend(stroke(bottom, left, y, right, y, outside=1))
        items.extend(stroke(borders.left, left, y1, left, y2))
        items.extend(stroke(borders.right, right, y1, right, y2, outside=1))
        yield Box(height, tuple(items))


def stack_height(stacked: Sequence[Unit]) -> float:
    """The height of units set one under another, the first one's space before included."""
    return sum(unit.before + unit.height + unit.after for unit in stacked)


def slabs(stacked: Sequence[Unit]) -> list[Box]:
    """The units' boxes and the spaces between them, one under another."""
    found: list[Box] = []
    for unit in stacked:
        spaces = [Box(space, ()) if space else None for space in (unit.before, unit.after)]
        found.extend(box for box in (spaces[0], *unit.boxes, spaces[1]) if box is not None)
    return found


def placed(stacked: Sequence[Box], x: float, y: float) -> list[Item]:
    """The items of boxes set one under another from (x, y)."""
    items: list[Item] = []
    for box in stacked:
        items.extend(moved(box.items, x, y))
        y += box.height
    return items
