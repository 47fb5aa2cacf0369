"""A problem: what is wrong or missing in a case, where, under which clause, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

from generator.errors import CaseError, ExitCode
from generator.masking import masked
from generator.places import Path, Place


class Severity(StrEnum):
    """How much a problem weighs; only an error makes the exit code 1."""

    ERROR = "error"
    GAP = "gap"  # 待补: still to be learnt; the document is a draft
    WARNING = "warning"  # 待核 or 原则上: to be looked at
    INFO = "info"


class Problem(Struct, frozen=True):
    """One finding, ready to be shown in the user's language, personal data masked."""

    severity: Severity
    place: Place
    message: str
    remedy: str = ""
    rule: str = ""  # the rule's id, "YN-22"; empty for problems of the file's form
    clause: str = ""  # the clause it enforces, in Chinese, as the policy has it
    path: Path = ()  # the way to the value inside the case
    cells: tuple[str, ...] = ()  # where the official forms show it: 附件5 派驻人员基本信息表 E7

    def __post_init__(self) -> None:
        # Whatever a problem quotes is shown on screens and in reports.
        force_setattr(self, "message", masked(self.message))
        force_setattr(self, "remedy", masked(self.remedy))

    @property
    def makes_draft(self) -> bool:
        """Whether documents made from this value carry the 草稿 mark."""
        return self.severity in (Severity.ERROR, Severity.GAP)


class CaseProblems(CaseError):
    """A case file whose form is wrong: everything found in it, never only the first."""

    def __init__(self, problems: Iterable[Problem], rest: object = None) -> None:
        """`rest` is the loaded case with its wrong values left open, where that still makes one."""
        self.rest = rest
        self.problems = tuple(sorted(problems, key=lambda p: p.place))
        super().__init__("\n".join(f"{p.place}: {p.message}" for p in self.problems))


def exit_code(problems: Iterable[Problem]) -> ExitCode:
    """1 if any problem is an error, 0 if there are only gaps, warnings and notes."""
    has_error = any(p.severity is Severity.ERROR for p in problems)
    return ExitCode.CASE if has_error else ExitCode.DONE
