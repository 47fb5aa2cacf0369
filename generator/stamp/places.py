"""Seal places 盖章处: named destinations `seal_<role>`, once the template's bookmarks."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.pdf.document import Document
from generator.stamp.geometry import as_read

_SEAL = re.compile(r"seal_(?P<role>[a-z]+(?:_[a-z]+)*?)(?:_(?P<ordinal>[1-9]\d*))?")


class Destination(Struct, frozen=True):
    """A named place in the PDF: the top left of the line its bookmark stands in."""

    name: str
    page: int  # index from 0
    x: float  # mm from the page's left edge, as read
    y: float  # mm from the page's top edge, as read


class SealPlace(Struct, frozen=True):
    """Where one party seals; the second party of a role has ordinal 2."""

    role: str
    ordinal: int
    page: int  # index from 0
    x: float  # mm from the page's left edge, as read
    y: float  # mm from the page's top edge, as read


def destinations(document: Document) -> tuple[Destination, ...]:
    """All named destinations, in reading order."""
    frames = [as_read(page) for page in document.pages]
    found = (
        Destination(place.name, place.page, *frames[place.page].point(place.x, place.y))
        for place in document.places
    )
    return tuple(sorted(found, key=lambda d: (d.page, d.y, d.x, d.name)))


def seal_places(document: Document) -> tuple[SealPlace, ...]:
    """The places for seals, by role and ordinal."""
    places = []
    for destination in destinations(document):
        if name := _SEAL.fullmatch(destination.name):
            places.append(
                SealPlace(
                    name["role"],
                    int(name["ordinal"] or 1),
                    destination.page,
                    destination.x,
                    destination.y,
                )
            )
    return tuple(sorted(places, key=lambda place: (place.role, place.ordinal)))
