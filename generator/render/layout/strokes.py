"""What is drawn along characters: fills behind them, lines under and through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct

from generator.render.layout.glyphs import SetGlyph
from generator.render.layout.items import Fill, Item, Rule
from generator.render.layout.rules import stroke
from generator.render.model import Look, Underline

# Of the font size: the underline's and the strikethrough's distance from the baseline, their width.
_UNDERLINE, _STRIKE, _STROKE = 0.12, -0.3, 0.05
DOT_ROOM = 0.25  # below a line's characters for 着重号, as LibreOffice keeps it free
_EMPHASIS = 0.12  # the dot's width
_PAIR = 0.09  # between the two lines of a double one
_WAVE, _WAVE_HEIGHT = 0.16, 0.05  # length of a wave and its height to either side
_HEAVY = 2.0  # times as wide
_DOT, _DASH, _LONG, _SPACE = 1.0, 4.0, 8.0, 2.0  # of a dashed line, in its width
_DASHES = {
    Underline.DOTTED: (_DOT, _DOT),
    Underline.DOTTED_HEAVY: (_DOT, _DOT),
    Underline.DASH: (_DASH, _SPACE),
    Underline.DASHED_HEAVY: (_DASH, _SPACE),
    Underline.DASH_LONG: (_LONG, _SPACE),
    Underline.DASH_LONG_HEAVY: (_LONG, _SPACE),
    Underline.DOT_DASH: (_DASH, _SPACE, _DOT, _SPACE),
    Underline.DASH_DOT_HEAVY: (_DASH, _SPACE, _DOT, _SPACE),
    Underline.DOT_DOT_DASH: (_DASH, _SPACE, _DOT, _SPACE, _DOT, _SPACE),
    Underline.DASH_DOT_DOT_HEAVY: (_DASH, _SPACE, _DOT, _SPACE, _DOT, _SPACE),
}
_HEAVIES = frozenset(
    [
        Underline.THICK,
        Underline.DOTTED_HEAVY,
        Underline.DASHED_HEAVY,
        Underline.DASH_LONG_HEAVY,
        Underline.DASH_DOT_HEAVY,
        Underline.DASH_DOT_DOT_HEAVY,
        Underline.WAVY_HEAVY,
    ]
)
_DOUBLES = frozenset([Underline.DOUBLE, Underline.WAVY_DOUBLE])
_WAVES = frozenset([Underline.WAVE, Underline.WAVY_HEAVY, Underline.WAVY_DOUBLE])


class Placed(Struct, frozen=True):
    """A glyph with its left edge, and what the stretching of the line adds after it."""

    item: SetGlyph
    x: float
    stretch: float
    end: float


def fills(placed: Sequence[Placed], baseline: float) -> Iterator[Item]:
    """The boxes behind highlighted or shaded glyphs, as high as their faces' natural lines."""

    def look(one: Placed) -> tuple[Any, ...] | None:
        style = one.item.style
        if style.look is None or not style.look.fill:
            return None
        return (style.look.fill, one.item.face, style.size, style.raised)

    for key, members in _grouped(placed, look):
        color, face, size, raised = key
        top = baseline - raised - (face.ascent + face.line_gap) * size
        height = face.line_height * size
        yield Fill(members[0].x, top, members[-1].end - members[0].x, height, color)


def below_line(look: Look | None, size: float) -> float:
    """Room that dots and borders take below a glyph, pt."""
    if look is None:
        return 0.0
    return (DOT_ROOM * size if look.dotted else 0.0) + above_line(look)


def above_line(look: Look | None) -> float:
    """Room that a border takes above a glyph, pt."""
    return look.border.width + look.border.space if look and look.border else 0.0


