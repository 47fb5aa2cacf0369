"""`bangfu check`: every problem of the case files, with its place, clause and remedy."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import case_files, example
from generator.i18n import _
from generator.problems import Problem, exit_code


@click.command(
    "check",
    help=_(
        "Check case files against their policy. Every problem is reported as file:line:column with "
        "the clause it offends and what would mend it."
    ),
    epilog=example(
        "bangfu check data/cases/yunnan-2022/agreements.yaml",
        "bangfu check agreement.yaml --format json",
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
@click.option("--explain", "rule", metavar="RULE", help=_("Explain a rule instead."))
def command(cases: tuple[Path, ...], output_format: str, rule: str | None) -> int:
    """Print the problems; 1 if any is an error."""
    if rule is not None:
        from generator.cli.rules import explain

        explain(rule)
        return 0
    if not cases:
        raise click.UsageError(_("Name a case file, or a rule with --explain."))
    findings = {case: _examine(case) for case in cases}
    show = _show_json if output_format == "json" else _show_text
    show(findings)
    return exit_code(problem for problems in findings.values() for problem in problems)


def _examine(case: Path) -> tuple[Problem, ...]:
    """The problems of one case; a case that cannot be used does not keep the others from theirs."""
    from generator import pipeline
    from generator.errors import CaseError
    from generator.places import Place
    from generator.problems import CaseProblems, Severity

    try:
        ((_loaded, problems),) = pipeline.check((case,))
    except CaseProblems as fault:
        return fault.problems
    except CaseError as fault:
        place = Place(fault.where or str(case))
        return (Problem(Severity.ERROR, place, fault.message, remedy=fault.remedy),)
    return problems


def _show_text(findings: dict[Path, tuple[Problem, ...]]) -> None:
    from generator.cli.show import problem_text, tally

    for case, problems in findings.items():
        for problem in problems:
            click.echo(problem_text(problem))
        click.echo(_("{case}: {tally}", case=case, tally=tally(problems)))


def _show_json(findings: dict[Path, tuple[Problem, ...]]) -> None:
    from generator.cli.show import echo_json, problem_json

    cases = [
        {"case": str(case), "problems": [problem_json(problem) for problem in problems]}
        for case, problems in findings.items()
    ]
    echo_json({"cases": cases})
