"""What a build loads before its workers are fed: everything else can wait until they work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cases.kinds import KINDS

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
        ("yunnan-2022/agreements.yaml", "agreement"),
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
