"""Worker processes; this module loads nothing itself, so that they can start before all else does."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from generator.batch.hint import HINT, look_at
from generator.options import BuildOptions

_WORK = "generator.batch.shared"  # what workers load
_MALLOC = {"MALLOC_TRIM_THRESHOLD_": "67108864", "MALLOC_MMAP_THRESHOLD_": "16777216"}
"""Has glibc keep the memory a worker frees: getting it anew for each record's streams and parts
takes a tenth of the worker's time. Other systems' libraries know no such variables."""
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
    hints = [] if count == 1 or options.records else [look_at(case) for case in _unbuilt(options)]
    long = [hint for hint in hints if hint and hint.has_many_rows]
    if not long:
        yield None
        return
    first = long[0]
    with _pool(count, json.dumps((first.kind, first.policy, options.packet))) as pool:
        if not _has_server():
            for _worker in range(count):
                pool.submit(os.getpid)  # whatever: to be fed is to be started
        yield pool


def _unbuilt(options: BuildOptions) -> Iterator[Path]:
    """The cases of which nothing has been built yet."""
    for case in options.cases:
        if not (options.output / case.stem / "manifest.json").exists():
            yield case


def _pool(count: int, hint: str = "") -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, _context(hint), _begin)


def _context(hint: str) -> BaseContext:
    """How workers come into being: never forked from this process.

    A child forked from a process that ran Typst deadlocks in it. Where there is a fork server, a
    process of its own that has run nothing, it loads the libraries once for all workers, and what
    the hint names, and forks them off itself; elsewhere (Windows) each is spawned and loads them.
    """
    if not _has_server():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([_WORK])
    with _environment({**_MALLOC, **({HINT: hint} if hint else {})}):
        forkserver.ensure_running()  # it begins to load; nobody waits for it
    return context


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


def _has_server() -> bool:
    return "forkserver" in get_all_start_methods()


def _begin() -> None:
    """A worker's first act: leave Ctrl-C to the process that feeds it, and load what it works with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import_module(_WORK)
