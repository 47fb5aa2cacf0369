"""What else befalls issuing: folders that cannot be written, dead workers, odd clocks, many at once."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

import generator.issue.run
from generator.errors import EngineError, LedgerError, OutputError
from generator.ledger import Ledger
from generator.ledger.backup import backup
from generator.ledger.lookup import all_entries
from tests.issue.courses import (
    broken,
    issue_course,
    new_ledger,
    partial,
    people,
    told,
    tree,
    write_course,
)

PROCESSES, EACH = 8, 200


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return new_ledger(tmp_path / "data")


def test_no_number_is_taken_for_a_folder_that_cannot_be_written(
    tmp_path: Path, ledger: Path
) -> None:
    case = write_course(tmp_path / "course.yaml", people(3))
    (tmp_path / "out").write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(OutputError):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


def test_no_number_is_taken_while_another_run_writes_there(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "course.yaml", people(3))

    def again(_step: object) -> None:
        with pytest.raises(OutputError, match="another"):
            issue_course(case, tmp_path / "out", tmp_path / "other" / "ledger.db")

    issue_course(case, tmp_path / "out", ledger, on_progress=again)
    assert not (tmp_path / "other").exists()
    assert broken(ledger, tmp_path / "out") == []


def test_a_worker_killed_costs_nothing(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.issue.run, "VOLUME", 5)
    case = write_course(tmp_path / "course.yaml", people(40))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        victim = pool.submit(os.getpid).result()

        seen: list[object] = []

        def kill(step: object) -> None:
            seen.append(step)
            if len(seen) == 2:  # the first print run is done, the others are waiting
                os.kill(victim, signal.SIGKILL)

        with pytest.raises(EngineError, match="worker process died"):
            issue_course(case, tmp_path / "out", ledger, pool=pool, on_progress=kill)
        with pytest.raises(EngineError, match="worker process died"):
            issue_course(case, tmp_path / "out", ledger, pool=pool)
    assert broken(ledger, tmp_path / "out") == []
    assert len(told(ledger)) == 40
    result = issue_course(case, tmp_path / "out", ledger)
    assert result.exit_code == 0
    assert broken(ledger, tmp_path / "out") == []
    assert partial(tmp_path / "out") == []
    issue_course(case, tmp_path / "whole", other := new_ledger(tmp_path / "other"))
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
    assert told(ledger) == told(other)


def test_over_new_year_the_run_keeps_its_date(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reserved on 31 December, finished on 1 January: number and printed date stay together."""
    case = write_course(tmp_path / "course.yaml", people(3), issued=None)
    monkeypatch.setattr(generator.issue.run, "_work", lambda *_arguments: [])
    issue_course(case, tmp_path / "out", ledger, today=date(2024, 12, 31))
    monkeypatch.undo()
    issue_course(case, tmp_path / "out", ledger, today=date(2025, 1, 1))
    assert [number for number, _name, _state in told(ledger)] == [
        f"培训结业〔2024〕{n:04}号" for n in (1, 2, 3)
    ]
    more = write_course(tmp_path / "course.yaml", people(4), issued=None)
    issue_course(more, tmp_path / "out", ledger, today=date(2025, 1, 1))
    assert told(ledger)[-1][0] == "培训结业〔2025〕0001号"
    assert {entry.dated for entry in all_entries(Ledger.open(ledger))[:3]} == {date(2024, 12, 31)}
    assert broken(ledger, tmp_path / "out") == []


def test_a_clock_set_back_repeats_nothing(tmp_path: Path, ledger: Path) -> None:
    for count, day in ((2, date(2025, 1, 2)), (4, date(2024, 12, 30)), (6, date(2025, 1, 3))):
        case = write_course(tmp_path / "course.yaml", people(count), issued=None)
        issue_course(case, tmp_path / "out", ledger, today=day)
    assert sorted(number for number, _name, _state in told(ledger)) == [
        "培训结业〔2024〕0001号",
        "培训结业〔2024〕0002号",
        *(f"培训结业〔2025〕{n:04}号" for n in (1, 2, 3, 4)),
    ]
    assert broken(ledger, tmp_path / "out") == []


def test_a_backup_taken_while_issuing_goes_on_where_it_was(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.issue.run, "VOLUME", 4)
    case = write_course(tmp_path / "course.yaml", people(10))
    copies: list[Path] = []

    def copy(_step: object) -> None:
        copies.append(backup(Ledger.open(ledger), tmp_path / f"copy-{len(copies)}" / "ledger.db"))

    issue_course(case, tmp_path / "out", ledger, on_progress=copy)
    before = tree(tmp_path / "out")
    assert len(copies) >= 3
    for restored in copies:
        issue_course(case, tmp_path / "out", restored)
        assert tree(tmp_path / "out") == before
        assert told(restored) == told(ledger)
        assert broken(restored, tmp_path / "out") == []


def test_a_ledger_older_than_the_folder_gives_no_number_again(tmp_path: Path, ledger: Path) -> None:
    """The backup knows two, the folder has four: the third number must not go to somebody else."""
    issue_course(write_course(tmp_path / "c.yaml", people(2)), tmp_path / "out", ledger)
    old = backup(Ledger.open(ledger), tmp_path / "old" / "ledger.db")
    issue_course(write_course(tmp_path / "c.yaml", people(4)), tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    other = write_course(tmp_path / "c.yaml", [*people(2), *people(2, first=20)])
    with pytest.raises(LedgerError, match="somebody else"):
        issue_course(other, tmp_path / "out", old)
    assert tree(tmp_path / "out") == before


def _issue_own(folder: str, process: int, ledger: str) -> None:
    here = Path(folder) / str(process)
    here.mkdir()
    for part in range(EACH // 40):
        chosen = [{**each, "unit": f"第{part}医院", "id_number": None} for each in people(40)]
        chosen = [{k: v for k, v in each.items() if v is not None} for each in chosen]
        case = write_course(here / f"c{part}.yaml", chosen, course=f"第{process}-{part}期")
        issue_course(case, here / "out", Path(ledger))


@pytest.mark.slow
def test_eight_processes_issue_two_hundred_each(tmp_path: Path, ledger: Path) -> None:
    with get_context("spawn").Pool(PROCESSES) as pool:
        pool.starmap(_issue_own, [(str(tmp_path), n, str(ledger)) for n in range(PROCESSES)])
    numbers = [number for number, _name, state in told(ledger) if state == "issued"]
    assert sorted(numbers) == [f"培训结业〔2024〕{n:04}号" for n in range(1, PROCESSES * EACH + 1)]
    assert broken(ledger, tmp_path) == []
