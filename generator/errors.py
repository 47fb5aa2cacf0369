"""The one family of errors a user can meet, each with its exit code and the remedy."""

from __future__ import annotations

import traceback
from enum import IntEnum
from typing import Any

from generator.i18n import _
from generator.masking import masked


class ExitCode(IntEnum):
    """What `bangfu` answers to the shell."""

    DONE = 0
    CASE = 1  # the case has errors
    USAGE = 2  # the command line is wrong
    FORM = 3  # a form or template is broken
    ENGINE = 4  # an engine or font is missing or failed
    OUTPUT = 5  # output cannot be written
    LEDGER = 6  # the ledger refuses
    BUG = 70  # bangfu itself is at fault
    INTERRUPTED = 130


class BangfuError(Exception):
    """A fault the user can mend: says what, where and how; shown without a traceback.

    `where` is a place as text (`file:line:column`, `file#sheet!cell`, a template's part), and
    `remedy` one sentence on what to do. Personal data is masked in what it says.
    """

    exit_code = ExitCode.CASE

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(masked(message))
        self.message = masked(message)
        self.where = where
        self.remedy = masked(remedy)

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel from worker processes; pickling would keep nothing but the message.
        return _revived, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n  → {self.remedy}" if self.remedy else head


def _revived(kind: type[BangfuError], args: tuple[Any, ...], state: dict[str, Any]) -> BangfuError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class CaseError(BangfuError):
    """A case file, or a list it names, cannot be used."""

    exit_code = ExitCode.CASE


class UsageError(BangfuError):
    """The command asks for something that does not exist or does not go together."""

    exit_code = ExitCode.USAGE


class FormError(BangfuError):
    """A form, template, policy or reference file is broken."""

    exit_code = ExitCode.FORM


class EngineError(BangfuError):
    """A rendering engine or a font is missing, or failed."""

    exit_code = ExitCode.ENGINE


class EngineMissing(EngineError):
    """An engine that only some forms need is not installed; the others can be had without it."""


class OutputError(BangfuError):
    """Output cannot be written."""

    exit_code = ExitCode.OUTPUT


class LedgerError(BangfuError):
    """The ledger of numbers refuses, or cannot be used."""

    exit_code = ExitCode.LEDGER


class Bug(BangfuError):
    """A fault of bangfu's own, `cause`, met in one record of many; `trace` is for the log."""

    exit_code = ExitCode.BUG

    def __init__(self, cause: Exception) -> None:
        super().__init__(
            _("a bug in bangfu: {kind}: {message}", kind=type(cause).__name__, message=cause),
            remedy=_(
                "Please report it with the output of the same command after `bangfu --debug`."
            ),
        )
        self.trace = masked("".join(traceback.format_exception(cause)))
