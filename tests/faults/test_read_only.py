"""Output folders that may not be written: refused before any work, with exit code 5 and the remedy."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import answers
from generator.errors import ExitCode
from tests.faults.conftest import speak
from tests.faults.harm import STAGES, Fault, harmed, may_mount

ROOT = Path(__file__).resolve().parent.parent.parent
NEVER = "/sys/bangfu"  # nobody, not even root, may make a folder there
REMEDIES = {
    "en": "Choose a folder you may write to with -o",
    "zh": "请用 -o 另选有写入权限的文件夹",
}


def no_work(*_arguments: object) -> None:
    raise AssertionError("work was begun")


def test_work_would_be_seen(tmp_path: Path, case: Path) -> None:
    """The trap that the other tests set does shut where a folder may be written."""
    with harmed(Fault(STAGES["fill"], no_work, call=0)):
        code = answers.answer(["build", str(case), "-o", str(tmp_path / "out"), "--workers", "1"])
    assert code == ExitCode.BUG


@pytest.mark.parametrize("lang", REMEDIES)
def test_a_folder_nobody_may_write_is_refused_before_work(
    lang: str, case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _spoken in speak(lang, monkeypatch):
        with harmed(Fault(STAGES["fill"], no_work, call=0)):
            code = answers.answer(["build", str(case), "-o", NEVER, "--workers", "1"])
    said = capsys.readouterr().err
    assert code == ExitCode.OUTPUT, said
    assert REMEDIES[lang] in said
    assert said.startswith(f"{NEVER}/case")


@pytest.mark.parametrize("lang", REMEDIES)
def test_a_folder_of_somebody_else(lang: str, tmp_path: Path, case: Path) -> None:
    """A disk mounted read-only where one may be mounted, else a folder without the right to write."""
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "generator.cli", "build", str(case), "-o", str(out)]
    if may_mount():
        mount = f'mount -t tmpfs -o ro tmpfs {out} && exec "$@"'
        command = ["unshare", "-rm", "sh", "-c", mount, "sh", *command]
    elif os.geteuid():
        out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    else:
        command[-1] = NEVER  # permissions do not bind root
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BANGFU_LANG": lang},
        capture_output=True,
        text=True,
    )
    assert done.returncode == ExitCode.OUTPUT, done.stderr
    assert REMEDIES[lang] in done.stderr
    assert done.stderr.count("\n") == 2
    out.chmod(stat.S_IRWXU)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "case"])
def test_a_file_where_the_folder_should_be(
    inside: str, tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    blocked = out / inside
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("mine")
    with harmed(Fault(STAGES["fill"], no_work, call=0)):
        code = answers.answer(["build", str(case), "-o", str(out), "--workers", "1"])
    said = capsys.readouterr().err
    assert (code, blocked.read_text()) == (
        ExitCode.USAGE if not inside else ExitCode.OUTPUT,
        "mine",
    )
    assert "out" in said
    assert "Traceback" not in said
