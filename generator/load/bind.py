"""Nodes → the data a model is validated from, every value's place noted on the way."""

from __future__ import annotations

import unicodedata
from typing import Any

from msgspec.structs import replace

from generator.i18n import _
from generator.load.faults import error, excerpt
from generator.load.lists import ListSource, Rows
from generator.load.nodes import Mapping, Node, Scalar, Sequence, Style
from generator.load.shapes import (
    FieldShape,
    Leaf,
    ListOf,
    MapOf,
    Record,
    RecordOf,
    Shape,
    Wanted,
    closest_field,
    record,
)
from generator.places import Path, Place
from generator.problems import Problem

_YES_NO = {"是": "true", "否": "false"}
_NUMBERS = frozenset({int, float, bool})

_Fields = dict[str, tuple[Scalar, Node]]  # by key, with the key as it was written


class Binder:
    """Binds one case; `broken` are the paths whose fault is already among the `problems`."""

    def __init__(self, lists: ListSource) -> None:
        self.problems: list[Problem] = lists.problems
        self.places: dict[Path, Place] = {}
        self.broken: set[Path] = set()
        self._lists = lists

    def fields(self, shape: Record, node: Mapping, path: Path) -> dict[str, Any]:
        """The data of a mapping, by English key."""
        self.places[path] = node.place
        return self._bind(shape, self._named(shape, node, path), path)

    def _bind(self, shape: Record, named: _Fields, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, (_name, node) in named.items():
            field = shape.fields[key]
            if isinstance(node, Scalar) and node.empty and not field.required:
                self.places[(*path, key)] = node.place  # nothing written: the model's default
            else:
                data[key] = self._value(field.shape, node, (*path, key), field)
        return data

    def _value(self, shape: Shape, node: Node, path: Path, field: FieldShape) -> Any:
        self.places[path] = node.place
        if isinstance(node, Scalar) and node.empty:
            return None
        match shape:
            case Leaf():
                return self._leaf(shape, node, path, field)
            case ListOf():
                return self._list(shape, node, path, field)
            case RecordOf() if isinstance(node, Mapping):
                return self.fields(record(shape.model), node, path)
            case MapOf() if isinstance(node, Mapping):
                return {
                    key.text: self._value(
                        shape.value, value, (*path, key.text), replace(field, title=key.text)
                    )
                    for key, value in node.entries
                }
        return self._wrong(
            node,
            path,
            field,
            _("fields with values"),
            _("Write `key: value` lines, indented below it."),
        )

    def _leaf(self, shape: Leaf, node: Node, path: Path, field: FieldShape) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(
                node,
                path,
                field,
                _("a single value"),
                _("Write the value on the same line as its key."),
            )
        text = node.text
        if shape.holds_text:
            return text
        if bool in shape.types:
            text = _YES_NO.get(text.strip(), text)
        return unicodedata.normalize("NFKC", text) if shape.types & _NUMBERS else text

    def _list(self, shape: ListOf, node: Node, path: Path, field: FieldShape) -> Any:
        wanted = Wanted(field, shape.item, path)
        given = self._lists.resolve(node, wanted)
        if given is None:
            return self._wrong(
                node,
                path,
                field,
                _("a list"),
                _("Write one `- item` line for each, or `[one, two]`."),
            )
        if not given.complete:
            self.broken.add(path)
        items: list[Any] = []
        for rows in given.parts:
            defaults = self._defaults(wanted, rows)
            for item in rows.items:
                items.append(self._item(shape.item, item, (*path, len(items)), field, defaults))
        return items

    def _defaults(self, wanted: Wanted, rows: Rows) -> _Fields:
        """What rows inherit; a later mapping of defaults is the nearer one and wins."""
        merged: _Fields = {}
        if wanted.record:
            for each in rows.defaults:
                merged |= self._named(wanted.record, each, wanted.path)
        return merged

    def _item(
        self, shape: Shape, node: Node, path: Path, field: FieldShape, defaults: _Fields
    ) -> Any:
        if not defaults or not isinstance(shape, RecordOf) or not isinstance(node, Mapping):
            return self._value(shape, node, path, field)
        self.places[path] = node.place
        fields = record(shape.model)
        own = {
            key: (name, value)
            for key, (name, value) in self._named(fields, node, path).items()
            if key not in defaults or not _empty_cell(value)
        }
        return self._bind(fields, {**defaults, **own}, path)

    def _named(self, shape: Record, node: Mapping, path: Path) -> _Fields:
        """The entries by English key; unknown and repeated names are noted.

        A misspelt name still fills the field it was meant for, so that one slip is one problem.
        """
        named: _Fields = {}
        strangers: list[tuple[Scalar, Node]] = []
        for name, value in node.entries:
            key = shape.key_of(name.text)
            if key is None:
                strangers.append((name, value))
            elif key in named:
                self._note_twice(shape.fields[key], named[key][0], name, path)
            else:
                named[key] = (name, value)
        for name, value in strangers:
            free = [field for field in shape.fields.values() if field.key not in named]
            meant = closest_field(name.text, free) or closest_field(
                name.text, shape.fields.values()
            )
            self._note_unknown(shape, name, meant[1] if meant else None, path)
            if meant and meant[0].key not in named:
                named[meant[0].key] = (name, value)
        return named

    def _note_unknown(self, shape: Record, name: Scalar, meant: str | None, path: Path) -> None:
        if meant:
            remedy = _("Did you mean {name}?", name=meant)
        else:
            known = ", ".join(field.label for field in shape.fields.values())
            remedy = _("Delete it, or use one of: {names}.", names=known)
        message = _("unknown key {key}", key=excerpt(name.text))
        self.problems.append(error(name.place, message, remedy, (*path, name.text)))

    def _note_twice(self, field: FieldShape, first: Scalar, again: Scalar, path: Path) -> None:
        message = _(
            "{field} is given twice, first as {first} in line {line}",
            field=field.label,
            first=first.text,
            line=first.place.line,
        )
        remedy = _("Keep one of the two: a key and its Chinese title are the same field.")
        self.problems.append(error(again.place, message, remedy, (*path, field.key)))

    def _wrong(self, node: Node, path: Path, field: FieldShape, expected: str, remedy: str) -> None:
        message = _(
            "{field}: expected {expected}, found {found}",
            field=field.label,
            expected=expected,
            found=_kind_of(node),
        )
        self.problems.append(error(node.place, message, remedy, path))
        self.broken.add(path)


def _empty_cell(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style is Style.CELL and node.empty


def _kind_of(node: Node) -> str:
    match node:
        case Scalar():
            return f"“{excerpt(node.text)}”"
        case Sequence():
            return _("a list")
        case Mapping():
            return _("fields with values")
