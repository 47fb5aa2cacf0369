"""Ranges, months and money as clerks write them, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.cases.money import Wan, Yuan
from generator.cases.spans import NOT_COUNTED, Count, Days, Months, PlanMonths, Span


@pytest.mark.parametrize(
    ("text", "span", "printed"),
    [
        ("7", Span(7, 7), "7"),
        ("5-10", Span(5, 10), "5-10"),
        ("90—180", Span(90, 180), "90-180"),
        ("５～１０", Span(5, 10), "5-10"),
        ("5 至 10", Span(5, 10), "5-10"),
    ],
)
def test_span(text: str, span: Span, printed: str) -> None:
    read = TypeAdapter(Days).validate_python(text)
    assert read == span
    assert str(read) == printed


@pytest.mark.parametrize("text", ["--", "——", "-", "－－"])
def test_not_counted(text: str) -> None:
    read = TypeAdapter(Count).validate_python(text)
    assert read is NOT_COUNTED
    assert str(read) == "--"


@pytest.mark.parametrize(
    ("text", "months", "printed"),
    [
        ("5", Months(5, 5), "5"),
        ("5-8", Months(5, 8), "5-8"),
        ("4月—10月", Months(4, 10), "4-10"),
        ("全年", Months(1, 12), "全年"),
    ],
)
def test_months(text: str, months: Months, printed: str) -> None:
    read = TypeAdapter(PlanMonths).validate_python(text)
    assert read == months
    assert str(read) == printed


@pytest.mark.parametrize(
    ("money", "text", "yuan"),
    [
        (Wan, "44.4", "444000.00"),
        (Wan, "28.8万元", "288000.00"),
        (Wan, "288000元", "288000.00"),
        (Yuan, "1,409.50", "1409.50"),
        (Yuan, "６００", "600.00"),
        (Yuan, "0.0001万元", "1.00"),
    ],
)
def test_money(money: Any, text: str, yuan: str) -> None:
    read = TypeAdapter(money).validate_python(text)
    assert isinstance(read, Decimal)
    assert str(read) == yuan


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        (Days, "--", "span_notation"),
        (Days, "10-5", "span_reversed"),
        (Days, "十", "span_notation"),
        (Count, "-5", "span_notation"),
        (PlanMonths, "13", "months_notation"),
        (PlanMonths, "8-5", "months_notation"),
        (PlanMonths, "0", "months_notation"),
        (Wan, "28,8", "money_notation"),
        (Wan, "约20", "money_notation"),
        (Wan, "0.0000001", "money_notation"),
        (Yuan, "0.001", "money_fraction"),
        (Yuan, "-1", "money_negative"),
        (Yuan, "1e5", "money_notation"),
    ],
)
def test_refused(kind: Any, text: str, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    assert error in {each["type"] for each in caught.value.errors()}
