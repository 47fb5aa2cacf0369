"""人民币大写 after 支付结算办法 附件一, and 万元."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cases.nothing import BLANK, Gap
from generator.fill.amounts import rmb_upper, wan
from generator.fill.filters import FilterError


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("288000", "贰拾捌万捌仟元整"),
        ("444000", "肆拾肆万肆仟元整"),
        ("66000", "陆万陆仟元整"),
        ("100000", "壹拾万元整"),
        ("3000000", "叁佰万元整"),
        ("16456000", "壹仟陆佰肆拾伍万陆仟元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("10005", "壹万零伍元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("100000010", "壹亿零壹拾元整"),
        ("1020304.05", "壹佰零贰万零叁佰零肆元零伍分"),
        ("20.05", "贰拾元零伍分"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0", "零元整"),
        ("-10", "负壹拾元整"),
        ("1,000.00", "壹仟元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("1234567890123456.78", None),
    ],
)
def test_capitals(amount: str, words: str | None) -> None:
    if words is None:
        assert rmb_upper(amount).endswith("叁仟肆佰伍拾陆元柒角捌分")
    else:
        assert rmb_upper(amount) == words


@pytest.mark.parametrize("amount", ["0.001", "abc", "", "NaN", "Infinity", 10**16])
def test_what_cannot_be_written_out_is_refused(amount: object) -> None:
    with pytest.raises(FilterError):
        rmb_upper(amount)


def test_gaps_pass_through() -> None:
    assert rmb_upper(Gap("金额")) == Gap("金额")
    assert rmb_upper(BLANK) == wan(BLANK) == BLANK


DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(words: str) -> int:
    """The yuan of an amount in capitals, read as a person reads them."""
    total = group = digit = 0
    for char in re.sub("元.*", "", words):
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            group, digit = group + digit * UNITS[char], 0
        elif char == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif char == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    return total + group + digit


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_capitals_read_back(yuan: int) -> None:
    words = rmb_upper(yuan)
    assert read_back(words) == yuan
    assert "零零" not in words


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("288000", "28.8万元"),
        (Decimal("0"), "0万元"),
        (16456000, "1645.6万元"),
        ("100000000000", "10000000万元"),
        ("1", "0.0001万元"),
    ],
)
def test_wan(amount: object, text: str) -> None:
    assert wan(amount) == text
