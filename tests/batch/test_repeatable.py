"""Same inputs, same bytes: whoever builds them, where, when, and under whatever settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builds import LUQUAN, WEIXIN, XUNDIAN, digests, manifest, write_case

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = (".docx", ".pdf", ".xlsx", ".json", ".html")
FILES = 13  # of two records, the case's own three included

# Runs a command line with the clock set by so many seconds: Python's, and that of every module of
# the program, all of which is loaded before, and its libraries which asks for the day.
SHIFTED = """
import datetime, sys, time
shift, arguments = float(sys.argv[1]), sys.argv[2:]
import importlib, pkgutil, generator, openpyxl, docx, pypdf, pikepdf
for found in pkgutil.walk_packages(generator.__path__, "generator."):
    if not found.name.endswith(("__main__", ".batch.shared")):
        importlib.import_module(found.name)
clock, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: clock() + shift
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
real_date, real_datetime = datetime.date, datetime.datetime
class As(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.real)
class Date(real_date, metaclass=As):
    real = real_date
    @classmethod
    def today(cls):
        return real_date.fromtimestamp(time.time())
class Datetime(real_datetime, metaclass=As):
    real = real_datetime
    @classmethod
    def now(cls, tz=None):
        return real_datetime.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return real_datetime.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
    today = now
for module in list(sys.modules.values()):
    for name, value in list(vars(module).items()):
        if value is real_date and module is not datetime:
            setattr(module, name, Date)
        elif value is real_datetime and module is not datetime:
            setattr(module, name, Datetime)
datetime.date, datetime.datetime = Date, Datetime
assert abs(datetime.datetime.now().timestamp() - clock() - shift) < 5
from generator.cli import answers
sys.exit(answers.answer(arguments))
"""

YEARS = 9 * 365 * 86400  # s
HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "America/St_Johns",
    "LC_ALL": "C",
    "USER": "王",
    "LOGNAME": "王",
    "HOSTNAME": "elsewhere",
    "COLUMNS": "40",
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reference")
    command(folder / "out", folder_case(folder), **HERE)
    made = digests(folder / "out", *KINDS)
    assert len(made) == FILES
    return made


def folder_case(folder: Path) -> Path:
    return write_case(folder, LUQUAN, WEIXIN)


def command(output: Path, case: Path, *options: str, shift: float = 0, **env: str) -> str:
    """Build in a process of its own; what it says."""
    done = subprocess.run(
        [sys.executable, "-c", SHIFTED, str(shift), "build", case, "-o", output, *options],
        cwd=case.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BANGFU_LANG": "en", **env},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("shift", [-YEARS, YEARS])
def test_another_day_place_and_time_zone(
    shift: float, tmp_path: Path, reference: dict[str, str]
) -> None:
    case = folder_case(tmp_path)
    os.utime(case, (0, 0))
    command(tmp_path / "deeper" / "out", case, shift=shift, **ELSEWHERE)
    assert digests(tmp_path / "deeper" / "out", *KINDS) == reference


def test_another_umask_and_a_relative_path(tmp_path: Path, reference: dict[str, str]) -> None:
    folder_case(tmp_path)
    out = tmp_path / "out"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator.cli",
            "build",
            "case.yaml",
            "-o",
            "out",
            "--workers",
            "2",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BANGFU_LANG": "en"},
        umask=0o077,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert digests(out, *KINDS) == reference


def test_only_the_pair_that_changed_is_built_and_it_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = command(out, write_case(tmp_path, LUQUAN, XUNDIAN, name="c"))
    assert "packets: 2, drafts: 0; files written: 13, unchanged: 0" in said
    before = manifest(out / "c")["records"]
    changed = write_case(tmp_path, LUQUAN, XUNDIAN | {"number": "〔2022〕1"}, name="c")
    said = command(out, changed)
    assert "packets: 2, drafts: 0; files written: 7, unchanged: 6" in said
    after = manifest(out / "c")["records"]
    assert before[0] == after[0]
    assert before[1]["fingerprint"] != after[1]["fingerprint"]
    said = command(out, changed)
    assert "packets: 2, drafts: 0; files written: 0, unchanged: 13" in said
