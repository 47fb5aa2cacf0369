"""Worker processes; this module loads nothing itself, so that they can start before all else does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from generator.options import BuildOptions

_WORTH_A_POOL = 8  # records; below, starting workers costs more than they save
_LARGE_CASE = 16_384  # bytes of a case file that has many rows of its own


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
    if count == 1 or not _is_long(options):
        yield None
        return
    with _pool(count) as pool:
        for _worker in range(count):
            pool.submit(os.getpid)  # whatever: to be fed is to be started
        yield pool


def _is_long(options: BuildOptions) -> bool:
    """Whether a case has many rows, by its look, of which none has been built yet."""
    return not options.records and any(
        _has_many_rows(case) and not (options.output / case.stem / "manifest.json").exists()
        for case in options.cases
    )


def _has_many_rows(case: Path) -> bool:
    try:
        content = case.read_bytes()
    except OSError:
        return False  # said by the load stage
    return len(content) > _LARGE_CASE or b"from:" in content


def _pool(count: int) -> ProcessPoolExecutor:
    # A forked child would deadlock inside Typst.
    return ProcessPoolExecutor(count, get_context("spawn"), _begin)


def _begin() -> None:
    """A worker's first act: leave Ctrl-C to the process that feeds it, and load what it works with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import generator.batch.record  # noqa: F401
