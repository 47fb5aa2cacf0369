"""Plans: the lines of one project agree on what the table prints once for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.base import Case, title_of
from generator.cases.plan import PlanCase, PlanRow, projects_of
from generator.check.finding import Finding
from generator.i18n import _

_ONCE = ("name", "amount")


def plan_findings(case: Case) -> Iterator[Finding]:
    """Lines of one 序号 that differ in name or amount, and a 序号 that comes back further on."""
    assert isinstance(case, PlanCase)
    seen: dict[int, int] = {}
    for project in projects_of(case):
        number = project.head.number
        if number in seen:
            yield Finding(
                ("projects", project.index, "number"),
                _("{number} stands in row {row} already", number=number, row=seen[number] + 1),
                _("Number it anew, or put the lines of one project next to each other."),
            )
        seen.setdefault(number, project.index)
        for offset, line in enumerate(project.lines[1:], start=1):
            for key in _ONCE:
                if getattr(line, key) != getattr(project.head, key):
                    yield Finding(
                        ("projects", project.index + offset, key),
                        _(
                            "{title} differs from row {row}, which has the same number {number}",
                            title=title_of(PlanRow, key),
                            row=project.index + 1,
                            number=number,
                        ),
                        _("Lines of one project share its name and its money, counted once."),
                    )
