"""Files appear only whole, and what stood there stays when they cannot be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator import files
from generator.errors import ExitCode, OutputError
from generator.files import TEMPORARY, open_folder, unwritable, write_changed, write_whole


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "新" / "folder" / "文件.pdf"
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert [each.name for each in path.parent.iterdir()] == ["文件.pdf"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_nothing_is_left_of_a_write_that_broke_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"before")

    def broken(_handle: int) -> None:
        raise fault

    monkeypatch.setattr(files.os, "fsync", broken)
    with pytest.raises((KeyboardInterrupt, OutputError)) as caught:
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["file.pdf"]
    if isinstance(caught.value, OutputError):
        assert caught.value.exit_code is ExitCode.OUTPUT
        assert caught.value.where == str(path)
        assert "the disk is full" in caught.value.message
        assert "goes on from here" in caught.value.remedy


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert [write_changed(path, b"one") for _ in range(2)] == [True, False]
    os.utime(path, ns=(1, 1))
    assert not write_changed(path, b"one")
    assert path.stat().st_mtime_ns == 1
    assert write_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_folder_is_cleared_of_what_killed_runs_left(tmp_path: Path) -> None:
    left, own = tmp_path / "record" / f".left{TEMPORARY}", tmp_path / "record" / "drawing.part"
    left.parent.mkdir()
    for path in (left, own):
        path.touch()
    open_folder(tmp_path)
    assert [path.name for path in left.parent.iterdir()] == [own.name]


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file"):
        open_folder(tmp_path / "file" / "folder")


@pytest.mark.parametrize(
    ("number", "message", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "Make room"),
        (errno.EDQUOT, "quota", "Make room"),
        (errno.EROFS, "read-only", "may write to"),
        (errno.EACCES, "no permission", "may write to"),
        (errno.ENAMETOOLONG, "too long", "shorter path"),
        (errno.EFBIG, "larger than this system allows", "-o"),
        (errno.EPROTO, os.strerror(errno.EPROTO), "-o"),
    ],
)
def test_what_the_system_refused_is_said_in_plain_words(
    number: int, message: str, remedy: str
) -> None:
    said = unwritable(Path("out"), OSError(number, os.strerror(number)))
    assert message in said.message
    assert remedy in said.remedy


def test_a_file_open_in_excel_is_named_as_that() -> None:
    fault = PermissionError(errno.EACCES, "sharing violation")
    fault.winerror = 32  # what Windows sets
    said = unwritable(Path("index.xlsx"), fault)
    assert "another program has it open" in said.message
    assert "Close the file" in said.remedy
