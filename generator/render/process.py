"""Runs an outside program within bounds: of time, of output kept, and with all of its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from msgspec import Struct

_KEPT = 8192  # bytes of the program's last words
_CHUNK = 65536


class Outcome(Struct, frozen=True):
    """How a run ended: `code` is None where the time ran out; `words` are the last it said."""

    code: int | None
    words: str


def run_bounded(
    command: Sequence[str | Path], *, seconds: float, cwd: Path, env: Mapping[str, str]
) -> Outcome:
    """Run the command; after `seconds`, or when we are interrupted, kill it and its children.

    What it prints is read and dropped but for the end, so endless output costs nothing. Children
    that outlive it are killed as well. Raises OSError where it cannot be started.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdout is not None
    tail = _Tail(process.stdout)
    tail.start()
    code: int | None = None
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(seconds)
    finally:
        _kill_group(process)
        tail.join(5)
    return Outcome(code, tail.text())


class _Tail(threading.Thread):
    """Reads a pipe to its end and keeps the last bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._kept = b""

    def run(self) -> None:
        with self._stream as stream:
            while chunk := os.read(stream.fileno(), _CHUNK):
                self._kept = (self._kept + chunk)[-_KEPT:]

    def text(self) -> str:
        """The last lines, joined to one."""
        lines = self._kept.decode("utf-8", "replace").split("\n")
        return " / ".join(line.strip() for line in lines[-4:] if line.strip())[-400:]


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and whatever it started that still runs, and collect it."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
            )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
