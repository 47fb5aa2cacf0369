from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.ledger import Ledger, Wanted

Wants = Callable[..., Wanted]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "data" / "ledger.db", who="测试", create=True)


@pytest.fixture
def wants(ledger: Ledger) -> Wants:
    def one(name: str, dated: date = date(2024, 5, 1)) -> Wanted:
        identity = ledger.key.identity("课程", name)
        return Wanted(identity, ledger.key.content(name), name, {"单位": "甲医院"}, dated)

    return one
