"""`bangfu build`: packets out of case files, with a progress bar on a terminal and a closing summary."""

from __future__ import annotations

import sys
from typing import Any

import click

from generator.cli.parameters import case_files, engine_option, example, folder_option
from generator.i18n import _
from generator.options import BuildOptions, CaseResult

_DRAFTS_NAMED = 10  # more than these are left to report.html


@click.command(
    "build",
    help=_(
        "Build stamped PDF packets out of case files. What the case must still learn makes a packet "
        "a draft; a second run with the same inputs rewrites nothing."
    ),
    epilog=example(
        "bangfu build data/cases/yunnan-2022/agreements.yaml",
        "bangfu build agreement.yaml -o packets --final",
    ),
)
@case_files()
@folder_option("output")
@click.option(
    "--packet", metavar="ID", help=_("The packet to build; the policy's own if not given.")
)
@click.option("--only", metavar="FORM", multiple=True, help=_("Only this form (may be repeated)."))
@click.option(
    "--record", "records", metavar="R", multiple=True, help=_("Only this record (may be repeated).")
)
@engine_option()
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help=_("Processes at work; 0 takes as many as help."),
)
@click.option("--final", is_flag=True, help=_("Refuse drafts."))
@click.option(
    "--progress/--no-progress",
    "progress",
    default=None,
    help=_("Show a progress bar; on a terminal it is shown anyway."),
)
def command(progress: bool | None, **settings: Any) -> int:
    """Build and tell what came of it; the worst exit code of the cases."""
    from generator.batch.workers import early_workers

    options = BuildOptions(**settings)
    shown = sys.stderr.isatty() if progress is None else progress
    with early_workers(options) as executor:
        from generator import pipeline  # loaded while the workers load
        from generator.cli.progress import progress_bar

        with progress_bar(shown) as on_progress:
            results = pipeline.build(options, on_progress, executor)
    for result in results:
        _show_problems(result)
    for result in results:
        _show_summary(result)
    return max((result.exit_code for result in results), default=0)


def _show_problems(result: CaseResult) -> None:
    """Errors and gaps, which make drafts; warnings are counted, and stand in the report."""
    from generator.cli.show import problem_text

    for problem in result.problems:
        if problem.makes_draft:
            click.echo(problem_text(problem), err=True)


def _show_summary(result: CaseResult) -> None:
    from generator.cli.show import tally

    click.echo(
        _(
            "{case}: packets: {packets}, drafts: {drafts}; files written: {written}, "
            "unchanged: {unchanged}; {seconds:.1f} s",
            case=result.case_path,
            packets=result.records,
            drafts=len(result.drafts),
            written=result.written,
            unchanged=result.unchanged,
            seconds=result.seconds,
        )
    )
    for title in result.drafts[:_DRAFTS_NAMED]:
        click.echo(_("  draft: {title}", title=title))
    if (more := len(result.drafts) - _DRAFTS_NAMED) > 0:
        click.echo(_("  … and {count} more drafts", count=more))
    click.echo("  " + tally(result.problems))
    click.echo(_("  → open {report}", report=result.folder / "report.html"))
