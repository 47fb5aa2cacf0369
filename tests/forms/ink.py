"""Ink on a page, measured on its picture: what stands where, in mm from the paper's top left."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image

DPI = 300
Colour = Callable[[int, int, int], bool]


def is_red(red: int, green: int, blue: int) -> bool:
    """Whether a pixel is the red of marks and rules."""
    return red > 180 and green < 120 and blue < 120


def is_dark(red: int, green: int, blue: int) -> bool:
    """Whether a pixel is text."""
    return red + green + blue < 380


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with ink one below the other, and how far the ink reaches across."""

    top: float
    bottom: float
    left: float
    right: float


class Ink:
    """The pixels of one page that are of a colour."""

    def __init__(self, pdf: bytes, page: int, colour: Colour, folder: Path) -> None:
        source, picture = folder / "ink.pdf", folder / "ink"
        source.write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-f", str(page), "-l", str(page),
             str(source), str(picture)],
            check=True,
        )  # fmt: skip
        with Image.open(picture.with_suffix(".png")) as image:
            shown = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=256)
        palette = shown.getpalette() or []
        inked = bytes(
            colour(*palette[3 * index : 3 * index + 3]) if 3 * index + 2 < len(palette) else 0
            for index in range(256)
        )
        self._width, self._height = shown.size
        self._pixels = shown.tobytes().translate(inked)

    def bands(self, top: float = 0.0, bottom: float = 300.0) -> list[Band]:
        """The bands of ink between two heights, from the top."""
        found = []
        for has_ink, rows in groupby(self._rows(top, bottom), lambda row: b"\x01" in row[1]):
            if has_ink:
                inked = list(rows)
                left = min(row.find(b"\x01") for _y, row in inked)
                right = max(row.rfind(b"\x01") for _y, row in inked) + 1
                found.append(Band(*map(_mm, (inked[0][0], inked[-1][0] + 1, left, right))))
        return found

    def _rows(self, top: float, bottom: float) -> Iterator[tuple[int, bytes]]:
        for y in range(round(top * DPI / 25.4), min(self._height, round(bottom * DPI / 25.4))):
            yield y, self._pixels[y * self._width : (y + 1) * self._width]


def _mm(pixels: int) -> float:
    return pixels * 25.4 / DPI
