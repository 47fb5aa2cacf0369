"""The shape a model expects of its nodes, and the names, English and Chinese, of its fields."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel

from generator.cases.nothing import Blank, Gap
from generator.places import Path

_CLOSE = 0.6  # how alike two names must be for "did you mean"
_IGNORED = re.compile(r"[\s*\u200b-\u200f\u2060\ufeff]+|:$")


class Leaf(Struct, frozen=True):
    """One value, written as text."""

    types: frozenset[Any]
    choices: tuple[str, ...] = ()

    @property
    def holds_text(self) -> bool:
        """Whether any text may stand here."""
        return str in self.types


class ListOf(Struct, frozen=True):
    """Any number of items of one shape."""

    item: Shape


class MapOf(Struct, frozen=True):
    """Values of one shape under keys the case chooses."""

    value: Shape


class RecordOf(Struct, frozen=True):
    """The fields of a model; `record` has them."""

    model: type[BaseModel]


Shape = Leaf | ListOf | MapOf | RecordOf


class FieldShape(Struct, frozen=True):
    """One field of a model."""

    key: str
    title: str
    shape: Shape
    required: bool

    @property
    def label(self) -> str:
        """The field as messages name it: 受援医院 (receiver)."""
        return self.key if self.title == self.key else f"{self.title} ({self.key})"


class Wanted(Struct, frozen=True):
    """A list that is being read: the field it belongs to, what its items are, its path."""

    field: FieldShape
    item: Shape
    path: Path

    @property
    def record(self) -> Record | None:
        """The fields of an item, if it has fields."""
        return record(self.item.model) if isinstance(self.item, RecordOf) else None


class Record(Struct, frozen=True):
    """The fields of a model, by key, and the keys by every name they answer to."""

    fields: Mapping[str, FieldShape]
    keys: Mapping[str, str]

    def key_of(self, name: str) -> str | None:
        """The key of the field a case calls `name`, or None."""
        return self.keys.get(name) or self.keys.get(plain(name))


@cache
def record(model: type[BaseModel]) -> Record:
    """What `model` expects."""
    fields = {
        key: FieldShape(key, info.title or key, _shape(info.annotation), info.is_required())
        for key, info in model.model_fields.items()
    }
    keys: dict[str, str] = {}
    for item in fields.values():
        for name in (item.key, item.title):
            keys.setdefault(name, item.key)
            keys.setdefault(plain(name), item.key)
    return Record(MappingProxyType(fields), MappingProxyType(keys))


def plain(name: str) -> str:
    """A name as it is compared: no spaces, no width, no required-mark, no case."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def closest(name: str, names: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be."""
    known = {plain(each): each for each in names}
    found = difflib.get_close_matches(plain(name), known, n=1, cutoff=_CLOSE)
    return known[found[0]] if found else None


def closest_field(name: str, fields: Iterable[FieldShape]) -> tuple[FieldShape, str] | None:
    """The field meant by a misspelt `name`, and the name of it that comes closest."""
    names = {each: item for item in fields for each in (item.key, item.title)}
    found = closest(name, names)
    return (names[found], found) if found else None


def _shape(annotation: Any) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0])
    if origin in (Union, UnionType):
        return _shape_of_union(
            [_shape(each) for each in args if each not in (NoneType, Blank, Gap)]
        )
    if origin in (tuple, list, frozenset, set):
        return ListOf(_shape(args[0]))
    if origin in (dict, Mapping):
        return MapOf(_shape(args[1]))
    if origin is Literal:
        return Leaf(frozenset(), tuple(str(each) for each in args))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return RecordOf(annotation)
    return Leaf(frozenset({annotation}))


def _shape_of_union(members: list[Shape]) -> Shape:
    """The structured member if there is one (a scalar then goes to the model as it is)."""
    leaves = [each for each in members if isinstance(each, Leaf)]
    if structured := [each for each in members if not isinstance(each, Leaf)]:
        return structured[0]
    types = frozenset().union(*(each.types for each in leaves))
    return Leaf(types, tuple(choice for each in leaves for choice in each.choices))
