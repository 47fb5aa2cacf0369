"""Seal places 盖章处: named destinations `seal_<role>`, once the template's bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from generator.stamp.geometry import as_read

# LibreOffice writes the characters of a bookmark's name that are neither letter nor digit in hex.
_LIBREOFFICE_UNDERSCORE = "5F"
_SEAL = re.compile(r"seal_(?P<role>[a-z]+(?:_[a-z]+)*?)(?:_(?P<ordinal>[1-9]\d*))?")


@dataclass(frozen=True, slots=True)
class Destination:
    """A named place in the PDF: the top left of the line its bookmark stands in."""

    name: str
    page: int  # index from 0
    x: float  # mm from the page's left edge, as read
    y: float  # mm from the page's top edge, as read


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where one party seals; the second party of a role has ordinal 2."""

    role: str
    ordinal: int
    page: int  # index from 0
    x: float  # mm from the page's left edge, as read
    y: float  # mm from the page's top edge, as read


def destinations(pdf: pikepdf.Pdf) -> tuple[Destination, ...]:
    """All named destinations, in reading order, LibreOffice's `5F` read back as `_`.

    They stand in the name tree (Typst) or in the catalogue's /Dests (LibreOffice); those that
    name no point of a page are left out.
    """
    indexes = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    found = {}
    for name, target in _named_targets(pdf):
        explicit = target["/D"] if isinstance(target, pikepdf.Dictionary) else target
        index = indexes.get(explicit[0].objgen) if len(explicit) else None
        point = _point(explicit)
        if index is not None and point is not None:
            x, y = as_read(pdf.pages[index]).point(*point)
            name = name.replace(_LIBREOFFICE_UNDERSCORE, "_")
            found[name] = Destination(name, index, x, y)
    return tuple(sorted(found.values(), key=lambda d: (d.page, d.y, d.x, d.name)))


def seal_places(pdf: pikepdf.Pdf) -> tuple[SealPlace, ...]:
    """The places for seals, by role and ordinal."""
    places = []
    for destination in destinations(pdf):
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


def _named_targets(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    yield from ((name[1:], target) for name, target in pdf.Root.get("/Dests", {}).items())
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items():
            yield str(name), target


def _point(explicit: pikepdf.Object) -> tuple[float, float] | None:
    """The point of `[page /XYZ left top zoom]`; of other kinds of destination there is none."""
    if len(explicit) < 4 or explicit[1] != pikepdf.Name.XYZ:
        return None
    left, top = explicit[2], explicit[3]
    return None if left is None or top is None else (float(left), float(top))
