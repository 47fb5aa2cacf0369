"""Worker processes that are killed: the record that kills its own is told, all others are built."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.batch import workers
from generator.batch.journal import NAME as JOURNAL
from generator.cli import answers
from generator.errors import ExitCode
from tests.builds import build, listed, write_case
from tests.faults.conftest import speak
from tests.faults.harm import STAGES, Fault, install, temporaries, tree

ROOT = Path(__file__).resolve().parent.parent.parent
POISON = "上海市肺科医院"  # helper of the record that kills whoever builds it
PAIRS = [
    {"county": "禄劝县", "receiver": "禄劝县人民医院", "helpers": [helper]}
    for helper in ("昆明市延安医院", "昆明市儿童医院", POISON, "昆明市中医医院", "云南省肿瘤医院")
]
TOLD = {
    "en": ("was not built: the process that built it was killed", "Close other programs"),
    "zh": ("生成它的进程被终止，可能是内存不足", "请关闭其他程序"),
}


def begin_poisoned() -> None:
    """A worker's first act, after which the poison works in it; workers find it by this name."""
    _begin()
    install(Fault(STAGES["fill"], about=POISON))


_begin = workers._begin


@pytest.mark.parametrize("lang", TOLD)
def test_a_record_that_kills_its_worker(
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(workers, "_begin", begin_poisoned)
    case, out = write_case(tmp_path, *PAIRS), tmp_path / "out"
    for _spoken in speak(lang, monkeypatch):
        code = answers.answer(["build", str(case), "-o", str(out), "--workers", "2"])
    said = capsys.readouterr().err
    assert code == ExitCode.ENGINE, said
    message, remedy = TOLD[lang]
    assert [line for line in said.splitlines() if message in line and POISON in line]
    assert said.count(message) == 1, "only the record that did it"
    assert remedy in said
    assert f"{case}:17:3:" in said, "the row that names it"
    monkeypatch.setattr(workers, "_begin", _begin)
    for _spoken in speak("en", monkeypatch):
        build(out, case)
        build(tmp_path / "whole", case)
    assert tree(out) == tree(tmp_path / "whole")


def test_a_worker_killed_from_outside_costs_no_record(tmp_path: Path) -> None:
    """As by the kernel when memory runs out: what it worked on is built again."""
    case, out = write_case(tmp_path, *PAIRS), tmp_path / "out"
    command = [sys.executable, "-m", "generator.cli", "build", case, "-o", out, "--workers", "2"]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        journal = out / "case" / JOURNAL
        deadline = time.monotonic() + 60
        while not journal.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        _said, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.DONE, err
    assert "Traceback" not in err
    assert temporaries(out) == []
    assert len(listed(out / "case")) == len(PAIRS)
    build(tmp_path / "whole", case)
    assert tree(out) == tree(tmp_path / "whole")


def workers_of(pid: int) -> list[int]:
    """The processes that work for one: its fork server's, or where there is none its own."""
    found = []
    for child in map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        line = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"forkserver" in line:
            found += map(int, Path(f"/proc/{child}/task/{child}/children").read_text().split())
        elif b"spawn_main" in line:
            found.append(child)
    return found
