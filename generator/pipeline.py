"""The flow: load → check → fill → render → stamp → bind."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.batch.case import Plan, finish, outdated, plan
from generator.batch.record import Built, Job
from generator.batch.run import run_jobs
from generator.check.case import check_case
from generator.errors import BangfuError
from generator.fill.docx import fill_docx
from generator.load.case import LoadedCase, load_case
from generator.options import BuildOptions, CaseResult, Progress
from generator.problems import Problem
from generator.reference import load_reference
from generator.render.engine import preview as preview_pages

OnProgress = Callable[[Progress], None]


def check(paths: Sequence[Path]) -> tuple[tuple[LoadedCase, tuple[Problem, ...]], ...]:
    """Load and check cases: each with everything found in it.

    Raises CaseProblems for a file whose form is wrong, FormError for a broken policy.
    """
    reference = load_reference()
    found = []
    for path in paths:
        loaded = load_case(path)
        found.append((loaded, (*loaded.warnings, *check_case(loaded, reference))))
    return tuple(found)


def build(options: BuildOptions, on_progress: OnProgress) -> tuple[CaseResult, ...]:
    """Build the packets of every case below `options.output`; results in the cases' order.

    All cases are loaded and checked before the first file is written. Raises CaseProblems for a
    file whose form is wrong, UsageError for forms, packets or records that do not exist, CaseError
    when drafts are refused, OutputError when the output cannot be written.
    """
    started = time.perf_counter()
    on_progress(Progress("load", 0, len(options.cases)))
    plans = [plan(loaded, problems, options) for loaded, problems in check(options.cases)]
    return tuple(_build_case(each, options, on_progress, started) for each in plans)


def _build_case(
    case: Plan, options: BuildOptions, on_progress: OnProgress, started: float
) -> CaseResult:
    outcome = outdated(case)
    waiting = [job for job in case.jobs if job.record.key not in outcome]
    on_progress(Progress("fill", len(outcome), len(case.jobs)))

    def done(job: Job, built: Built | BangfuError) -> None:
        outcome[job.record.key] = built
        on_progress(Progress("bind", len(outcome), len(case.jobs), job.record.title))

    run_jobs(waiting, done, workers=options.workers)
    return finish(case, outcome, [job.record.key for job in waiting], time.perf_counter() - started)


def preview(case: Path, form: str, record: str = "") -> list[bytes]:
    """PNG images of one form's pages, filled from the case's first record or the one named.

    Raises as `build` does; nothing is written.
    """
    options = BuildOptions((case,), Path(), only=(form,), records=(record,) if record else ())
    ((loaded, problems),) = check((case,))
    job = plan(loaded, problems, options).jobs[0]
    chosen = job.forms[form]
    return preview_pages(fill_docx(chosen.template, job.record.fields), ".docx", form)
