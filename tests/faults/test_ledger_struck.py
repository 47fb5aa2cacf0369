"""Issuing killed, or out of disk, at every step: nothing is lost, and the next run ends the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import ExitCode
from tests.faults.driver import POINTS
from tests.issue.courses import broken, new_ledger, partial, people, told, tree, write_course

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 10
# The first time, and one in the middle; the steps that happen for each document happen often.
TIMES = {point: (1,) if point == "reserve" else (1, 3) for point in POINTS}
BLOWS = [(point, times) for point, both in TIMES.items() for times in both]


@dataclass(frozen=True)
class Place:
    """A course with a ledger and an output folder."""

    case: Path
    ledger: Path
    output: Path

    def run(self, *struck: str) -> subprocess.CompletedProcess[str]:
        """Issue the course, struck or not."""
        # The unstruck run goes through the driver as well: its print runs are as short.
        head = struck or ("commit", "1000", "kill")
        arguments = ["issue", str(self.case), "-o", str(self.output), "--workers", "1"]
        return subprocess.run(
            [sys.executable, "-m", "tests.faults.driver", *head, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "BANGFU_LEDGER": str(self.ledger),
                "BANGFU_LANG": "en",
            },
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )


def place(folder: Path) -> Place:
    folder.mkdir()
    case = write_course(folder / "course.yaml", people(PEOPLE))
    return Place(case, new_ledger(folder / "data"), folder / "out")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The run that nothing happened to."""
    here = place(tmp_path_factory.mktemp("whole") / "whole")
    done = here.run()
    assert done.returncode == 0, done.stderr
    assert len(told(here.ledger)) == PEOPLE
    assert len(tree(here.output)) == PEOPLE + 3 + 1, "documents, print runs, register"
    return here


@pytest.mark.slow
@pytest.mark.parametrize(("point", "times"), BLOWS)
def test_killed_it_ends_the_same(tmp_path: Path, whole: Place, point: str, times: int) -> None:
    here = place(tmp_path / "here")
    struck = here.run(point, str(times), "kill")
    assert struck.returncode == -signal.SIGKILL, f"{point} was never reached: {struck.stderr}"
    if here.ledger.exists():
        assert broken(here.ledger, here.output) == []
    resumed = here.run()
    assert resumed.returncode == 0, resumed.stderr
    assert broken(here.ledger, here.output) == []
    assert partial(here.output) == []
    assert tree(here.output) == tree(whole.output)
    assert told(here.ledger) == told(whole.ledger)


@pytest.mark.slow
@pytest.mark.parametrize(("point", "times"), BLOWS)
def test_with_a_full_disk_it_says_so_and_ends_the_same(
    tmp_path: Path, whole: Place, point: str, times: int
) -> None:
    here = place(tmp_path / "here")
    struck = here.run(point, str(times), "full")
    assert struck.returncode in (ExitCode.OUTPUT, ExitCode.LEDGER), struck.stderr
    assert "Traceback" not in struck.stderr
    assert "full" in struck.stderr or "No space" in struck.stderr
    assert broken(here.ledger, here.output) == []
    assert partial(here.output) == [], "what it could not finish it takes away"
    resumed = here.run()
    assert resumed.returncode == 0, resumed.stderr
    assert broken(here.ledger, here.output) == []
    assert tree(here.output) == tree(whole.output)
    assert told(here.ledger) == told(whole.ledger)
