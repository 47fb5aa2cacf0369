"""Filled sheets read back as a clerk's list is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

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


def read_back(form: Form, folder: Path, sheet: str = "") -> tuple[BaseModel, ...]:
    """The rows of the form's list, read from its own filled sample."""
    (folder / "filled.xlsx").write_bytes(fill(form.template, sample_fields(form)))
    assert form.case
    key = KINDS[form.case].list_field
    source = f"filled.xlsx#{sheet}" if sheet else "filled.xlsx"
    case = {**sample_case(form), key: {"from": source}}
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(case, allow_unicode=True), "utf-8")
    return tuple(getattr(load_case(path).case, key))
