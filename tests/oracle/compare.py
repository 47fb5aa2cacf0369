"""Two engines' PDFs of one document, line by line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PIL import ImageChops, ImageFilter

from generator.render.linebreak import HANGING
from tests.pdfpages import MM, TextLine, images, lines, page_count


@dataclass(frozen=True)
class Comparison:
    """How far two renderings agree."""

    name: str
    pages: tuple[int, int]
    lines: tuple[int, int]
    same: int  # lines with the same text on the same page
    furthest_mm: float  # of the lines that agree
    differing: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """Of the reference's lines, how many the other has too."""
        return self.same / max(1, self.lines[1])

    def row(self) -> str:
        """One line of the printed table."""
        return (
            f"{self.name:<40} pages {self.pages[0]}/{self.pages[1]}  "
            f"lines {self.same}/{self.lines[1]} ({self.share:.1%})  "
            f"furthest {self.furthest_mm:.2f} mm"
        )


def compare(name: str, ours: bytes, reference: bytes) -> Comparison:
    """Compare our PDF with the reference's."""
    mine, theirs = lines(ours), lines(reference)
    waiting: dict[tuple[int, str], list[TextLine]] = {}
    for line in mine:
        waiting.setdefault((line.page, _key(line)), []).append(line)
    same, furthest, missing = 0, 0.0, []
    for line in theirs:
        found = waiting.get((line.page, _key(line))) or _hanging(waiting, line)
        if not found:
            missing.append(line)
            continue
        match = min(found, key=lambda other: abs(other.baseline - line.baseline))
        found.remove(match)
        same += 1
        furthest = max(furthest, _distance(match, line))
    left = [line for group in waiting.values() for line in group]
    left.sort(key=lambda line: (line.page, line.baseline))
    differing = tuple(
        (
            f"{a.page + 1}: {a.text}" if a else "",
            f"{b.page + 1}: {b.text}" if b else "",
        )
        for a, b in _paired(left, missing)
    )
    counts = (page_count(ours), page_count(reference))
    return Comparison(name, counts, (len(mine), len(theirs)), same, furthest, differing)


def _distance(ours: TextLine, theirs: TextLine) -> float:
    """The furthest any character of the line is from where the other has it, mm."""
    sideways = (abs(a - b) for a, b in zip(ours.places, theirs.places, strict=False))
    return max(abs(ours.baseline - theirs.baseline), *sideways) / MM


def _hanging(
    waiting: dict[tuple[int, str], list[TextLine]], line: TextLine
) -> list[TextLine] | None:
    """Ours with a mark beyond the margin: LibreOffice 7.4 leaves most of those undrawn."""
    for mark in HANGING:
        found = [
            other
            for other in waiting.get((line.page, _key(line) + mark), [])
            if abs(other.baseline - line.baseline) < MM
        ]
        if found:
            return waiting[line.page, _key(line) + mark]
    return None


def _key(line: TextLine) -> str:
    return unicodedata.normalize("NFKC", line.text)


def _paired(
    ours: list[TextLine], theirs: list[TextLine]
) -> list[tuple[TextLine | None, TextLine | None]]:
    length = max(len(ours), len(theirs))
    return [
        (ours[i] if i < len(ours) else None, theirs[i] if i < len(theirs) else None)
        for i in range(length)
    ]


def stray_ink(ours: bytes, reference: bytes, within_mm: float = 2.0, dpi: int = 50) -> int:
    """How many pixels of either are inked where the other has no ink within so many mm."""
    reach = round(within_mm / 25.4 * dpi) * 2 + 1
    stray = 0
    for one, other in zip(images(ours, dpi), images(reference, dpi), strict=True):
        masks = [
            page.convert("L").point(lambda value: 255 * (value < 200)) for page in (one, other)
        ]
        wide = [mask.filter(ImageFilter.MaxFilter(reach)) for mask in masks]
        for mask, around in zip(masks, reversed(wide), strict=True):
            stray += ImageChops.subtract(mask, around).histogram()[255]
    return stray
