"""Filters: dates, numerals, masks, names; gaps and blanks pass through."""

from __future__ import annotations

from datetime import date

import pytest

from generator.cases.nothing import BLANK, Gap
from generator.fill.environment import environment
from generator.fill.filters import (
    FilterError,
    chinese_number,
    cn_date,
    cn_date_kanji,
    mask_id,
    mask_phone,
    pad_name,
    period,
)


def test_dates() -> None:
    assert cn_date(date(2022, 1, 5)) == "2022年1月5日"
    assert cn_date("2021.5.1") == "2021年5月1日"
    assert cn_date(BLANK) == "　　年　月　日"
    assert cn_date(None, "2021年　月　日") == "2021年　月　日"
    assert cn_date(Gap("日期")) == Gap("日期")
    assert period(date(2021, 5, 1), date(2021, 10, 31)) == "2021年5月1日至2021年10月31日"
    assert period(Gap("起"), BLANK) == "【待补：起】至　　年　月　日"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 1, 20), "二〇二二年一月二十日"),
        (date(2010, 10, 10), "二〇一〇年十月十日"),
        (date(2024, 12, 31), "二〇二四年十二月三十一日"),
        (date(2024, 4, 24), "二〇二四年四月二十四日"),
    ],
)
def test_dates_in_words(day: date, words: str) -> None:
    assert cn_date_kanji(day) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (4, "四"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize("value", ["四", -1, 10000, [1]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(FilterError):
        chinese_number(value)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(FilterError):
        cn_date(5)


def test_masks() -> None:
    assert mask_id("11010519491231002X") == "110105********002X"
    assert mask_id("123") == "***"
    assert mask_phone("13812341234") == "138****1234"
    assert mask_phone("0871-67195125") == "***********25"
    assert mask_phone("110") == "***"
    assert mask_phone(Gap("手机号")) == Gap("手机号")


def test_names_are_padded() -> None:
    assert pad_name("徐冲") == "徐　冲"
    assert pad_name("欧阳某") == "欧阳某"
    assert pad_name(BLANK) == BLANK


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ day }}", "2022年1月5日"),
        ("{{ gap }}", "【待补：三级医院】"),
        ("{{ nameless }}", "【待补】"),
        ("[{{ blank }}{{ nothing }}]", "[]"),
        ('{{ names|join("、") }}', "甲&amp;乙、【待补：三级医院】"),
        ('{{ rows|join("、", attribute="name") }}', "甲、【待补：三级医院】"),
        ("{{ lines }}", "一\n二"),
    ],
)
def test_how_values_are_printed(template: str, text: str) -> None:
    gap = Gap("三级医院")
    values = {
        "day": date(2022, 1, 5),
        "gap": gap,
        "nameless": Gap(),
        "blank": BLANK,
        "nothing": None,
        "names": ["甲&乙", gap],
        "rows": [{"name": "甲"}, {"name": gap}],
        "lines": "一\r\n二",
    }
    assert environment().from_string(template).render(values) == text
