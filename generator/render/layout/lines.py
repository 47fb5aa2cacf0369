"""A paragraph set into lines: broken, aligned, justified, each with its height and baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.render.fonts import Face
from generator.render.layout.glyphs import (
    FieldValue,
    SetGlyph,
    face_for,
    place_tabs,
    set_glyphs,
)
from generator.render.layout.items import Destination, Item, Piece, PlacedPicture, Rule
from generator.render.linebreak import Script, break_lines
from generator.render.model import (
    Align,
    Field,
    PageField,
    Paragraph,
    ParagraphStyle,
    PitchRule,
    Tab,
)

EXACT_ASCENT = 0.8  # of an exact pitch stands above the baseline, as Word and LibreOffice set it


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its items are placed from its own top left, the paragraph box's left edge."""

    height: float
    items: tuple[Item, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph's lines and the space around them."""

    lines: tuple[Line, ...]
    style: ParagraphStyle

    @property
    def height(self) -> float:
        """Of the lines alone."""
        return sum(line.height for line in self.lines)


def set_paragraph(
    paragraph: Paragraph,
    width: float,
    *,
    default_tab: float = 36.0,
    grid_pitch: float = 0.0,
    field_value: FieldValue | None = None,
) -> SetParagraph:
    """The paragraph in a column of `width` pt. Raises EngineError for a character no font draws."""
    if field_value is not None and any(isinstance(i, PageField) for i in paragraph.inlines):
        return _set(paragraph, width, default_tab, grid_pitch, field_value)
    return _set_once(paragraph, width, default_tab, grid_pitch)


@lru_cache(maxsize=4096)
def _set_once(
    paragraph: Paragraph, width: float, default_tab: float, grid_pitch: float
) -> SetParagraph:
    # Most paragraphs of a batch recur from document to document.
    return _set(paragraph, width, default_tab, grid_pitch, _no_field)


def _no_field(kind: Field) -> str:
    raise AssertionError(f"{kind} outside a header or footer is refused by the reader")


def _set(
    paragraph: Paragraph,
    width: float,
    default_tab: float,
    grid_pitch: float,
    field_value: FieldValue,
) -> SetParagraph:
    style = paragraph.style
    glyphs, trailing = set_glyphs(paragraph, field_value)
    full = width - style.left - style.right
    ranges = _break(glyphs, style, full)
    if any(isinstance(item, Tab) for item in paragraph.inlines):
        glyphs, ranges = _settle_tabs(glyphs, ranges, style, full, default_tab)
    lines = []
    for number, (start, end) in enumerate(ranges):
        is_last = number == len(ranges) - 1
        indent = style.first_line if number == 0 else 0.0
        lines.append(
            _line(
                paragraph,
                glyphs[start:end],
                left=style.left + indent,
                width=full - indent,
                is_last=is_last,
                grid_pitch=grid_pitch,
                trailing=trailing if is_last else (),
            )
        )
    return SetParagraph(tuple(lines), style)


def _break(glyphs: Sequence[SetGlyph], style: ParagraphStyle, full: float) -> list[tuple[int, int]]:
    plain = [item.glyph for item in glyphs]
    return break_lines(
        plain,
        full - style.first_line,
        full,
        kinsoku=style.kinsoku,
        hanging=style.overflow_punct,
    )


def _settle_tabs(
    glyphs: list[SetGlyph],
    ranges: list[tuple[int, int]],
    style: ParagraphStyle,
    full: float,
    default_tab: float,
) -> tuple[list[SetGlyph], list[tuple[int, int]]]:
    """Tab widths depend on where lines begin and the other way round: repeat until both agree."""
    for _attempt in range(6):
        starts = [start for start, _end in ranges]
        glyphs = place_tabs(
            glyphs,
            starts,
            lambda number: style.left + (style.first_line if number == 0 else 0.0),
            style.tabs,
            default_tab,
        )
        again = _break(glyphs, style, full)
        if again == ranges:
            break
        ranges = again
    return glyphs, ranges


def _line(
    paragraph: Paragraph,
    glyphs: Sequence[SetGlyph],
    *,
    left: float,
    width: float,
    is_last: bool,
    grid_pitch: float,
    trailing: tuple[str, ...],
) -> Line:
    height, baseline = _heights(paragraph, glyphs, grid_pitch)
    ends_forced = bool(glyphs) and glyphs[-1].glyph.forced
    shown = _trimmed(glyphs)
    natural = _natural_width(shown)
    align = paragraph.style.align
    stretch = align is Align.DISTRIBUTE or (align is Align.BOTH and not is_last and not ends_forced)
    extra = _extra_per_gap(shown, width - natural, align) if stretch else 0.0
    x = left
    if align is Align.CENTER:
        x += (width - natural) / 2
    elif align is Align.RIGHT:
        x += width - natural
    items = _items(shown, x, baseline, extra, align)
    end = x + natural
    items.extend(Destination(end, 0.0, name) for name in trailing)
    return Line(height, tuple(items), "".join(item.glyph.char for item in shown))


def _natural_width(glyphs: Sequence[SetGlyph]) -> float:
    if not glyphs:
        return 0.0
    width = sum(item.glyph.advance + item.glyph.gap for item in glyphs)
    return width - glyphs[0].glyph.gap - glyphs[-1].glyph.trail


def _trimmed(glyphs: Sequence[SetGlyph]) -> Sequence[SetGlyph]:
    """Without the forced break and the spaces at the line's end."""
    end = len(glyphs)
    while end and (glyphs[end - 1].glyph.forced or glyphs[end - 1].glyph.char == " "):
        end -= 1
    return glyphs[:end]


def _heights(
    paragraph: Paragraph, glyphs: Sequence[SetGlyph], grid_pitch: float
) -> tuple[float, float]:
    """The line's height and its baseline from its top, by the paragraph's pitch rule."""
    style = paragraph.style
    if style.pitch_rule is PitchRule.EXACT:
        return style.pitch, style.pitch * EXACT_ASCENT
    ascent = descent = 0.0
    for item in glyphs:
        if item.picture is not None:
            ascent = max(ascent, item.picture.height)
            continue
        size, raised = item.style.size, item.style.raised
        ascent = max(ascent, _ascent(item.face) * size + raised)
        descent = max(descent, item.face.descent * size - raised)
    if not glyphs:
        face = face_for(paragraph.mark, Script.LATIN)
        ascent, descent = _ascent(face) * paragraph.mark.size, face.descent * paragraph.mark.size
    natural = ascent + descent
    if style.pitch_rule is PitchRule.AT_LEAST:
        height = max(natural, style.pitch)
    elif grid_pitch and style.snap_to_grid:
        cells = max(1, -(-natural // grid_pitch))
        height = cells * grid_pitch * style.pitch
        return height, ascent + (height - natural) / 2
    else:
        height = natural * style.pitch
    return height, ascent + height - natural


def _ascent(face: Face) -> float:
    """Em from a natural line's top to its baseline: Writer puts the face's line gap on top."""
    return face.ascent + face.line_gap


def _extra_per_gap(glyphs: Sequence[SetGlyph], missing: float, align: Align) -> float:
    """What each gap takes so that the line is full; 0 where it has no gap."""
    if missing <= 0 or any(item.glyph.tab for item in glyphs):
        return 0.0
    gaps = sum(_stretches(item, align) for item in glyphs[:-1])
    return missing / gaps if gaps else 0.0


def _stretches(item: SetGlyph, align: Align) -> bool:
    return align is Align.DISTRIBUTE or item.cjk or item.glyph.char == " "


def _items(
    glyphs: Sequence[SetGlyph], x: float, baseline: float, extra: float, align: Align
) -> list[Item]:
    """The line's pieces: neighbours of one face, style and tracking are set as one."""
    items: list[Item] = []
    run: list[SetGlyph] = []
    run_x = x

    def flush() -> None:
        if run:
            items.extend(_piece(run, run_x, x, baseline, extra, align))
            run.clear()

    for index, item in enumerate(glyphs):
        glyph = item.glyph
        gap = glyph.gap if index else 0.0
        if run and (gap or not _joins(run[-1], item, extra)):
            flush()
        x += gap
        items.extend(Destination(x, 0.0, name) for name in item.bookmarks)
        if not run:
            run_x = x
        if item.picture is not None:
            top = baseline - item.picture.height
            items.append(
                PlacedPicture(x, top, item.picture.width, item.picture.height, item.picture.data)
            )
        elif not glyph.tab:
            run.append(item)
        stretch = extra if index < len(glyphs) - 1 and _stretches(item, align) else 0.0
        x += glyph.advance + stretch
    flush()
    return items


def _joins(before: SetGlyph, after: SetGlyph, extra: float) -> bool:
    if after.glyph.tab or after.picture is not None or before.style != after.style:
        return False
    if before.face is not after.face:
        return False
    # A stretched line sets CJK and Latin apart: they are tracked differently, and so are spaces.
    return not extra or (
        before.cjk == after.cjk and (before.cjk or " " not in (before.glyph.char, after.glyph.char))
    )


def _piece(
    run: Sequence[SetGlyph], x: float, end: float, baseline: float, extra: float, align: Align
) -> list[Item]:
    style = run[0].style
    text = "".join(item.glyph.char for item in run)
    stretched = extra if _stretches(run[0], align) and text.strip(" ") else 0.0
    items: list[Item] = []
    lead = len(text) - len(text.lstrip(" \u3000"))
    start = x + sum(item.glyph.advance for item in run[:lead]) + lead * stretched
    visible = text.strip(" \u3000")
    y = baseline - style.raised
    if visible:
        items.append(
            Piece(
                start, y, visible, run[0].face, style.size, style.color, style.spacing + stretched
            )
        )
    if style.underline:
        below = y + style.size * 0.12
        items.append(Rule(x, below, end, below, style.size * 0.05, style.color))
    if style.strike:
        middle = y - style.size * 0.3
        items.append(Rule(x, middle, end, middle, style.size * 0.05, style.color))
    return items
