"""Harms bangfu where a test says: a process is killed, or a call fails, at a point named by function.

The program has no hooks for this. In a process of its own, or under monkeypatch, the function is
wrapped wherever the package has it; the wrapper does the harm at the call that is meant.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import itertools
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator.batch.lock import NAME as LOCK
from generator.files import TEMPORARY

# The function each stage of a record's build goes through, by which faults name it.
STAGES = {
    "load": "generator.load.case:load_case",
    "check": "generator.check.case:check_together",
    "fill": "generator.fill.docx:fill_parts",
    "render": "generator.render.engine:render",
    "stamp": "generator.stamp.stamp:stamp",
    "bind": "generator.bind.packet:bind",
}

# Forked from a process that has loaded the program but done nothing yet: quick, and Typst, which
# does not survive a fork, has not begun.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["generator.pipeline", "tests.faults.harm"])
_SECONDS = 240  # disks may be busy


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, hidden ones too, the empty lock aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def temporaries(folder: Path) -> list[Path]:
    """What is still half written below a folder."""
    return [path for path in folder.rglob("*") if path.name.endswith(TEMPORARY)]


@cache
def may_mount() -> bool:
    """Whether this machine lets an ordinary process mount a file system of its own."""
    command = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    if not shutil.which("unshare"):
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


# ------------------------------------------------------------------------------------- what is done


def kill(*_arguments: Any) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def tear_and_kill(handle: int) -> None:
    """Let half of the file that is being written reach the disk, then kill."""
    os.ftruncate(handle, os.fstat(handle).st_size // 2)
    kill()


def tear_line_and_kill(journal: Any, *_arguments: Any) -> None:
    """Cut the last line of the journal short, then kill."""
    path = journal._path
    os.truncate(path, path.stat().st_size - 40)
    kill()


def disk_full(*_arguments: Any) -> None:
    """Fail as a system call does on a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# ------------------------------------------------------------------------------------ where and when


@dataclass(frozen=True)
class Fault:
    """A harm: what is done, at which call of which function.

    Of the calls whose arguments show `about` the `call`-th is meant (0: every one), before it does
    its work or `after`.
    """

    function: str  # module:name or module:Class.name
    do: Callable[..., None] = kill
    about: str = ""
    call: int = 1
    after: bool = False


def install(fault: Fault) -> Callable[[], None]:
    """Let the fault lie in wait in this process; what takes it away again."""
    module, _, name = fault.function.partition(":")
    owner: Any = importlib.import_module(module)
    *inside, last = name.split(".")
    for part in inside:
        owner = getattr(owner, part)
    original = getattr(owner, last)
    wrapper = _wrapper(fault, original)
    places = [(owner, last), *_importers(original)]
    for place, as_name in places:
        setattr(place, as_name, wrapper)

    def uninstall() -> None:
        for place, as_name in places:
            setattr(place, as_name, original)

    return uninstall


@contextlib.contextmanager
def harmed(fault: Fault) -> Iterator[None]:
    """The fault lies in wait in this process while the body runs."""
    uninstall = install(fault)
    try:
        yield
    finally:
        uninstall()


def _wrapper(fault: Fault, original: Callable[..., Any]) -> Callable[..., Any]:
    calls = itertools.count(1)

    def wrapper(*arguments: Any, **named: Any) -> Any:
        about = not fault.about or fault.about in repr((arguments, named))
        meant = about and fault.call in (0, next(calls))
        if meant and not fault.after:
            fault.do(*arguments)
        result = original(*arguments, **named)
        if meant and fault.after:
            fault.do(*arguments)
        return result

    return wrapper


def _importers(original: object) -> list[tuple[Any, str]]:
    """Every module of the program that has the function under a name of its own."""
    return [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.startswith("generator.")
        for name, value in list(vars(module).items())
        if value is original
    ]


# ------------------------------------------------------------------------------------ real processes


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, below 0 the signal that killed it, and what it said.

    `memory` is the most it held, in MB; 0 where it was killed.
    """

    code: int
    out: str
    err: str
    memory: float


def bangfu(folder: Path, *arguments: str | Path, fault: Fault | None = None, **env: str) -> Ended:
    """Run a command line in a process of its own, harmed if so wanted; `folder` keeps its words."""
    out, err = folder / ".stdout", folder / ".stderr"
    ours, theirs = _context.Pipe(duplex=False)
    process = _context.Process(
        target=_command, args=([str(each) for each in arguments], fault, out, err, env, theirs)
    )
    process.start()
    theirs.close()
    process.join(_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"{arguments} goes on for more than {_SECONDS} s")
    memory = 0.0
    with contextlib.suppress(EOFError):
        memory = ours.recv()
    return Ended(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"), memory)


def _command(
    arguments: list[str],
    fault: Fault | None,
    out: Path,
    err: Path,
    env: dict[str, str],
    memory: Connection,
) -> None:
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.update(env)
    from generator.cli import main

    sys.argv = ["bangfu", *arguments]
    try:
        with harmed(fault) if fault else contextlib.nullcontext():
            main.run()
    finally:
        memory.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
