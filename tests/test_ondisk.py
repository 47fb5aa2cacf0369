"""What is kept on disk is found again while nothing has changed, and is never trusted blindly."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import ondisk
from generator.ondisk import files_below, kept_on_disk

Ask = Callable[..., list[int]]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ondisk, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "kept"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_text("one", "utf-8")
    return path


class Maker:
    """Makes another result each time it is asked."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [self.made]


def test_what_is_kept_is_found_until_its_source_changes(source: Path, tmp_path: Path) -> None:
    make = Maker()
    assert kept_on_disk("a", [source], make) == kept_on_disk("a", [source], make) == [1]
    assert kept_on_disk("b", [source], make) == [2]  # another thing made of the same
    source.write_text("two!", "utf-8")
    assert kept_on_disk("a", [source], make) == [3]
    os.utime(source, ns=(1, 1))
    assert kept_on_disk("a", [source], make) == [4]
    assert kept_on_disk("a", [source, tmp_path / "missing"], make) == [5]
    source.unlink()
    assert kept_on_disk("a", [source], make) == [6]


def test_another_program_finds_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    assert kept_on_disk("a", [source], make) == [1]
    monkeypatch.setattr(ondisk, "_program", lambda: b"another version")
    assert kept_on_disk("a", [source], make) == [2]


@pytest.mark.parametrize(
    "damaged", [b"", b"rubbish", pickle.dumps([7])[:-3], b"cno.such\nthing\n."]
)
def test_what_is_damaged_is_made_again(source: Path, cache: Path, damaged: bytes) -> None:
    make = Maker()
    kept_on_disk("a", [source], make)
    (file,) = cache.iterdir()
    file.write_bytes(damaged)
    assert kept_on_disk("a", [source], make) == [2]
    assert kept_on_disk("a", [source], make) == [2]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_what_others_could_have_written_is_not_read(source: Path, cache: Path) -> None:
    make = Maker()
    kept_on_disk("a", [source], make)
    (file,) = cache.iterdir()
    assert not file.stat().st_mode & 0o077
    for mode in (0o622, 0o620, 0o602):
        file.chmod(mode)
        assert kept_on_disk("a", [source], make) == [make.made]
        assert not file.stat().st_mode & 0o077
    assert make.made == 4


def test_where_nothing_can_be_kept_it_is_made(source: Path, cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("a file in the folder's place", "utf-8")
    make = Maker()
    assert [kept_on_disk("a", [source], make) for _ in range(2)] == [[1], [2]]


def test_faults_pass_and_keep_nothing(source: Path, cache: Path) -> None:
    def broken() -> int:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        kept_on_disk("a", [source], broken)
    assert not cache.exists()


def test_few_are_kept_of_each(source: Path, cache: Path) -> None:
    make = Maker()
    for number in range(7):
        source.write_text("x" * number, "utf-8")
        kept_on_disk("a", [source], make)
        kept_on_disk("a-b", [], make)  # another name, older than most
    assert len(list(cache.glob("a-*"))) == 5
    assert kept_on_disk("a-b", [], make) == [2]


def test_files_below_are_told_in_order(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c/d/e"):
        (tmp_path / "base" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "base" / name).touch()
    found = [
        path.relative_to(tmp_path / "base").as_posix() for path in files_below(tmp_path / "base")
    ]
    assert found == ["a", "b/1", "b/2", "c/d/e"]
