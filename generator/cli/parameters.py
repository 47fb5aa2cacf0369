"""Arguments and options that several commands share, and how their help shows an example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.i18n import _
from generator.options import ENGINES

F = TypeVar("F", bound=Callable[..., Any])


def example(*lines: str) -> str:
    """The closing words of a command's help: command lines that work as they stand."""
    return "\n".join(["\b", _("Example:"), *(f"  {line}" for line in lines)])


def case_files(required: bool = True) -> Callable[[F], F]:
    """The argument CASE…, given to the command as `cases`."""
    return _paths("cases", "CASE...", required)


def files_argument() -> Callable[[F], F]:
    """The argument FILE…, given to the command as `files`."""
    return _paths("files", "FILE...", True)


def _paths(name: str, shown: str, required: bool) -> Callable[[F], F]:
    path = click.Path(dir_okay=False, path_type=Path)
    return click.argument(name, metavar=shown, nargs=-1, required=required, type=path)


def engine_option() -> Callable[[F], F]:
    """The option --engine, given to the command as `engine`."""
    return click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="auto",
        show_default=True,
        help=_("What turns documents into PDF."),
    )


def folder_option(default: str) -> Callable[[F], F]:
    """The option -o for a folder, given to the command as `output`."""
    return click.option(
        "-o",
        "--output",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        default=default,
        show_default=True,
        help=_("Folder for the results."),
    )


def json_option() -> Callable[[F], F]:
    """The option --json, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for programs."))
