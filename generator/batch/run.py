"""Jobs over an executor, fed in order, each failure told while the others go on."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import partial

from generator.batch.job import Built, Job
from generator.batch.workers import lone_worker
from generator.errors import BangfuError, Bug, EngineError
from generator.files import Beside, sweep
from generator.i18n import _

Outcome = Built | BangfuError
Done = Callable[[Job, Outcome], None]

_LARGEST_CHUNK = 8  # records a worker takes at a time
_CHUNKS_LEFT = 4  # for each worker, at least, so that none waits long for another

log = logging.getLogger(__name__)


def run_jobs(
    jobs: Sequence[Job], done: Done, pool: Executor | None = None, workers: int = 1
) -> None:
    """Build every job, over `pool` if given, and tell each outcome by `done` as they come in.

    The pool is fed in chunks, smaller towards the end, so that its `workers` end together.

    A record that fails is told as the error it raised; the others go on. When a worker dies (for
    lack of memory, say) its whole pool is lost: what is left is built one by one in processes of
    our own, so that only the record whose process dies again is told as failed.
    """
    if pool is None:
        for job in jobs:
            done(job, *_attempt((job,)))
        return
    left = _feed(pool, list(_chunks(jobs, workers)), done)
    if not left:
        return
    while left:
        log.info("a worker died; %d records go on one by one", len(left))
        with lone_worker() as alone:
            left = _one_by_one(alone, left, done)
    with contextlib.suppress(OSError):  # the next build sweeps again
        for folder in {job.folder for job in jobs}:
            sweep(folder)


def _chunks(jobs: Sequence[Job], workers: int) -> Iterator[Sequence[Job]]:
    start = 0
    while start < len(jobs):
        share = (len(jobs) - start) // (_CHUNKS_LEFT * workers)
        size = min(max(share, 1), _LARGEST_CHUNK)
        yield jobs[start : start + size]
        start += size


def _feed(pool: Executor, chunks: Sequence[Sequence[Job]], done: Done) -> list[Job]:
    """Build the chunks all at once; the jobs that a worker's death left undone, in their order."""
    futures: dict[Future[list[Outcome]], Sequence[Job]] = {}
    undone: list[Job] = []
    for chunk in chunks:
        try:
            futures[pool.submit(_attempt, chunk)] = chunk
        except BrokenProcessPool:
            undone.extend(chunk)
    waiting = dict(futures)
    lost: set[Future[list[Outcome]]] = set()

    untold: deque[tuple[Job, Outcome]] = deque()

    def tell(future: Future[list[Outcome]] | None) -> None:
        if future is not None:
            untold.extend(zip(waiting.pop(future), future.result(), strict=True))
        while untold:
            done(*untold.popleft())

    try:
        for future in as_completed(futures):
            if isinstance(future.exception(), BrokenProcessPool):
                lost.add(future)
            else:
                tell(future)
    except BaseException as stop:
        left = [future for future in waiting if not future.cancel()]
        if isinstance(stop, KeyboardInterrupt):
            # What workers have begun they finish: it stands there, so let it be known.
            tell(None)
            for future in left:
                if future.exception() is None:
                    tell(future)
        raise
    return [*(job for future, chunk in futures.items() if future in lost for job in chunk), *undone]


def _one_by_one(alone: Executor, jobs: Sequence[Job], done: Done) -> list[Job]:
    """Build the jobs in one process until one of them kills it; those that come after that one."""
    for number, job in enumerate(jobs):
        try:
            (built,) = alone.submit(_attempt, (job,)).result()
        except BrokenProcessPool:
            done(job, _died())
            return list(jobs[number + 1 :])
        done(job, built)
    return []


def _died() -> EngineError:
    return EngineError(
        _("the process that built it was killed, perhaps for lack of memory"),
        remedy=_again(),
    )


def _again() -> str:
    return _("Close other programs and run the build again; it goes on where it stopped.")


def _attempt(jobs: Sequence[Job]) -> list[Outcome]:
    """Build some records; their files reach the disk together, which it takes more quickly."""
    from generator.batch.record import build_record  # loaded where the work is done

    with ExitStack() as stack:
        files = [stack.enter_context(Beside()) for _job in jobs]
        built = [
            _guarded(partial(build_record, job, own)) for job, own in zip(jobs, files, strict=True)
        ]
        synced = [_then(each, own.sync) for each, own in zip(built, files, strict=True)]
        return [_then(each, own.settle) for each, own in zip(synced, files, strict=True)]


def _then(outcome: Outcome, step: Callable[[], None]) -> Outcome:
    """The outcome after one more step, which may fail too.

    What was written before a fault is whole, so it goes on its way.
    """

    def stepped() -> Outcome:
        step()
        return outcome

    after = _guarded(stepped)
    return outcome if isinstance(outcome, BangfuError) else after


def _guarded(work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    except BangfuError as fault:
        return fault
    except MemoryError:
        return EngineError(_("memory ran out"), remedy=_again())
    except Exception as bug:  # of ours: one record's must not cost the others theirs
        return Bug(bug)
