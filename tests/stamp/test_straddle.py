"""Straddle seals: the strips join into one whole impression, groups and parties do not collide."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image, ImageChops, ImageStat

from generator.errors import FormError
from generator.stamp.seals import Seal
from generator.stamp.stamp import Stamps, stamp_bytes
from generator.stamp.straddle import Edge, Straddle, sheet_groups, slots_for
from tests.stamp.sheets import (
    LANDSCAPE,
    MM,
    anchor,
    blank_pages,
    document,
    grey,
    ink_box,
)

SEAL = Seal("helper", "寻甸回族彝族自治县人民医院", 42)


def straddled(content: bytes, *seals: Seal, duplex: bool = False) -> bytes:
    return stamp_bytes(content, Stamps(straddle=Straddle(seals, duplex=duplex)))


def upright(page: Image.Image) -> Image.Image:
    """A landscape page turned as it is bound, the text reading upwards."""
    return page if page.width < page.height else page.transpose(Image.Transpose.ROTATE_90)


def joined(pages: list[Image.Image], diameter: float, centre: float) -> Image.Image:
    """The strips at the right edges pasted side by side, as when the sheets are fanned out."""
    whole = Image.new("L", (round(diameter * MM), round(diameter * MM)), 255)
    share = diameter * MM / len(pages)
    for index, page in enumerate(pages):
        first, last = round(index * share), round((index + 1) * share)
        top = round((centre - diameter / 2) * MM)
        edge = page.width - (last - first)
        strip = page.crop((edge, top, page.width, top + whole.height))
        whole.paste(strip, (first, 0))
    return whole


def whole_impression(seal: Seal) -> Image.Image:
    content = document(anchor(f"seal_{seal.role}", 0, 0))
    page = grey(stamp_bytes(content, Stamps(seals=(seal,))))
    return page.crop((0, 0, round(seal.diameter * MM), round(seal.diameter * MM)))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference in grey levels, both blurred by a pixel's width of rounding."""
    small = (one.width // 4, one.height // 4)
    change = ImageChops.difference(
        one.resize(small, Image.Resampling.BOX), other.resize(small, Image.Resampling.BOX)
    )
    return ImageStat.Stat(change).mean[0]


@pytest.mark.parametrize("sheets", [2, 3, 7, 10])
def test_strips_join_into_the_whole(sheets: int) -> None:
    stamped = straddled(blank_pages(sheets), SEAL)
    pages = [grey(stamped, index) for index in range(sheets)]
    whole = whole_impression(SEAL)
    assert difference(joined(pages, 42, 297 / 2), whole) < 1.2
    # The measure can fail: strips in the wrong order are no whole.
    assert difference(joined(pages[::-1], 42, 297 / 2), whole) > 3
    assert ink_box(joined(pages, 42, 297 / 2))[2:] == pytest.approx((42, 42), abs=0.3)


def test_every_sheet_carries_a_strip_at_its_right_edge() -> None:
    stamped = straddled(blank_pages(6), SEAL)
    for index in range(6):
        left, top, _right, bottom = ink_box(grey(stamped, index))
        assert left >= 210 - 42 / 6 - 0.1
        assert top >= 148.5 - 21.1
        assert bottom <= 148.5 + 21.1


def test_landscape_sheets_carry_theirs_where_they_are_bound() -> None:
    content = document("", "", "", sizes=((210, 297), LANDSCAPE, (210, 297)))
    stamped = straddled(content, SEAL)
    turned = grey(stamped, 1)
    assert ink_box(turned)[1] >= 210 - 42 / 3 - 0.1  # the bottom edge as read
    pages = [upright(grey(stamped, index)) for index in range(3)]
    assert difference(joined(pages, 42, 297 / 2), whole_impression(SEAL)) < 1.2


def test_duplex_strips_are_on_fronts_only() -> None:
    stamped = straddled(blank_pages(5), SEAL, duplex=True)
    has_ink = [ink_box(grey(stamped, index)) is not None for index in range(5)]
    assert has_ink == [True, False, True, False, True]
    fronts = [grey(stamped, index) for index in (0, 2, 4)]
    assert difference(joined(fronts, 42, 297 / 2), whole_impression(SEAL)) < 1.2


@pytest.mark.parametrize(("pages", "duplex"), [(1, False), (2, True), (1, True)])
def test_a_single_sheet_gets_none(pages: int, duplex: bool) -> None:
    content = blank_pages(pages)
    stamped = straddled(content, SEAL, duplex=duplex)
    assert all(ink_box(grey(stamped, index)) is None for index in range(pages))


def test_three_parties_stand_at_the_quarters() -> None:
    seals = (SEAL, Seal("government", "禄劝彝族苗族自治县人民政府", 45), SEAL)
    stamped = straddled(blank_pages(3), *seals)
    pages = [grey(stamped, index) for index in range(3)]
    for seal, centre in zip(seals, (297 / 4, 297 / 2, 297 * 3 / 4), strict=True):
        whole = joined(pages, seal.diameter, centre)
        assert difference(whole, whole_impression(seal)) < 1.2


@pytest.mark.parametrize(
    ("sheets", "groups"),
    [
        (1, ()),
        (2, (range(0, 2),)),
        (10, (range(0, 10),)),
        (11, (range(0, 6), range(5, 11))),
        (14, (range(0, 7), range(6, 14))),
        (28, (range(0, 10), range(9, 19), range(18, 28))),
    ],
)
def test_groups_share_a_sheet(sheets: int, groups: tuple[range, ...]) -> None:
    assert sheet_groups(sheets) == groups


@pytest.mark.parametrize("sheets", range(2, 60))
def test_groups_cover_all_sheets_and_stay_small(sheets: int) -> None:
    groups = sheet_groups(sheets)
    assert groups[0].start == 0
    assert groups[-1].stop == sheets
    assert all(a.stop - 1 == b.start for a, b in itertools.pairwise(groups))
    assert all(2 <= len(group) <= 10 for group in groups)


def test_neighbouring_groups_stand_at_different_heights() -> None:
    stamped = straddled(blank_pages(12), SEAL)
    first, second = (297 / 3, 297 * 2 / 3)
    groups = sheet_groups(12)
    pages = [grey(stamped, index) for index in range(12)]
    for group, centre in zip(groups, (first, second), strict=True):
        whole = joined([pages[index] for index in group], 42, centre)
        assert difference(whole, whole_impression(SEAL)) < 1.2


@pytest.mark.parametrize("count", range(1, 13))
def test_slots_do_not_overlap(count: int) -> None:
    slots = slots_for([45.0] * count, 297, 210)
    assert len(slots) == count
    right, bottom, top = (
        sorted(slot.centre for slot in slots if slot.edge is edge) for edge in Edge
    )
    for centres, length in ((right, 297), (bottom, 210), (top, 210)):
        assert all(b - a >= 46 for a, b in itertools.pairwise(centres))
        assert all(22.5 <= centre <= length - 22.5 for centre in centres)
    for centres in filter(None, (bottom, top)):
        # The corners are the right edge's.
        assert max(centres) + 22.5 <= 210 - 45


def test_eight_parties_use_the_bottom_edge_too() -> None:
    seals = (Seal("government", "乙县人民政府", 45), *[SEAL] * 7)
    stamped = straddled(blank_pages(2), *seals)
    page = grey(stamped, 0)
    strip = page.crop((0, page.height - round(21 * MM), page.width - round(46 * MM), page.height))
    left, top, right, _bottom = ink_box(strip)
    assert right - left > 84  # two impressions beside each other
    assert top == pytest.approx(0, abs=0.3)  # the upper half of an impression


def test_eleven_parties_use_the_top_edge_and_join_there() -> None:
    seal = Seal("helper", "甲市第一人民医院", 45)
    stamped = straddled(blank_pages(2), *[seal] * 11)
    centre = next(s.centre for s in slots_for([45.0] * 11, 297, 210) if s.edge is Edge.TOP)
    first, second = (grey(stamped, index) for index in (0, 1))
    half = round(22.5 * MM)
    # The first sheet lies in front: the next one's strip stands out above it.
    fan = Image.new("L", (round(45 * MM), round(45 * MM)), 255)
    left = round((centre - 22.5) * MM)
    for sheet, y in ((second, 0), (first, half)):
        fan.paste(sheet.crop((left, 0, left + fan.width, half)), (0, y))
    assert difference(fan, whole_impression(seal)) < 1.2


def test_too_many_parties_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")
    with pytest.raises(FormError, match="20 straddle seals have no room"):
        straddled(blank_pages(12), *[SEAL] * 10)
