"""Problems, errors and lists as text for the terminal and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from generator.errors import BangfuError
from generator.i18n import _
from generator.problems import CaseProblems, Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.GAP: "magenta", Severity.WARNING: "yellow"}


def severity_name(severity: Severity) -> str:
    """The severity in the user's language."""
    return {
        Severity.ERROR: _("error"),
        Severity.GAP: _("gap"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }[severity]


def problem_text(problem: Problem) -> str:
    """`file:line:column: severity: message`, then the remedy and the clause, each on its line."""
    severity = click.style(severity_name(problem.severity), fg=_COLOURS.get(problem.severity))
    rule = f" [{problem.rule}]" if problem.rule else ""
    lines = [f"{problem.place}: {severity}: {problem.message}{rule}"]
    if problem.cells:
        lines.append("  " + _("in the form: {cells}", cells=_("; ").join(problem.cells)))
    if problem.remedy:
        lines.append(f"  → {problem.remedy}")
    if problem.clause:
        lines.append(f"  § {problem.clause}")
    return "\n".join(lines)


def error_text(fault: BangfuError) -> str:
    """An error with its place and remedy; a case's problems one after the other."""
    if isinstance(fault, CaseProblems):
        return "\n".join(problem_text(problem) for problem in fault.problems)
    head = click.style(_("error"), fg="red")
    lines = [
        f"{fault.where}: {head}: {fault.message}" if fault.where else f"{head}: {fault.message}"
    ]
    if fault.remedy:
        lines.append(f"  → {fault.remedy}")
    return "\n".join(lines)


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem for programs; the keys never change with the language, the messages do."""
    place = problem.place
    where: dict[str, Any] = {"file": place.file}
    if place.sheet:
        where |= {"sheet": place.sheet, "cell": place.cell}
    elif place.line:
        where |= {"line": place.line, "column": place.column}
    return {
        "severity": problem.severity.value,
        **where,
        "message": problem.message,
        "remedy": problem.remedy,
        "rule": problem.rule,
        "clause": problem.clause,
        "cells": list(problem.cells),
        "path": list(problem.path),
    }


def tally(problems: Iterable[Problem]) -> str:
    """How many there are of each severity, as `2 gaps, 1 warning`; or that there are none."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    phrases = {
        Severity.ERROR: _("errors: {count}", count=counts[Severity.ERROR]),
        Severity.GAP: _("gaps: {count}", count=counts[Severity.GAP]),
        Severity.WARNING: _("warnings: {count}", count=counts[Severity.WARNING]),
        Severity.INFO: _("notes: {count}", count=counts[Severity.INFO]),
    }
    found = [phrases[severity] for severity, count in counts.items() if count]
    return _(", ").join(found) if found else _("no problems")


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, where a Chinese character is two wide."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def echo_json(value: Any) -> None:
    """Print a value as JSON, Chinese readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
