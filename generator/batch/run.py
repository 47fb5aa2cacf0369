"""Jobs over an executor, fed in order, each failure told while the others go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool

from generator.batch.job import Built, Job
from generator.errors import BangfuError, EngineError
from generator.i18n import _

Done = Callable[[Job, Built | BangfuError], None]


def run_jobs(jobs: Sequence[Job], done: Done, pool: Executor | None = None) -> None:
    """Build every job, over `pool` if given, and tell each outcome by `done` as they come in.

    A record that fails is told as the error it raised; the others go on.
    """
    if pool is None:
        for job in jobs:
            done(job, _attempt(job))
        return
    futures = {_submit(pool, job): job for job in jobs}
    waiting = dict(futures)
    try:
        for future in as_completed(futures):
            done(waiting.pop(future), _outcome(future))
    except BaseException as stop:
        left = [future for future in waiting if not future.cancel()]
        if isinstance(stop, KeyboardInterrupt):
            # What workers have begun they finish: it stands there, so let it be known.
            for future in left:
                done(waiting[future], _outcome(future))
        raise


def _attempt(job: Job) -> Built | BangfuError:
    from generator.batch.record import build_record  # loaded where the work is done

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
