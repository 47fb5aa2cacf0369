"""Landscape sheets 横排表格 as the bound packet holds them: upright paper, heads on its left."""

from __future__ import annotations

from msgspec.structs import replace

from generator.pdf.document import Document, Page, Place
from generator.pdf.matrix import Matrix
from generator.pdf.objects import plain_stream
from generator.stamp.geometry import PT_PER_MM, as_read


def turned(document: Document) -> Document:
    """The document with its landscape pages turned to the left (GB/T 9704—2012, 8).

    The head of a table is then at the staples on odd pages and at the open edge on even ones, and
    the page number stands where it stands on all pages. Pages that hold annotations, whose places
    are not drawn, stay as they are.
    """
    ways = [_way(page) for page in document.pages]
    if not any(ways):
        return document
    pages = (
        page if way is None else _turned(page, way)
        for page, way in zip(document.pages, ways, strict=True)
    )
    places = tuple(_moved(place, ways[place.page]) for place in document.places)
    return replace(document, pages=tuple(pages), places=places)


def _way(page: Page) -> Matrix | None:
    """From the page's own space into the turned one; None for a page that stays."""
    read = as_read(page)
    if read.width <= read.height or page.annotations:
        return None
    return read.matrix.inverse() @ Matrix(0, 1, -1, 0, read.height * PT_PER_MM, 0)


def _turned(page: Page, way: Matrix) -> Page:
    read = as_read(page)
    before = plain_stream(f"q {way.operands()} cm\n".encode("ascii"), {})
    after = plain_stream(b"\nQ\n", {})
    box = (0.0, 0.0, read.height * PT_PER_MM, read.width * PT_PER_MM)
    return replace(page, box=box, crop=None, turn=0, contents=(before, *page.contents, after))


def _moved(place: Place, way: Matrix | None) -> Place:
    if way is None:
        return place
    x, y = way.apply(place.x, place.y)
    return replace(place, x=x, y=y)
