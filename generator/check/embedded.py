"""A case within another: the account of a course is checked as the settlement it is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from generator.cases.base import Case
from generator.check.finding import Finding
from generator.places import Path

_IN_ACCOUNT = frozenset(("payer", "claimed", "submitted", "stated_total", "expenses"))
_IN_COURSE = {
    "unit": "issuer",
    "start": "start",
    "end": "end",
    "contact": "contact",
    "phone": "contact_phone",
    "actual_people": "trainees",
    "batches": "batches",
}
_IN_PLAN = {"project": "name", "planned_people": "people"}


class Part(Struct, frozen=True):
    """A case to check, and where what is found in it stands in the file."""

    case: Case
    place: Callable[[Path], Path] = lambda path: path

    def placed(self, finding: Finding) -> Finding:
        """The finding where the file has it."""
        return replace(finding, path=self.place(finding.path))


def parts_of(case: Case) -> tuple[Part, ...]:
    """The case itself, and the settlement of a course's account."""
    if case.kind != "training":
        return (Part(case),)
    from generator.cases.training import TrainingCase  # few cases are, and it takes its time
    from generator.cases.training_course import settlement_case_of

    assert isinstance(case, TrainingCase)
    settled = settlement_case_of(case)
    return (Part(case), *((Part(settled, _in_course),) if settled else ()))


def _in_course(path: Path) -> Path:
    """Where a value of the settlement stands in the training case."""
    match path:
        case ("settlements", 0, key, *rest):
            if key in _IN_ACCOUNT:
                return ("account", key, *rest)
            if key in _IN_COURSE:
                return (_IN_COURSE[str(key)],)
            return ("plan", _IN_PLAN.get(str(key), key))
    return ("account",)
