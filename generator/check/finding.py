"""What a check works with and what it answers."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.cases.base import Case, title_of
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity
from generator.reference import Policy, Reference

if TYPE_CHECKING:  # a run loads the models of its own kind of case only
    from generator.cases.agreement import AgreementCase, Pair
    from generator.cases.agreement_names import Names

C = TypeVar("C", bound=Case)


class Checking(Struct, frozen=True):
    """An agreement case under check, with what it is checked against."""

    case: AgreementCase
    names: Names
    folder: pathlib.Path  # of the case file; files it names are relative to it

    @property
    def reference(self) -> Reference:
        """The reference data."""
        return self.names.reference

    def pairs(self) -> Iterable[tuple[Path, Pair]]:
        """Every pair with the way to it."""
        return ((("pairs", index), pair) for index, pair in enumerate(self.case.pairs))


class Subject(Struct, Generic[C], frozen=True):
    """A case of any kind under check, with what it is checked against."""

    case: C
    policy: Policy
    reference: Reference

    def rows(self, key: str) -> Iterable[tuple[Path, Any]]:
        """Every row of a list of the case with the way to it."""
        return (((key, index), row) for index, row in enumerate(getattr(self.case, key)))


class Finding(Struct, frozen=True):
    """Something found in a case; a rule's policy decides how much it weighs.

    What is not `certain` never weighs more than a warning 待核; a `note` tells that all is well, or
    what is due later.
    """

    path: Path
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    certain: bool = True
    note: bool = False

    def weighed(self, severity: Severity) -> Finding:
        """The finding with the weight its rule's policy gives such."""
        if self.note:
            severity = Severity.INFO
        elif not self.certain and severity is Severity.ERROR:
            severity = Severity.WARNING
        return replace(self, severity=severity)


def field_title(key: str) -> str:
    """The Chinese title of a field of a pair, as clerks see it: `helpers` → 支援医院."""
    from generator.cases.agreement import Pair

    return title_of(Pair, key)


def did_you_mean(names: Sequence[str], otherwise: str) -> str:
    """A remedy that offers the closest names, or `otherwise` when nothing is close."""
    if not names:
        return otherwise
    return _("Did you mean {names}? {otherwise}", names=" / ".join(names), otherwise=otherwise)
