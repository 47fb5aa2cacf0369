"""What a build loads before its workers are fed: everything else can wait until they work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.batch.server import has_server
from generator.cases.kinds import KINDS

AGREEMENTS = "yunnan-2022/agreements.yaml"
CASES = Path(__file__).resolve().parent.parent / "data" / "cases"
PLANNED = """
import sys
from pathlib import Path
from generator import pipeline
from generator.batch.outcome import Outcome
from generator.batch.plan import plan_cases
from generator.options import BuildOptions

case = Path(sys.argv[1])
options = BuildOptions((case,), Path(sys.argv[2]))
(plan,) = plan_cases(pipeline.check([case]), options)
assert Outcome(plan).waiting
"""

FORESEEN = """
import sys
from multiprocessing import forkserver
from generator.batch import server
server.start_early(sys.argv[1:])
if forkserver._forkserver._forkserver_pid:
    print("started")
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """The modules that are loaded when a program of its own has run the code."""
    done = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys; print(*sys.modules)", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_entry_point_loads_nothing() -> None:
    """Where the command is a script, each of its worker processes loads it, too."""
    names = loaded("from generator.cli.main import run")
    assert "generator.cli.main" in names
    assert names.isdisjoint({"click", "generator.i18n", "generator.errors"})


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        (AGREEMENTS, "agreement"),
        ("yubei-2021/appraisals.yaml", "appraisal"),
    ],
)
def test_planning_loads_the_models_of_one_kind_and_nothing_of_the_end(
    tmp_path: Path, case: str, kind: str
) -> None:
    names = loaded(PLANNED, str(CASES / case), str(tmp_path))
    assert f"generator.cases.{kind}" in names
    others = {f"generator.cases.{other}_records" for other in KINDS if other != kind}
    assert names.isdisjoint(others)
    assert names.isdisjoint(
        {"openpyxl", "jinja2", "generator.bind.index", "generator.render.engine"}
    )


@pytest.mark.parametrize("more", [("--workers", "2"), ("-o", "elsewhere", "--packet=agreement")])
def test_the_server_of_a_long_build_starts_before_all_else(more: tuple[str, ...]) -> None:
    names = loaded(FORESEEN, str(CASES / AGREEMENTS), *more)
    assert ("started" in names) == has_server()  # Windows knows none
    assert names.isdisjoint({"click", "msgspec", "generator.i18n", "concurrent.futures"})


@pytest.mark.parametrize(
    "arguments",
    [
        (AGREEMENTS, "--workers", "1"),
        (AGREEMENTS, "--record=3"),
        (AGREEMENTS, "--output", "{built}"),
        ("yubei-2021/members.yaml",),
        ("nowhere.yaml",),
        (f"{'long' * 99}.yaml",),
        ("--help",),
        (),
    ],
)
def test_no_server_starts_for_a_short_one(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    built = tmp_path / "agreements"
    built.mkdir()
    (built / "manifest.json").write_text("{}")
    words = [each.format(built=tmp_path) for each in arguments]
    words[:1] = [str(CASES / word) if word.endswith(".yaml") else word for word in words[:1]]
    assert "started" not in loaded(FORESEEN, *words)
