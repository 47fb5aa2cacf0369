"""A paragraph set into lines: broken, aligned, justified, each with its height and baseline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.render.drawing import Floating
from generator.render.fonts import Face
from generator.render.layout.floating import mark_item
from generator.render.layout.glyphs import (
    FieldValue,
    Mark,
    SetGlyph,
    face_for,
    full,
    hyphenated,
    place_tabs,
    set_glyphs,
)
from generator.render.layout.items import Item
from generator.render.layout.pieces import line_items, natural_width
from generator.render.layout.strokes import above_line, below_line
from generator.render.linebreak import HANGING, SPACES, Script, break_lines
from generator.render.model import (
    Align,
    PageField,
    Paragraph,
    ParagraphStyle,
    PitchRule,
    TabStop,
    Text,
)

EXACT_ASCENT = 0.8  # of an exact pitch stands above the baseline, as Word and LibreOffice set it


class Line(Struct, frozen=True):
    """One line; its items are placed from its own top left, the paragraph box's left edge."""

    height: float
    items: tuple[Item, ...]


class SetParagraph(Struct, frozen=True):
    """A paragraph's lines and the space around them."""

    lines: tuple[Line, ...]
    style: ParagraphStyle

    @property
    def height(self) -> float:
        """Of the lines alone."""
        return sum(line.height for line in self.lines)


class TextSetting(Struct, frozen=True):
    """What setting a paragraph needs to know of its document and section; lengths in pt."""

    default_tab: float = 36.0
    grid_pitch: float = 0.0
    hanging: bool = True  # where the paragraph asks for it


def set_paragraph(
    paragraph: Paragraph,
    width: float,
    setting: TextSetting,
    field_value: FieldValue | None = None,
) -> SetParagraph:
    """The paragraph in a column of `width` pt. Raises EngineError for a character no font draws."""
    if PageField in map(type, paragraph.inlines):
        assert field_value is not None  # outside headers and footers the reader refuses fields
        paragraph = _resolved(paragraph, field_value)
    return _set(paragraph, width, setting)


def _resolved(paragraph: Paragraph, field_value: FieldValue) -> Paragraph:
    """The paragraph with its fields as the text they show."""
    inlines = (
        Text(field_value(item), item.style) if isinstance(item, PageField) else item
        for item in paragraph.inlines
    )
    return replace(paragraph, inlines=tuple(inlines))


@lru_cache(maxsize=2048)  # most paragraphs of a batch recur from document to document
def _set(paragraph: Paragraph, width: float, setting: TextSetting) -> SetParagraph:
    style = paragraph.style
    glyphs, trailing = set_glyphs(paragraph)
    full = width - style.left - style.right
    ranges = _break(glyphs, style, full, setting.hanging)
    floats = Floating in map(type, paragraph.inlines)
    if any(item.glyph.tab for item in glyphs):
        glyphs, ranges = _settle_tabs(glyphs, ranges, style, full, setting)
    lines: list[Line] = []
    for number, (start, end) in enumerate(ranges):
        is_last = number == len(ranges) - 1
        indent = style.first_line if number == 0 else 0.0
        lines.append(
            _line(
                paragraph,
                glyphs[start:end],
                left=style.left + indent,
                width=full - indent,
                setting=setting,
                is_last=is_last,
                trailing=trailing if is_last else (),
                above=sum(line.height for line in lines) if floats else 0.0,
            )
        )
    return SetParagraph(tuple(lines), style)


def _break(
    glyphs: Sequence[SetGlyph], style: ParagraphStyle, full: float, hanging: bool
) -> list[tuple[int, int]]:
    plain = [item.glyph for item in glyphs]
    return break_lines(
        plain,
        full - style.first_line,
        full,
        kinsoku=style.kinsoku,
        hanging=hanging and style.overflow_punct,
    )


