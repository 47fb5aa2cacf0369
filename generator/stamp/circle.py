"""The default impression 印模: a true-size dashed circle that says who seals here, （××印章处）."""

from __future__ import annotations

from math import ceil, pi, sqrt

from generator.errors import FormError
from generator.i18n import _
from generator.stamp.drawings import Sketch, face, typst_string
from generator.stamp.geometry import PT_PER_MM

_STROKE = 0.3  # mm
_GREY = "rgb(128, 128, 128)"
# A multiple of four, and a phase of half a dash: a dash stands at each end of both diameters, so
# that the circle can be measured.
_DASHES = 64
_DASH_SHARE = 0.6  # of a dash and the gap after it
_SIZES = (10.5, 9.0, 8.0, 7.0, 6.0, 5.0)  # pt: 5号, 小5, and what long names need
_LEADING = 1.3  # of the size
_AIR = 1.5  # mm between the text and the circle
_LAST_ROW = "印章处）"
_ELLIPSIS = "…"
_MOST_ROWS = 6


def circle(name: str, diameter_mm: float) -> Sketch:
    """The dashed circle for the seal of `name`, its outer edge `diameter_mm` across."""
    radius = (diameter_mm - _STROKE) / 2
    pitch = 2 * pi * radius / _DASHES
    dash, gap = pitch * _DASH_SHARE, pitch * (1 - _DASH_SHARE)
    ring = (
        f"#place(top + left, dx: {_STROKE / 2}mm, dy: {_STROKE / 2}mm, "
        f"circle(radius: {radius:.4f}mm, stroke: (paint: {_GREY}, thickness: {_STROKE}mm, "
        f"dash: (array: ({dash:.5f}mm, {gap:.5f}mm), phase: {dash / 2:.5f}mm))))"
    )
    size, rows = fit_rows(name, diameter_mm)
    setting = (
        f"#set text(font: {face('宋体')}, size: {size}pt, fill: {_GREY}, "
        "top-edge: 0.88em, bottom-edge: -0.12em)"
    )
    text = "".join(
        f"#place(center + horizon, dy: {offset:.3f}pt, text({typst_string(row)}))"
        for row, offset in zip(rows, _offsets(len(rows), size), strict=True)
    )
    return Sketch(diameter_mm, diameter_mm, f"{ring}\n{setting}\n{text}")


def fit_rows(name: str, diameter_mm: float) -> tuple[float, tuple[str, ...]]:
    """The largest size in pt, and the rows of “（name印章处）”, that stay inside the circle.

    A name too long even at the smallest size keeps its beginning and ends in an ellipsis.
    Raises FormError when not even that fits, in circles of some 12 mm.
    """
    for size in _SIZES:
        for count in range(1, _MOST_ROWS):
            rows = (*_even_rows(f"（{name}", count), _LAST_ROW)
            if _fits(rows, size, diameter_mm):
                return size, rows
    if name == _ELLIPSIS:
        raise FormError(
            _("a seal of {diameter} mm has no room for its text", diameter=diameter_mm),
            remedy=_("Give the diameter in millimetres: 42 for a hospital, 45 for a government."),
        )
    kept = name.removesuffix(_ELLIPSIS)
    return fit_rows(kept[: len(kept) * 3 // 4] + _ELLIPSIS, diameter_mm)


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
