"""Ink on a page, measured on its picture: what stands where, in mm from the paper's top left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageChops

from tests.pdfpages import images

DPI = 300
_INK = b"\xff"
Colour = Callable[[Image.Image], Image.Image]


def is_red(page: Image.Image) -> Image.Image:
    """The red of marks and rules, white on black."""
    red, green, blue = page.split()
    others = ImageChops.lighter(green, blue).point(lambda value: 255 * (value < 120))
    return ImageChops.darker(red.point(lambda value: 255 * (value > 180)), others)


def is_dark(page: Image.Image) -> Image.Image:
    """Text, white on black."""
    return page.convert("L").point(lambda value: 255 * (value < 127))


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with ink one below the other, and how far the ink reaches across."""

    top: float
    bottom: float
    left: float
    right: float


class Ink:
    """The pixels of one page that are of a colour."""

    def __init__(self, pdf: bytes, page: int, colour: Colour) -> None:
        (image,) = images(pdf, DPI, range(page - 1, page))
        self._width, self._height = image.size
        self._pixels = colour(image).tobytes()

    def bands(self, top: float = 0.0, bottom: float = 300.0) -> list[Band]:
        """The bands of ink between two heights, from the top."""
        found = []
        for has_ink, rows in groupby(self._rows(top, bottom), lambda row: _INK in row[1]):
            if has_ink:
                inked = list(rows)
                left = min(row.find(_INK) for _y, row in inked)
                right = max(row.rfind(_INK) for _y, row in inked) + 1
                found.append(Band(*map(_mm, (inked[0][0], inked[-1][0] + 1, left, right))))
        return found

    def _rows(self, top: float, bottom: float) -> Iterator[tuple[int, bytes]]:
        for y in range(round(top * DPI / 25.4), min(self._height, round(bottom * DPI / 25.4))):
            yield y, self._pixels[y * self._width : (y + 1) * self._width]


def _mm(pixels: int) -> float:
    return pixels * 25.4 / DPI
