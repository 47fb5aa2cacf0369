"""Checking a case that was made in a test, not loaded from a file."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from typing import Any

from generator.cases.base import Case
from generator.check import check_case
from generator.places import Path, Place
from generator.problems import Problem, Severity
from generator.reference import load_reference
from tests.cases.agreements import agreement


@dataclass(frozen=True)
class Made:
    """A case whose places tell the row."""

    case: Case
    path: pathlib.Path = pathlib.Path("case.yaml")

    def place(self, path: Path) -> Place:
        row = next((part for part in path if isinstance(part, int)), 0)
        return Place("case.yaml", row + 1, 1)


def problems(
    *pairs: dict[str, Any], folder: pathlib.Path | None = None, **case: Any
) -> list[Problem]:
    """Every problem of an agreement case, but for the notes on names not yet verified."""
    made = Made(agreement(*pairs, **case), (folder or pathlib.Path()) / "case.yaml")
    found = check_case(made, load_reference())
    return [p for p in found if not (p.severity is Severity.WARNING and "verified" in p.message)]
