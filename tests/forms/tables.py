"""Filled sheets read back as a clerk's list is read."""

from __future__ import annotations

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


def _list_path(form: Form) -> tuple[str | int, ...]:
    """Where the list stands that the form prints: a batch's members, a project's expenses."""
    assert form.case
    nested = {"dispatch": (0, "members"), "settlement": (0, "expenses")}
    return (KINDS[form.case].list_field, *nested.get(form.case, ()))


def printed_list(form: Form, case: Case) -> tuple[BaseModel, ...]:
    """The rows of a case that the form prints one by one."""
    found: Any = case
    for step in _list_path(form):
        found = found[step] if isinstance(step, int) else getattr(found, step)
    return tuple(found)


def read_back(form: Form, folder: Path) -> tuple[BaseModel, ...]:
    """The rows of the form's list, read from its own filled sample."""
    (folder / "filled.xlsx").write_bytes(fill(form.template, sample_fields(form)))
    case = sample_case(form)
    *way, last = _list_path(form)
    around: Any = case
    for step in way:
        around = around[step]
    around[last] = {"from": "filled.xlsx"}
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(case, allow_unicode=True), "utf-8")
    return printed_list(form, load_case(path).case)
