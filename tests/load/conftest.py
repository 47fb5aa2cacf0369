"""Case files for the tests of the load stage, and messages in a known language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.load import load_case
from generator.problems import CaseProblems, Problem

HEAD = "kind: agreement\npolicy: yunnan-2022\nname: 测试\n"  # three lines
PAIR = "pairs:\n  - county: 禄劝县\n    receiver: 禄劝县人民医院\n    helpers: [昆明市延安医院]\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages in English, unless a test says otherwise."""
    yield from speak("en", monkeypatch)


def speak(lang: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BANGFU_LANG", lang)
    yield


@pytest.fixture
def case_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a case file beside which lists may be put (in `tmp_path`)."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "case.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What loading complains of; a case that loads fails the test."""
    with pytest.raises(CaseProblems) as caught:
        load_case(path)
    assert caught.value.problems
    return caught.value.problems


def told(problem: Problem) -> str:
    """A problem as one text, its place without the folder."""
    place = str(problem.place).rpartition("/")[2]
    return f"{place}: {problem.message} → {problem.remedy}"
