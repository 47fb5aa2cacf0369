"""Gaps 待补: what a case must still learn, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from generator.cases.base import title_of
from generator.cases.nothing import Gap
from generator.check.finding import Finding
from generator.i18n import _
from generator.places import Path
from generator.problems import Severity


def gaps(model: BaseModel, path: Path = (), line: int | None = None) -> Iterator[Finding]:
    """Every gap in a case of any kind, named by its field's Chinese title.

    `line` is the line of the policy's text the row comes from, when a row above has told it.
    """
    line = getattr(model, "seed_line", None) or line
    for key, value in model:
        if isinstance(value, Gap | BaseModel | tuple | dict):  # a row has far more of other things
            yield from _in_value(value, (type(model), key), (*path, key), line)


def _in_value(
    value: object, field: tuple[type[BaseModel], str], path: Path, line: int | None
) -> Iterator[Finding]:
    if isinstance(value, Gap):
        yield _gap(value, title_of(*field), path, line)
    elif isinstance(value, BaseModel):
        yield from gaps(value, path, line)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in_value(item, field, (*path, index), line)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _in_value(item, field, (*path, key), line)


def _gap(value: Gap, title: str, path: Path, line: int | None) -> Finding:
    if value.note and value.note != title:
        message = _("{title} is still to be learnt (待补): {note}", title=title, note=value.note)
    else:
        message = _("{title} is still to be learnt (待补)", title=title)
    remedy = _("Ask, and write it in place of 待补; until then the document is a draft.")
    if line:
        remedy = _("Line {line} of the policy's text lacks it. {remedy}", line=line, remedy=remedy)
    return Finding(path, message, remedy, Severity.GAP)
