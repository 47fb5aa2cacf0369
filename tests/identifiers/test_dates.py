"""Days and periods in every notation; months by the calendar, both ends counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.identifiers.days import NoSuchDay, in_figures, in_words, read_day
from generator.identifiers.periods import Period, full_months, last_day, read_period

MAY = date(2021, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2021.5.1", "2021/5/1", "2021-05-01", "2021年5月1日", "2021 年 5 月 1 日", "20210501",
        "２０２１年５月１日", "二〇二一年五月一日", "二○二一年五月一日", "二零二一年五月一日", "44317",
    ],
)  # fmt: skip
def test_a_day_in_any_notation(text: str) -> None:
    assert read_day(text) == MAY


@pytest.mark.parametrize(
    "text", ["", "2021-5", "5月1日", "2021.5/1", "12345678901", "99999", "二一年五月一日"]
)
def test_no_day(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    "text", ["2021-02-30", "2023年2月29日", "二〇二一年十三月一日", "20211301"]
)
def test_a_day_that_does_not_exist(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(text)


def test_days_as_documents_print_them() -> None:
    day = date(2024, 4, 24)
    assert in_figures(day) == "2024年4月24日"
    assert in_words(day) == "二〇二四年四月二十四日"
    assert in_words(date(2010, 10, 10)) == "二〇一〇年十月十日"
    assert "\u3007" in in_words(day)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_printed_day_is_read_back(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    for text in (in_figures(day), in_words(day), day.isoformat(), f"{day:%Y%m%d}", serial):
        assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021.5.1-2021.10.31", "2021-05-01", "2021-10-31"),
        ("2021年5月1日－2021年10月31日", "2021-05-01", "2021-10-31"),
        ("2021-05-01-2021-10-31", "2021-05-01", "2021-10-31"),
        ("20210501-20211031", "2021-05-01", "2021-10-31"),
        ("2021/5/1~2021/10/31", "2021-05-01", "2021-10-31"),
        ("2021.5.1—10.31", "2021-05-01", "2021-10-31"),
        ("2021年5月1日至10月31日", "2021-05-01", "2021-10-31"),
        ("自2021年5月1日起至2021年10月31日止", "2021-05-01", "2021-10-31"),
        ("2021年5月1日到31日", "2021-05-01", "2021-05-31"),
        ("5月1日至6月30日", "2024-05-01", "2024-06-30"),
        ("2024.3.1", "2024-03-01", "2024-03-01"),
    ],
)
def test_periods_of_days(text: str, start: str, end: str) -> None:
    period = read_period(text, 2024)
    assert period == Period(date.fromisoformat(start), date.fromisoformat(end), "day")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024年3月—5月", "2024-03-01", "2024-05-31"),
        ("2022年1月-2月", "2022-01-01", "2022-02-28"),
        ("2021年5月-2022年4月", "2021-05-01", "2022-04-30"),
        ("5-8", "2024-05-01", "2024-08-31"),
        ("4-10", "2024-04-01", "2024-10-31"),
        ("5", "2024-05-01", "2024-05-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("下半年", "2024-07-01", "2024-12-31"),
        ("2023年第三季度", "2023-07-01", "2023-09-30"),
        ("一季度", "2024-01-01", "2024-03-31"),
    ],
)
def test_periods_of_months(text: str, start: str, end: str) -> None:
    period = read_period(text, 2024)
    assert period == Period(date.fromisoformat(start), date.fromisoformat(end), "month")


def test_periods_of_years() -> None:
    for text in ("全年", "2024年", "2024年全年"):
        assert read_period(text, 2024) == Period(date(2024, 1, 1), date(2024, 12, 31), "year")
    assert read_period("2021-2025") == Period(date(2021, 1, 1), date(2025, 12, 31), "year")


@pytest.mark.parametrize(
    "text",
    ["", "尽快", "5-8", "全年", "2021.10.31-2021.5.1", "2021.5.1-2021", "2021年5月-", "第五季度"],
)
def test_no_period_without_a_plans_year(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize("text", ["2021.5.1-2021.9.31", "2021.2.29", "5-13"])
def test_a_period_of_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_period(text, 2024)


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.integers(1, 3000),
    st.sampled_from("-－—–~至到"),
)
def test_a_period_is_read_back(start: date, length: int, dash: str) -> None:
    end = start + timedelta(days=length)
    for ends in ((in_figures(start), in_figures(end)), (f"{start:%Y.%m.%d}", f"{end:%Y.%m.%d}")):
        period = read_period(dash.join(ends))
        assert period == Period(start, end)
        assert period.days == length + 1


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-05-01", 6, "2021-10-31"),
        ("2023-09-01", 6, "2024-02-29"),  # across a leap day
        ("2023-08-31", 6, "2024-02-29"),  # no 31 February: the month's last day
        ("2022-09-01", 6, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-12-15", 1, "2024-01-14"),
        ("2021-01-01", 60, "2025-12-31"),
    ],
)
def test_the_last_day_of_so_many_months(start: str, months: int, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert last_day(first, months) == last
    assert full_months(first, last) == months
    assert full_months(first, last - timedelta(days=1)) == months - 1


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_months_grow_with_the_last_day(start: date, months: int) -> None:
    assert full_months(start, last_day(start, months)) == months
    assert last_day(start, months) < last_day(start, months + 1)


def test_half_a_year_has_184_days() -> None:
    period = read_period("2021.5.1-2021.10.31")
    assert period and (period.days, period.months) == (184, 6)
    assert MAY in period and date(2021, 11, 1) not in period
