"""The flow: load → check → fill → render → stamp → bind."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path

from msgspec.structs import replace

from generator.batch.choose import chosen_records
from generator.batch.job import Built, Job
from generator.batch.lock import writing
from generator.batch.outcome import Outcome
from generator.batch.plan import Checked, form_for, plan_cases, records_of
from generator.batch.publish import prepare, publish
from generator.batch.run import run_jobs
from generator.batch.workers import worker_pool, workers_for
from generator.check.case import check_together
from generator.errors import BangfuError, CaseError, UsageError
from generator.files import open_folder
from generator.i18n import _, language, speaking
from generator.load.case import LoadedCase, load_case
from generator.options import BuildOptions, CaseResult, Progress
from generator.places import Place
from generator.problems import CaseProblems, Problem, Severity
from generator.reference import load_reference

OnProgress = Callable[[Progress], None]


def check(paths: Sequence[Path]) -> tuple[tuple[LoadedCase, tuple[Problem, ...]], ...]:
    """Load and check cases, each with everything found in it, alone and beside the others.

    Raises CaseProblems for a file whose form is wrong, FormError for a broken policy.
    """
    cases = [_load(path) for path in paths]
    found = check_together(cases, load_reference())
    return tuple(
        (loaded, (*loaded.warnings, *problems))
        for loaded, problems in zip(cases, found, strict=True)
    )


def examine(paths: Sequence[Path]) -> tuple[tuple[LoadedCase | None, tuple[Problem, ...]], ...]:
    """As `check`, but a case that cannot be used has its problems told beside the others'.

    Raises FormError for a broken policy.
    """
    loaded: list[LoadedCase | None] = []
    found: list[tuple[Problem, ...]] = []
    for path in paths:
        try:
            case = _load(path)
            loaded.append(case)
            found.append(case.warnings)
        except CaseProblems as fault:
            loaded.append(None)
            found.append(fault.problems)
        except CaseError as fault:
            place = Place(fault.where or str(path))
            loaded.append(None)
            found.append((Problem(Severity.ERROR, place, fault.message, remedy=fault.remedy),))
    together = iter(check_together([each for each in loaded if each], load_reference()))
    return tuple(
        (case, _with_cells(case, (*problems, *next(together)))) if case else (None, problems)
        for case, problems in zip(loaded, found, strict=True)
    )


def _load(path: Path) -> LoadedCase:
    """The case of a file; what is wrong with it is told with the forms' cells, too."""
    try:
        return load_case(path)
    except CaseProblems as fault:
        raise CaseProblems(_with_cells(fault.rest, fault.problems), fault.rest) from None


def _with_cells(case: object, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems, each with the cells where the official forms show its value; notes have none."""
    bad = [problem for problem in problems if problem.severity is not Severity.INFO]
    paths = {problem.path for problem in bad if problem.path}
    if not paths or not isinstance(case, LoadedCase):
        return problems
    from generator.fill.xlsx.whereabouts import form_cells  # most checks find nothing

    cells = form_cells(case.case, case.path.parent, paths)
    return tuple(replace(each, cells=cells.get(each.path, ())) for each in problems)


def build(
    options: BuildOptions, on_progress: OnProgress, executor: Executor | None = None
) -> tuple[CaseResult, ...]:
    """Build the packets of every case below `options.output`; results in the cases' order.

    `executor` serves instead of worker processes of our own (its workers must not be forked).
    All cases are loaded and checked before the first file is written. Raises CaseProblems for a
    file whose form is wrong, UsageError for forms, packets or records that do not exist and cases
    of one name, CaseError when drafts are refused, OutputError when the output cannot be written.
    """
    on_progress(Progress("load", 0, len(options.cases)))
    checked = check(options.cases)
    plans = plan_cases(checked, options, lambda: _in_chinese(checked, options.cases))
    outcomes = [Outcome(plan) for plan in plans]
    waiting = sum(len(outcome.waiting) for outcome in outcomes)
    with nullcontext(executor) if executor else worker_pool(waiting, options.workers) as pool:
        count = workers_for(waiting, options.workers)
        return tuple(_build_case(outcome, pool, count, on_progress) for outcome in outcomes)


def _in_chinese(checked: Sequence[Checked], paths: Sequence[Path]) -> Sequence[Checked]:
    """The cases with their problems told in Chinese, as a checklist prints them for everyone."""
    if language() == "zh":
        return checked
    with speaking("zh"):
        return check(paths)


def _build_case(
    outcome: Outcome, pool: Executor | None, workers: int, on_progress: OnProgress
) -> CaseResult:
    started = time.perf_counter()
    on_progress(Progress("fill", outcome.finished, outcome.total))

    def done(job: Job, built: Built | BangfuError) -> None:
        outcome.tell(job, built)
        on_progress(Progress("bind", outcome.finished, outcome.total, job.record.title))

    with writing(outcome.plan.folder):
        open_folder(outcome.plan.folder)
        if pool and outcome.waiting:
            prepare(outcome.waiting[0].engine)
        try:
            run_jobs(outcome.waiting, done, pool, workers)
        except BaseException:
            publish(outcome, time.perf_counter() - started)  # the next run goes on from here
            raise
        return publish(outcome, time.perf_counter() - started)


def preview(case: Path, form: str, record: str = "") -> list[bytes]:
    """PNG images of one form's pages, filled from the case's first record or the one named.

    Any form for the case's kind will do, whether a packet holds it or not. Raises as `build` does;
    nothing is written.
    """
    from generator.fill.template import fill
    from generator.render.engine import preview as preview_pages  # a build's workers load it

    ((loaded, _problems),) = check((case,))
    chosen = form_for(loaded.case.kind, form)
    records = chosen_records(records_of(loaded, chosen.per), (record,) if record else ())
    fields = next(iter(chosen.fields_of(records[0].fields)), None)
    if fields is None:
        raise UsageError(
            _(
                "{record} has no {field}, and {form} is made for each of them",
                record=records[0].title,
                field=chosen.each,
                form=chosen.id,
            )
        )
    filled = fill(chosen.template, fields)
    return preview_pages(filled, chosen.template.suffix, form)
