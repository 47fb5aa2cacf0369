"""Text turned a quarter in its cell: set in a frame lying on its side, then turned onto the page.

In the frame text runs along (u) and lines follow across (v). Text that reads upwards has u up the
page and v to the right; text that reads downwards has u down the page and v to the left.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.i18n import _
from generator.render.layout.items import Item, Piece, Rule
from generator.render.xlsx.boxes import TOO_HIGH, TOO_WIDE, Box, DoesNotFit
from generator.render.xlsx.celltext import TextLine, scaled, set_line, set_lines
from generator.render.xlsx.contents import Content
from generator.render.xlsx.grid import PAD_BOTTOM, PAD_SIDE, PAD_TOP

# Of the free space, what stands before the text where it reads upwards.
_ALONG = {"bottom": 0.0, "center": 0.5, "distributed": 0.5, "justify": 0.5, "top": 1.0}
_ACROSS = {"left": 0.0, "right": 1.0}


class TurnedLine(Struct, frozen=True):
    """A line where it stands: `u` and `v` are where it begins and its baseline in the frame."""

    line: TextLine
    box: Box
    turn: int
    u: float
    v: float

    @property
    def left(self) -> float:
        """Its left edge on the page."""
        return self._x(self.v - (self.line.ascent if self.turn > 0 else -self.line.descent))

    @property
    def right(self) -> float:
        """Its right edge."""
        return self._x(self.v + (self.line.descent if self.turn > 0 else -self.line.ascent))

    @property
    def top(self) -> float:
        """Its upper end."""
        return self._y(self.u + (self.line.width if self.turn > 0 else 0.0))

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self._y(self.u + (0.0 if self.turn > 0 else self.line.width))

    def _x(self, v: float) -> float:
        return self.box.left + v if self.turn > 0 else self.box.right - v

    def _y(self, u: float) -> float:
        return self.box.bottom - u if self.turn > 0 else self.box.top + u

    def items(self) -> Iterator[Item]:
        """What it shows, turned."""
        for item in self.line.place(self.u, self.v):
            match item:
                case Piece():
                    yield item._replace(x=self._x(item.y), y=self._y(item.x), turn=-self.turn)
                case Rule():
                    yield replace(
                        item,
                        x1=self._x(item.y1),
                        y1=self._y(item.x1),
                        x2=self._x(item.y2),
                        y2=self._y(item.x2),
                    )
                case _:
                    yield item


def set_turned(content: Content, place: str, box: Box, scale: float) -> list[TurnedLine]:
    """The lines of a turned cell. Raises DoesNotFit where they have no room in it.

    `box` in pt on the page, at the page's scale.
    """
    alignment = content.format.alignment
    runs = scaled(content.runs, scale)
    start, end = (PAD_BOTTOM, PAD_TOP) if alignment.turn > 0 else (PAD_TOP, PAD_BOTTOM)
    length, breadth = box.bottom - box.top, box.right - box.left
    room = length - (start + end) * scale
    wraps = alignment.wrap and content.kind == "text"
    text = set_lines(runs, room, None, place) if wraps else set_line(runs, place)
    if text.width > room + TOO_WIDE * scale:
        raise DoesNotFit(_("turned text longer than its row is high"))
    highest = max(line.ascent + line.descent for line in text.lines)
    if text.height > breadth + TOO_HIGH * highest:
        raise DoesNotFit(_("turned text wider than its cell"))
    along = _ALONG.get(alignment.vertical, 0.0)
    # The general alignment puts text, and numbers too, where its lines end.
    across = _ACROSS.get(alignment.horizontal, 0.5)
    if alignment.turn < 0:
        along, across = 1.0 - along, 1.0 - across
    if alignment.horizontal == "general":
        across = 1.0
    v = PAD_SIDE * scale + (breadth - 2 * PAD_SIDE * scale - text.height) * across
    found = []
    for line in text.lines:
        u = start * scale + (room - line.width) * along
        found.append(TurnedLine(line, box, alignment.turn, u, v + line.ascent))
        v += line.ascent + line.descent
    return found
