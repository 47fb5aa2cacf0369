"""Writing files so that they appear only whole: written beside, synced, renamed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from generator.errors import OutputError
from generator.i18n import _

TEMPORARY = ".part"  # suffix of files still being written; a resume clears them away


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
        raise OutputError(
            _("cannot write: {reason}", reason=fault.strerror or str(fault)),
            where=str(path),
            remedy=_(
                "Check that the folder may be written and the disk has room, or choose another with -o."
            ),
        ) from fault
