"""Two ways to look at a PDF page, as read and as bound, in millimetres from its top left."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from generator.pdf.document import Box, Page
from generator.pdf.matrix import Matrix

PT_PER_MM = 72 / 25.4

_QUARTER_TURN = 90


class Frame(Struct, frozen=True):
    """A way to look at a page: its size in mm, and the matrix from there into the page's own space.

    The matrix takes points (origin at the frame's bottom left, y upwards), as PDF does; the
    methods take millimetres from the frame's top left, as people do.
    """

    width: float  # mm
    height: float  # mm
    matrix: Matrix

    def box_at(self, left: float, top: float, height: float) -> Matrix:
        """The matrix that puts a drawing of `height` mm with its top left at (left, top), in mm."""
        corner = Matrix(e=left * PT_PER_MM, f=(self.height - top - height) * PT_PER_MM)
        return corner @ self.matrix

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point in pt of the page's own space stands: mm from the frame's top left."""
        u, v = self.matrix.inverse().apply(x, y)
        return u / PT_PER_MM, self.height - v / PT_PER_MM


def as_read(page: Page) -> Frame:
    """The page as a screen shows it, its /Rotate obeyed."""
    return _as_turned(page.crop or page.box, page.turn)


@lru_cache(maxsize=256)  # pages are of few sizes
def _as_turned(box: Box, turn: int) -> Frame:
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    values = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }.get(turn, (1, 0, 0, 1, left, bottom))
    if turn % (2 * _QUARTER_TURN):
        width, height = height, width
    return Frame(width / PT_PER_MM, height / PT_PER_MM, Matrix(*values))


def as_bound(page: Page) -> Frame:
    """The page as the bound packet holds it: upright, staples on the left.

    A landscape sheet 横排 is bound at its top edge, its text reading upwards, so its right edge in
    the packet is the bottom one as read (GB/T 9704—2012, 8: page numbers stand as on all pages).
    """
    read = as_read(page)
    if read.width <= read.height:
        return read
    turned = Matrix(0, -1, 1, 0, 0, read.height * PT_PER_MM)
    return Frame(read.height, read.width, turned @ read.matrix)
