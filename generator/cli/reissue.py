"""`bangfu reissue`: a new number and document in the place of one lost, damaged or wrong 补发."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.issue import (
    document_options,
    issue_options,
    roster_options,
    said_of,
    show_result,
)
from generator.cli.parameters import example
from generator.i18n import _


@click.command(
    "reissue",
    help=_(
        "Replace a certificate that was lost, damaged or wrong: the old number is never valid "
        "again, the new document is made from CASE as it is now."
    ),
    epilog=example("bangfu reissue 培训结业〔2024〕0007号 training.yaml --reason 遗失"),
)
@click.argument("number", metavar="NUMBER")
@click.argument("case", metavar="CASE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--reason", metavar="TEXT", required=True, help=_("Why; kept in the ledger."))
@click.option(
    "--record", metavar="R", default="", help=_("Whose, if the case was corrected since.")
)
@document_options()
@roster_options()
def command(number: str, case: Path, reason: str, record: str, who: str, **settings: Any) -> int:
    """Replace one certificate."""
    from generator.issue.order import Order, reissue
    from generator.ledger import Ledger

    options = issue_options(settings)
    order = Order((case,), said_of(settings))
    result = reissue(number, order, options, Ledger.open(who=who), reason, record)
    click.echo(_("{number} is replaced", number=number))
    show_result(result)
    return result.exit_code
