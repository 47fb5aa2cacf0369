"""Jobs over worker processes: spawned, fed in order, each failure told while the others go on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from generator.batch.record import Built, Job, build_record
from generator.errors import BangfuError, EngineError
from generator.i18n import _

Done = Callable[[Job, Built | BangfuError], None]

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
    # A forked child would deadlock inside Typst.
    with ProcessPoolExecutor(count, get_context("spawn"), _leave_interrupts) as pool:
        yield pool


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the one that feeds the workers answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_jobs(jobs: Sequence[Job], done: Done, pool: Executor | None = None) -> None:
    """Build every job, over `pool` if given, and tell each outcome by `done` as they come in.

    A record that fails is told as the error it raised; the others go on.
    """
    if pool is None:
        for job in jobs:
            done(job, _attempt(job))
        return
    futures = {_submit(pool, job): job for job in jobs}
    try:
        for future in as_completed(futures):
            done(futures[future], _outcome(future))
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def _attempt(job: Job) -> Built | BangfuError:
    try:
        return build_record(job)
    except BangfuError as fault:
        return fault


def _submit(pool: Executor, job: Job) -> Future[Built | BangfuError]:
    try:
        return pool.submit(_attempt, job)
    except BrokenProcessPool as fault:
        broken: Future[Built | BangfuError] = Future()
        broken.set_exception(fault)
        return broken


def _outcome(future: Future[Built | BangfuError]) -> Built | BangfuError:
    try:
        return future.result()
    except BrokenProcessPool:
        return EngineError(
            _("a worker process died"),
            remedy=_("Run the build again; with --workers 1 if it happens again."),
        )
