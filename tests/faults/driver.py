"""Runs `bangfu issue` and strikes it at a named point: killed, or with a disk that is full from then on.

    python -m tests.faults.driver POINT TIMES kill|full ARGUMENTS…

Points are the steps of issuing, in their order; the blow falls at the step's TIMES-th time. Print
runs are of four documents and files are synced two by two, so that a few people are enough.
"""

from __future__ import annotations

import errno
import importlib
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generator.files
import generator.issue.job
import generator.issue.run
import generator.ledger.store
from generator.cli.answers import answer

POINTS = {
    "reserve": ("generator.issue.run", "reserve"),
    "fill": ("generator.issue.template", "_document"),
    "render": ("generator.issue.template", "lay_out"),
    "stamp": ("generator.issue.job", "with_qr_code"),
    "sync": ("generator.files", "_sync"),
    "rename": ("pathlib", "Path.replace"),
    "commit": ("generator.issue.run", "mark_issued"),
}


def main(point: str, times: int, fault: str, arguments: list[str]) -> int:
    """Run the command with the fault laid in."""
    generator.issue.run.VOLUME = 4  # type: ignore[misc]
    generator.issue.job._TOGETHER = 2  # type: ignore[misc]
    module, name = POINTS[point]
    owner: Any = importlib.import_module(module)
    *inner, last = name.split(".")
    for each in inner:
        owner = getattr(owner, each)
    strike = _kill if fault == "kill" else _fill_up_disk
    setattr(owner, last, _struck(getattr(owner, last), times, strike))
    return answer(arguments)


def _struck(function: Callable[..., Any], times: int, strike: Callable[[], None]) -> Any:
    count = 0

    def step(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count == times:
            strike()
        return function(*arguments, **named)

    return step


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill_up_disk() -> None:
    """From now on nothing more can be written: neither files nor pages of the ledger."""

    def full(*_arguments: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Path.write_bytes = full  # type: ignore[method-assign,assignment]
    os.fsync = full
    connect = generator.ledger.store._connect

    def connect_full(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    generator.ledger.store._connect = connect_full


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]))
