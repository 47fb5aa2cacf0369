"""Straddle seals 骑缝章: one impression cut into strips over the edges of all the sheets.

No norm fixes them; this is office practice. Each sheet's front carries one strip at its right
edge as bound, and fanned out the strips show the whole impression. More than ten sheets are taken
in groups, the last sheet of a group being the first of the next, so that strips stay wide enough
to see. Parties, and neighbouring groups, stand at different heights. Impressions the right edge
has no room for go to the bottom edge, and then to the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import pairwise
from math import ceil

from msgspec import Struct

from generator.errors import FormError
from generator.i18n import _
from generator.stamp.drawings import Drawing
from generator.stamp.geometry import Frame, as_bound
from generator.stamp.ink import Clip, Ink
from generator.stamp.seals import Seal

SHEETS_PER_IMPRESSION = 10  # at 42 mm a strip is then 4.2 mm wide
_APART = 1.0  # mm at least between two impressions, and from the corners


class Straddle(Struct, frozen=True):
    """Whose seals straddle the sheets, and how the document will be printed."""

    seals: tuple[Seal, ...]
    duplex: bool = False  # 双面: two pages a sheet, the strips on fronts only
    sheets_per_impression: int = SHEETS_PER_IMPRESSION


class Edge(Enum):
    """The sheet's edges as it is bound on its left."""

    RIGHT = "right"
    BOTTOM = "bottom"
    TOP = "top"


class Slot(Struct, frozen=True):
    """Room for one impression on an edge: its centre in mm from the edge's top or left end."""

    edge: Edge
    centre: float


def sheet_groups(sheets: int, most: int = SHEETS_PER_IMPRESSION) -> tuple[range, ...]:
    """The sheets (from 0) that share one impression: even groups, neighbours share a sheet.

    >>> sheet_groups(14)
    (range(0, 8), range(7, 14))
    """
    if sheets < 2:
        return ()
    count = ceil((sheets - 1) / (most - 1))
    joints = [round(index * (sheets - 1) / count) for index in range(count + 1)]
    return tuple(range(a, b + 1) for a, b in pairwise(joints))


def straddle_seals(ink: Ink, straddle: Straddle, drawings: Mapping[Seal, Drawing]) -> None:
    """Put the strips of every party's impression over the sheets; a single sheet gets none.

    Raises FormError when the edges have no room for so many impressions.
    """
    fronts = range(0, len(ink.document.pages), 2 if straddle.duplex else 1)
    groups = sheet_groups(len(fronts), straddle.sheets_per_impression)
    if not groups or not straddle.seals:
        return
    frames = [as_bound(ink.document.pages[front]) for front in fronts]
    # Two rows of slots are enough for any number of groups: only neighbours share a sheet.
    rows = min(len(groups), 2)
    diameters = [seal.diameter for seal in straddle.seals for _row in range(rows)]
    slots = slots_for(
        diameters, min(frame.height for frame in frames), min(frame.width for frame in frames)
    )
    for party, seal in enumerate(straddle.seals):
        for number, group in enumerate(groups):
            slot = slots[party * rows + number % rows]
            for place, sheet in enumerate(group):
                _strip(ink, fronts[sheet], frames[sheet], drawings[seal], slot, place, len(group))


def slots_for(diameters: Sequence[float], height: float, width: float) -> tuple[Slot, ...]:
    """Where impressions of these diameters stand on the edges of a sheet; all in mm.

    As many as fit stand on the right edge, then on the bottom edge, then on the top one, each
    spread evenly: three at a quarter, a half and three quarters of the height.
    """
    room = max(diameters) + _APART
    on_right = min(len(diameters), int((height - _APART) // room))
    # The corners belong to the right edge's impressions.
    across = int((width - _APART) // room) - 1
    on_bottom = min(len(diameters) - on_right, across)
    on_top = len(diameters) - on_right - on_bottom
    if on_top > across:
        raise FormError(
            _("{count} straddle seals have no room on a sheet's edges", count=len(diameters)),
            remedy=_("Print on both sides, or let more sheets share one impression."),
        )
    return (
        *(Slot(Edge.RIGHT, centre) for centre in _spread(on_right, height, room)),
        *(Slot(Edge.BOTTOM, centre) for centre in _spread(on_bottom, width - room, room)),
        *(Slot(Edge.TOP, centre) for centre in _spread(on_top, width - room, room)),
    )


def _spread(count: int, length: float, room: float) -> tuple[float, ...]:
    """Centres of `count` impressions along an edge; if the even spread is too tight, end to end."""
    pitch = length / (count + 1)
    if count < 2 or pitch >= room:
        return tuple(pitch * (index + 1) for index in range(count))
    first = room / 2
    pitch = (length - room) / (count - 1)
    return tuple(first + pitch * index for index in range(count))


def _strip(
    ink: Ink, page: int, frame: Frame, drawing: Drawing, slot: Slot, position: int, count: int
) -> None:
    """One strip, the `position`th of `count`, flush with the sheet's edge."""
    start = slot.centre - drawing.width / 2
    share = drawing.width / count
    if slot.edge is Edge.BOTTOM:
        clip = Clip(0, position * share, drawing.width, share)
        left, top = start, frame.height - (position + 1) * share
    elif slot.edge is Edge.TOP:
        # Fanned out at the top, the first sheet shows the impression's foot.
        clip = Clip(0, (count - 1 - position) * share, drawing.width, share)
        left, top = start, -(count - 1 - position) * share
    else:
        clip = Clip(position * share, 0, share, drawing.height)
        left, top = frame.width - (position + 1) * share, start
    ink.over(page, frame, drawing, left, top, clip)
