"""Killed builds: nothing partial, nothing lost, and no two builds in one folder."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.batch.journal import NAME as JOURNAL
from generator.batch.journal import Journal
from generator.batch.lock import NAME as LOCK
from generator.batch.lock import writing
from generator.errors import ExitCode, OutputError
from generator.files import TEMPORARY
from tests.builds import build

CASE = """\
kind: agreement
policy: yunnan-2022
name: 测试案卷
pairs:
  - from: "reference:relations/yunnan-2022-annex-2"
    defaults: {start: 2021-01-01, end: 2025-12-31}
mode: joint
"""
KILLS = 50
ATTEMPTS = 200  # a run that goes on from others may end before its kill
EARLIEST, LATEST = 0.15, 0.75  # of a whole run's time, until a kill


def command(case: Path, out: Path) -> list[str]:
    head = [sys.executable, "-m", "generator.cli", "build", str(case), "-o", str(out)]
    return [*head, "--workers", "1", "--no-progress"]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.mark.slow
def test_killed_at_random_moments_fifty_times(tmp_path: Path, case: Path) -> None:
    whole = tmp_path / "whole"
    # A first run may have to make what is kept on disk from run to run: it is not the measure.
    subprocess.run(command(case, tmp_path / "first"), check=True, stdout=subprocess.DEVNULL)
    started = time.perf_counter()
    subprocess.run(command(case, whole), check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - started
    expected = tree(whole)
    out = tmp_path / "out"
    chance = random.Random(1)
    killed = 0
    for _number in range(ATTEMPTS):
        if killed == KILLS:
            break
        process = subprocess.Popen(
            command(case, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(took * chance.uniform(EARLIEST, LATEST))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        # Whatever stands there under a final name is what a whole run writes.
        for name, content in (tree(out) if out.exists() else {}).items():
            if not name.endswith(TEMPORARY) and Path(name).name != JOURNAL:
                assert content == expected[name] or Path(name).parent == Path("case"), name
        if (out / "case" / "manifest.json").exists():
            for path in out.rglob("*.pdf"):
                if chance.random() < 0.3:
                    path.unlink()  # so that the next run has something to do
    assert killed == KILLS
    subprocess.run(command(case, out), check=True, stdout=subprocess.DEVNULL)
    assert tree(out) == expected


def test_a_killed_run_is_gone_on_with(tmp_path: Path, case: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        command(case, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    journal = out / "case" / JOURNAL
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if journal.exists() and journal.read_bytes().count(b"\n") >= 3:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    noted = len(Journal(out / "case").records())
    assert noted >= 3
    again = build(out, case)
    assert again.unchanged >= 5 * noted
    assert again.records == 26
    assert not journal.exists()


def test_two_builds_in_one_folder(tmp_path: Path, case: Path) -> None:
    folder = tmp_path / "out" / "case"
    with writing(folder), pytest.raises(OutputError, match=r"another build|另一次"):
        build(tmp_path / "out", case)
    assert OutputError.exit_code is ExitCode.OUTPUT
    assert {path.name for path in folder.iterdir()} == {LOCK}


def test_interrupted_build_says_130(tmp_path: Path, case: Path) -> None:
    process = subprocess.Popen(
        command(case, tmp_path / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    journal = tmp_path / "out" / "case" / JOURNAL
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not journal.exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in said
    assert (tmp_path / "out" / "case" / "manifest.json").exists()
    assert list((tmp_path / "out").rglob(f"*{TEMPORARY}")) == []
