"""One line's glyphs placed: stretched to fill it, joined into pieces, underlined, tabs filled."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render.layout.floating import mark_item
from generator.render.layout.glyphs import SetGlyph
from generator.render.layout.items import Item, Piece, PlacedPicture
from generator.render.layout.strokes import Placed, fills, strokes
from generator.render.model import Align

_INVISIBLE = " \u3000\u00a0\u200b"
# Typst sets two neighbours of these closer, whatever the settings: they are never in one piece.
_SQUEEZED = frozenset("。，、．：；！？）》〉〕」』】〗｝］（《〈〔「『【〖｛［·・")


def line_items(
    glyphs: Sequence[SetGlyph],
    x: float,
    baseline: float,
    missing: float,
    align: Align | None,
    above: float = 0.0,
) -> list[Item]:
    """What a line shows, from `x` on a baseline; `above` of its paragraph stand lines so high.

    `missing` pt are shared out between the glyphs that `align` stretches; None stretches none.
    """
    placed = _place(glyphs, x, _stretches(glyphs, missing, align))
    items: list[Item] = []
    if any(one.item.style.look for one in placed):
        items.extend(fills(placed, baseline))
    for one in placed:
        if one.item.marks:  # few have any
            items.extend(mark_item(mark, one.x, above) for mark in one.item.marks)
        if (picture := one.item.picture) is not None:
            top = baseline - picture.height
            items.append(PlacedPicture(one.x, top, picture.width, picture.height, picture.data))
        elif one.item.leader:
            items.extend(_leader(one, baseline))
    for run in _runs(placed):
        items.extend(_piece(run, baseline))
    items.extend(strokes(placed, baseline))
    return items


def natural_width(glyphs: Sequence[SetGlyph]) -> float:
    """Width in pt without stretching, from the first glyph's left edge to the last one's right."""
    if not glyphs:
        return 0.0
    width = sum(item.glyph.advance + item.glyph.gap for item in glyphs)
    return width - glyphs[0].glyph.gap - glyphs[-1].glyph.trail


def _stretches(glyphs: Sequence[SetGlyph], missing: float, align: Align | None) -> list[float]:
    """What is added after each glyph: between all, or around CJK and after spaces.

    Nothing is added before the last tab.
    """
    none = [0.0] * len(glyphs)
    if align is None or missing <= 0 or not glyphs:
        return none
    start = max((i + 1 for i, item in enumerate(glyphs) if item.glyph.tab), default=0)
    everything = align is Align.DISTRIBUTE
    flexible = [
        index >= start and (everything or item.cjk or after.cjk or item.glyph.char == " ")
        for index, (item, after) in enumerate(zip(glyphs, [*glyphs[1:], glyphs[-1]], strict=True))
    ]
    gaps = sum(flexible[:-1])
    return [missing / gaps if flex else 0.0 for flex in flexible] if gaps else none


def _place(glyphs: Sequence[SetGlyph], x: float, stretches: Sequence[float]) -> list[Placed]:
    placed = []
    for index, (item, stretch) in enumerate(zip(glyphs, stretches, strict=True)):
        x += item.glyph.gap if index else 0.0
        end = x + item.glyph.advance + (stretch if index < len(glyphs) - 1 else 0.0)
        placed.append(Placed(item, x, stretch, end))
        x = end
    return placed


def _runs(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Neighbours of one face, style and tracking, to be set as one piece."""
    runs: list[list[Placed]] = []
    joinable = False
    for one in placed:
        if one.item.glyph.tab or one.item.picture is not None:
            joinable = False
            continue
        if joinable and _joins(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
        joinable = True
    return runs


def _joins(before: Placed, after: Placed) -> bool:
    return (
        not (before.item.shown in _SQUEEZED and after.item.shown in _SQUEEZED)
        and not after.item.glyph.gap
        and before.item.cjk == after.item.cjk  # Typst leaves tracking out where scripts change
        and before.item.face is after.item.face
        and before.item.style == after.item.style
        and before.stretch == after.stretch
    )


def _piece(run: Sequence[Placed], baseline: float) -> list[Item]:
    visible = [one for one in run if one.item.shown not in _INVISIBLE]
    if not visible:
        return []
    first, last = run.index(visible[0]), run.index(visible[-1])
    text = "".join(one.item.shown for one in run[first : last + 1])
    start = run[first]
    style = start.item.style
    return [
        Piece(
            x=start.x,
            y=baseline - style.raised,
            text=text,
            face=start.item.face,
            size=style.size,
            color=style.color,
            tracking=style.spacing + start.stretch,
            scale=style.look.scale if style.look else 1.0,
        )
    ]


def _leader(one: Placed, baseline: float) -> list[Item]:
    """The dots of a tab, as many as it holds, spread over it; of strokes one more, so that no gap
    is left, as LibreOffice has it."""
    face, style = one.item.face, one.item.style
    width, step = one.end - one.x, face.advance(one.item.leader) * style.size
    count = int(width / step)
    if count < 1:
        return []
    count += one.item.leader == "_"
    spread = (width - count * step) / (count - 1) if count > 1 else 0.0
    y, leader = baseline - style.raised, one.item.leader
    if leader in _SQUEEZED:
        places = (one.x + number * (step + spread) for number in range(count))
        return [Piece(x, y, leader, face, style.size, style.color) for x in places]
    return [Piece(one.x, y, leader * count, face, style.size, style.color, spread)]
