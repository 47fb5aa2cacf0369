"""What must hold in every dispatch case: letters that can be told apart, and numbered."""

from __future__ import annotations

from typing import Any

import pytest

from generator.check.dispatches import dispatch_findings
from tests.check.rule_examples import example_case

DISPATCH = "pudong-2024/dispatch"


def found(**changes: Any) -> list[tuple[Any, ...]]:
    case = example_case(DISPATCH, {key.replace("__", "."): each for key, each in changes.items()})
    return [finding.path for finding in dispatch_findings(case)]


def batch(number: str, **more: str) -> dict[str, Any]:
    return {
        "number": number,
        "sender": "上海市浦东医院",
        "receiver": "兰坪县人民医院",
        "start": "2024-09-01",
        "end": "2025-02-28",
        "members": [{"name": "示例丙"}],
        **more,
    }


def test_one_letter_for_each_batch_of_two_hospitals() -> None:
    assert found(**{"batches+": [batch("2")]}) == []
    assert found(**{"batches+": [batch("1", receiver="贡山县人民医院")]}) == []
    assert found(**{"batches+": [batch("1")]}) == [("batches", 1, "number")]
    assert found(**{"batches+": [batch("1", sender="上海市 浦东医院")]}) == [
        ("batches", 1, "number")
    ]


@pytest.mark.parametrize("pattern", ["示例函〔{year}〕{number}号", "示例医函〔{year}〕{number}号"])
def test_patterns_of_document_numbers(pattern: str) -> None:
    assert found(number_format=pattern) == []


@pytest.mark.parametrize(
    "pattern",
    ["示例函[{year}]{number}号", "示例函〔{year}〕{number:03}号", "{number}", "示例函1号"],
)
def test_other_patterns_are_told(pattern: str) -> None:
    assert found(number_format=pattern) == [("number_format",)]
