"""`bangfu register`: the numbers that were given, on the terminal or as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import example, json_option
from generator.i18n import _


@click.command(
    "register",
    help=_("List the numbers the ledger has given; identity numbers are masked."),
    epilog=example("bangfu register --year 2024", "bangfu register --xlsx register.xlsx"),
)
@click.option("--year", metavar="Y", type=int, help=_("Only documents of this year."))
@click.option(
    "--state",
    type=click.Choice(["reserved", "issued", "voided", "reissued"]),
    help=_("Only numbers in this state."),
)
@click.option(
    "--xlsx",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write a workbook instead."),
)
@json_option()
def command(year: int | None, state: str | None, xlsx: Path | None, as_json: bool) -> int:
    """Print or write the register."""
    from generator.cli.show import columns, echo_json
    from generator.files import write_whole
    from generator.issue.register import rows, workbook
    from generator.ledger import Ledger
    from generator.ledger.lookup import all_entries

    found = [
        entry
        for entry in all_entries(Ledger.open())
        if year in (None, entry.dated.year) and state in (None, entry.state.value)
    ]
    if xlsx:
        write_whole(xlsx, workbook(found))
        click.echo(_("written: {path} ({count} numbers)", path=xlsx, count=len(found)))
    elif as_json:
        header, *table = rows(found)
        echo_json([dict(zip(header, row, strict=True)) for row in table])
    elif found:
        click.echo(columns(list(rows(found))))
    else:
        click.echo(_("no numbers"))
    return 0
