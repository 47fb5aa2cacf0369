"""`bangfu collect`: filled forms back into a case's rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.parameters import example, files_argument
from generator.i18n import _

if TYPE_CHECKING:
    from generator.fillable.collect import Collected
    from generator.forms import Form

_SUFFIXES = (".yaml", ".yml", ".xlsx")
_MANY = 20  # files from which on progress is told of


@click.command(
    "collect",
    help=_(
        "Read filled forms (fillable PDFs, and workbooks of tabular forms) back into rows of a case, "
        "in the files' order. Nothing is written if anything is wrong; every fault is named by file, "
        "page or sheet, and field or cell."
    ),
    epilog=example(
        "bangfu forms blank FORM -o output/blanks --fillable",
        "bangfu collect FORM filled/*.pdf -o members.yaml",
    ),
)
@click.argument("form", metavar="FORM")
@files_argument()
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The rows as .yaml or .xlsx; without it they are printed as YAML."),
)
@click.option(
    "--files/--no-files",
    "name_files",
    default=None,
    help=_("Say which file gave which row; done unless the form is anonymous."),
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help=_("Tell of progress; done on a terminal when there are many files."),
)
def command(
    form: str,
    files: tuple[Path, ...],
    output: Path | None,
    name_files: bool | None,
    progress: bool | None,
) -> int:
    """Write or print the rows."""
    from generator.cli.chosen import chosen_form
    from generator.cli.show import problem_text

    if output and output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(_("The output must end in .yaml or .xlsx."))
    found = chosen_form(form)
    shown = len(files) >= _MANY and sys.stderr.isatty() if progress is None else progress
    collected = _collected(found, files, shown)
    for warning in collected.warnings:
        click.echo(problem_text(warning), err=True)
    anonymous = found.collect is not None and found.collect.anonymous
    named = not anonymous if name_files is None else name_files
    _write(collected, output, named)
    return 0


def _collected(form: Form, files: tuple[Path, ...], shown: bool) -> Collected:
    from generator.cli.progress import progress_bar
    from generator.fillable.collect import collect
    from generator.options import Progress

    with progress_bar(shown) as bar:
        return collect(
            form,
            files,
            lambda done, path: bar(Progress("load", done, len(files), path.name)),
        )


def _write(collected: Collected, output: Path | None, named: bool) -> None:
    from generator.files import write_whole
    from generator.fillable.output import as_workbook, as_yaml

    if output is None:
        click.echo(as_yaml(collected, name_files=named), nl=False)
        return
    if output.suffix.lower() == ".xlsx":
        content = as_workbook(collected, name_files=named)
    else:
        content = as_yaml(collected, name_files=named).encode()
    write_whole(output, content)
    click.echo(_("written: {path} ({count} rows)", path=output, count=len(collected.rows)))
