"""Workload tables 工作量统计表: no empty cell, and both tables of one mind."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.base import title_of
from generator.cases.nothing import Blank
from generator.cases.workload import DepartmentRow, WorkloadCase
from generator.check.finding import Finding, Subject
from generator.check.rules.parameters import Parameters
from generator.i18n import _

Workload = Subject[WorkloadCase]

_OTHERS = ("department", "remark")


def complete_figures(subject: Workload, parameters: Parameters) -> Iterator[Finding]:
    """A department with empty cells; nothing done is 0."""
    for path, row in subject.rows("departments"):
        empty = [
            title_of(DepartmentRow, key)
            for key, value in row
            if key not in _OTHERS and isinstance(value, Blank)
        ]
        if empty:
            yield Finding(
                path,
                _(
                    "{department}: {titles} empty",
                    department=row.department,
                    titles="、".join(empty),
                ),
                _("Write the figures; what did not occur is 0."),
            )


def achievements_named(subject: Workload, parameters: Parameters) -> Iterator[Finding]:
    """A number of techniques or specialties that is not the number of names in the second table."""
    for count_key, name_key in (("techniques", "technique"), ("specialties", "specialty")):
        counts = [getattr(row, count_key) for row in subject.case.departments]
        total = sum(count for count in counts if isinstance(count, int))
        names = [getattr(row, name_key) for row in subject.case.achievements]
        named = sum(isinstance(name, str) for name in names)
        if total != named:
            yield Finding(
                ("achievements",),
                _(
                    "{title} is {total}, but the second table names {named}",
                    title=title_of(DepartmentRow, count_key),
                    total=total,
                    named=named,
                ),
                _("Name each of them in the second table."),
            )
