"""A group of commands that imports a command's module only when that command is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from generator.i18n import _


class LazyGroup(click.Group):
    """Commands named by `summaries` (name → one line on it), each in its module of `package`.

    The module of the command `forms` is `<package>.forms`, and the command in it is `command`. The
    group's own help needs the summaries only, which is what keeps it fast.
    """

    def __init__(
        self, *args: Any, package: str, summaries: Callable[[], Mapping[str, str]], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self._package = package
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order the summaries have them."""
        return list(self._summaries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command out of its module, or None where there is none of that name."""
        if cmd_name not in self._summaries():
            return None
        command: click.Command = import_module(f"{self._package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a misspelt name is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not near:
                raise
            hint = _("Did you mean {name}?", name=near[0])
            raise click.UsageError(f"{fault.message} {hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(self._summaries().items()))
