"""Links inside a packet: those documents bring, and those of the contents' lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pikepdf

from generator.stamp.geometry import PT_PER_MM, as_read
from generator.stamp.places import destinations
from generator.stamp.stamp import open_pdf

_LINE = re.compile(r"contents_([1-9]\d*)")
_LINE_HEIGHT = 10.0  # mm; one line of 28.95 pt is 10.2
_RIGHT_MARGIN = 26.0  # mm (GB/T 9704—2012, 5.2.1)


def link_contents(packet: pikepdf.Pdf, first: int, contents: bytes, targets: Sequence[int]) -> None:
    """Make each line of the contents a link to its part.

    The contents begin at the packet's page `first`; the bookmark `contents_<n>` of its form
    stands in the line of the nth part, which begins at the packet's page `targets[n - 1]` (all
    indexes from 0). Contents without such bookmarks get no links.
    """
    with open_pdf(contents) as source:
        places = destinations(source)
    for place in places:
        line = _LINE.fullmatch(place.name)
        if line is None or int(line[1]) > len(targets):
            continue
        page = packet.pages[first + place.page]
        frame = as_read(page)
        target = packet.pages[targets[int(line[1]) - 1]]
        width = max(frame.width - _RIGHT_MARGIN - place.x, 1.0) * PT_PER_MM
        box = frame.box_at(place.x, place.y, _LINE_HEIGHT)
        corners = [*box.transform((0, 0)), *box.transform((width, _LINE_HEIGHT * PT_PER_MM))]
        _add_link(packet, page, [round(float(edge), 3) for edge in corners], target)


def _add_link(
    packet: pikepdf.Pdf, page: pikepdf.Page, rectangle: list[float], target: pikepdf.Page
) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array(rectangle),
        Border=pikepdf.Array([0, 0, 0]),
        Dest=pikepdf.Array([target.obj, pikepdf.Name.Fit]),
    )
    if "/Annots" not in page.obj:
        page.obj.Annots = pikepdf.Array()
    page.obj.Annots.append(packet.make_indirect(link))


def resolve_links(pdf: pikepdf.Pdf) -> None:
    """Make links to named places point at their pages, for a packet does not keep the names."""
    links = [
        annotation
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
        if annotation.get("/Subtype") == pikepdf.Name.Link
    ]
    if not links:
        return
    places = {place.name: place for place in destinations(pdf)}
    for link in links:
        action: Any = link.get("/A", {})
        goal = link.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None)
        if not isinstance(goal, (pikepdf.String, pikepdf.Name)):
            continue
        if place := places.get(str(goal).removeprefix("/").replace("5F", "_")):
            page = pdf.pages[place.page]
            x, y = as_read(page).box_at(place.x, place.y, 0).transform((0, 0))
            link.Dest = pikepdf.Array([page.obj, pikepdf.Name.XYZ, float(x), float(y), 0])
            if "/A" in link:
                del link["/A"]
