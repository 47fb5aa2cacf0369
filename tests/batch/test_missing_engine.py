"""Without Pango a packet's other documents are built, the run says what to install, and one more
run with it completes the packet."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdf
import pytest

from generator.errors import ExitCode
from generator.options import CaseResult
from generator.problems import Severity
from generator.resources import data_dir
from tests.builds import build

CASE = data_dir() / "cases" / "pudong-2024" / "training-jiangzi.yaml"
CHARTS, TABLE = "general/course-charts", "general/course-evaluation"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """WeasyPrint is not to be had until the patch is undone."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    return monkeypatch


def files(output: Path) -> set[str]:
    (folder,) = (path for path in (output / CASE.stem).iterdir() if path.is_dir())
    return {path.name for path in folder.iterdir()}


def outline(output: Path) -> list[str]:
    (packet,) = output.rglob("packet.pdf")
    return [str(item.title) for item in pypdf.PdfReader(packet).outline]  # type: ignore[union-attr]


def told(result: CaseResult) -> list[str]:
    return [p.remedy for p in result.problems if p.severity is Severity.ERROR]


def test_the_others_are_built_and_the_next_run_completes_it(
    tmp_path: Path, without: pytest.MonkeyPatch
) -> None:
    first = build(tmp_path, CASE)
    assert first.exit_code is ExitCode.ENGINE
    assert first.records == 1
    (remedy,) = told(first)
    assert "bangfu[html]" in remedy
    lacking = next(name for name in files(tmp_path) if name.endswith(".html"))
    assert lacking.replace(".html", ".pdf") not in files(tmp_path)
    assert not any("图表" in title for title in outline(tmp_path))
    before = len(outline(tmp_path))

    without.undo()
    second = build(tmp_path, CASE)
    assert (second.exit_code, told(second)) == (ExitCode.DONE, [])
    assert lacking.replace(".html", ".pdf") in files(tmp_path)
    assert len(outline(tmp_path)) == before + 1
    assert build(tmp_path, CASE).written == 0


@pytest.mark.usefixtures("without")
def test_the_checklist_says_it_is_lacking(tmp_path: Path) -> None:
    build(tmp_path, CASE)
    (packet,) = tmp_path.rglob("packet.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(packet).pages[:8])
    rows = [line for line in text.splitlines() if "图表" in line]
    assert any("缺" in line for line in rows), rows


@pytest.mark.usefixtures("without")
def test_alone_it_fails(tmp_path: Path) -> None:
    result = build(tmp_path, CASE, only=(CHARTS,))
    assert result.exit_code is ExitCode.ENGINE
    assert result.records == 0
    assert build(tmp_path, CASE, only=(TABLE,)).exit_code is ExitCode.DONE
