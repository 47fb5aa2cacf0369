"""Values through their number formats: what people see."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.xlsx.formats import chinese
from generator.render.xlsx.formats.codes import UnsupportedFormat
from generator.render.xlsx.formats.show import Shown, general, show
from generator.render.xlsx.values import CellError

DAY = 44774.0  # 2022-08-01


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999.995, "#,##0.00", "1,000.00"),
        (2.675, "0.00", "2.68"),
        (-2.5, "0", "-3"),
        (-0.3, "0", "0"),
        (0.1234, "0.00%", "12.34%"),
        (0.5, "0%", "50%"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (0.0, '0;-0;"零"', "零"),
        (3.0, '0;-0;"零";@', "3"),
        (12345678.0, '0!.0,"万元"', "1234.6万元"),
        (12345678.0, '0.00,,"百万"', "12.35百万"),
        (12345.0, "#,##0,", "12"),
        (5.0, "000", "005"),
        (0.5, "#.##", ".5"),
        (12.0, "#.##", "12."),
        (1.5, "0.0??", "1.5  "),
        (42.0, '0"名"', "42名"),
        (42.0, '"第"0"批"', "第42批"),
        (5301.0, "00-00", "53-01"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (99999.0, "0.0E+00", "1.0E+05"),
        (0.00012, "0.0E-00", "1.2E-04"),
        (1e10, "0", "10000000000"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (15000.0, '[>=10000]0.0,"千";0', "15.0千"),
        (150.0, '[>=10000]0.0,"千";0', "150"),
        (-150.0, "[<0]0;0.0", "150"),
        (7.0, "@", "7"),
        (1.0, ";;;", ""),
        (12345.0, "[DBNum1]General", "一万二千三百四十五"),
        (12345.0, "[DBNum2][$-804]General", "壹万贰仟叁佰肆拾伍"),
        (10.5, "[DBNum2]General", "壹拾.伍"),
        (105.0, 'General"元"', "105元"),
        (105.0, "G/通用格式", "105"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert show(value, code).text == text


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        (DAY, 'yyyy"年"m"月"d"日"', "2022年8月1日"),
        (DAY, "yyyy-mm-dd", "2022-08-01"),
        (DAY, "yy.m.d", "22.8.1"),
        (DAY, "aaaa", "星期一"),
        (DAY, "[$-409]d-mmm-yy", "1-Aug-22"),
        (DAY, "[$-409]dddd", "Monday"),
        (DAY, "[$-F800]yyyy/m/d", "2022/8/1"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二二年八月一日"),
        (DAY + 9 + 0.5, '[DBNum1]m"月"d"日"', "八月十日"),
        (DAY + 30, '[DBNum2]yyyy"年"m"月"d"日"', "贰零贰贰年捌月叁拾壹日"),
        (0.378414, "h:mm:ss", "9:04:55"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.0, "h:mm AM/PM", "12:00 AM"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[mm]", "2160"),
        (0.5 + 0.25 / 86400, "h:mm:ss.00", "12:00:00.25"),
        (0.999999, "h:mm:ss", "0:00:00"),
        (60.0, "yyyy-m-d", "1900-2-29"),
        (59.0, "yyyy-m-d", "1900-2-28"),
        (61.0, "yyyy-m-d", "1900-3-1"),
        (2958465.0, "yyyy-mm-dd", "9999-12-31"),
    ],
)
def test_dates(serial: float, code: str, text: str) -> None:
    assert show(serial, code).text == text


def test_the_other_epoch() -> None:
    assert show(DAY - 1462, "yyyy-mm-dd", date1904=True).text == "2022-08-01"


@pytest.mark.parametrize("serial", [-1.0, 2958466.0])
def test_days_outside_the_calendar_are_not_shown(serial: float) -> None:
    assert show(serial, "yyyy-m-d").too_wide


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("甲", "0.00", Shown("甲")),
        ("甲", '"单位："@', Shown("单位：甲")),
        ("甲", "0;-0;0;[Red]@@", Shown("甲甲", color="FF0000")),
        (True, "0.00", Shown("TRUE")),
        (CellError("#DIV/0!"), "0.00", Shown("#DIV/0!")),
        (None, "0.00", Shown("")),
        (-1.0, "0;[Red]-0", Shown("-1", color="FF0000")),
        (-5.0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', Shown("-5 ", " ")),
        ("无", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', Shown(" 无 ")),
    ],
)
def test_texts_colours_and_fills(value: object, code: str, shown: Shown) -> None:
    assert show(value, code) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "code",
    ["# ?/?", "mmm d", "dddd", "[DBNum1]0.0", "[DBNum3]General", "0*-0", "[Mystery]0", "0;0;0;0;0",
     "[$-130000]yyyy", "ggge"],
)  # fmt: skip
def test_what_is_not_known_is_refused(code: str) -> None:
    with pytest.raises(UnsupportedFormat):
        show(DAY, code)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-12.5, "-12.5"),
        (1 / 3, "0.333333333"),
        (-1 / 3, "-0.333333333"),
        (0.1 + 0.2, "0.3"),
        (1234567.891, "1234567.891"),
        (12345678901.0, "12345678901"),
        (123456789012.0, "1.23457E+11"),
        (0.00001234, "0.00001234"),
        (0.0000123456, "1.23456E-05"),
        (1e-10, "1E-10"),
        (100.0, "100"),
    ],
)
def test_general(value: float, text: str) -> None:
    assert general(value) == text
    assert show(value, "General").text == text


def test_general_gives_way_decimal_by_decimal() -> None:
    assert show(1.256, "General").shorter == ("1.26", "1.3", "1")
    assert show(12.0, "General").shorter == ()


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_fixed_decimals_are_rounded_as_people_round(value: Decimal, places: int) -> None:
    code = "0" + ("." + "0" * places if places else "")
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = show(float(value), code).text
    assert Decimal(shown) == expected
    assert shown.startswith("-") == (expected < 0)


@given(st.integers(0, 10**15))
def test_thousands_are_parted_and_nothing_is_lost(value: int) -> None:
    assert show(float(value), "#,##0").text == f"{value:,}"


@given(st.integers(0, 10**16 - 1))
def test_chinese_numbers_can_be_read_back(value: int) -> None:
    assert _read(chinese.counted(value, 1)) == value


def _read(text: str) -> int:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        high, found, low = text.rpartition(name)
        if found:
            return _read(high) * unit + _read(low)
    total = digit = 0
    for char in text:
        if char in "十百千":
            total, digit = total + digit * 10 ** ("十百千".index(char) + 1), 0
        else:
            digit = "〇一二三四五六七八九".index(char)
    return total + digit


@given(
    st.integers(0, 3_000_000).map(
        lambda minutes: datetime(1900, 3, 1) + timedelta(minutes=minutes * 9)
    )
)
def test_times_can_be_read_back(when: datetime) -> None:
    serial = (when - datetime(1899, 12, 30)) / timedelta(days=1)
    assert show(serial, "yyyy-mm-dd hh:mm").text == f"{when:%Y-%m-%d %H:%M}"


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text('0#?.,%E+;@"\\_* ymdhs[]Red-', max_size=12),
)
def test_any_format_shows_something_or_is_refused(value: float, code: str) -> None:
    try:
        shown = show(value, code)
    except UnsupportedFormat:
        return
    assert isinstance(shown.text, str)
