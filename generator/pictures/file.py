"""A picture's file: what names it in a record, and its bytes, read within limits."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.errors import CaseError
from generator.i18n import _
from generator.systemfaults import reason

LARGEST_FILE = 32 * 1024 * 1024  # bytes; an A4 page in colour at 600 dpi is seldom half as large


class PictureFile(Struct, frozen=True):
    """A photo or scan of a record, by the path of its file."""

    path: Path


def read_picture(path: Path) -> bytes:
    """The bytes of a picture's file.

    Raises CaseError naming it where it cannot be read, is empty or has more than `LARGEST_FILE`.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise refused(
                path,
                _("the picture has {size} MB, more than {limit} MB allow",
                  size=round(size / 2**20, 1), limit=LARGEST_FILE // 2**20),
                _("Save it smaller: 300 dots an inch are enough for print."),
            )  # fmt: skip
        content = path.read_bytes()
    except OSError as fault:
        raise refused(
            path,
            _("the picture cannot be read: {reason}", reason=reason(fault)),
            _("Check the path, and that the file is not open elsewhere or protected."),
        ) from fault
    if not content:
        raise refused(path, _("the picture's file is empty"), again())
    return content


def refused(path: Path, message: str, remedy: str) -> CaseError:
    """The error that names a picture's file."""
    return CaseError(message, where=str(path), remedy=remedy)


def again() -> str:
    """What to do about a file of which a part is missing."""
    return _("Copy it again from the phone or camera, or scan it again.")
