"""Dispatch letters made for tests: a case of one batch or two, changed here and there, and its PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.cases.dispatch import DispatchCase
from generator.cases.dispatch_records import dispatch_records
from generator.cases.records import Record
from generator.fill import fill
from generator.forms import discover_forms
from generator.reference import load_reference
from generator.render.engine import render

LETTER = "general/dispatch-letter"
SENDER, RECEIVER = "上海市浦东医院", "兰坪县人民医院"
LONG = "上海市浦东新区某某医科大学附属第七人民医院暨中西医结合医院互联网医院浦东分院区院"  # 40
RARE = "蔈样"
ETHNIC = "古丽·努尔·艾合·买提"


def people(count: int, **first: Any) -> list[dict[str, Any]]:
    """Some members of different names; `first` is of the first of them."""
    names = [f"{surname}样{given}" for surname in "王李张刘陈杨赵黄周吴" for given in "甲乙丙丁"]
    members = [{"name": name, "position": "主治医师"} for name in names[:count]]
    members[0].update(first)
    return members


def batch(**more: Any) -> dict[str, Any]:
    """A batch of five under a leader, over new year, with a letter that says all it can."""
    return {
        "number": 2,
        "sender": SENDER,
        "receiver": RECEIVER,
        "start": "2024-09-01",
        "end": "2025-02-28",
        "takeover": {"day": "2024-08-30"},
        "agreement": {"number": "样例协议〔2024〕1号", "signed": "2024-01-15"},
        "members": people(5, leader=True, post="副院长"),
        "letters": [
            {
                "number": "样例函〔2024〕8号",
                "issued": "2024-08-20",
                "copies_to": ["兰坪县卫生健康局"],
                "contact": "样甲",
                "phone": "021-55555555",
            }
        ],
        **more,
    }


def case_of(*batches: dict[str, Any]) -> DispatchCase:
    """A case of these batches."""
    return DispatchCase.model_validate(
        {"policy": "pudong-2024", "name": "样例", "year": 2024, "batches": list(batches)}
    )


def records_of(*batches: dict[str, Any]) -> tuple[Record, ...]:
    """The records of a case of these batches."""
    return dispatch_records(case_of(*batches), load_reference(), Path())


def letter_of(**more: Any) -> bytes:
    """The PDF of one batch's letter."""
    (record,) = records_of(batch(**more))
    template = discover_forms()[LETTER].template
    return render(fill(template, record.fields), ".docx").document.to_bytes()
