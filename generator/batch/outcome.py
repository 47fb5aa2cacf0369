"""What is known of a case's records: what stood there before, and what this run has built."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.job import Built, Job
from generator.batch.journal import Journal
from generator.batch.plan import Plan
from generator.batch.uptodate import Earlier, fingerprint, inputs_digests
from generator.errors import BangfuError, Bug

log = logging.getLogger(__name__)


class Standing(Struct, frozen=True):
    """A record whose documents stand there, or the error that kept them away."""

    job: Job
    built: Built | None
    fault: BangfuError | None
    fingerprint: str


class Outcome:
    """One case's records while they are built; told by the workers, read by the reports."""

    def __init__(self, plan: Plan) -> None:
        """Look at what earlier runs have left in the case's folder."""
        earlier = Earlier(plan.folder)
        self.plan = plan
        self.written = 0  # documents and packets written by this run
        self._inputs = inputs_digests(plan.jobs)
        self._told: set[str] = set()
        self._built: dict[str, Built] = {}
        self._faults: dict[str, BangfuError] = {}
        for job in plan.jobs:
            key = job.record.key
            if earlier.has(key) and (built := earlier.standing(key, self._fingerprint(job))):
                self._built[key] = built
        wanted = plan.wanted
        self.total = len(wanted)  # records asked for
        self.waiting = tuple(job for job in wanted if not self._is_complete(job))

    def _fingerprint(self, job: Job) -> str:
        """The record's; its inputs were read before it was built, the rest when first asked for."""
        return fingerprint(job, self._inputs[job.record.key])

    def _is_complete(self, job: Job) -> bool:
        built = self._built.get(job.record.key)
        return built is not None and {e.path for e in built.files()}.issuperset(job.files())

    def tell(self, job: Job, built: Built | BangfuError) -> None:
        """Take in what a job gave; documents it was not asked for stay as they stood."""
        key = job.record.key
        self._told.add(key)
        if isinstance(built, Bug):
            log.debug("%s: %s", key, built.trace)
        if isinstance(built, BangfuError):
            self._faults[key] = built
            return
        self.written += len(built.files())
        earlier = self._built.get(key)
        self._built[key] = _merged(built, earlier) if earlier and job.only else built
        Journal(self.plan.folder).add(key, self._fingerprint(job), self._built[key])

    @property
    def built_something(self) -> bool:
        """Whether any record was built, or failed, in this run."""
        return bool(self._told)

    @property
    def finished(self) -> int:
        """How many of the records asked for need nothing more."""
        return self.total - len(self.waiting) + len(self._told)

    def records(self) -> Iterator[Standing]:
        """The records that stand there or could not be built, in the case's order."""
        for job in self.plan.jobs:
            key = job.record.key
            built, fault = self._built.get(key), self._faults.get(key)
            if built or fault:
                yield Standing(job, built, fault, self._fingerprint(job))


def _merged(built: Built, earlier: Built) -> Built:
    """Some documents built anew beside those that stood there, in the packet's order."""
    fresh = {entry.path for entry in built.files()}
    kept = [d for d in earlier.documents if fresh.isdisjoint(entry.path for entry in d.files)]
    documents = sorted([*kept, *built.documents], key=lambda d: d.files[0].path)
    return replace(
        earlier,
        documents=tuple(documents),
        engines=tuple(dict.fromkeys((*earlier.engines, *built.engines))),
        fonts={**earlier.fonts, **built.fonts},
        lacking=built.lacking,
    )
