"""Which font faces are in the folders: their names, weights and styles, kept in the cache folder.

Typst's own view of each face is asked for, since text is set by the names Typst knows
(`FandolFang R` for FandolFang-Regular); the names in all languages come from the files.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from generator.errors import OutputError
from generator.files import write_whole
from generator.render.fontplaces import FontFile, cache_folder, font_files

log = logging.getLogger(__name__)

_FORMAT = 1  # of the cache file
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
    key = _key(files)
    kept = cache_folder() / "fonts.json"
    try:
        content = json.loads(kept.read_bytes())
        if content["key"] == key:
            return tuple(_from_row(row, files) for row in content["faces"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        log.debug("no list of fonts is kept")
    faces = _read(files, folders)
    positions = {file: at for at, file in enumerate(files)}
    rows = [
        [positions[face.file], face.index, face.family, face.names, face.weight, face.style]
        for face in faces
    ]
    try:
        write_whole(kept, json.dumps({"key": key, "faces": rows}, ensure_ascii=False).encode())
    except OutputError as fault:  # a cache that cannot be written costs time, nothing else
        log.info("the list of fonts is not kept: %s", fault)
    return faces


def _key(files: tuple[FontFile, ...]) -> str:
    lines = [f"{_FORMAT} {version('typst')}"]
    lines += [f"{file.path}\t{file.size}\t{file.modified_ns}" for file in files]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _from_row(row: list[object], files: tuple[FontFile, ...]) -> FaceFile:
    at, index, family, names, weight, style = row
    if not (
        isinstance(at, int)
        and isinstance(index, int)
        and isinstance(family, str)
        and isinstance(names, list)
        and isinstance(weight, int)
        and isinstance(style, str)
    ):
        raise ValueError("not a row of the list of fonts")
    return FaceFile(files[at], index, family, tuple(names), weight, style)


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
