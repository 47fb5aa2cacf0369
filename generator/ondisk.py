"""Keeps on disk, from one run to the next, what takes time to make out of the installation's files."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from generator.errors import OutputError
from generator.files import write_whole
from generator.resources import cache_folder

_MOST = 4  # results of one name: of several installations, or checkouts, in use side by side
_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = Path(msgspec.__file__).resolve().parent.parent

log = logging.getLogger(__name__)

T = TypeVar("T")


def kept_on_disk(name: str, made_of: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` gives, read from the cache folder where an earlier run made it of the same.

    The same is: this program, its libraries, and the files `made_of`, by path, size and time of
    change; a missing one counts as missing. The result must follow from them alone, and be pickled.
    It only saves time: what cannot be kept, or read, is made. Raises what `make` raises.
    """
    place = cache_folder() / "kept" / f"{name}-{_key(made_of)}"
    try:
        with place.open("rb") as file:
            if _is_own(file):
                found: T = pickle.load(file)
                return found
    except FileNotFoundError:
        log.debug("%s is not kept yet", name)
    except Exception as fault:  # a damaged pickle raises whatever it leads to
        log.info("%s is made again: %s", name, fault)
    made = make()
    _keep(place, name, made)
    return made


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder, in order, as `made_of` wants them."""
    for base, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(base, name) for name in sorted(files))


def _is_own(file: BinaryIO) -> bool:
    """Whether nobody else can have written it: what is unpickled may run code."""
    if sys.platform == "win32":  # the cache folder is below the user's own
        return True
    state = os.fstat(file.fileno())
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022


def _keep(place: Path, name: str, made: object) -> None:
    try:
        write_whole(place, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        place.chmod(0o600)
    except (OutputError, OSError) as fault:
        log.info("%s is not kept: %s", name, fault)
        return
    with suppress(OSError):  # another process may tidy up at the same time
        same = [path for path in place.parent.iterdir() if path.name.rpartition("-")[0] == name]
        for old in sorted(same, key=lambda path: path.stat().st_mtime_ns)[:-_MOST]:
            old.unlink()


def _key(made_of: Iterable[Path]) -> str:
    digest = hashlib.sha256(_program())
    for path in made_of:
        digest.update(_state(path))
    return digest.hexdigest()[:32]


@cache
def _program() -> bytes:
    """What tells this program from another: Python, its own sources, the libraries installed."""
    digest = hashlib.sha256(sys.version.encode())
    # Whatever is installed or upgraded changes the folder's own time.
    digest.update(_state(_LIBRARIES))
    for path in files_below(_PACKAGE):
        if path.suffix == ".py":
            digest.update(_state(path))
    return digest.digest()


def _state(path: Path) -> bytes:
    try:
        state = path.stat()
    except OSError:
        return f"{path}\0missing\n".encode("utf-8", "surrogateescape")
    return f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n".encode("utf-8", "surrogateescape")
