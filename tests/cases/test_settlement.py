"""Settlements: exact sums, what is paid, and everything that can be wrong with an account."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK
from generator.cases.settlement import SettlementCase
from generator.check.settlements import settlement_findings
from generator.reference import load_reference

EXPENSE = {"subject": "住宿费", "budget": "33000", "actual": "33000"}


def case(*expenses: dict[str, Any], **more: Any) -> SettlementCase:
    settlement = {
        "project": "示例项目",
        "unit": "示例医院",
        "region": "示例县",
        "category": "来沪办班",
        "start": "2024-05-06",
        "end": "2024-05-15",
        "approved": "6.6万元",
        "expenses": [{**EXPENSE, **each} for each in expenses or ({},)],
        **more,
    }
    given = {"kind": "settlement", "policy": "pudong-2024", "name": "测试", "year": 2024}
    return SettlementCase.model_validate({**given, "settlements": [settlement]})


def found(*expenses: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """Where something is wrong, below the settlement, and how bad it is."""
    findings = settlement_findings(case(*expenses, **more))
    return [(".".join(map(str, each.path[2:])), each.severity.value) for each in findings]


@pytest.mark.parametrize(
    ("approved", "actual", "payable", "balance"),
    [
        ("6.6万元", "66000", "66000.00", "0.00"),
        ("6.6万元", "63409.50", "63409.50", "2590.50"),
        ("66000元", "70000.01", "66000.00", "0.00"),
    ],
)
def test_what_is_paid_is_the_smaller(
    approved: str, actual: str, payable: str, balance: str
) -> None:
    (settlement,) = case({"actual": actual}, approved=approved).settlements
    assert (settlement.payable, settlement.balance) == (Decimal(payable), Decimal(balance))


def test_sums_are_exact() -> None:
    (settlement,) = case(
        *(
            {"subject": s, "actual": "0.10"}
            for s in ("住宿费", "伙食费", "场地费", "讲课费", "资料费", "其他费用")
        )
    ).settlements
    assert settlement.actual == Decimal("0.60")
    assert settlement.days == 10
    assert settlement.expenses[0].difference == Decimal("32999.90")


def test_a_gap_leaves_what_follows_from_it_open() -> None:
    given = case(approved="待补", end="待补")
    (record,) = KINDS["settlement"].records(given, load_reference(), Path())
    assert [record.fields[key] for key in ("payable", "balance", "days")] == [BLANK] * 3


def test_a_right_account_is_silent() -> None:
    right = {"unit_price": "300", "people": "11", "days": "10"}
    assert found(right, stated_total="33000") == []


def test_what_is_wrong_is_told_where_it_stands() -> None:
    wrong = {"unit_price": "300", "people": "11", "days": "9"}
    assert found(wrong) == [("expenses.0.actual", "error")]
    assert found(stated_total="33000.01") == [("stated_total", "error")]
    assert found({}, {}) == [("expenses.1.subject", "error")]
