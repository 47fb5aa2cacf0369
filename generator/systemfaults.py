"""What the operating system refused, in the user's words: Python itself says it in English only."""

from __future__ import annotations

import errno

from generator.i18n import _

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_USE = frozenset({32, 33})  # Windows: another program has the file open, or a part of it


def reason(fault: OSError | ValueError) -> str:
    """Why a file or folder could not be read or written; what is rare, as the system says it."""
    if not isinstance(fault, OSError):
        return str(fault)  # a NUL in the path
    if in_use(fault):
        return _("another program has it open")
    return _words().get(fault.errno or 0) or fault.strerror or str(fault)


def in_use(fault: OSError) -> bool:
    """Whether another program holds the file, as Excel and WPS do on Windows."""
    return getattr(fault, "winerror", None) in _IN_USE


def _words() -> dict[int, str]:
    return {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EROFS: _("the disk is read-only"),
        errno.ENOSPC: _("the disk is full"),
        getattr(errno, "EDQUOT", -1): _("the disk quota is used up"),
        errno.EFBIG: _("the file grows larger than this system allows"),
        errno.EISDIR: _("it is a folder, not a file"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EEXIST: _("a file stands where a folder should be"),
        errno.ENAMETOOLONG: _("the path is too long"),
        errno.EMFILE: _("too many files are open"),
        errno.ENFILE: _("too many files are open"),
        errno.EIO: _("the disk reports an error"),
    }
