"""Page numbers stand where GB/T 9704—2012, 7.5 puts them, on landscape sheets too."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import Image

from generator.stamp.stamp import Stamps, stamp_bytes
from tests.stamp.sheets import LANDSCAPE, MM, blank_pages, grey, ink_box

ONE_CHARACTER = 14 * 25.4 / 72  # mm, 4号
DASH_TOP = 297 - 35 + 7


def dash_of(page: Image.Image, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """The first dash: the leftmost 3 mm of the number's ink."""
    left, top, right, bottom = (round(edge * MM) for edge in box)
    dash = page.crop((left, top, left + round(3 * MM), bottom))
    inner = ink_box(dash)
    assert right > left
    return tuple(a + b for a, b in zip(inner, (box[0], box[1]) * 2, strict=True))


@pytest.mark.parametrize("number", [1, 2, 10, 33, 64, 107])
def test_a_number_stands_to_the_standard(number: int) -> None:
    stamped = stamp_bytes(blank_pages(1), Stamps(numbers=[number]))
    page = grey(stamped)
    box = ink_box(page)
    left, _top, right, _bottom = box
    # A dash's ink keeps a little off the edges of its character.
    if number % 2:
        assert right == pytest.approx(210 - 26 - ONE_CHARACTER, abs=0.5)
    else:
        assert left == pytest.approx(28 + ONE_CHARACTER, abs=0.5)
    assert dash_of(page, box)[1] == pytest.approx(DASH_TOP, abs=0.15)
    text = pypdf.PdfReader(io.BytesIO(stamped)).pages[0].extract_text().strip()
    assert text == f"— {number} —"


@pytest.mark.parametrize("number", [1, 2])
def test_a_landscape_sheet_has_it_where_a_portrait_one_has(number: int) -> None:
    turned = grey(stamp_bytes(blank_pages(1, LANDSCAPE), Stamps(numbers=[number])))
    left, top, _right, bottom = ink_box(turned)
    assert left < 297 / 4  # the left edge as read is the foot as bound
    assert (top > 105) == (number == 1)  # odd near the bottom, even near the top
    assert bottom > top
    plain = grey(stamp_bytes(blank_pages(1), Stamps(numbers=[number])))
    bound = turned.transpose(Image.Transpose.ROTATE_90)
    assert ink_box(bound) == pytest.approx(ink_box(plain), abs=0.2)


def test_pages_without_a_number_stay_empty() -> None:
    stamped = stamp_bytes(blank_pages(3), Stamps(numbers=[None, 2, None]))
    assert [ink_box(grey(stamped, index)) is not None for index in range(3)] == [False, True, False]
