"""Data → model, and what pydantic objects to → problems at the places the data came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from itertools import groupby
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.load.faults import error
from generator.load.messages import explain
from generator.load.shapes import FieldShape, ListOf, MapOf, RecordOf, Shape, record
from generator.places import Path, Place
from generator.problems import CaseProblems, Problem

M = TypeVar("M", bound=BaseModel)

_OPEN = "待补"
_OTHER_MEMBER = "is_instance_of"  # of a union with Blank or Gap: never the reason that counts


def validate(
    model: type[M], data: Mapping[str, Any], places: Mapping[Path, Place], broken: Iterable[Path]
) -> M:
    """The model of `data`; raises CaseProblems, one problem a value, none for `broken` paths."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        problems = _problems(model, fault.errors(include_url=False), data, places, set(broken))
    raise CaseProblems(problems)


def left_open(model: type[M], data: dict[str, Any], paths: Iterable[Path]) -> M | None:
    """The model of `data` with the values at `paths` still to be learnt, or left out.

    None where that makes no model: it serves to tell where forms would show the values, no more.
    """
    rest = deepcopy(data)
    wrong = [path for path in paths if path]
    for value in (_OPEN, None):
        for path in wrong:
            _set(rest, path, value)
        try:
            return model.model_validate(rest)
        except ValidationError as fault:
            wrong = [_path(each, rest) for each in fault.errors(include_url=False)]
    return None


def _set(data: Any, path: Path, value: str | None) -> None:
    """Put a value where a path leads; None takes away what is there."""
    try:
        for step in path[:-1]:
            data = data[step]
        if value is not None:
            data[path[-1]] = value
        elif isinstance(data, dict):
            data.pop(path[-1], None)
    except (KeyError, IndexError, TypeError):  # leads to nothing
        return


def place_of(path: Path, places: Mapping[Path, Place]) -> Place:
    """Where the value at `path` stands, or the nearest thing around it that has a place."""
    for length in range(len(path), 0, -1):
        if place := places.get(path[:length]):
            return place
    return places[()]


def _problems(
    model: type[BaseModel],
    errors: list[ErrorDetails],
    data: Mapping[str, Any],
    places: Mapping[Path, Place],
    broken: set[Path],
) -> list[Problem]:
    found: list[Problem] = []
    located = [(_path(each, data), each) for each in errors]
    for path, group in groupby(located, key=lambda pair: pair[0]):
        every = [each for _path_, each in group if not _counts_only_valid(each)]
        if path in broken or not every:
            continue
        telling = [each for each in every if each["type"] != _OTHER_MEMBER] or every
        chosen = telling[-1]
        words, remedy = explain(
            chosen["type"], chosen.get("ctx", {}), chosen["input"], chosen["msg"]
        )
        label = _label(model, path)
        message = f"{label}: {words}" if label else words
        found.append(error(place_of(path, places), message, remedy, path))
    return found


def _counts_only_valid(each: ErrorDetails) -> bool:
    """Whether a list is called short only because its items are wrong, which was said already."""
    return each["type"] == "too_short" and len(each["input"]) >= each["ctx"]["min_length"]


def _path(each: ErrorDetails, data: Any) -> Path:
    """pydantic's location without the names of union members and validators in it."""
    path: list[str | int] = []
    here = data
    for step in each["loc"]:
        is_index = isinstance(here, list) and isinstance(step, int)
        is_key = isinstance(here, dict) and step in here
        if is_index or is_key:
            here = here[step]
            path.append(step)
    if each["type"] == "missing":
        path.append(each["loc"][-1])
    return tuple(path)


def _label(model: type[BaseModel], path: Path) -> str:
    """The field at the end of a path as messages name it; empty for the case itself."""
    shape: Shape = RecordOf(model)
    named: FieldShape | None = None
    for step in path:
        match shape:
            case RecordOf():
                named = record(shape.model).fields.get(str(step))
                if named is None:
                    return str(step)
                shape = named.shape
            case ListOf():
                shape = shape.item
            case MapOf():
                shape = shape.value
    return named.label if named else ""
