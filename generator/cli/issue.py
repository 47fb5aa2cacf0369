"""`bangfu issue`: numbers out of the ledger, and the certificates and letters that bear them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli.parameters import case_files, example, folder_option
from generator.i18n import _

if TYPE_CHECKING:
    from generator.issue.options import IssueResult

F = TypeVar("F", bound=Callable[..., Any])

_NAMED = 10  # notes and faults named; more are counted


def roster_options() -> Callable[[F], F]:
    """The options that say what a bare roster does not; given to the command by their names."""
    options = (
        click.option("--policy", metavar="P", help=_("The policy; for rosters.")),
        click.option("--course", metavar="NAME", help=_("The course; for rosters.")),
        click.option("--issuer", metavar="NAME", help=_("Who issues; for rosters.")),
        click.option("--start", metavar="DATE", help=_("When the course began; for rosters.")),
        click.option("--end", metavar="DATE", help=_("When it ended; for rosters.")),
        click.option("--place", metavar="NAME", help=_("Where it was held; for rosters.")),
        click.option("--hours", metavar="N", help=_("Its hours; for rosters.")),
        click.option("--issued", metavar="DATE", help=_("The date to print; for rosters.")),
        click.option("--date-style", metavar="S", help=_("arabic or chinese; for rosters.")),
        click.option(
            "--number-format",
            metavar="F",
            help=_("Pattern of the numbers, as 结业〔{year}〕{number:04}号; for rosters."),
        ),
    )

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def document_options() -> Callable[[F], F]:
    """The options for the documents to make."""
    options = (
        folder_option("output"),
        click.option("--form", metavar="FORM", help=_("The form; the policy's own if not given.")),
        click.option("--docx", is_flag=True, help=_("Write each document as DOCX, too.")),
        click.option(
            "--verify-url",
            metavar="URL",
            default="",
            help=_("Where QR codes lead, as https://…; the case's or BANGFU_VERIFY_URL if absent."),
        ),
        click.option(
            "--password-file",
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help=_("Encrypt every PDF (AES-256) with the password in this file's first line."),
        ),
        click.option("--by", "who", metavar="NAME", default="", help=_("Who does it.")),
    )

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@click.command(
    "issue",
    help=_(
        "Give numbers to all who passed and make their certificates, one print run of them and a "
        "register; the same for letters of dispatched teams. Who has a number keeps it; what was "
        "interrupted is finished. CASE may be a bare roster (.xlsx, .csv) if the options tell the "
        "rest."
    ),
    epilog=example(
        "bangfu issue training.yaml",
        "bangfu issue dispatch.yaml",
        "bangfu issue roster.xlsx --course 骨干医师培训班 --issuer 市中心医院 "
        "--start 2024-5-6 --end 2024-7-4",
    ),
)
@case_files()
@document_options()
@roster_options()
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help=_("Processes at work; 0 takes as many as help."),
)
@click.option(
    "--progress/--no-progress",
    "progress",
    default=None,
    help=_("Show a progress bar; on a terminal it is shown anyway."),
)
def command(cases: tuple[Path, ...], progress: bool | None, who: str, **settings: Any) -> int:
    """Issue and tell what came of it."""
    from generator.cli.progress import progress_bar
    from generator.issue.order import Order, issue_order
    from generator.ledger import Ledger

    options = issue_options(settings)
    order = Order(cases, said_of(settings))
    shown = sys.stderr.isatty() if progress is None else progress
    with progress_bar(shown) as on_progress:
        results = issue_order(
            order, options, lambda: Ledger.open(who=who, create=True), on_progress
        )
    for result in results:
        show_result(result)
    return max((result.exit_code for result in results), default=0)


def issue_options(settings: dict[str, Any]) -> Any:
    """The options for the documents, taken out of a command's settings."""
    from generator.errors import UsageError
    from generator.issue.options import IssueOptions

    password_file: Path | None = settings.pop("password_file")
    password = _password(password_file) if password_file else ""
    docx = settings.pop("docx")
    if password and docx:
        raise UsageError(
            _("--docx and --password-file do not go together"),
            remedy=_("A DOCX cannot be encrypted here; leave out one of the two."),
        )
    return IssueOptions(
        output=settings.pop("output"),
        form=settings.pop("form"),
        docx=docx,
        verify_url=settings.pop("verify_url"),
        password=password,
        workers=settings.pop("workers", 0),
    )


def said_of(settings: dict[str, Any]) -> dict[str, str]:
    """What was said for rosters, by the case's keys."""
    from generator.issue.order import ROSTER_KIND
    from generator.load.skeleton import first_policy

    said = {key: value for key, value in settings.items() if value}
    return {"policy": first_policy(ROSTER_KIND), **said}


def _password(path: Path) -> str:
    from generator.errors import UsageError

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(_("cannot be read: {reason}", reason=fault), where=str(path)) from fault
    if not lines or not lines[0]:
        raise UsageError(_("the first line holds no password"), where=str(path))
    return lines[0]


def show_result(result: IssueResult) -> None:
    """Say what came of a case: numbers, files, and what must be looked at."""
    from generator.cli.show import error_text, tally

    for fault in result.faults[:_NAMED]:
        click.echo(error_text(fault), err=True)
    for note in result.notes[:_NAMED]:
        click.echo(_("note: {note}", note=note), err=True)
    if (more := len(result.faults) + len(result.notes) - 2 * _NAMED) > 0:
        click.echo(_("  … and {count} more", count=more), err=True)
    click.echo(
        _(
            "{case}: issued now: {new}, before: {before}, made again: {restored}; "
            "without number: {without}; {seconds:.1f} s",
            case=result.case_path,
            new=len(result.new),
            before=result.unchanged,
            restored=result.restored,
            without=result.skipped + result.without,
            seconds=result.seconds,
        )
    )
    if result.new:
        first, last = result.new[0].number, result.new[-1].number
        click.echo(_("  numbers: {first} … {last}", first=first, last=last))
    click.echo("  " + tally(result.problems))
    for volume in result.volumes:
        click.echo(_("  print run: {path}", path=volume))
    if result.register:
        click.echo(_("  → register: {path}", path=result.register))