def _settle_tabs(
    glyphs: list[SetGlyph],
    ranges: list[tuple[int, int]],
    style: ParagraphStyle,
    full: float,
    setting: TextSetting,
) -> tuple[list[SetGlyph], list[tuple[int, int]]]:
    """Tab widths depend on where lines begin and the other way round: repeat until both agree."""
    stops = style.tabs
    if style.first_line < 0:  # the hanging indent is a tab stop of its own
        stops = tuple(sorted((*stops, TabStop(style.left)), key=lambda stop: stop.position))
    for _attempt in range(6):
        starts = [start for start, _end in ranges]
        glyphs = place_tabs(
            glyphs,
            starts,
            lambda number: style.left + (style.first_line if number == 0 else 0.0),
            stops,
            setting.default_tab,
        )
        again = _break(glyphs, style, full, setting.hanging)
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
    setting: TextSetting,
    is_last: bool,
    trailing: tuple[Mark, ...],
    above: float,
) -> Line:
    height, baseline = _heights(paragraph, glyphs, setting.grid_pitch)
    broken = bool(glyphs) and glyphs[-1].glyph.forced
    shown = _trimmed(glyphs, " " if is_last or broken else SPACES)
    if shown and shown[-1].glyph.hyphen and not is_last:
        shown = [*shown[:-1], hyphenated(shown[-1])]
    free = width - natural_width(shown)
    if shown and shown[-1].glyph.char in SPACES:
        free = max(0.0, free)
    align = paragraph.style.align
    stretches = align is Align.DISTRIBUTE or (align is Align.BOTH and not is_last and not broken)
    x = left + free * {Align.CENTER: 0.5, Align.RIGHT: 1.0}.get(align, 0.0)
    missing = free
    if free < 0 and shown[-1].glyph.char in HANGING:  # what hangs is not part of the measure
        missing += shown[-1].glyph.advance
    items = line_items(shown, x, baseline, missing, align if stretches else None, above)
    end = x + width - free
    items.extend(mark_item(mark, end, above) for mark in trailing)
    return Line(height, tuple(items))


def _trimmed(glyphs: Sequence[SetGlyph], spaces: Collection[str]) -> Sequence[SetGlyph]:
    """Without the forced break and the spaces at the line's end; full-width ones that end a
    paragraph stand: people move a date with them."""
    end = len(glyphs)
    while end and (glyphs[end - 1].glyph.forced or glyphs[end - 1].glyph.char in spaces):
        end -= 1
    return glyphs[:end]


def _heights(
    paragraph: Paragraph, glyphs: Sequence[SetGlyph], grid_pitch: float
) -> tuple[float, float]:
    """The line's height and its baseline from its top, by the paragraph's pitch rule."""
    style = paragraph.style
    if style.pitch_rule is PitchRule.EXACT:
        return style.pitch, style.pitch * EXACT_ASCENT
    ascent, solid, descent = _extents(paragraph, glyphs)
    natural = ascent + descent
    if style.pitch_rule is PitchRule.AT_LEAST:
        height = max(natural, style.pitch)
        return height, ascent + height - natural
    if grid_pitch and style.snap_to_grid:
        cells = max(1, -(-natural // grid_pitch))
        height = cells * grid_pitch * style.pitch
        return height, ascent + (height - solid - descent) / 2
    height = (
        natural * style.pitch
    )  # what a multiple adds stands below the line, what it takes above
    return height, ascent + min(0.0, height - natural)


def _extents(paragraph: Paragraph, glyphs: Sequence[SetGlyph]) -> tuple[float, float, float]:
    """Height above the baseline with the faces' line gaps and without, depth below it."""
    ascent = solid = descent = 0.0
    before: SetGlyph | None = None
    for item in glyphs:
        if item.picture is not None:
            ascent, solid = max(ascent, item.picture.height), max(solid, item.picture.height)
            continue
        if before is not None and item.face is before.face and item.style is before.style:
            continue  # most glyphs: as high as the one before
        before, face = item, item.face
        size, raised = full(item.style, face)
        look = item.style.look
        above = above_line(look)
        ascent = max(ascent, _ascent(face) * size + raised + above)
        solid = max(solid, face.ascent * size + raised + above)
        descent = max(descent, face.descent * size - raised + below_line(look, size))
    if not glyphs:
        face, size = face_for(paragraph.mark, Script.LATIN), paragraph.mark.size
        return _ascent(face) * size, face.ascent * size, face.descent * size
    return ascent, solid, descent


def _ascent(face: Face) -> float:
    """Em from a natural line's top to its baseline: Writer puts the face's line gap on top."""
    return face.ascent + face.line_gap
