"""Seal images 印章图片 a case names: of parties that sign, in files that are there."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping, Sequence

from generator.cases.agreement import SealImages
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path


def unfit_seals(
    seals: Mapping[str, SealImages], parties: Sequence[str], folder: pathlib.Path, path: Path
) -> Iterator[Finding]:
    """A seal image of a party that does not sign, or one whose file is not there.

    `folder` is the case file's, `path` leads to what has the `seals`.
    """
    for key, image in seals.items():
        place = (*path, "seals", key)
        if key not in parties:
            yield Finding(
                place,
                _("no party is called {key}", key=key),
                _("Parties there are: {parties}", parties=", ".join(parties)),
            )
        elif not _is_file(folder / image.file):
            yield Finding(
                (*place, "file"),
                _("no such file: {file}", file=image.file),
                _("Paths of images are relative to the case file."),
            )


def _is_file(path: pathlib.Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system takes
        return False
