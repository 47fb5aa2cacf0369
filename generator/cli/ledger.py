"""`bangfu ledger`: the ledger itself, checked and backed up."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import example
from generator.errors import ExitCode
from generator.i18n import _


@click.group(
    "ledger",
    help=_("Check the ledger, or back it up."),
    epilog=example("bangfu ledger check", "bangfu ledger backup"),
)
def command() -> None:
    """Give the ledger's commands a name."""


@command.command(
    "check",
    help=_(
        "Say whether the ledger is sound: no number lost or given twice, every state as its story "
        "tells, every number issued with a file."
    ),
    epilog=example("bangfu ledger check"),
)
def check() -> int:
    """Examine the ledger."""
    from generator.cli.verify import state_name
    from generator.ledger import Ledger
    from generator.ledger.examine import faults, tally

    ledger = Ledger.open()
    found = faults(ledger)
    for fault in found:
        click.echo(fault, err=True)
    click.echo(str(ledger.path))
    counts = (f"{state_name(state)} {count}" for state, count in tally(ledger).items())
    click.echo("  " + _(", ").join(counts))
    if found:
        click.echo(_("  → keep it as it is, and go back to the newest backup that is sound"))
        return ExitCode.LEDGER
    click.echo(_("  sound"))
    return ExitCode.DONE


@command.command(
    "backup",
    help=_(
        "Copy the ledger and its key, also while others write; FILE if named, else a new file in "
        "backups/ beside the ledger. To restore, let BANGFU_LEDGER name the copy."
    ),
    epilog=example("bangfu ledger backup", "bangfu ledger backup /media/usb/ledger.db"),
)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def backup_command(file: Path | None) -> int:
    """Back it up."""
    from generator.ledger import Ledger
    from generator.ledger.backup import backup

    copy = backup(Ledger.open(), file)
    click.echo(_("written: {path}", path=copy))
    click.echo(_("  its key is beside it: keep both, and let nobody else read the key"))
    return 0
