"""Workers: how many serve, and errors that keep all they say on their way from one."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from generator import errors
from generator.batch.documents import form_stock
from generator.batch.job import Built, Job
from generator.batch.plan import plan_cases
from generator.batch.record import build_record
from generator.batch.run import run_jobs
from generator.batch.workers import worker_pool, workers_for
from generator.errors import BangfuError, Bug, EngineError
from generator.files import Beside
from generator.options import BuildOptions
from generator.pipeline import check
from generator.places import Place
from generator.problems import CaseProblems, Problem, Severity
from generator.render.refusal import BeyondPageModel, Unsupported
from tests.builds import LUQUAN, XUNDIAN, write_case


def jobs(folder: Path) -> tuple[Job, ...]:
    case = write_case(folder, LUQUAN, XUNDIAN)
    (plan,) = plan_cases(check((case,)), BuildOptions((case,), folder / "out"))
    return plan.wanted


@pytest.mark.parametrize(
    ("count", "wanted", "expected"),
    [(100, 3, 3), (2, 3, 2), (0, 3, 1), (1, 0, 1), (15, 0, 1)],
)
def test_as_many_workers_as_help(count: int, wanted: int, expected: int) -> None:
    assert workers_for(count, wanted) == expected


def test_one_worker_is_this_process() -> None:
    with worker_pool(1, 0) as pool:
        assert pool is None


def test_any_executor_serves(tmp_path: Path) -> None:
    told: list[str] = []

    def done(job: Job, built: Built | BangfuError) -> None:
        assert isinstance(built, Built)
        told.append(job.record.key)
        assert {entry.path for entry in built.files()} == set(job.files())

    with ThreadPoolExecutor(1) as pool:
        run_jobs(jobs(tmp_path), done, pool)
    assert sorted(key[:3] for key in told) == ["001", "002"]


class _Dying(ThreadPoolExecutor):
    """A pool whose first worker dies with its job, as one does for lack of memory."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self._threads:
            raise BrokenProcessPool("died")
        super().submit(int)
        dead: Future[Any] = Future()
        dead.set_exception(BrokenProcessPool("died"))
        return dead


def test_what_a_dead_worker_left_is_built_by_another(tmp_path: Path) -> None:
    told: list[Built | BangfuError] = []
    with _Dying(1) as pool:
        run_jobs(jobs(tmp_path), lambda _job, built: told.append(built), pool)
    assert [type(each) for each in told] == [Built, Built]


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [(ZeroDivisionError("11010519491231002X"), Bug, 70), (MemoryError(), EngineError, 4)],
)
def test_a_bug_in_one_record_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, kind: type, code: int
) -> None:
    def build(job: Job, files: Beside) -> Built:
        if job.record.key.startswith("001"):
            raise fault
        return build_record(job, files)

    monkeypatch.setattr("generator.batch.record.build_record", build)
    told: dict[str, Built | BangfuError] = {}
    run_jobs(jobs(tmp_path), lambda job, built: told.update({job.record.key[:3]: built}))
    assert [type(each) for each in told.values()] == [kind, Built]
    said = told["001"]
    assert isinstance(said, BangfuError)
    assert said.exit_code == code
    assert said.remedy
    if isinstance(said, Bug):
        assert "ZeroDivisionError: 110105********002X" in said.message
        assert "raise fault" in said.trace
        assert "11010519491231002X" not in said.trace


def test_a_job_and_its_result_travel(tmp_path: Path) -> None:
    first = jobs(tmp_path)[0]
    assert pickle.loads(pickle.dumps(first)) == first


PROBLEM = Problem(
    Severity.ERROR, Place("case.yaml", 3, 5), "wrong", "mend", "YN-1", "第一条", ("a",)
)
PLAIN = [
    kind("what", where="case.yaml:3:5", remedy="mend it")
    for kind in (
        errors.BangfuError,
        errors.CaseError,
        errors.UsageError,
        errors.FormError,
        errors.EngineError,
        errors.EngineMissing,
        errors.OutputError,
        errors.LedgerError,
    )
]


@pytest.mark.parametrize(
    "fault",
    [
        *PLAIN,
        Bug(ValueError("why")),
        CaseProblems([PROBLEM]),
        BeyondPageModel((Unsupported("SmartArt", "第3段"),)),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_errors_travel_with_all_they_say(fault: BangfuError) -> None:
    back = pickle.loads(pickle.dumps(fault))
    assert type(back) is type(fault)
    assert vars(back) == vars(fault)
    assert str(back) == str(fault)
    assert back.exit_code is fault.exit_code


def test_every_error_is_in_the_family() -> None:
    def family(kind: type[BangfuError]) -> set[type[BangfuError]]:
        return {kind, *(each for child in kind.__subclasses__() for each in family(child))}

    tested = {type(fault) for fault in PLAIN} | {Bug, CaseProblems, BeyondPageModel}
    assert {
        kind for kind in family(BangfuError) if kind.__module__.startswith("generator")
    } <= tested


def test_a_form_without_a_usable_sample_is_built_all_the_same(tmp_path: Path) -> None:
    form = next(iter(jobs(tmp_path)[0].forms.values()))
    empty = tmp_path / "form"
    empty.mkdir()
    assert form_stock(form).characters
    assert not form_stock(dataclasses.replace(form, folder=empty)).characters
    (empty / "sample.yaml").write_text("kind: nothing\n", encoding="utf-8")
    assert not form_stock(dataclasses.replace(form, folder=empty)).characters
