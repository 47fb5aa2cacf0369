"""`bangfu check`: every problem of the case files, with its place, clause and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.parameters import case_files, example
from generator.i18n import _

if TYPE_CHECKING:
    from generator.load.case import LoadedCase
    from generator.problems import Problem

MOST = 200  # problems shown of a case, unless told otherwise


@click.command(
    "check",
    help=_(
        "Check case files against their policy, and beside each other: cases given together must "
        "agree. Every problem is reported as file:line:column with the clause it offends and what "
        "would mend it."
    ),
    epilog=example(
        "bangfu check data/cases/yunnan-2022/agreements.yaml",
        "bangfu check agreement.yaml dispatch.yaml --format json",
        "bangfu check --explain YN-22",
    ),
)
@case_files(required=False)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("How to print the problems."),
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=MOST,
    show_default=True,
    help=_("Show so many problems of a case, the worst first; 0 shows all. JSON has them all."),
)
@click.option("--explain", "rule", metavar="RULE", help=_("Explain a rule instead."))
def command(cases: tuple[Path, ...], output_format: str, most: int, rule: str | None) -> int:
    """Print the problems; 1 if any is an error."""
    if rule is not None:
        from generator.cli.rules import explain

        explain(rule)
        return 0
    if not cases:
        raise click.UsageError(_("Name a case file, or a rule with --explain."))
    from generator import pipeline
    from generator.problems import exit_code

    found = pipeline.examine(cases)
    told = [
        (path, problems, _titles(loaded, problems))
        for path, (loaded, problems) in zip(cases, found, strict=True)
    ]
    if output_format == "json":
        _show_json(told)
    else:
        _show_text(told, most)
    return exit_code(problem for _path, problems, _titles in told for problem in problems)


_Told = Sequence[tuple[Path, "tuple[Problem, ...]", Sequence[str]]]


def _titles(loaded: LoadedCase | None, problems: Iterable[Problem]) -> list[str]:
    """For each problem the title of the record, and so of the documents, it belongs to.

    Empty where the whole case is meant, or has one record only.
    """
    if loaded is None:
        return ["" for _problem in problems]
    from generator.cases.kinds import KINDS
    from generator.reference import load_reference

    kind = KINDS[loaded.case.kind]
    records = kind.records(loaded.case, load_reference(), loaded.path.parent)
    titles = {record.path: record.title for record in records if len(records) > 1}
    return [
        next((titles[problem.path[:n]] for n in range(len(problem.path), 0, -1)
              if problem.path[:n] in titles), "")
        for problem in problems
    ]  # fmt: skip


def _show_text(told: _Told, most: int) -> None:
    from generator.cli.show import problem_text, tally

    for case, problems, titles in told:
        shown = _worst(problems, most)
        pairs = [pair for at, pair in enumerate(zip(problems, titles, strict=True)) if at in shown]
        for title, group in groupby(pairs, key=lambda pair: pair[1]):
            if title:
                click.echo(f"── {title}")
            for problem, _title in group:
                click.echo(problem_text(problem))
        left = [problem for at, problem in enumerate(problems) if at not in shown]
        if left:
            click.echo(_("… and not shown: {tally} (--most 0 shows all)", tally=tally(left)))
        click.echo(_("{case}: {tally}", case=case, tally=tally(problems)))


def _worst(problems: Sequence[Problem], most: int) -> frozenset[int]:
    """Which problems to show: the worst so many, whatever their place."""
    from generator.problems import Severity

    weight = {severity: number for number, severity in enumerate(Severity)}
    order = sorted(range(len(problems)), key=lambda at: weight[problems[at].severity])
    return frozenset(order[:most] if most else order)


def _show_json(told: _Told) -> None:
    from generator.cli.show import echo_json, problem_json

    cases = [
        {
            "case": str(case),
            "problems": [
                {**problem_json(problem), "record": title}
                for problem, title in zip(problems, titles, strict=True)
            ],
        }
        for case, problems, titles in told
    ]
    echo_json({"cases": cases})
