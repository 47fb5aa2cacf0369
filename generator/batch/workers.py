"""Worker processes; this module loads nothing itself, so that they can start before all else does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context

from generator.batch.hint import hint_for
from generator.batch.server import WORK, has_server, start_server
from generator.options import BuildOptions

_WORTH_A_POOL = 8  # records; below, starting workers costs more than they save


def workers_for(jobs: int, wanted: int) -> int:
    """How many processes serve: as asked for, or one a core where there is enough to do."""
    if wanted > 0:
        return min(wanted, max(1, jobs))
    return min(os.cpu_count() or 1, max(1, jobs // _WORTH_A_POOL))


@contextmanager
def worker_pool(jobs: int, wanted: int) -> Iterator[Executor | None]:
    """Processes for so many jobs, started when the first is fed; None where this one is enough."""
    count = workers_for(jobs, wanted)
    if count == 1:
        yield None
        return
    with _pool(count) as pool:
        yield pool


@contextmanager
def lone_worker() -> Iterator[Executor]:
    """One process of its own, for what may kill the process it runs in."""
    with _pool(1) as pool:
        yield pool


@contextmanager
def early_workers(options: BuildOptions) -> Iterator[Executor | None]:
    """Processes started at once where a build is plainly long, None elsewhere.

    They load their libraries while this process loads its own and reads the cases: a second less
    to wait for the first packet.
    """
    count = options.workers or os.cpu_count() or 1
    hint = ""
    if count > 1 and not options.records:
        hint = hint_for(options.cases, options.output, options.packet)
    if not hint:
        yield None
        return
    with _pool(count, hint) as pool:
        if not has_server():
            for _worker in range(count):
                pool.submit(os.getpid)  # whatever: to be fed is to be started
        yield pool


def _pool(count: int, hint: str = "") -> ProcessPoolExecutor:
    """Workers are never forked from this process.

    A child forked from a process that ran Typst deadlocks in it. Where there is a fork server, it
    loads the libraries once for all of them; elsewhere (Windows) each is spawned and loads them.
    """
    if has_server():
        start_server(hint)
    context = get_context("forkserver" if has_server() else "spawn")
    return ProcessPoolExecutor(count, context, _begin)


def _begin() -> None:
    """A worker's first act: leave Ctrl-C to the process that feeds it, and load what it works with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import_module(WORK)
