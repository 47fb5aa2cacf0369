"""The default impression 印模: a true-size dashed circle that says who seals here, （××印章处）."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, pi, sqrt

from generator.errors import FormError
from generator.i18n import _
from generator.pdf.objects import number
from generator.render.layout.items import Piece
from generator.stamp.drawings import Drawing, draw
from generator.stamp.geometry import PT_PER_MM
from generator.stamp.lettering import line

WORD = "印章"
"""What a seal is called that has no word of its own."""

_STROKE = 0.3  # mm
_GREY, _GREY_TEXT = "0.502", "808080"
# A multiple of four, and a phase of half a dash: a dash stands at each end of both diameters, so
# that the circle can be measured.
_DASHES = 64
_DASH_SHARE = 0.6  # of a dash and the gap after it
_QUARTER = 0.552285  # of the radius: the handles of the curve that is a quarter of a circle
_SIZES = (10.5, 9.0, 8.0, 7.0, 6.0, 5.0)  # pt: 5号, 小5, and what long names need
_LEADING = 1.3  # of the size
_BELOW_MIDDLE = 0.38  # em: the baseline below the middle of a row that stands 0.88 em over it
_AIR = 1.5  # mm between the text and the circle
_SEAL, _LAST_OF_SEAL = "章", "盖章处）"
_ELLIPSIS = "…"
_MOST_ROWS = 6


@lru_cache(maxsize=1024)  # the next record has a hospital or government of this one again
def circle(name: str, diameter_mm: float, word: str = WORD, *, backed: bool = False) -> Drawing:
    """The dashed circle for the seal of `name`, its outer edge `diameter_mm` across.

    `word` is what kind of seal it is, as 钢印. Dashes and text of a `backed` one stand on white,
    to be seen on a photo.

    Raises FormError where its text has no room, EngineError for a character no font draws.
    """
    size, rows = fit_rows(name, diameter_mm, word)
    middle = diameter_mm / 2 * PT_PER_MM
    pieces: list[Piece] = []
    for row, offset in zip(rows, _offsets(len(rows), size), strict=True):
        baseline = middle + offset + _BELOW_MIDDLE * size
        pieces += line(row, "宋体", size, x=middle, baseline=baseline, share=0.5, color=_GREY_TEXT)
    backing = _backing(rows, size, diameter_mm) if backed else ""
    return draw(diameter_mm, diameter_mm, tuple(pieces), backing + _ring(diameter_mm))


def _backing(rows: tuple[str, ...], size: float, diameter_mm: float) -> str:
    """The operators that whiten the ring and the rows, an em wide each character."""
    middle = diameter_mm / 2 * PT_PER_MM
    boxes = [
        (middle - len(row) * size / 2, middle - offset - size * _LEADING / 2, len(row) * size)
        for row, offset in zip(rows, _offsets(len(rows), size), strict=True)
    ]
    return (
        f"q 1 G {number(_STROKE * PT_PER_MM)} w {_round(diameter_mm)} s Q q 1 g "
        + " ".join(
            f"{number(left)} {number(bottom)} {number(width)} {number(size * _LEADING)} re"
            for left, bottom, width in boxes
        )
        + " f Q "
    )


@lru_cache(maxsize=64)  # seals are of few sizes
def _ring(diameter_mm: float) -> str:
    """The operators of the dashed circle."""
    pitch = pi * (diameter_mm - _STROKE) * PT_PER_MM / _DASHES
    dash, gap = pitch * _DASH_SHARE, pitch * (1 - _DASH_SHARE)
    return (
        f"q {_GREY} G {number(_STROKE * PT_PER_MM)} w "
        f"[{dash:.5f} {gap:.5f}] {dash / 2:.5f} d {_round(diameter_mm)} s Q"
    )


def _round(diameter_mm: float) -> str:
    """The circle's path, clockwise from its right end."""
    middle = diameter_mm / 2 * PT_PER_MM
    radius = (diameter_mm - _STROKE) / 2 * PT_PER_MM
    handle = radius * _QUARTER
    turns = ((1, 0, 0, -1), (0, -1, -1, 0), (-1, 0, 0, 1), (0, 1, 1, 0))
    curves = [
        _points(
            middle,
            (x1 * radius + x2 * handle, y1 * radius + y2 * handle),
            (x2 * radius + x1 * handle, y2 * radius + y1 * handle),
            (x2 * radius, y2 * radius),
        )
        for x1, y1, x2, y2 in turns
    ]
    return " ".join([f"{_points(middle, (radius, 0))} m", *(f"{curve} c" for curve in curves)])


def _points(middle: float, *points: tuple[float, float]) -> str:
    return " ".join(f"{number(middle + x)} {number(middle + y)}" for x, y in points)


def fit_rows(name: str, diameter_mm: float, word: str = WORD) -> tuple[float, tuple[str, ...]]:
    """The largest size in pt, and the rows of “（name印章处）”, that stay inside the circle.

    A name too long even at the smallest size keeps its beginning and ends in an ellipsis.
    Raises FormError when not even that fits, in circles of some 12 mm.
    """
    # 财务专用章 names a seal itself.
    last = _LAST_OF_SEAL if word == WORD and name.endswith(_SEAL) else f"{word}处）"
    for size in _SIZES:
        for count in range(1, _MOST_ROWS):
            rows = (*_even_rows(f"（{name}", count), last)
            if _fits(rows, size, diameter_mm):
                return size, rows
    if name == _ELLIPSIS:
        raise FormError(
            _("a seal of {diameter} mm has no room for its text", diameter=diameter_mm),
            remedy=_("Give the diameter in millimetres: 42 for a hospital, 45 for a government."),
        )
    kept = name.removesuffix(_ELLIPSIS)
    return fit_rows(kept[: len(kept) * 3 // 4] + _ELLIPSIS, diameter_mm, word)


def _even_rows(text: str, count: int) -> tuple[str, ...]:
    length = ceil(len(text) / count)
    return tuple(text[start : start + length] for start in range(0, len(text), length))


def _offsets(count: int, size: float) -> list[float]:
    """The rows' centres in pt below the circle's centre."""
    return [(index - (count - 1) / 2) * size * _LEADING for index in range(count)]


def _fits(rows: tuple[str, ...], size: float, diameter_mm: float) -> bool:
    """Whether each row's corners lie inside the circle; every character counts as one em wide."""
    radius = (diameter_mm / 2 - _STROKE - _AIR) * PT_PER_MM
    for row, offset in zip(rows, _offsets(len(rows), size), strict=True):
        reach = abs(offset) + size / 2
        if reach >= radius or len(row) * size > 2 * sqrt(radius**2 - reach**2):
            return False
    return True
