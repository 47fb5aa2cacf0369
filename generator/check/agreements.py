"""What an agreement can get wrong whatever its policy: its hospitals and counties, its pairs."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Iterator

from generator.cases.agreement import AgreementCase
from generator.cases.agreement_names import Names
from generator.check import names, pairs
from generator.check.finding import Checking, Finding
from generator.reference import Reference

_FINDERS: tuple[Callable[[Checking], Iterable[Finding]], ...] = (
    names.unknown_hospitals,
    names.unknown_counties,
    names.receivers_elsewhere,
    names.county_helpers,
    names.suspects,
    pairs.ends_before_start,
    pairs.pairs_twice,
    pairs.several_helpers_pairwise,
    pairs.seals_of_nobody,
)


def checking_of(case: AgreementCase, reference: Reference, folder: pathlib.Path) -> Checking:
    """The case under check; `folder` is that of its file."""
    return Checking(case, Names.of(case, reference), folder)


def agreement_findings(checking: Checking) -> Iterator[Finding]:
    """What is found without the policy's rules."""
    for finder in _FINDERS:
        yield from finder(checking)
