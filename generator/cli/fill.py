"""`bangfu fill`: any template, any data."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import example
from generator.i18n import _


@click.command(
    "fill",
    help=_(
        "Fill a DOCX or XLSX template, whose tags are docxtpl's, with the names and values of a YAML "
        "file. A name the template uses and the data lacks is an error, unless --lenient."
    ),
    epilog=example("bangfu fill letter.docx data.yaml -o out/letter.docx"),
)
@click.argument("template", metavar="TEMPLATE", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("data", metavar="DATA.yaml", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The filled file, of the template's kind."),
)
@click.option("--lenient", is_flag=True, help=_("Leave names without a value empty."))
def command(template: Path, data: Path, output: Path, lenient: bool) -> int:
    """Write the filled template."""
    from generator.files import write_whole
    from generator.fill import fill
    from generator.load.data import load_data

    suffix = template.suffix.lower()
    if output.suffix.lower() != suffix:
        raise click.UsageError(
            _("The output must end in {suffix}; `bangfu render` makes a PDF of it.", suffix=suffix)
        )
    write_whole(output, fill(template, load_data(data), lenient=lenient))
    click.echo(_("written: {path}", path=output))
    return 0
