"""Filled sheets read back as a clerk's list is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from generator.cases.base import Case
from generator.cases.kinds import KINDS
from generator.fill import fill
from generator.fill.sample import sample_fields
from generator.forms import Form
from generator.load import load_case


def sample_case(form: Form) -> dict[str, Any]:
    """What the form's sample.yaml says, every scalar as text."""
    content = yaml.load(form.sample.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(content, dict)
    return content


LISTS: Mapping[str, tuple[str, str]] = {
    "dispatch": ("batches", "members"),
    "settlement": ("settlements", "expenses"),
}
"""Lists whose rows have the printed rows in them, by kind."""
IN_CASE = {"activity": "planned"}
"""Printed lists that are not the one records are made of."""
OF_FORM = {
    "general/course-plan": ("sessions",),
    "general/course-evaluation": ("evaluation", "items"),
}
"""Lists of forms whose kind has several to print, each with the way to it."""


def printed_list(form: Form, case: Case) -> tuple[BaseModel, ...]:
    """The rows of a case that the form prints one by one."""
    if case.kind in LISTS:
        outer, inner = LISTS[case.kind]
        rows = getattr(case, outer)
        shown = rows if form.per == "case" else rows[:1]
        return tuple(each for row in shown for each in getattr(row, inner))
    found: Any = case
    for key in _way(form):
        found = getattr(found, key)
    return tuple(found)


def _way(form: Form) -> tuple[str, ...]:
    """The keys that lead from the case to the printed list."""
    assert form.case
    kind = IN_CASE.get(form.case, KINDS[form.case].list_field)
    return OF_FORM.get(form.id, (kind,))


def read_back(form: Form, folder: Path) -> tuple[BaseModel, ...]:
    """The rows of the form's list, read from its own filled sample."""
    (folder / "filled.xlsx").write_bytes(fill(form.template, sample_fields(form)))
    case, source = sample_case(form), {"from": "filled.xlsx"}
    assert form.case
    if form.case in LISTS:
        outer, inner = LISTS[form.case]
        case[outer] = [{**case[outer][0], inner: source}]
    else:
        *outer_keys, last = _way(form)
        inside = case
        for key in outer_keys:
            inside = inside[key]
        inside[last] = source
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(case, allow_unicode=True), "utf-8")
    return printed_list(form, load_case(path).case)
