"""Identifiers in a case of any kind, wherever fields are marked as holding one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from msgspec import Struct
from pydantic import BaseModel

from generator.cases.base import title_of
from generator.cases.identity import Identifier, IdentifierKind
from generator.check.dates import models_in
from generator.check.finding import Finding
from generator.i18n import _
from generator.identifiers.credit_code import faults_of_credit_code
from generator.identifiers.fault import Fault
from generator.identifiers.names import faults_of_name, faults_of_words
from generator.identifiers.phones import faults_of_mobile, faults_of_phone
from generator.identifiers.resident_id import faults_of_resident_id
from generator.places import Path
from generator.problems import Severity


class _Fields(Struct, frozen=True):
    """What of a model is to be looked at: marked fields, and those that may hold models."""

    marked: tuple[tuple[str, IdentifierKind], ...]
    nested: tuple[str, ...]


def identifiers(model: BaseModel, on: date, path: Path = ()) -> Iterator[Finding]:
    """Everything wrong with the identifiers of a case; `on` is the day ages count at."""
    fields = _fields(type(model))
    for key, kind in fields.marked:
        value = getattr(model, key)
        for index, text in enumerate(value if isinstance(value, tuple) else [value]):
            if isinstance(text, str):
                where = (*path, key, index) if isinstance(value, tuple) else (*path, key)
                told = _told(_faults(kind, text, model, on), title_of(type(model), key), where)
                advisory = kind == "roster-id"
                yield from (each.weighed(Severity.WARNING) if advisory else each for each in told)
    for key in fields.nested:
        value = getattr(model, key)
        if isinstance(value, BaseModel):
            yield from identifiers(value, on, (*path, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from identifiers(item, on, (*path, key, index))


def repeated_ids(model: BaseModel, path: Path = ()) -> Iterator[Finding]:
    """One identity number with two names: one of the two rows was copied from the other."""
    first: dict[str, str] = {}
    for where, holder, number in _resident_ids(model, path):
        name = getattr(holder, "name", None)
        if not isinstance(name, str):
            continue
        earlier = first.setdefault(number, name)
        if earlier != name:
            yield Finding(
                where,
                _("{name} has the identity number of {earlier}", name=name, earlier=earlier),
                _("Compare both with their cards."),
            )


def _resident_ids(model: BaseModel, path: Path) -> Iterator[tuple[Path, BaseModel, str]]:
    fields = _fields(type(model))
    for key, kind in fields.marked:
        value = getattr(model, key)
        if kind == "resident-id" and isinstance(value, str):
            yield (*path, key), model, value
    for key in fields.nested:
        value = getattr(model, key)
        rows = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(rows):
            if isinstance(item, BaseModel):
                where = (*path, key, index) if isinstance(value, tuple) else (*path, key)
                yield from _resident_ids(item, where)


def _told(faults: list[Fault], title: str, path: Path) -> Iterator[Finding]:
    for fault in faults:
        yield Finding(
            path,
            f"{title}{_(': ')}{fault.message}",
            fault.remedy,
            Severity.ERROR if fault.certain else Severity.WARNING,
        )


_SIMPLE: dict[IdentifierKind, Callable[[str], list[Fault]]] = {
    "mobile": faults_of_mobile,
    "phone": faults_of_phone,
    "credit-code": faults_of_credit_code,
    "person": faults_of_name,
    "words": faults_of_words,
}


def _faults(kind: IdentifierKind, text: str, model: BaseModel, on: date) -> list[Fault]:
    if kind not in ("resident-id", "roster-id"):
        return _SIMPLE[kind](text)
    gender = getattr(model, "gender", None)
    male = gender == "男" if gender in ("男", "女") else None
    return faults_of_resident_id(text, male=male, on=on)


@cache
def _fields(model: type[BaseModel]) -> _Fields:
    marked = []
    for key, field in model.model_fields.items():
        kinds = _markers((field.annotation, *field.metadata))
        if kinds:
            marked.append((key, kinds[0]))
    return _Fields(tuple(marked), models_in(model))


def _markers(parts: tuple[Any, ...]) -> list[IdentifierKind]:
    """The markers anywhere in an annotation, as in `Blank | Gap | Annotated[str, Identifier]`."""
    found: list[IdentifierKind] = []
    for part in parts:
        if isinstance(part, Identifier):
            found.append(part.kind)
        else:
            found += _markers(get_args(part) + tuple(getattr(part, "__metadata__", ())))
    return found
