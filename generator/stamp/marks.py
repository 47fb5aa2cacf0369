"""The 草稿 and 样本 marks: large and pale under the text of every page, small at its top right."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from math import sqrt

from generator.pdf.matrix import Matrix
from generator.stamp.drawings import Drawing, draw
from generator.stamp.geometry import PT_PER_MM, as_read
from generator.stamp.ink import Ink
from generator.stamp.lettering import line


class Mark(StrEnum):
    """What a document that must not be sealed is called, in Chinese as it prints."""

    DRAFT = "草稿"
    SAMPLE = "样本"


_SIDE = 170.0  # mm, the square the large mark stands in; fits portrait and landscape
_SIZE = 62.0  # mm of one large character
_BETWEEN = _SIZE / 5  # mm
_PALE = "ECECEC"
_TAG_WIDTH, _TAG_HEIGHT = 60.0, 6.0  # mm
_TAG_RIGHT, _TAG_TOP = 12.0, 10.0  # mm from the page's edges; inside what office printers reach
_TAG_SIZE = 10.5  # pt, 5号
_TAG_COLOR = "5A5A5A"
_BELOW_MIDDLE = 0.38  # em: the baseline of a line that stands 0.88 em over it


def mark_pages(ink: Ink, mark: Mark) -> None:
    """Put the mark on every page: under the content, which stays legible, and at the top right."""
    large, tag = _large(mark), _tag(mark)
    for index, page in enumerate(ink.document.pages):
        frame = as_read(page)
        ink.under(index, frame, large, (frame.width - _SIDE) / 2, (frame.height - _SIDE) / 2)
        ink.over(index, frame, tag, frame.width - _TAG_RIGHT - _TAG_WIDTH, _TAG_TOP)


@cache
def _large(mark: Mark) -> Drawing:
    """The word rising to the right, around the middle of its square."""
    size, middle, slope = _SIZE * PT_PER_MM, _SIDE / 2 * PT_PER_MM, sqrt(0.5)
    pieces = line(
        mark.value,
        "黑体",
        size,
        baseline=_BELOW_MIDDLE * size,
        share=0.5,
        color=_PALE,
        tracking=_BETWEEN * PT_PER_MM,
    )
    rising = Matrix(slope, slope, -slope, slope, middle, middle)
    return draw(_SIDE, _SIDE, pieces, matrix=rising)


@cache
def _tag(mark: Mark) -> Drawing:
    pieces = line(
        f"{mark.value} · 不得用印",
        "黑体",
        _TAG_SIZE,
        x=_TAG_WIDTH * PT_PER_MM,
        baseline=_TAG_HEIGHT / 2 * PT_PER_MM + _BELOW_MIDDLE * _TAG_SIZE,
        share=1.0,
        color=_TAG_COLOR,
    )
    return draw(_TAG_WIDTH, _TAG_HEIGHT, pieces)
