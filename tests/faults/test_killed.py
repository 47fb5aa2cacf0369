"""Builds killed at every stage: no partial file, nothing left over, and the next run mends it all."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from generator.batch.journal import NAME as JOURNAL
from generator.options import BuildOptions
from generator.pipeline import build
from tests.builds import LUQUAN, XUNDIAN, write_case
from tests.builds import build as built
from tests.faults.harm import (
    Fault,
    bangfu,
    tear_and_kill,
    tear_line_and_kill,
    temporaries,
    tree,
)

SECOND = "上海市肺科医院"  # helper of the pair that changed
MOMENTS = {
    "load": Fault("generator.load.case:load_case"),
    "loaded": Fault("generator.load.case:load_case", after=True),
    "check": Fault("generator.check.case:check_case"),
    "lock": Fault("generator.files:open_folder"),
    "probe": Fault("pathlib:Path.unlink", about=".part"),
    "fill": Fault("generator.fill.docx:fill_docx", about=SECOND),
    "fill, second document": Fault("generator.fill.docx:fill_docx", about=SECOND, call=2),
    "render": Fault("generator.render.engine:render"),
    "render, third record": Fault("generator.render.engine:render", call=5),
    "stamp": Fault("generator.stamp.stamp:stamp", call=2),
    "bind": Fault("generator.bind.packet:bind"),
    "bind, third record": Fault("generator.bind.packet:bind", call=2),
    "write, half a file": Fault("os:fsync", tear_and_kill),
    "write, half a packet": Fault("os:fsync", tear_and_kill, call=5),
    "write, before the rename": Fault("pathlib:Path.replace", about="packet.pdf"),
    "write, after the rename": Fault("pathlib:Path.replace", about="01-", call=3, after=True),
    "journal": Fault("generator.batch.journal:Journal.add"),
    "journal, half a line": Fault(
        "generator.batch.journal:Journal.add", tear_line_and_kill, call=2, after=True
    ),
    "journal, told": Fault("generator.batch.journal:Journal.add", after=True),
    "publish": Fault("generator.batch.publish:publish"),
    "publish, index": Fault("pathlib:Path.replace", about="index.xlsx", after=True),
    "publish, report": Fault("pathlib:Path.replace", about="report.html", after=True),
    "publish, manifest": Fault("pathlib:Path.replace", about="manifest.json"),
    "published": Fault("generator.batch.journal:Journal.clear"),
}


def test_every_stage_is_among_the_moments() -> None:
    stages = ("load", "check", "fill", "render", "stamp", "bind", "write", "journal", "publish")
    assert set(stages) <= MOMENTS.keys() | {name.partition(",")[0] for name in MOMENTS}


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder built when the second pair was another and the third was not there."""
    folder = tmp_path_factory.mktemp("earlier")
    case = write_case(folder, LUQUAN, XUNDIAN | {"number": "〔2022〕1"})
    build(BuildOptions((case,), folder / "out", workers=1), lambda _step: None)
    return folder / "out"


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at(
    moment: str, tmp_path: Path, case: Path, earlier: Path, whole: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    shutil.copytree(earlier, out)
    before = tree(out)
    command = ("build", case, "-o", out, "--workers", "1")
    ended = bangfu(tmp_path, *command, fault=MOMENTS[moment])
    assert ended.code == -signal.SIGKILL, ended.err
    assert "Traceback" not in ended.err
    for name, content in tree(out).items():
        if not name.endswith((".part", JOURNAL)):
            assert content in (before.get(name), whole.get(name)), f"{name} is neither old nor new"
    result = built(out, case)
    assert result.records == 3
    assert tree(out) == whole
    assert temporaries(out) == []


def test_kill_after_kill_comes_to_an_end(
    tmp_path: Path, case: Path, whole: dict[str, bytes]
) -> None:
    """Killed once a record, a build is done after as many runs as there are records."""
    out = tmp_path / "out"
    for _record in range(3):
        fault = Fault("generator.batch.journal:Journal.add", after=True)
        ended = bangfu(tmp_path, "build", case, "-o", out, "--workers", "1", fault=fault)
        assert ended.code == -signal.SIGKILL
    ended = bangfu(tmp_path, "build", case, "-o", out, "--workers", "1")
    assert ended.code == 0
    assert "files written: 3, unchanged: 15" in ended.out
    assert tree(out) == whole
