"""Which font faces are in the folders: their names, weights and styles, kept in the cache folder.

Typst's own view of each face is asked for, since text is set by the names Typst knows
(`FandolFang R` for FandolFang-Regular); the names in all languages come from the files.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from msgspec import Struct

from generator.ondisk import kept_on_disk
from generator.render.fontplaces import FontFile, font_files

log = logging.getLogger(__name__)

_FAMILY_NAMES = (1, 16)  # name table: family, typographic family


class FaceFile(Struct, frozen=True):
    """One face of a font file. `names`: every family name it goes by, in lower case."""

    file: FontFile
    index: int
    family: str
    names: tuple[str, ...]
    weight: int
    style: str


def catalogue(folders: tuple[Path, ...]) -> tuple[FaceFile, ...]:
    """Every face in the folders; faces of an earlier folder come first."""
    files = font_files(folders)
    return kept_on_disk("fonts", (file.path for file in files), lambda: _read(files, folders))


def _read(files: tuple[FontFile, ...], folders: tuple[Path, ...]) -> tuple[FaceFile, ...]:
    known = {os.path.realpath(file.path): file for file in files}
    import typst  # only where the catalogue is not at hand

    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders if folder.is_dir()],
    ).fonts()
    faces = []
    for info in found:
        file = known.get(os.path.realpath(info.path)) if info.path else None
        if file is None:
            continue
        names = _names(file.path, info.index) | {info.family.lower()}
        faces.append(
            FaceFile(file, info.index, info.family, tuple(sorted(names)), info.weight, info.style)
        )
    order = {file: at for at, file in enumerate(files)}
    return tuple(sorted(faces, key=lambda face: (order[face.file], face.index)))


def _names(path: Path, index: int) -> set[str]:
    """The face's family names in every language, in lower case; none where they are unreadable."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            records = [name for name in font["name"].names if name.nameID in _FAMILY_NAMES]
            return {record.toUnicode(errors="replace").lower() for record in records}
    except (TTLibError, OSError, KeyError, UnicodeError) as fault:
        log.info("names of %s are unreadable: %s", path, fault)
        return set()
