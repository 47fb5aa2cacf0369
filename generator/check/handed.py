"""Files a case of any kind hands in: there, whole, of the right kind, with dots enough for print."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.cases.base import title_of
from generator.cases.handed import HandedIn, file_beside
from generator.check.dates import models_in
from generator.check.finding import Finding
from generator.errors import CaseError
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity

LEAST_DPI = 150  # dots an inch below which print looks coarse; 300 is what a photo studio gives


def handed_in_files(model: BaseModel, folder: pathlib.Path, path: Path = ()) -> Iterator[Finding]:
    """What is wrong with the files that fields name; `folder` is that of the case file."""
    for key, mark in _marked(type(model)):
        value = getattr(model, key)
        if isinstance(value, str):
            yield from _of_file(value, folder, mark, title_of(type(model), key), (*path, key))
    for key in models_in(type(model)):
        value = getattr(model, key)
        rows = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(rows):
            if isinstance(item, BaseModel):
                where = (*path, key, index) if isinstance(value, tuple) else (*path, key)
                yield from handed_in_files(item, folder, where)


def _of_file(
    name: str, folder: pathlib.Path, mark: HandedIn, title: str, path: Path
) -> Iterator[Finding]:
    file = file_beside(name, folder)
    if file is None:
        yield Finding(
            path,
            _("{title} is still to be learnt (待补): {note}", title=title, note=name),
            _("Put the file there, or correct the path; it is relative to the case file."),
            Severity.GAP,
        )
        return
    try:
        if mark.kind == "document" and file.suffix.lower() == ".pdf":
            from generator.pdf.handed import look_over_pdf  # most cases hand in nothing

            look_over_pdf(file)
            return
        from generator.pictures.look import look_over

        facts = look_over(file)
    except CaseError as fault:
        yield Finding(path, f"{title} {name}{_(': ')}{fault.message}", fault.remedy)
        return
    across, down = mark.width_mm, mark.height_mm
    if mark.kind == "document" and facts.width > facts.height:
        across, down = down, across  # it is set on a sheet of its own shape
    dpi = facts.dpi_within(across, down)
    if dpi < LEAST_DPI:
        yield Finding(
            path,
            _(
                "{title} {name} has {width} × {height} pixels, {dpi} an inch in print",
                title=title,
                name=name,
                width=facts.width,
                height=facts.height,
                dpi=round(dpi),
            ),
            _("Hand in a larger one; {least} dots an inch are the least.", least=LEAST_DPI),
            Severity.WARNING,
        )


@cache
def _marked(model: type[BaseModel]) -> tuple[tuple[str, HandedIn], ...]:
    """The fields of a model that name files."""
    return tuple(
        (key, found[0])
        for key, field in model.model_fields.items()
        if (found := _marks((field.annotation, *field.metadata)))
    )


def _marks(parts: tuple[Any, ...]) -> list[HandedIn]:
    """The marks anywhere in an annotation, as in `Blank | Gap | Annotated[str, HandedIn(…)]`."""
    found: list[HandedIn] = []
    for part in parts:
        if isinstance(part, HandedIn):
            found.append(part)
        else:
            found += _marks(get_args(part) + tuple(getattr(part, "__metadata__", ())))
    return found
