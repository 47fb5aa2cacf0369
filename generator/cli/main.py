"""The command `bangfu`: how its process begins and ends.

It loads nothing at first: where the command is a script, each worker process imports it, too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

_COLLECT_AFTER = 200_000  # objects; most are made to stay: modules, models, a case's values


def _prepare_streams() -> None:
    """Let any text be printed: as UTF-8 on Windows, whose default pages lack many characters."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = "utf-8" if os.name == "nt" else None
            reconfigure(encoding=encoding, errors="backslashreplace")


def _finish_output(code: int) -> int:
    """Hand over what is still buffered; the exit code, 5 where that fails.

    A reader that went away is no error.
    """
    from generator.cli.answers import say_full
    from generator.errors import ExitCode

    try:
        sys.stdout.flush()
    except OSError as fault:
        with contextlib.suppress(OSError):  # or the interpreter would try once more as it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError) and code == ExitCode.DONE:
            say_full(fault)
            return ExitCode.OUTPUT
    return code


def run() -> NoReturn:
    """The entry point of the command `bangfu`."""
    gc.set_threshold(_COLLECT_AFTER)
    # We use none, and pydantic looks through all installed distributions for them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _prepare_streams()
    if sys.argv[1:2] == ["build"]:
        from generator.batch.server import start_early

        start_early(sys.argv[2:])

    from generator.cli.answers import answer
    from generator.i18n import speak

    speak()
    code = _finish_output(answer(sys.argv[1:]))
    gc.freeze()  # or the interpreter would look for garbage in all that goes away with it: 0.1 s
    sys.exit(code)
