"""Names of records' folders that every file system takes."""

from __future__ import annotations

import unicodedata

_LIMIT = 60  # characters; 180 bytes in UTF-8 at most for CJK, below the 255 of the usual systems
_REFUSED = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


def record_key(number: int, *parts: str) -> str:
    """A folder name out of the row's number (from 1) and names: `013-威信县中医医院-待补`.

    Different numbers give different keys whatever the names are, on systems that fold case too.
    """
    return safe_name("-".join([f"{number:03d}", *parts]))


def safe_name(text: str) -> str:
    """`text` as a file name safe on Windows and Linux, at most 60 characters.

    Path separators and other refused characters, control, zero-width and direction marks become
    `_`; trailing dots and spaces, which Windows drops silently, go; reserved names get a `_`.
    """
    clean = "".join(_safe(char) for char in unicodedata.normalize("NFC", text))
    clean = clean[:_LIMIT].strip(" ").rstrip(" .")
    if clean.partition(".")[0].rstrip().lower() in _RESERVED:
        clean = f"_{clean}"
    return clean or "_"


def _safe(char: str) -> str:
    if char == " ":
        return char
    if char in _REFUSED or unicodedata.category(char)[0] in "CZ":
        return "_"
    return char
