"""A cell's text in its box: wrapped, shrunk, run over into empty neighbours, aligned both ways.

What does not fit is refused by cell: Excel would cut it off, or show a row of # for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.i18n import _
from generator.render.layout.items import Item
from generator.render.model import Align, CharStyle
from generator.render.xlsx.boxes import TOO_HIGH, TOO_WIDE, Box, DoesNotFit
from generator.render.xlsx.celltext import (
    GlyphLine,
    SetText,
    TextLine,
    scaled,
    set_line,
    set_lines,
    set_stacked,
    space_width,
)
from generator.render.xlsx.contents import Content
from generator.render.xlsx.grid import PAD_BOTTOM, PAD_SIDE, PAD_TOP
from generator.render.xlsx.turned import TurnedLine, set_turned

_SPACES_AN_INDENT = 3
_STRETCHES = {"justify": Align.BOTH, "distributed": Align.DISTRIBUTE}

# How far text may run over: asked with a direction (-1 left, 1 right) and the width it wants, pt
# at full size, it answers what there is.
Overflow = Callable[[int, float], float]


class PlacedLine(Struct, frozen=True):
    """A line where it stands; `width` is what a stretched one fills."""

    line: TextLine
    x: float
    baseline: float
    width: float

    @property
    def left(self) -> float:
        """Its left end."""
        return self.x

    @property
    def right(self) -> float:
        """Its right end."""
        return self.x + max(self.line.width, self.width)

    @property
    def top(self) -> float:
        """Of its box."""
        return self.baseline - self.line.ascent

    @property
    def bottom(self) -> float:
        """Of its box."""
        return self.baseline + self.line.descent

    def items(self) -> list[Item]:
        """What it shows."""
        return self.line.place(self.x, self.baseline, self.width)


def set_block(
    content: Content, place: str, box: Box, scale: float, overflow: Overflow | None
) -> Sequence[PlacedLine | TurnedLine]:
    """The lines of a cell's content. Raises DoesNotFit, and EngineError as `set_line`.

    `overflow` tells how far text may run over; None where it may not, as in merged cells.
    """
    if content.format.alignment.turn:
        return set_turned(content, place, box, scale)
    return _Block(content, place, box, scale, overflow).lines()


class _Block:
    """One cell being set."""

    def __init__(
        self, content: Content, place: str, box: Box, scale: float, overflow: Overflow | None
    ) -> None:
        self._content = content
        self._place = place
        self._alignment = content.format.alignment
        self._horizontal = content.horizontal
        self._box = box
        self._scale = scale
        self._overflow = overflow
        style = content.format.style
        indent = 0.0
        if self._alignment.indent:
            step = _SPACES_AN_INDENT * space_width(style.fonts, style.size)
            indent = self._alignment.indent * step * scale
        pad = PAD_SIDE * scale
        both = self._horizontal == "distributed"
        self._left = box.left + pad + (indent if both or self._horizontal == "left" else 0.0)
        self._right = box.right - pad - (indent if both or self._horizontal == "right" else 0.0)
        self._room = max(0.0, self._right - self._left)

    def lines(self) -> list[PlacedLine]:
        content = self._content
        if content.shown.too_wide:
            raise DoesNotFit(_("date or number that its format cannot show"))
        runs = scaled(content.runs, self._scale)
        if self._alignment.stacked:
            return self._stood(set_stacked(runs, self._place), center=True)
        if content.shown.left is not None:
            return self._parted(runs)
        if content.kind == "text" and self._alignment.wrap:
            stretch = _STRETCHES.get(self._horizontal)
            return self._stood(set_lines(runs, self._room, stretch, self._place))
        text = set_line(runs, self._place)
        if text.width > self._room + TOO_WIDE * self._scale:
            text = self._narrowed(text, runs)
        return self._stood(text)

    def _narrowed(self, text: SetText, runs: Sequence[tuple[str, CharStyle]]) -> SetText:
        """The text so that it fits: shrunk, with fewer decimals, or as it is over neighbours."""
        if self._alignment.shrink:
            factor = self._room / text.width
            return set_line(scaled(runs, factor), self._place)
        if self._content.kind == "number":
            for shorter in self._content.shown.shorter:
                found = set_line([(shorter, runs[0][1])], self._place)
                if found.width <= self._room + TOO_WIDE * self._scale:
                    return found
            raise DoesNotFit(_("number wider than its cell"))
        missing = text.width - self._room - TOO_WIDE * self._scale
        if self._overflow is None or not self._runs_over(missing, self._overflow):
            raise DoesNotFit(_("text cut off at the edge of its cell"))
        return text

    def _runs_over(self, missing: float, overflow: Overflow) -> bool:
        """Whether the empty neighbours have the room that is missing."""
        wanted = missing / self._scale
        if self._horizontal in ("center", "centerContinuous"):
            return all(overflow(way, wanted / 2) >= wanted / 2 for way in (-1, 1))
        return overflow(-1 if self._horizontal == "right" else 1, wanted) >= wanted

    def _parted(self, runs: Sequence[tuple[str, CharStyle]]) -> list[PlacedLine]:
        """Text with a fill: what stands before it at the left edge, the rest at the right one."""
        style = runs[0][1]
        left = set_line([(self._content.shown.left or "", style)], self._place)
        right = set_line([(self._content.shown.text, style)], self._place)
        if left.width + right.width > self._room + 2 * TOO_WIDE * self._scale:
            raise DoesNotFit(_("number wider than its cell"))
        baseline = self._stood(right)[0].baseline
        return [
            PlacedLine(left.lines[0], self._left, baseline, 0.0),
            PlacedLine(right.lines[0], self._right - right.width, baseline, 0.0),
        ]

    def _stood(self, text: SetText, center: bool = False) -> list[PlacedLine]:
        """The lines placed from the top down."""
        y, gap = self._start(text)
        found = []
        for line in text.lines:
            stretches = isinstance(line, GlyphLine) and line.stretch is not None
            x = self._x(line, center)
            found.append(
                PlacedLine(line, x, y + line.ascent, self._room if stretches else line.width)
            )
            y += line.ascent + line.descent + gap
        return found

    def _x(self, line: TextLine, center: bool) -> float:
        if center or self._horizontal in ("center", "centerContinuous"):
            return (self._left + self._right - line.width) / 2
        if self._horizontal == "distributed" and _is_lone(line):
            return (self._left + self._right - line.width) / 2
        return self._right - line.width if self._horizontal == "right" else self._left

    def _start(self, text: SetText) -> tuple[float, float]:
        """Where the first line begins, and what is added between lines."""
        box, scale = self._box, self._scale
        top, bottom = box.top + PAD_TOP * scale, box.bottom - PAD_BOTTOM * scale
        height = text.height
        highest = max(line.ascent + line.descent for line in text.lines)
        if height > box.bottom - box.top + TOO_HIGH * highest:
            raise DoesNotFit(_("text higher than its row"))
        free = bottom - top - height
        vertical = self._alignment.vertical
        if vertical in ("justify", "distributed") and len(text.lines) > 1 and free > 0:
            return top, free / (len(text.lines) - 1)
        if vertical in ("top", "justify"):
            return top, 0.0
        return (top + free / 2 if vertical in ("center", "distributed") else top + free), 0.0


def _is_lone(line: TextLine) -> bool:
    """Whether a line has a single character, which cannot be spread out."""
    return isinstance(line, GlyphLine) and len(line.glyphs) == 1
