"""`bangfu schema`: JSON Schemas of case files, so that editors complete and check them."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import example
from generator.i18n import _


@click.command(
    "schema",
    help=_("Write the JSON Schema of a kind of case file, or name the kinds there are."),
    epilog=example("bangfu schema", "bangfu schema agreement -o agreement.schema.json"),
)
@click.argument("kind", metavar="[KIND]", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("File to write; printed if not given."),
)
def command(kind: str | None, output: Path | None) -> int:
    """Print or write the schema."""
    import json

    from generator.cases.kinds import KINDS
    from generator.files import write_whole
    from generator.load.schema import case_schema

    if kind is None:
        for name, each in KINDS.items():
            click.echo(f"{name}  {(each.model.__doc__ or '').strip().splitlines()[0]}")
        return 0
    text = json.dumps(case_schema(kind), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
        click.echo(_("written: {path}", path=output))
    return 0
