"""Two engines' PDFs of one document, line by line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tests.pdfpages import MM, TextLine, lines, page_count


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
        found = waiting.get((line.page, _key(line)))
        if not found:
            missing.append(line)
            continue
        match = min(found, key=lambda other: abs(other.baseline - line.baseline))
        found.remove(match)
        same += 1
        away = max(abs(match.baseline - line.baseline), abs(match.x - line.x)) / MM
        furthest = max(furthest, away)
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
