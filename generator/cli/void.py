"""`bangfu void`: a number declared void 作废, for good."""

from __future__ import annotations

import click

from generator.cli.parameters import example
from generator.i18n import _


@click.command(
    "void",
    help=_("Declare a number void, for good; `bangfu verify` will say so, with the reason."),
    epilog=example("bangfu void 培训结业〔2024〕0007号 --reason 姓名有误"),
)
@click.argument("number", metavar="NUMBER")
@click.option("--reason", metavar="TEXT", required=True, help=_("Why; kept in the ledger."))
@click.option("--by", "who", metavar="NAME", default="", help=_("Who does it."))
def command(number: str, reason: str, who: str) -> int:
    """Void the number."""
    from generator.ledger import Ledger
    from generator.ledger.numbering import void

    entry = void(Ledger.open(who=who), number, reason)
    click.echo(_("{number} ({person}) is void", number=entry.number, person=entry.title))
    return 0
