"""The 草稿 and 样本 marks: large and pale under the text of every page, small at its top right."""

from __future__ import annotations

from enum import StrEnum

from generator.stamp.drawings import Sketch, draw, face
from generator.stamp.geometry import as_read
from generator.stamp.ink import Ink


class Mark(StrEnum):
    """What a document that must not be sealed is called, in Chinese as it prints."""

    DRAFT = "草稿"
    SAMPLE = "样本"


_SIDE = 170.0  # mm, the square the large mark stands in; fits portrait and landscape
_SIZE = 62.0  # mm of one large character
_PALE = "luma(236)"
_TAG_WIDTH, _TAG_HEIGHT = 60.0, 6.0  # mm
_TAG_RIGHT, _TAG_TOP = 12.0, 10.0  # mm from the page's edges; inside what office printers reach
_TAG_SIZE = 10.5  # pt, 5号


def mark_pages(ink: Ink, mark: Mark) -> None:
    """Put the mark on every page: under the content, which stays legible, and at the top right."""
    large, tag = draw(_large(mark), _tag(mark))
    for index, page in enumerate(ink.pdf.pages):
        frame = as_read(page)
        ink.under(index, frame, large, (frame.width - _SIDE) / 2, (frame.height - _SIDE) / 2)
        ink.over(index, frame, tag, frame.width - _TAG_RIGHT - _TAG_WIDTH, _TAG_TOP)


def _large(mark: Mark) -> Sketch:
    body = (
        f"#place(center + horizon, rotate(-45deg, text(font: {face('黑体')}, size: {_SIZE}mm, "
        f"fill: {_PALE}, tracking: {_SIZE / 5}mm)[{mark.value}]))"
    )
    return Sketch(_SIDE, _SIDE, body)


def _tag(mark: Mark) -> Sketch:
    body = (
        f"#place(right + horizon, text(font: {face('黑体')}, size: {_TAG_SIZE}pt, "
        f"fill: luma(90))[{mark.value} · 不得用印])"
    )
    return Sketch(_TAG_WIDTH, _TAG_HEIGHT, body)
