"""What two cases say of the same people 人员: attendance beside dispatch, courses beside accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.cases.attendance import AttendanceCase, StayRow
from generator.cases.dispatch import DispatchCase
from generator.cases.settlement import SettlementCase
from generator.cases.training import TrainingCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.names import name_key
from generator.identifiers.periods import Period


def dispatched_people(
    subjects: Sequence[Subject[DispatchCase | AttendanceCase]], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """Attendance of someone who is in none of the batches given beside it, or outside the stay."""
    stays: dict[tuple[str, str], list[Period]] = {}
    for subject in subjects:
        if isinstance(subject.case, DispatchCase):
            for batch in subject.case.batches:
                for member in batch.members:
                    stay = batch.stay_of(member)
                    if stay and isinstance(member.name, str) and isinstance(batch.receiver, str):
                        key = (name_key(member.name), batch.receiver)
                        stays.setdefault(key, []).append(stay)
    if not stays:
        return
    for index, subject in enumerate(subjects):
        if not isinstance(subject.case, AttendanceCase):
            continue
        for path, row in subject.rows("stays"):
            if not isinstance(row.name, str) or not isinstance(row.receiver, str):
                continue
            own = stays.get((name_key(row.name), row.receiver))
            if own is None:
                yield (
                    index,
                    Finding(
                        (*path, "name"),
                        _(
                            "{name} is in no batch sent to {receiver}",
                            name=row.name,
                            receiver=row.receiver,
                        ),
                        _("Correct the name, or give the case of that batch too."),
                    ),
                )
            elif not any(_inside(row, stay) for stay in own):
                yield (
                    index,
                    Finding(
                        (*path, "start"),
                        _(
                            "attendance from {start} to {end}, dispatched for {stays}",
                            start=row.start,
                            end=row.end,
                            stays="、".join(map(str, own)),
                        ),
                        _("Correct the dates of one of the two."),
                    ),
                )


def _inside(row: StayRow, stay: Period) -> bool:
    """Whether a stay holds the row's days; a gap is told elsewhere."""
    return all(not isinstance(day, date) or day in stay for day in (row.start, row.end))


def trained_as_settled(
    subjects: Sequence[Subject[TrainingCase | SettlementCase]], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """A settlement whose people are not as many as the course's roster, or whose days are others."""
    courses = {
        subject.case.course: subject.case
        for subject in subjects
        if isinstance(subject.case, TrainingCase) and isinstance(subject.case.course, str)
    }
    for index, subject in enumerate(subjects):
        if not isinstance(subject.case, SettlementCase):
            continue
        for path, row in subject.rows("settlements"):
            course = courses.get(row.project)
            if course is None:
                continue
            count = len(course.trainees)
            if isinstance(row.actual_people, int) and row.actual_people != count:
                yield index, Finding(
                    (*path, "actual_people"),
                    _("{said} people settled, the roster has {count}",
                      said=row.actual_people, count=count),
                    _("Correct the settlement or the roster."),
                )  # fmt: skip
            for key in ("start", "end"):
                said, held = getattr(row, key), getattr(course, key)
                if isinstance(said, date) and isinstance(held, date) and said != held:
                    yield (
                        index,
                        Finding(
                            (*path, key),
                            _("settled with {said}, the course with {held}", said=said, held=held),
                            _("Correct one of the two dates."),
                        ),
                    )


def certificates_passed(
    subject: Subject[TrainingCase], parameters: Parameters
) -> Iterator[Finding]:
    """A trainee with the number of a certificate who has not passed."""
    for path, trainee in subject.rows("trainees"):
        if trainee.number and not trainee.passed:
            yield Finding(
                (*path, "number"),
                _("{name} has a certificate without having passed", name=trainee.name),
                _("Correct the result (考核结果), or void the certificate."),
            )
