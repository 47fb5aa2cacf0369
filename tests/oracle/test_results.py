"""The table in docs/engines.md tells of every document there is, and what it tells still holds."""

from __future__ import annotations

import pytest

from generator.render.libreoffice import LibreOffice
from tests.oracle.results import compared, documents, names_in, table
from tools.engines import TARGET, changed

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

LEAST = 60  # small documents of one or two features each
AGAIN = "write it anew: python -m tools.engines"


def test_the_table_in_the_docs_holds() -> None:
    every = list(documents())
    text = TARGET.read_text(encoding="utf-8")
    assert names_in(text) == {one.name for one in every}, AGAIN
    assert sum(one.group in ("docx", "xlsx") for one in every) >= LEAST
    new = table(compared(every), LibreOffice().probe() or "")
    assert changed(text, new) == [], AGAIN


def test_a_changed_line_is_found() -> None:
    old = "| `a` | 1 | 20 / 20 | 0.55 |\nwords"
    assert changed(old, "| `a` | 1 | 20 / 20 | 0.60 |\nwords") == []
    for new in (
        "| `a` | 1 | 20 / 20 | 0.95 |",
        "| `a` | 1 | 19 / 20 | 0.55 |",
        "| `b` | 1 | 20 / 20 | 0.55 |",
    ):
        assert changed(old, new) == [new]
