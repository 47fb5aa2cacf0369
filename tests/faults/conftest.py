"""What the fault tests share: a language, and the case they harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builds import LUQUAN, XUNDIAN, XUNDIAN_TOO, build, write_case
from tests.faults.harm import tree


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages and reports in English, unless a test says otherwise; processes inherit it."""
    yield from speak("en", monkeypatch)


def speak(lang: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have messages in this language while the generator is open."""
    monkeypatch.setenv("BANGFU_LANG", lang)
    yield


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three pairs, the joint agreement of 寻甸 apart."""
    return write_case(tmp_path, LUQUAN, XUNDIAN, XUNDIAN_TOO)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build of `case` leaves, in English."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("whole")
    for _spoken in speak("en", patch):
        build(folder / "out", write_case(folder, LUQUAN, XUNDIAN, XUNDIAN_TOO))
    patch.undo()
    return tree(folder / "out")
