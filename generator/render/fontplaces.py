"""Where font files are: the project's own folder (see `make fonts`) and the system's folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.resources import cache_folder

SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


class FontFile(Struct, frozen=True):
    """A font file as the folder lists it; size and time tell whether it changed."""

    path: Path
    size: int
    modified_ns: int


def own_folder() -> Path:
    """The project's own fonts: `BANGFU_FONTS`, else `fonts` in the user's cache folder."""
    chosen = os.environ.get("BANGFU_FONTS")
    return Path(chosen) if chosen else cache_folder() / "fonts"


def system_folders() -> tuple[Path, ...]:
    """The folders where this system keeps fonts, those that exist."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        candidates = [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        candidates = [
            home / "Library" / "Fonts",
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
        ]
    else:
        candidates = [
            home / ".fonts",
            home / ".local" / "share" / "fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
            Path("/usr/share/texmf/fonts"),
            # Of TeX Live's thousands of fonts only these are of use here.
            Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
        ]
    return tuple(folder for folder in candidates if folder.is_dir())


def font_files(folders: tuple[Path, ...]) -> tuple[FontFile, ...]:
    """Every font file under the folders, in their order; of one file name the first counts."""
    found: dict[str, FontFile] = {}
    for folder in folders:
        for file in sorted(_walk(folder), key=lambda file: str(file.path)):
            found.setdefault(file.path.name.lower(), file)
    return tuple(found.values())


def _walk(folder: Path) -> Iterator[FontFile]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # a folder others may not read holds no font of use
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.name.lower().endswith(SUFFIXES) and entry.is_file():
            status = entry.stat()
            yield FontFile(Path(entry.path), status.st_size, status.st_mtime_ns)
