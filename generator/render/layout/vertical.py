"""Text that runs down or up a cell: set across first, then every item turned into its place."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.i18n import _
from generator.render.layout.items import Destination, Fill, Item, Piece, Rule
from generator.render.layout.stack import Box, placed
from generator.render.linebreak import Script, script_of
from generator.render.model import Direction, VAlign
from generator.render.refusal import BeyondPageModel, Unsupported

_ROUNDING = 0.05  # pt
_EM_FOOT = 0.12  # em from the foot of a Chinese character's square up to its baseline
# Marks that stand upright in the upper right of their square in text that runs down …
_STOPS = frozenset("。，、．")
_STOP_SHIFT = 0.55  # em to the right and upwards
# … and those that are turned with the line: brackets, dashes, dots.
_TURNED = frozenset("（）《》〈〉〔〕「」『』【】〖〗｛｝［］“”‘’—―⸺…‥～：；|｜")


class Room(Struct, frozen=True):
    """The inside of a cell: its edges without margins and rules, pt."""

    left: float
    right: float
    top: float
    bottom: float


def turned_text(
    content: list[Box], room: Room, direction: Direction, valign: VAlign, place: str
) -> list[Item]:
    """The boxes, set as wide as the cell is high, turned into it.

    Raises BeyondPageModel where the lines are more than the cell is wide, and for pictures.
    """
    depth = sum(box.height for box in content)
    free = room.right - room.left - depth
    if free < -_ROUNDING:
        raise _refused(_("vertical text that does not fit its cell"), place)
    lead = {VAlign.TOP: 0.0, VAlign.CENTER: free / 2, VAlign.BOTTOM: free}[valign]
    found: list[Item] = []
    for item in placed(content, 0.0, lead):
        made = list(_turned(item, room, direction))
        if not made:
            raise _refused(_("picture in vertical text"), place)
        found.extend(made)
    return found


def _refused(feature: str, place: str) -> BeyondPageModel:
    return BeyondPageModel((Unsupported(feature, place),))


def _turned(item: Item, room: Room, direction: Direction) -> Iterator[Item]:
    def point(along: float, across: float) -> tuple[float, float]:
        if direction is Direction.DOWN:
            return room.right - across, room.top + along
        return room.left + across, room.bottom - along

    if isinstance(item, Piece):
        if direction is Direction.DOWN:
            yield from _down(item, room)
        else:
            x, y = point(item.x, item.y)
            yield item._replace(x=x, y=y, turn=-90)
    elif isinstance(item, Rule):
        (x1, y1), (x2, y2) = point(item.x1, item.y1), point(item.x2, item.y2)
        yield replace(item, x1=x1, y1=y1, x2=x2, y2=y2)
    elif isinstance(item, Fill):
        (x1, y1) = point(item.x, item.y)
        (x2, y2) = point(item.x + item.width, item.y + item.height)
        yield Fill(min(x1, x2), min(y1, y2), item.height, item.width, item.color)
    elif isinstance(item, Destination):
        x, y = point(item.x, item.y)
        yield Destination(x, y, item.name)


def _down(piece: Piece, room: Room) -> Iterator[Piece]:
    """Its characters one below the other: Chinese ones upright, others turned in one piece."""
    baseline, along = room.right - piece.y, room.top + piece.x
    waiting, start = "", along
    for char in piece.text:
        step = piece.face.advance(char) * piece.size * piece.scale + piece.tracking
        if _is_upright(char):
            if waiting:
                yield piece._replace(x=baseline, y=start, text=waiting, turn=90)
                waiting = ""
            yield _upright(piece, char, baseline, along)
            start = along + step
        else:
            waiting += char
        along += step
    if waiting:
        yield piece._replace(x=baseline, y=start, text=waiting, turn=90)


def _is_upright(char: str) -> bool:
    return script_of(char) is Script.CJK and char not in _TURNED


def _upright(piece: Piece, char: str, baseline: float, along: float) -> Piece:
    face, size = piece.face, piece.size
    middle = baseline + (face.ascent - face.descent) / 2 * size
    shift = _STOP_SHIFT * size if char in _STOPS else 0.0
    return piece._replace(
        x=middle - face.advance(char) * size * piece.scale / 2 + shift,
        y=along + (1 - _EM_FOOT) * size - shift,
        text=char,
        tracking=0.0,
    )
