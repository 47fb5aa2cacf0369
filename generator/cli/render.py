"""`bangfu render`: any DOCX, XLSX or HTML file to PDF, no Office needed."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import engine_option, example, files_argument
from generator.i18n import _


@click.command(
    "render",
    help=_(
        "Turn DOCX, XLSX or HTML files into PDF. What the embedded engine cannot draw is refused by "
        "name, or drawn by LibreOffice where that is installed."
    ),
    epilog=example("bangfu render letter.docx -o letter.pdf", "bangfu render *.docx -o pdf/"),
)
@files_argument()
@click.option(
    "-o",
    "--output",
    metavar="OUT.pdf|DIR",
    required=True,
    type=click.Path(path_type=Path),
    help=_("The PDF, or the folder for several."),
)
@engine_option()
@click.option(
    "--keep-source",
    is_flag=True,
    help=_("Set the pages by Typst, and keep its readable source beside each PDF."),
)
def command(files: tuple[Path, ...], output: Path, engine: str, keep_source: bool) -> int:
    """Write one PDF for each file, and say which fonts stood in for others."""
    from generator.files import write_whole
    from generator.render.engine import render_file

    if keep_source and engine == "libreoffice":
        raise click.UsageError(_("LibreOffice has no source to keep; leave --engine out."))
    for source, target in _targets(files, output):
        rendered = render_file(source, "typst" if keep_source else engine)
        write_whole(target, rendered.pdf)
        if keep_source and rendered.source:
            write_whole(target.with_suffix(".typ"), rendered.source.encode())
        click.echo(
            _(
                "{target}: pages: {pages}, engine: {engine}",
                target=target,
                pages=rendered.pages,
                engine=rendered.engine,
            )
        )
    return 0


def _targets(files: tuple[Path, ...], output: Path) -> list[tuple[Path, Path]]:
    """Each file with the place of its PDF; a usage error where two would be the same."""
    if output.suffix.lower() == ".pdf":
        if len(files) > 1:
            raise click.UsageError(_("Several files need a folder after -o, not one PDF."))
        return [(files[0], output)]
    targets = [(source, output / f"{source.stem}.pdf") for source in files]
    if len({target for _source, target in targets}) < len(targets):
        raise click.UsageError(_("Two of the files would become the same PDF; render them apart."))
    return targets
