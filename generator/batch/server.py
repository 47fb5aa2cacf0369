"""The fork server of worker processes: it loads what they share while the command still loads itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, get_all_start_methods
from pathlib import Path

from generator.batch.hint import HINT, hint_for

WORK = "generator.batch.shared"  # what workers load
_MALLOC = {"MALLOC_TRIM_THRESHOLD_": "67108864", "MALLOC_MMAP_THRESHOLD_": "16777216"}
"""Has glibc keep the memory a worker frees: getting it anew for each record's streams and parts
takes a tenth of the worker's time. Other systems' libraries know no such variables."""


def has_server() -> bool:
    """Whether the system knows fork servers."""
    return "forkserver" in get_all_start_methods()


def start_server(hint: str = "") -> None:
    """Have the fork server run, a process of its own, and begin to load; nobody waits for it.

    `hint` says what it is to prepare. One that runs already stays as it is.
    """
    forkserver.set_forkserver_preload([WORK])
    with _environment({**_MALLOC, **({HINT: hint} if hint else {})}):
        forkserver.ensure_running()


def start_early(arguments: Sequence[str]) -> None:
    """Start it for a command line of `bangfu build` that plainly has much to do.

    The look at the arguments is rough, since nothing is loaded yet that could read them as they
    are meant: where it is wrong, the server has been started, or prepared, in vain.
    """
    workers = _said(arguments, "--workers") or os.cpu_count() or 1
    if str(workers) == "1" or _said(arguments, "--record") or not has_server():
        return
    cases = [Path(word) for word in arguments if word.endswith((".yaml", ".yml"))]
    output = Path(_said(arguments, "-o", "--output") or "output")
    with suppress(OSError):  # the command meets it again, and says so
        if hint := hint_for(cases, output, _said(arguments, "--packet") or None):
            start_server(hint)


def _said(arguments: Sequence[str], *names: str) -> str:
    """What an option says, as `--name value` or `--name=value`; empty where it is not given."""
    for word, following in zip(arguments, (*arguments, "")[1:], strict=True):
        if word in names:
            return following
        name, equals, value = word.partition("=")
        if equals and name in names:
            return value
    return ""


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Variables for a process started meanwhile; what the user has set stays."""
    added = {name: value for name, value in variables.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
