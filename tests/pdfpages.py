"""Reading a PDF back as a person sees it: characters with their baselines, and pages as pixels."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

MM = 72 / 25.4


@dataclass(frozen=True)
class TextLine:
    """One line on a page; pt from the page's top left."""

    page: int
    x: float
    baseline: float
    text: str
    places: tuple[float, ...] = ()  # the left edge of each character


def lines(pdf: bytes, tolerance: float = 2.0) -> list[TextLine]:
    """All lines of a PDF in reading order, spaces left out."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        rows = _rows(page, tolerance)
        for baseline in sorted(rows):
            chars = sorted(rows[baseline])
            text = "".join(char for _x, char in chars)
            places = tuple(x for x, _char in chars)
            found.append(TextLine(number, chars[0][0], baseline, text, places))
    document.close()
    return found


def _rows(page: pypdfium2.PdfPage, tolerance: float) -> dict[float, list[tuple[float, str]]]:
    height = page.get_height()
    text = page.get_textpage()
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if char in "\x02\ufffe":  # how pdfium reports a hyphen at a line's end
            char = "-"
        if char.isspace() or char in "\u3000\x00":
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        baseline = height - y.value
        near = next((b for b in rows if abs(b - baseline) <= tolerance), baseline)
        rows[near].append((x.value, char))
    return rows


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def images(pdf: bytes, dpi: float = 100, pages: range | None = None) -> list[Image.Image]:
    """The pages as RGB images."""
    document = pypdfium2.PdfDocument(pdf)
    chosen = pages if pages is not None else range(len(document))
    found = [document[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in chosen]
    document.close()
    return found
