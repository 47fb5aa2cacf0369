"""Ink on a page as a ruler would measure it: bands of it from top to bottom, in mm."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops

DPI = 300
_MM = DPI / 25.4


@dataclass(frozen=True)
class Band:
    """Rows of ink without a white one between them; mm from the page's top left."""

    top: float
    bottom: float
    left: float
    right: float
    red: bool

    @property
    def middle(self) -> float:
        """Across."""
        return (self.left + self.right) / 2

    @property
    def is_rule(self) -> bool:
        """A line of ink less than a millimetre thick."""
        return self.bottom - self.top < 1 and self.right - self.left > 100


def bands(pdf: bytes, page: int, left: float = 0.0, right: float = 210.0) -> list[Band]:
    """The bands of ink on a page, between two edges in mm."""
    dark, red = _masks(pdf, page)
    edges = (round(left * _MM), 0, min(dark.width, round(right * _MM)), dark.height)
    dark, red = dark.crop(edges), red.crop(edges)
    every = ImageChops.lighter(dark, red)
    data, width = every.tobytes(), every.width
    inked = [any(data[row * width : (row + 1) * width]) for row in range(every.height)]
    found: list[Band] = []
    start: int | None = None
    for row, has_ink in enumerate([*inked, False]):
        if has_ink and start is None:
            start = row
        elif not has_ink and start is not None:
            strip = (0, start, width, row)
            box = every.crop(strip).getbbox()
            assert box
            is_red = red.crop(strip).getbbox() is not None
            across = (left + box[0] / _MM, left + box[2] / _MM)
            found.append(Band(start / _MM, row / _MM, *across, is_red))
            start = None
    return found


def _masks(pdf: bytes, page: int) -> tuple[Image.Image, Image.Image]:
    """Where a page is dark, and where it is red."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    dark = image.convert("L").point(lambda value: 255 if value < 150 else 0)
    first, second, _third = image.split()
    reds = first.point(lambda value: 255 if value > 150 else 0)
    return dark, ImageChops.multiply(reds, second.point(lambda value: 255 if value < 120 else 0))
