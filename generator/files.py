"""Writing files so that they appear only whole: written beside, synced, renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from generator.errors import OutputError
from generator.i18n import _
from generator.systemfaults import FORBIDDEN, FULL, in_use, reason

TEMPORARY = ".part"  # suffix of files still being written


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`, folders made as needed; nobody ever sees half of it.

    Raises OutputError when the place cannot be written, leaving whatever stood there before.
    """
    part = path.with_name(f".{secrets.token_hex(8)}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise unwritable(path, fault) from fault


class Beside:
    """Files written beside their places, to be put there whole: together they reach disks sooner.

    Leaving its context takes away what was not settled. Every method raises OutputError.
    """

    def __init__(self) -> None:
        self._waiting: dict[Path, Path] = {}  # part by place
        self._folders: set[Path] = set()  # that are there

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        for part in self._waiting.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """Write a file beside `path`, folders made as needed."""
        part = path.with_name(f".{secrets.token_hex(8)}{TEMPORARY}")
        try:
            if path.parent not in self._folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(path.parent)
            try:
                with part.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    _write_out(stream.fileno())
            except BaseException:
                part.unlink(missing_ok=True)  # half of it
                raise
            self._waiting[path] = part
        except OSError as fault:
            raise unwritable(path, fault) from fault

    def sync(self) -> None:
        """Have all that was written reach the disk."""
        for path, part in self._waiting.items():
            try:
                _sync(part, os.O_RDWR)
            except OSError as fault:
                raise unwritable(path, fault) from fault

    def settle(self) -> None:
        """Put every file, already synced, in its place."""
        for path, part in tuple(self._waiting.items()):
            try:
                part.replace(path)
            except OSError as fault:
                raise unwritable(path, fault) from fault
            del self._waiting[path]


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Put several files in their places, each whole, all of them on disk when this ends.

    Raises OutputError; files not yet in their place then leave nothing behind.
    """
    with Beside() as beside:
        for path, content in files:
            beside.write(path, content)
        beside.sync()
        beside.settle()
    for folder in {path.parent for path, _content in files}:
        try:
            if os.name != "nt":  # where folders cannot be opened
                _sync(folder, os.O_RDONLY)
        except OSError as fault:
            raise unwritable(folder, fault) from fault


def _write_out(descriptor: int) -> None:
    """Have the system begin to write a file to the disk, so that `sync` has less to wait for."""
    if sys.platform == "linux":
        # What need not stay in memory is written out at once, and nobody waits for it.
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file unless it already stands there as it should; whether it was written.

    Raises OutputError as `write_whole` does.
    """
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return False
    write_whole(path, content)
    return True


def open_folder(folder: Path) -> None:
    """Make sure files can be written below `folder`, and clear away what killed runs left half-done.

    Nobody else may be writing there. Raises OutputError when files cannot be written.
    """
    probe = folder / f".{secrets.token_hex(8)}{TEMPORARY}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
        sweep(folder)
    except OSError as fault:
        raise unwritable(folder, fault) from fault


def sweep(folder: Path) -> None:
    """Clear away what killed processes left half-written below `folder`; nobody may be writing.

    Raises OSError where that cannot be.
    """
    for part in folder.rglob(f".*{TEMPORARY}"):
        part.unlink(missing_ok=True)


def unwritable(path: Path, fault: OSError) -> OutputError:
    """The error to raise for a place that cannot be written."""
    return OutputError(
        _("cannot write: {reason}", reason=reason(fault)), where=str(path), remedy=_remedy(fault)
    )


def _remedy(fault: OSError) -> str:
    if in_use(fault):
        return _("Close the file in the other program, then run the same command again.")
    if fault.errno in FULL:
        return _(
            "Make room on the disk and run the same command again, which goes on from here; "
            "or choose another disk with -o."
        )
    if fault.errno in FORBIDDEN:
        return _("Choose a folder you may write to with -o, or have this one opened to you.")
    if fault.errno == errno.ENAMETOOLONG:
        return _("Choose a folder with a shorter path with -o.")
    return _(
        "Check that the folder may be written and the disk has room, or choose another with -o."
    )
