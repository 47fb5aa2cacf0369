"""Seals 印章: each party's impression, pressed at the place its template reserves for it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import hypot
from pathlib import Path

from msgspec import Struct

from generator.cases.records import Party, SealImage
from generator.errors import FormError
from generator.forms.form import Seal as FormSeal
from generator.i18n import _
from generator.stamp.circle import WORD, circle
from generator.stamp.drawings import Drawing
from generator.stamp.geometry import as_read
from generator.stamp.ink import Ink
from generator.stamp.places import seal_places

log = logging.getLogger(__name__)


class Seal(Struct, frozen=True):
    """One party's seal; of several parties of a role the first has ordinal 1.

    Sizes are those of 国发〔1999〕25号: 45 mm for a county's government, at most 45 mm (by habit
    42 mm) for a hospital; the form's `seals` says which.
    """

    role: str
    name: str  # whose seal it is, for the dashed circle
    diameter_mm: float
    ordinal: int = 1
    image: SealImage | None = None  # the party's own impression, with its own size
    centered: bool = False  # on its place, which else is the circle's left edge
    offset: tuple[float, float] = (0.0, 0.0)  # mm from there to the right and down
    word: str = WORD  # what the dashed circle calls it
    # Beside the party's own, as 钢印: only where the document has its place, text on white.
    second: bool = False

    @property
    def diameter(self) -> float:
        """Millimetres across: the image's own, else the form's."""
        return self.image.diameter_mm if self.image else self.diameter_mm


class Pressed(Struct, frozen=True):
    """An impression on a page: the circle's box in mm from the top left of the page as read."""

    seal: Seal
    page: int
    left: float
    top: float

    def touches(self, other: Pressed) -> bool:
        """Whether the two circles meet (GB/T 9704—2012, 7.3.5.1: 互不相交或相切)."""
        if self.page != other.page:
            return False
        mine, others = self.seal.diameter / 2, other.seal.diameter / 2
        across = (self.left + mine) - (other.left + others)
        down = (self.top + mine) - (other.top + others)
        return hypot(across, down) <= mine + others


def seals_of(parties: Sequence[Party], declared: Mapping[str, FormSeal]) -> tuple[Seal, ...]:
    """The seals of a record's parties, as the form declares them by role.

    A party whose name is still 待补 is called by its label. Parties whose role the form declares
    no seal for do not seal it; one may have a second seal, declared `of` its role, of which
    nobody gives an image.
    """
    seals: list[Seal] = []
    for party in parties:
        for role, form_seal in declared.items():
            if party.role != (form_seal.of or role):
                continue
            seals.append(
                Seal(
                    role,
                    name=party.name if isinstance(party.name, str) else party.label,
                    diameter_mm=form_seal.diameter_mm,
                    ordinal=1 + sum(seal.role == role for seal in seals),
                    image=None if form_seal.of else party.seal,
                    centered=form_seal.across == "center",
                    offset=form_seal.offset_mm,
                    word=form_seal.label if form_seal.of else WORD,
                    second=form_seal.of is not None,
                )
            )
    return tuple(seals)


def impressions(seals: Iterable[Seal]) -> dict[Seal, Drawing]:
    """Each seal's drawing: the party's own image where the case gives one, else a dashed circle.

    Raises CaseError when an image cannot be used.
    """
    return {seal: _impression(seal) for seal in dict.fromkeys(seals)}


def _impression(seal: Seal) -> Drawing:
    if seal.image:
        from generator.stamp.images import image_drawing  # few parties give one

        return image_drawing(Path(seal.image.file), seal.image.diameter_mm)
    return circle(seal.name, seal.diameter_mm, seal.word, backed=seal.second)


def press_seals(
    ink: Ink, seals: Sequence[Seal], drawings: Mapping[Seal, Drawing], *, by_hand: bool = False
) -> tuple[Pressed, ...]:
    """Press every seal at its place `seal_<role>` and say where they came to stand.

    The circle's top is the top of the line the bookmark stands in, its left edge or its middle the
    bookmark's, moved by its offset; where that would leave the page, the circle is moved inside.
    Two places of one seal (a role's bookmark on several pages) cannot be: names are unique in a
    PDF. `by_hand`: places of no seal here are for people to press at.
    Raises FormError when a seal has no place, or else a place no seal.
    """
    places = {(place.role, place.ordinal): place for place in seal_places(ink.document)}
    _check_complete(seals, () if by_hand else places, places)
    pressed = []
    for seal in seals:
        place = places.get((seal.role, seal.ordinal))
        if place is None:  # a second seal, not wanted here
            continue
        frame = as_read(ink.document.pages[place.page])
        edge = place.x + seal.offset[0] - (seal.diameter / 2 if seal.centered else 0.0)
        left = min(max(edge, 0.0), frame.width - seal.diameter)
        top = min(max(place.y + seal.offset[1], 0.0), frame.height - seal.diameter)
        ink.over(place.page, frame, drawings[seal], left, top)
        pressed.append(Pressed(seal, place.page, left, top))
    for one, other in combinations(pressed, 2):
        if one.touches(other):
            log.warning(
                _("the seals of {one} and {other} touch", one=one.seal.name, other=other.seal.name)
            )
    return tuple(pressed)


def _check_complete(
    seals: Sequence[Seal],
    to_fill: Collection[tuple[str, int]],
    places: Collection[tuple[str, int]],
) -> None:
    wanted = {(seal.role, seal.ordinal) for seal in seals}
    needed = {(seal.role, seal.ordinal) for seal in seals if not seal.second}
    if homeless := sorted(needed.difference(places)):
        name = bookmark(*homeless[0])
        message = _("the document has no place for the seal {name}", name=name)
    elif unused := sorted(set(to_fill) - wanted):
        name = bookmark(*unused[0])
        message = _("nobody seals at the place {name}", name=name)
    else:
        return
    raise FormError(
        message,
        remedy=_("Make the template's bookmark {name} and the form's `seals` agree.", name=name),
    )


def bookmark(role: str, ordinal: int = 1) -> str:
    """The Word bookmark of a seal's place: `seal_helper`, `seal_helper_2`, …"""
    return f"seal_{role}" if ordinal == 1 else f"seal_{role}_{ordinal}"
