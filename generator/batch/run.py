"""Jobs over worker processes: spawned, fed in order, each failure told while the others go on."""

from __future__ import annotations

import os
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


def run_jobs(
    jobs: Sequence[Job], done: Done, *, workers: int = 0, executor: Executor | None = None
) -> None:
    """Build every job and tell each outcome by `done`, in the order they come in.

    `executor` serves instead of worker processes of our own. A record that fails is told as the
    error it raised; the others go on.
    """
    count = workers_for(len(jobs), workers)
    if executor is None and count == 1:
        for job in jobs:
            done(job, _attempt(job))
        return
    with _serving(executor, count) as pool:
        futures = {pool.submit(_attempt, job): job for job in jobs}
        try:
            for future in as_completed(futures):
                done(futures[future], _outcome(future))
        except BaseException:
            for future in futures:
                future.cancel()
            raise


@contextmanager
def _serving(executor: Executor | None, workers: int) -> Iterator[Executor]:
    if executor is not None:
        yield executor
        return
    # A forked child would deadlock inside Typst.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool


def _attempt(job: Job) -> Built | BangfuError:
    try:
        return build_record(job)
    except BangfuError as fault:
        return fault


def _outcome(future: Future[Built | BangfuError]) -> Built | BangfuError:
    try:
        return future.result()
    except BrokenProcessPool:
        return EngineError(
            _("a worker process died"),
            remedy=_("Run the build again; with --workers 1 if it happens again."),
        )
