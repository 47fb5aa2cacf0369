"""Files a case hands in beside itself: photos 照片 of people, and what else belongs to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from generator.cases.base import Text
from generator.cases.nothing import Blank, Gap
from generator.pictures.file import PictureFile

_ELSEWHERE = re.compile(r"\w{2,}:|[\\/]|[A-Za-z]:|~")  # URL, network or absolute path, home


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Marks a field that names a file; the check stage looks for it, within the box it is set in."""

    kind: Literal["photo", "document"]
    width_mm: float
    height_mm: float


def read_file_name(value: str) -> str:
    """A path below the folder of the case file, with `/` between folders.

    Raises PydanticCustomError `file_elsewhere` for one that leads out of it.
    """
    path = PurePosixPath(value.replace("\\", "/"))
    depth = 0
    for part in path.parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            break
    if _ELSEWHERE.match(value) or depth < 1 or "\0" in value:
        raise PydanticCustomError("file_elsewhere", "not below the case's folder")
    return str(path)


Photo = Annotated[Text, AfterValidator(read_file_name), HandedIn("photo", 25, 35)]
"""A person's photo 一寸照片, 25 × 35 mm: a JPEG or PNG file, by its path from the case file."""

LargePhoto = Annotated[Text, AfterValidator(read_file_name), HandedIn("photo", 35, 49)]
"""A person's photo 二寸照片, 35 × 49 mm, as certificates have it."""

DocumentFile = Annotated[Text, AfterValidator(read_file_name), HandedIn("document", 180, 254)]
"""A paper of any kind: PDF, or a scan as JPEG or PNG, set on A4 with room for binding and number."""


def file_beside(name: str, base: Path) -> Path | None:
    """The file of that name below the case's folder `base`; None where there is none.

    One that a link leads out of the folder to is none.
    """
    try:
        path = (base / name).resolve()
        return path if path.is_file() and path.is_relative_to(base.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a name no file system takes, links in a circle
        return None


def photo_of(name: str | Gap | Blank, base: Path, title: str = "照片") -> PictureFile | Gap | Blank:
    """What a template prints for a field that names a photo: a file not there yet is a gap."""
    if isinstance(name, (Gap, Blank)):
        return Gap(title) if name == Gap() else name
    path = file_beside(name, base)
    return PictureFile(path) if path else Gap(title)


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment 附件 of a record; without a path its file is not there yet."""

    title: str
    path: Path | None


def files_in(value: object) -> Iterator[Path]:
    """The handed-in files among a record's fields, in lists and mappings, too, each as it comes."""
    if isinstance(value, (PictureFile, Attached)):
        if value.path:
            yield value.path
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from files_in(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from files_in(entry)
