"""Reports of the prefectures 州（市）: one a year, statistics each quarter, and right totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from generator.cases.supervision import SupervisionCase
from generator.cases.workload import WorkloadCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _
from generator.identifiers.periods import last_day

Supervision = Subject[SupervisionCase]


class Years(Parameters):
    """The first and the last year for which there must be reports."""

    first: int
    last: int


def annual_reports(subject: Supervision, parameters: Years) -> Iterator[Finding]:
    """A prefecture without a report for a year that lies within the period."""
    case = subject.case
    there = {(report.prefecture, report.year) for report in case.annual_reports if report.filed}
    for prefecture in case.prefectures:
        for year in range(
            max(parameters.first, case.start.year), min(parameters.last, case.end.year) + 1
        ):
            ended = date(year, 12, 31) <= case.end
            if ended and (prefecture, year) not in there:
                yield Finding(
                    ("annual_reports",),
                    _(
                        "{prefecture} has filed no report for {year}",
                        prefecture=prefecture,
                        year=year,
                    ),
                    _("File one a year, then enter it with its day."),
                )


def quarterly_reports(subject: Supervision, parameters: Parameters) -> Iterator[Finding]:
    """A prefecture without statistics for a quarter of the period, or whose total is no sum."""
    case = subject.case
    there = {(r.prefecture, r.year, r.quarter) for r in case.quarterly_reports if r.filed}
    quarters = [
        (year, quarter)
        for year in range(case.start.year, case.end.year + 1)
        for quarter in (1, 2, 3, 4)
        if case.start <= date(year, 3 * quarter - 2, 1)
        and last_day(date(year, 3 * quarter - 2, 1), 3) <= case.end
    ]
    for prefecture in case.prefectures:
        for year, quarter in quarters:
            if (prefecture, year, quarter) not in there:
                yield Finding(
                    ("quarterly_reports",),
                    _(
                        "{prefecture} has filed no statistics for quarter {quarter} of {year}",
                        prefecture=prefecture,
                        quarter=quarter,
                        year=year,
                    ),
                    _("File them each quarter, then enter them with their day."),
                )
    for path, report in subject.rows("quarterly_reports"):
        if report.total is not None and report.parts and report.total != sum(report.parts):
            yield Finding(
                (*path, "total"),
                _(
                    "the total is {total}, the departments give {sum}",
                    total=report.total,
                    sum=sum(report.parts),
                ),
                _("Correct the total or the departments."),
            )


def quarterly_sums(
    subjects: Sequence[Subject[SupervisionCase | WorkloadCase]], parameters: Parameters
) -> Iterator[tuple[int, Finding]]:
    """A quarter's total that is not the sum of the workload cases of that prefecture and quarter."""
    sums: dict[tuple[str, int, int], int] = defaultdict(int)
    for subject in subjects:
        case = subject.case
        if isinstance(case, WorkloadCase) and isinstance(case.prefecture, str) and case.quarter:
            sums[case.prefecture, case.year, case.quarter] += _patients(case)
    for index, subject in enumerate(subjects):
        if not isinstance(subject.case, SupervisionCase):
            continue
        for path, report in subject.rows("quarterly_reports"):
            told = sums.get((report.prefecture, report.year, report.quarter))
            if told is not None and report.total is not None and report.total != told:
                yield (
                    index,
                    Finding(
                        (*path, "total"),
                        _(
                            "the total is {total}, the workload tables give {sum}",
                            total=report.total,
                            sum=told,
                        ),
                        _("Correct the total, or give all workload tables of the quarter."),
                    ),
                )


def _patients(case: WorkloadCase) -> int:
    figures = [(row.outpatients, row.emergencies) for row in case.departments]
    return sum(figure for row in figures for figure in row if isinstance(figure, int))
