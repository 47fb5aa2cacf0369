"""What must hold in trainees' appraisals 学员鉴定: one for each on the roster, days that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.cases.nothing import Blank
from generator.cases.training import TrainingCase
from generator.cases.training_course import days_of
from generator.cases.training_parts import TraineeAppraisal
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity


def appraisal_findings(case: TrainingCase) -> Iterator[Finding]:
    """Everything wrong with the appraisals of a course's trainees."""
    seen: dict[tuple[str, object], int] = {}
    for index, appraisal in enumerate(case.appraisals):
        path: Path = ("appraisals", index)
        yield from _whose(appraisal, path, case)
        key = (appraisal.name, appraisal.unit)
        if key in seen:
            yield Finding(
                (*path, "name"),
                _("{name} is appraised in row {row} already",
                  name=appraisal.name, row=seen[key] + 1),
                _("Delete one of the two rows."),
            )  # fmt: skip
        seen.setdefault(key, index)
        yield from _days(appraisal, path, days_of(case))


def _whose(appraisal: TraineeAppraisal, path: Path, case: TrainingCase) -> Iterator[Finding]:
    """An appraisal of nobody on the roster, or of one of several."""
    units = Counter(
        trainee.unit if isinstance(trainee.unit, str) else ""
        for trainee in case.trainees
        if trainee.name == appraisal.name
    )
    if not units:
        yield Finding(
            (*path, "name"),
            _("{name} is not on the roster", name=appraisal.name),
            _("Correct the name, or add the trainee to the roster."),
        )
    elif isinstance(appraisal.unit, Blank) and units.total() > 1:
        yield Finding(
            (*path, "name"),
            _("the roster has {name} {count} times", name=appraisal.name, count=units.total()),
            _("Write 工作单位 (unit) to tell whose appraisal it is."),
        )
    elif isinstance(appraisal.unit, str) and appraisal.unit not in units:
        yield Finding(
            (*path, "unit"),
            _("{name} is of another unit on the roster", name=appraisal.name),
            _("The roster says: {units}.", units="、".join(filter(None, units)) or "–"),
        )


def _days(appraisal: TraineeAppraisal, path: Path, length: int | None) -> Iterator[Finding]:
    """应出勤 = 实际出勤 + 请假, within the course."""
    due, present, leave = appraisal.due, appraisal.present, appraisal.leave
    if not isinstance(due, int):
        return
    if length is not None and due > length:
        yield Finding(
            (*path, "due"),
            _("{due} days due in a course of {length}", due=due, length=length),
            _("Correct 应出勤 (due) or the course's dates."),
        )
    if not isinstance(present, int):
        return
    absent = leave if isinstance(leave, int) else 0
    if present + absent != due:
        too_many = present + absent > due
        yield Finding(
            (*path, "present"),
            _("{present} days present and {leave} on leave of {due}",
              present=present, leave=absent, due=due),
            _("Correct one of the three: 应出勤 is 实际出勤 and 请假 together."),
            Severity.ERROR if too_many else Severity.WARNING,
        )  # fmt: skip
