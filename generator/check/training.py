"""What must hold in a training case: who is who, and when it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.cases.base import Case
from generator.cases.training import TrainingCase
from generator.cases.training_records import twice
from generator.check.finding import Finding
from generator.i18n import _


def training_findings(case: Case) -> Iterator[Finding]:
    """Everything wrong with a training case as such."""
    assert isinstance(case, TrainingCase)
    yield from _indistinct(case)
    if isinstance(case.start, date) and isinstance(case.end, date) and case.end < case.start:
        yield Finding(
            ("end",),
            _("the course ends before it begins"),
            _("Correct 起始日期 (start) or 终止日期 (end)."),
        )


def _indistinct(case: TrainingCase) -> Iterator[Finding]:
    """Rows that the ledger could not tell apart: the second would take the first one's number."""
    for rows in twice(case):
        first, *others = rows
        for row in others:
            yield Finding(
                ("trainees", row, "name"),
                _(
                    "nothing tells {name} from the trainee of row {row}",
                    name=case.trainees[row].name,
                    row=first + 1,
                ),
                _("Delete the row if it is one person, else give both their 身份证号 (id_number)."),
            )
