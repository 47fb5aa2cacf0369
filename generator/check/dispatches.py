"""What must hold in a dispatch case under every policy: its letters can be told apart and numbered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.base import Case
from generator.cases.dispatch import DispatchCase
from generator.cases.dispatch_records import letter_key
from generator.check.finding import Finding
from generator.i18n import _
from generator.identifiers.document_number import faults_of_document_number


def dispatch_findings(case: Case) -> Iterator[Finding]:
    """Everything wrong with a dispatch case as such."""
    assert isinstance(case, DispatchCase)
    yield from _indistinct(case)
    yield from _misnumbered(case)


def _indistinct(case: DispatchCase) -> Iterator[Finding]:
    """Batches that the ledger could not tell apart: the second would get the first one's letter."""
    rows: dict[tuple[str, ...], int] = {}
    for row, batch in enumerate(case.batches):
        first = rows.setdefault(letter_key(batch, case), row)
        if first != row:
            yield Finding(
                ("batches", row, "number"),
                _(
                    "batch {number} of the same two hospitals stands in row {row} already",
                    number=batch.number,
                    row=first + 1,
                ),
                _("Count the batches of two hospitals on: one letter for each."),
            )


def _misnumbered(case: DispatchCase) -> Iterator[Finding]:
    """A pattern whose numbers would be no document numbers 发文字号 (GB/T 9704—2012, 7.2.5)."""
    if case.number_format is None:
        return
    number = case.number_format.replace("{year}", str(case.year)).replace("{number}", "1")
    for found in faults_of_document_number(number):
        yield Finding(("number_format",), found.message, found.remedy)
