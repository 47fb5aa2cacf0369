"""What the examples of rules are made of: an example case, changed here and there."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.cases.base import Case
from generator.cases.kinds import KINDS
from generator.check import check_together
from generator.problems import Problem
from generator.reference import load_reference
from generator.resources import data_dir
from tests.check.checked import Made

Changes = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A case made of data/examples/<base>.yaml and some changes, and what its rule finds there."""

    base: str
    changes: Changes = field(default_factory=dict)
    finds: tuple[str, ...] = ()  # severities; none: the case keeps the rule
    boundary: bool = False  # the last that passes, or the first that does not
    beside: tuple[tuple[str, Changes], ...] = ()  # cases checked together with it


def passes(base: str, changes: Changes | None = None, **more: Any) -> Example:
    """A case that keeps its rule."""
    return Example(base, changes or {}, **more)


def fails(base: str, changes: Changes, *severities: str, **more: Any) -> Example:
    """A case that breaks its rule; once and as an error unless told."""
    return Example(base, changes, severities or ("error",), **more)


def example_case(base: str, changes: Changes) -> Case:
    """The example's case with the values at dotted paths changed; `…+` appends, None leaves out."""
    text = (data_dir() / "examples" / f"{base}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text.replace(": 是", ": true"), Loader=yaml.BaseLoader)
    for path, value in changes.items():
        change(data, path.split("."), copy.deepcopy(value))
    return KINDS[data["kind"]].model.model_validate(data)


def change(data: Any, path: list[str], value: Any) -> None:
    """Set the value at a path, append to the list at `path+`, or take it out if it is None."""
    *way, last = path
    for step in way:
        data = data[int(step)] if isinstance(data, list) else data[step]
    if last.endswith("+"):
        data[last[:-1]] = [*data.get(last[:-1], []), *value]
    elif isinstance(data, list):
        data[int(last) : int(last) + 1] = [] if value is None else [value]
    elif value in (None, ""):  # nothing written: the model's default
        data.pop(last, None)
    else:
        data[last] = value


def found_by(rule: str, example: Example) -> list[Problem]:
    """What the rule finds in the example, and in the cases beside it."""
    made = [(example.base, example.changes), *example.beside]
    cases = [Made(example_case(base, changes)) for base, changes in made]
    problems = check_together(cases, load_reference())
    return [each for of_case in problems for each in of_case if each.rule == rule]
