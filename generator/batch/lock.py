"""One build at a time writes a case's folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import OutputError
from generator.files import unwritable
from generator.i18n import _

NAME = ".lock"  # stays in the folder: a lock file that goes away locks nothing


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made as needed, while the body runs; a killed holder lets go of it.

    Raises OutputError when another build holds it, or it cannot be written.
    """
    lock = FileLock(folder / NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout as fault:
        raise OutputError(
            _("another build is writing here"),
            where=str(folder),
            remedy=_("Wait until it is done, or choose another folder with -o."),
        ) from fault
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    try:
        yield
    finally:
        lock.release()
