"""What `bangfu` answers: its commands by name, and the one place where errors become exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from generator import __version__
from generator.cli.lazy import LazyGroup
from generator.errors import BangfuError, ExitCode, OutputError
from generator.i18n import _
from generator.masking import masked
from generator.systemfaults import FULL, reason

READER_GONE = 141  # what a shell says of a program whose reader went away (128 + SIGPIPE)


def _summaries() -> dict[str, str]:
    return {
        "new": _("Start a case file."),
        "check": _("Check case files against their policy."),
        "build": _("Build stamped PDF packets out of case files."),
        "preview": _("Show a form filled from a case, as page images."),
        "issue": _("Issue numbered certificates, against the ledger."),
        "verify": _("Say whether a certificate is genuine."),
        "void": _("Declare a number void."),
        "reissue": _("Replace a certificate by one with a new number."),
        "register": _("List the numbers given, or write them as a workbook."),
        "ledger": _("Check the ledger, or back it up."),
        "forms": _("List, show and examine forms."),
        "collect": _("Read filled forms back into a case's rows."),
        "fill": _("Fill a template with any data."),
        "render": _("Turn DOCX, XLSX or HTML files into PDF."),
        "rules": _("List the rules of the policies."),
        "schema": _("Write JSON Schemas of case files, for editors."),
        "doctor": _("Say which engines, fonts and libraries work."),
    }


class _Bangfu(LazyGroup):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would call it 1, which here means errors in the case
            ctx.exit(READER_GONE)


def say_full(fault: OSError) -> None:
    """Say that a disk is full; where no file is named, it is the one that is printed to."""
    from generator.cli.show import error_text

    error = OutputError(
        _("cannot write: {reason}", reason=reason(fault)),
        where=str(fault.filename or _("standard output")),
        remedy=_("Make room on that disk, then run the same command again."),
    )
    click.echo(error_text(error), err=True)


def _debug(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from generator.cli.logs import log_everything

        log_everything()


def _root() -> click.Group:
    return _Bangfu(
        name="bangfu",
        package="generator.cli",
        summaries=_summaries,
        help=_(
            "Documents of hospital pairing-assistance programmes (对口支援 / 对口帮扶), "
            "from YAML case files to stamped PDF packets."
        ),
        epilog=_("Start with `bangfu new agreement`. Every command has its own --help."),
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[
            click.Option(
                ["--debug"],
                is_flag=True,
                expose_value=False,
                callback=_debug,
                help=_("Log every step, and show the traceback of a bug."),
            )
        ],
    )


def _version(group: click.Group) -> click.Group:
    option = click.version_option(
        __version__, message="bangfu %(version)s", help=_("Show the version and exit.")
    )
    return option(group)


def answer(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; whatever goes wrong is said on stderr."""
    try:
        code = _version(_root()).main(list(arguments), prog_name="bangfu", standalone_mode=False)
        return int(code or ExitCode.DONE)
    except click.Abort:
        click.echo(_("Interrupted."), err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return ExitCode.USAGE
    except BangfuError as fault:
        from generator.cli.show import error_text

        click.echo(error_text(fault), err=True)
        return fault.exit_code
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno in FULL:
            say_full(bug)
            return ExitCode.OUTPUT
        _tell_bug(bug, arguments)
        return ExitCode.BUG


def _tell_bug(bug: Exception, arguments: Sequence[str]) -> None:
    import logging  # here and above: help needs none, and it takes a while to load

    if logging.getLogger().isEnabledFor(logging.DEBUG):
        logging.getLogger(__name__).debug("bug", exc_info=bug)
        return
    click.echo(
        _(
            "This is a bug in bangfu, not a fault of yours: {kind}: {message}\n"
            "  → Please report it with the output of: bangfu --debug {arguments}",
            kind=type(bug).__name__,
            message=masked(str(bug)),
            arguments=masked(" ".join(arguments)),
        ),
        err=True,
    )
