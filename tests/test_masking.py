"""Identity and mobile numbers never reach a message, a problem or a log line."""

from __future__ import annotations

import logging

import pytest

from generator.cli.logs import _Masking
from generator.errors import CaseError
from generator.masking import masked
from generator.places import Place
from generator.problems import Problem, Severity

# The standard's own example (GB 11643—1999) and a number no operator gives out.
IDENTITY, MOBILE = "11010519491231002X", "13800001234"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (IDENTITY, "110105********002X"),
        ("身份证110105194912310021。", "身份证110105********0021。"),
        ("110105491231002", "110105******002"),
        (f"手机{MOBILE}或+8613800001234", "手机138****1234或+86138****1234"),
        ("138-0000-1234，138 0000 1234", "138-****-1234，138 **** 1234"),
        ("（13800001234/13900005678）", "（138****1234/139****5678）"),
        ("a" * 8 + IDENTITY, "a" * 8 + IDENTITY),  # inside a digest
        (
            "2021年1月1日，288000.00元，云卫医发〔2022〕5号",
            "2021年1月1日，288000.00元，云卫医发〔2022〕5号",
        ),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_errors_problems_and_logs_are_masked() -> None:
    text = f"{IDENTITY} {MOBILE}"
    fault = CaseError(text, remedy=text)
    problem = Problem(Severity.ERROR, Place("a.yaml", 1, 1), text, text)
    record = logging.LogRecord("x", logging.INFO, "f", 1, "said %s", (text,), None)
    for said in (str(fault), repr(fault), repr(problem), _Masking("%(message)s").format(record)):
        assert "1949" not in said
        assert MOBILE not in said
        assert "110105********002X" in said
