"""`bangfu new`: a commented case file to start from, which passes check as it stands."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.parameters import example
from generator.i18n import _


@click.command(
    "new",
    help=_("Start a case file: commented, complete, and passing check as it stands."),
    epilog=example(
        "bangfu new agreement", "bangfu new agreement --policy yunnan-2022 -o mine.yaml"
    ),
)
@click.argument("kind", metavar="KIND")
@click.option("--policy", metavar="P", help=_("The policy the case follows."))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("File to write; KIND.yaml if not given. An existing one is left alone."),
)
def command(kind: str, policy: str | None, output: Path | None) -> int:
    """Write the case file."""
    from generator.errors import OutputError
    from generator.files import write_whole
    from generator.load.skeleton import first_policy, new_case

    text = new_case(kind, policy or first_policy(kind))
    target = output or Path(f"{kind}.yaml")
    if target.exists():
        raise OutputError(
            _("there is a file of that name already"),
            where=str(target),
            remedy=_("Name another with -o."),
        )
    write_whole(target, text.encode())
    click.echo(_("written: {path}", path=target))
    click.echo(_("  → edit it, then: bangfu check {path}", path=target))
    return 0