def _boxes(placed: Sequence[Placed], baseline: float) -> Iterator[Item]:
    """Borders around characters, as high as their faces' natural lines and the room around."""

    def look(one: Placed) -> tuple[Any, ...] | None:
        style = one.item.style
        border = style.look.border if style.look else None
        return None if border is None else (border, style.raised)

    for (border, raised), members in _grouped(placed, look):
        faces = [(one.item.face, one.item.style.size) for one in members]
        away = border.space + border.width / 2
        top = baseline - raised - away
        top -= max((face.ascent + face.line_gap) * size for face, size in faces)
        bottom = baseline - raised + away + max(face.descent * size for face, size in faces)
        left, right = members[0].x - away, members[-1].end + away
        yield from stroke(border, left, top, right, top)
        yield from stroke(border, left, bottom, right, bottom, outside=1)
        yield from stroke(border, left, top, left, bottom)
        yield from stroke(border, right, top, right, bottom, outside=1)


def strokes(placed: Sequence[Placed], baseline: float) -> Iterator[Item]:
    """Lines under, through and around neighbouring glyphs, spaces and tabs among them."""
    styles = {id(one.item.style): one.item.style for one in placed}.values()
    if not any(style.underline or style.strike or style.look for style in styles):
        return  # most lines
    yield from _boxes(placed, baseline)
    yield from _underlines(placed, baseline)
    for one in placed:
        look, style = one.item.style.look, one.item.style
        if look and look.dotted and not one.item.glyph.char.isspace():
            x = one.x + one.item.glyph.advance / 2
            y = baseline - style.raised + (one.item.face.descent + DOT_ROOM / 2) * style.size
            yield Rule(x, y, x, y, style.size * _EMPHASIS, style.color)

    def struck(one: Placed) -> tuple[Any, ...] | None:
        style = one.item.style
        double = style.look is not None and style.look.double_strike
        if not (style.strike or double):
            return None
        return (style.size, style.raised, style.color, double)

    for key, members in _grouped(placed, struck):
        size, raised, color, double = key
        y = baseline - raised + size * _STRIKE
        for aside in (-_PAIR / 2, _PAIR / 2) if double else (0.0,):
            line = y + aside * size
            yield Rule(members[0].x, line, members[-1].end, line, size * _STROKE, color)


def _underlines(placed: Sequence[Placed], baseline: float) -> Iterator[Item]:
    def look(one: Placed) -> tuple[Any, ...] | None:
        style = one.item.style
        kind = style.look.underline if style.look else Underline.SINGLE
        if not style.underline or (kind is Underline.WORDS and one.item.glyph.char.isspace()):
            return None
        own = style.look.underline_color if style.look else ""
        return (style.size, style.raised, own or style.color, kind)

    for key, members in _grouped(placed, look):
        size, raised, color, kind = key
        y = baseline - raised + size * _UNDERLINE
        yield from _underline(kind, members[0].x, members[-1].end, y, size, color)


def _underline(
    kind: Underline, x1: float, x2: float, y: float, size: float, color: str
) -> Iterator[Item]:
    width = size * _STROKE * (_HEAVY if kind in _HEAVIES else 1.0)
    dash = tuple(part * width for part in _DASHES.get(kind, ()))
    for aside in (0.0, _PAIR * size) if kind in _DOUBLES else (0.0,):
        if kind in _WAVES:
            yield from _wave(x1, x2, y + aside, size, color, width)
        else:
            yield Rule(x1, y + aside, x2, y + aside, width, color, dash)


def _wave(x1: float, x2: float, y: float, size: float, color: str, width: float) -> Iterator[Item]:
    """A zigzag: at the size of an underline nobody tells it from a wave."""
    step, height = size * _WAVE / 2, size * _WAVE_HEIGHT
    up = True
    while x1 < x2:
        end = min(x1 + step, x2)
        first, second = (y + height, y - height) if up else (y - height, y + height)
        yield Rule(x1, first, end, second, width, color)
        x1, up = end, not up


def _grouped(
    placed: Sequence[Placed], look: Callable[[Placed], tuple[Any, ...] | None]
) -> Iterator[tuple[tuple[Any, ...], list[Placed]]]:
    """Neighbours of which `look` says the same; those of which it says nothing are left out."""
    for key, group in groupby(placed, look):
        if key is not None:
            yield key, list(group)
