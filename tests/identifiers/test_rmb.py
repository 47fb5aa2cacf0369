"""人民币大写 both ways: every example of the rules, and round trips."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.identifiers.rmb import read_rmb, rmb_words

EXAMPLES = {
    "288000": ["贰拾捌万捌仟元整"],
    "444000": ["肆拾肆万肆仟元整"],
    "66000": ["陆万陆仟元整"],
    "100000": ["壹拾万元整", "拾万元整", "壹拾万圆正"],
    "3000000": ["叁佰万元整"],
    "16456000": ["壹仟陆佰肆拾伍万陆仟元整"],
    "1409.50": ["壹仟肆佰零玖元伍角整", "壹仟肆佰零玖元伍角"],
    "6007.14": ["陆仟零柒元壹角肆分"],
    "1680.32": ["壹仟陆佰捌拾元叁角贰分", "壹仟陆佰捌拾元零叁角贰分"],
    "107000.53": ["壹拾万柒仟元伍角叁分", "壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"],
    "16409.02": ["壹万陆仟肆佰零玖元零贰分"],
    "325.04": ["叁佰贰拾伍元零肆分"],
    "10005": ["壹万零伍元整"],
    "100500": ["壹拾万零伍佰元整"],
    "100001000": ["壹亿零壹仟元整"],
    "100000010": ["壹亿零壹拾元整"],
    "1020304.05": ["壹佰零贰万零叁佰零肆元零伍分"],
    "20.05": ["贰拾元零伍分"],
    "0.05": ["伍分"],
    "0": ["零元整"],
}


@pytest.mark.parametrize("amount", EXAMPLES)
def test_an_example(amount: str) -> None:
    assert rmb_words(Decimal(amount)) == EXAMPLES[amount][0]
    for words in EXAMPLES[amount]:
        assert read_rmb(words) == read_rmb(f"人民币{words}") == Decimal(amount)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "整",
        "元整",
        "人民币",
        "伍分整",
        "壹贰元整",
        "拾佰元整",
        "壹拾佰元",
        "壹佰壹佰元",
        "一百元整",
        "壹佰",
        "288000元",
    ],
)
def test_no_amount(words: str) -> None:
    assert read_rmb(words) is None


@pytest.mark.parametrize("amount", ["0.005", "1E16", "NaN"])
def test_what_cannot_be_written(amount: str) -> None:
    with pytest.raises(ValueError, match="written out"):
        rmb_words(Decimal(amount))


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_words_are_read_back(fen: int) -> None:
    amount = Decimal(fen) / 100
    words = rmb_words(amount)
    assert read_rmb(words) == amount
    assert "零零" not in words and "一" not in words
    assert not words.endswith("分整")
