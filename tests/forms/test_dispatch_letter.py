"""The dispatch letter as 信函格式 (GB/T 9704—2012, 10.1), measured on its ink, and what it says."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.forms.ink import Band, Ink, is_dark, is_red
from tests.forms.letters import ETHNIC, LONG, RARE, RECEIVER, SENDER, batch, letter_of, people
from tests.pdfpages import MM, lines, page_count

pytestmark = pytest.mark.usefixtures("fetched_fonts")

NEAR = 1.0  # mm
SENDERS = (  # each of a type size of its own, the last in two lines
    SENDER,
    "上海市浦东新区某某专科医院",
    "上海交通大学医学院附属瑞金医院",
    "上海市浦东新区某某医科大学附属第七医院",
    LONG,
)
TEXT_LEFT, TEXT_RIGHT = 28.0, 184.0  # 版心
AFTER_RULE = 7 / 8 * 15.75 / MM  # 3号字高的7/8, as a 3号 is 15.75 pt


def near(value: float) -> Any:
    return pytest.approx(value, abs=NEAR)


@cache
def letter(sender: str) -> bytes:
    return letter_of(sender=sender)


@cache
def red(sender: str) -> list[Band]:
    return Ink(letter(sender), 1, is_red).bands()


def thickness(band: Band) -> float:
    return band.bottom - band.top


@pytest.mark.parametrize("sender", SENDERS)
def test_the_mark_begins_30_mm_from_the_top_and_stands_in_the_middle(sender: str) -> None:
    *mark, _thick, _thin, _low_thin, _low_thick = red(sender)
    assert len(mark) == (2 if len(sender) > 20 else 1)
    assert mark[0].top == near(30.0)
    for line in mark:
        assert TEXT_LEFT <= line.left < line.right <= TEXT_RIGHT
        assert (line.left + line.right) / 2 == near((TEXT_LEFT + TEXT_RIGHT) / 2)


@pytest.mark.parametrize("sender", SENDERS)
def test_the_upper_rule_is_thick_over_thin_4_mm_below_the_mark(sender: str) -> None:
    *mark, thick, thin, _low_thin, _low_thick = red(sender)
    assert thick.top - mark[-1].bottom == near(4.0)
    assert thickness(thick) > 2 * thickness(thin)
    assert 0 < thin.top - thick.bottom < 1


@pytest.mark.parametrize("sender", SENDERS)
def test_the_lower_rule_is_thin_over_thick_20_mm_from_the_bottom(sender: str) -> None:
    thin, thick = red(sender)[-2:]
    assert thick.bottom == near(297.0 - 20.0)
    assert thickness(thick) > 2 * thickness(thin)
    assert 0 < thick.top - thin.bottom < 1


@pytest.mark.parametrize("sender", SENDERS)
def test_the_rules_are_170_mm_long_in_the_middle_of_the_type_area(sender: str) -> None:
    for rule in red(sender)[-4:]:
        assert rule.right - rule.left == near(170.0)
        assert (rule.left, rule.right) == (near(21.0), near(191.0))


@pytest.mark.parametrize("sender", SENDERS)
def test_the_number_stands_right_below_the_upper_rule(sender: str) -> None:
    thin = red(sender)[-3]
    number = Ink(letter(sender), 1, is_dark).bands(thin.bottom + 1, thin.bottom + 20)[0]
    assert number.top - thin.bottom == near(AFTER_RULE)
    assert number.right == near(TEXT_RIGHT)
    assert number.left > (TEXT_LEFT + TEXT_RIGHT) / 2


def test_only_later_pages_are_numbered() -> None:
    found = lines(letter(SENDER))
    assert page_count(letter(SENDER)) == 2
    assert [(line.page, line.text) for line in found if line.text.startswith("—")] == [(1, "—2—")]
    (number,) = [line for line in found if line.text == "—2—"]
    assert number.x / MM == near(TEXT_LEFT + 14 / MM)  # even: left, one character in
    assert Ink(letter(SENDER), 2, is_red).bands() == []


def test_the_name_stands_over_the_middle_of_the_date_four_characters_from_the_right() -> None:
    found = Ink(letter(SENDER), 2, is_dark)
    heights = {line.text: line.baseline / MM for line in lines(letter(SENDER)) if line.page == 1}
    name, date = (
        found.bands(heights[text] - 5, heights[text] + 0.5)[0] for text in (SENDER, "2024年8月20日")
    )
    # 日 itself stands about 1 mm from the right of its square.
    assert TEXT_RIGHT - date.right == pytest.approx(4 * 16 / MM, abs=1.5)
    assert (name.left + name.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=1.5)


@pytest.mark.parametrize("count", [1, 4, 12])
def test_copies_stand_at_the_bottom_of_the_last_page_s_type_area(count: int) -> None:
    names = [f"某某某某某某卫生健康局{number}" for number in range(count)]
    pdf = letter_of(letters=[{**batch()["letters"][0], "copies_to": names}])
    found = lines(pdf)
    (first,) = [line for line in found if line.text.startswith("抄送：")]
    copies = [line for line in found if line.page == first.page and line.baseline >= first.baseline]
    texts = [line.text for line in copies if "—" not in line.text]
    assert "".join(texts) == f"抄送：{'，'.join(names)}。"
    assert first.page == page_count(pdf) - 1
    bands = Ink(pdf, page_count(pdf), is_dark).bands(150, 263)
    assert bands[-1].bottom == near(262)
    assert bands[-1].left >= TEXT_LEFT + 14 / MM - 0.5, "one character in"
    # Nothing else stands where the copies do.
    above = [line for line in found if line.page == first.page and line.baseline < first.baseline]
    assert first.baseline - above[-1].baseline > 14


def said(pdf: bytes) -> str:
    """What a letter says, without the ends of its lines."""
    return "".join(line.text for line in lines(pdf))


HARD: dict[str, dict[str, Any]] = {
    "thirty members": {"members": people(30, leader=True, post="副院长")},
    "a hospital of 40 characters": {"sender": LONG, "receiver": LONG[::-1]},
    "a minority name": {"members": people(2, name=ETHNIC, leader=True)},
    "a rare character": {"members": people(3, name=RARE)},
    "one member, no leader": {"members": people(1)},
    "the first batch": {"number": 1, "takeover": None},
    "nothing of the letter": {"letters": [], "agreement": None, "takeover": None},
}


@cache
def hard(which: str) -> bytes:
    return letter_of(**HARD[which])


@pytest.mark.parametrize("which", HARD)
def test_hard_letters_say_all_within_the_type_area(which: str) -> None:
    row = batch(**HARD[which])
    pdf = hard(which)
    text = said(pdf)
    assert f"本批医疗队共{len(row['members'])}人：" in text
    assert "、".join(member["name"] for member in row["members"]) in text
    assert text.count(row["sender"]) == 3, "mark, title, signature"
    assert row["receiver"] + "：" in text
    assert "2024年9月1日至2025年2月28日" in text
    assert "特此函告，请予接洽。" in text
    assert ("担任队长" in text) == any(member.get("leader") for member in row["members"])
    assert ("三、工作交接" in text) == (row["number"] > 1)
    assert ("样例函〔2024〕8号" in text) == bool(row["letters"])
    assert ("【待编号】" in text) == (not row["letters"])
    for page in range(1, page_count(pdf) + 1):
        for band in Ink(pdf, page, is_dark).bands(20, 262):
            is_rule = band.right - band.left > 169
            assert is_rule or TEXT_LEFT - 1 <= band.left < band.right <= TEXT_RIGHT + 4, page


@pytest.mark.parametrize("which", HARD)
def test_the_signature_stands_with_text(which: str) -> None:
    """It never stands alone on a page (7.3.5.5: no 此页无正文)."""
    found = lines(hard(which))
    closing = [line.page for line in found if "特此函告" in line.text]
    note = [line.page for line in found if line.text.startswith("（本函一式两份")]
    assert closing == note


def test_the_letter_names_the_receiver_as_the_list_does() -> None:
    assert said(letter_of()).count(RECEIVER) == 2, "addressee and title"
