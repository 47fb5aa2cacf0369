"""The fields of a fillable form: what the names in its template stand for, and how each is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, get_args

from annotated_types import Le, MaxLen
from msgspec import Struct
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from generator.cases.identity import Identifier
from generator.fillable.rows import RowShape, collecting_of, row_shape
from generator.forms import Form
from generator.i18n import _
from generator.identifiers.periods import Period
from generator.load.shapes import FieldShape, Leaf, ListOf, Record, RecordOf, record

# `field_gender_is2_5`: of the field gender the second option, in the fifth row.
_NAME = re.compile(r"(?P<stem>.+?)(?:_is(?P<option>[1-9]\d*))?(?:_(?P<count>[1-9]\d*))?")
_PREFIX = "field_"
# Characters of identifiers as they are written without spaces (GB 11643, the numbering plan, GB 32100).
_IDENTIFIERS = {"resident-id": 18, "mobile": 11, "credit-code": 18}

FieldPath = tuple[str, ...]


class Way(Enum):
    """How a field is filled."""

    TEXT = "text"
    DATE = "date"
    PERIOD = "period"  # from a date to a date
    CHOICE = "choice"  # one of several, chosen from a list or ticked
    YES = "yes"  # ticked or not


class FormField(Struct, frozen=True):
    """A field of a row as the form asks for it."""

    path: FieldPath
    title: str
    way: Way
    options: tuple[str, ...] = ()
    longest: int | None = None  # characters, where the model has a bound
    paragraphs: bool = False  # its line breaks are kept
    beside: bool = False  # of what the list stands in, no part of the row

    @property
    def is_dated(self) -> bool:
        """Whether a date is written in it, or two."""
        return self.way in (Way.DATE, Way.PERIOD)

    @property
    def key(self) -> str:
        """Its name in PDF files, of which numbers of rows are told by a hyphen."""
        return "-".join(self.path)


class Named(Struct, frozen=True):
    """What a name of the template stands for: a field, perhaps one of its options, and which one."""

    field: FormField
    option: int | None  # from 1
    count: int  # from 1: the row, where the form has several


class FormFields:
    """The fields of one form, found by the names of its template and by their keys."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._shape: RowShape = row_shape(form)
        self._said = collecting_of(form)

    @property
    def rows(self) -> str:
        """The list the form gives rows of, as form.yaml has it."""
        return self._said.rows

    def named(self, name: str) -> Named | None:
        """What `field_<name>` of the template stands for; None for a name the row does not have."""
        stem = name.removeprefix(_PREFIX)
        if path := self._path(stem):
            return Named(self.field(path), None, 1)
        found = _NAME.fullmatch(stem)
        if found is None:
            return None
        option = int(found["option"]) if found["option"] else None
        count = int(found["count"] or 1)
        if path := self._path(found["stem"]):
            return Named(self.field(path), option, count)
        # Fields the model numbers, q1, q2, …, are one name counted in the template.
        if path := self._path(f"{found['stem']}{count}"):
            return Named(self.field(path), option, 1)
        return None

    def by_key(self, key: str) -> FormField | None:
        """The field of that key in a PDF file; None for one the row does not have."""
        path = tuple(key.split("-"))
        try:
            found = self._shape.field(path)
        except KeyError:
            return None
        return self.field(path) if _is_value(found) and self._is_ours(path) else None

    def field(self, path: FieldPath) -> FormField:
        """The field at a path of the row. Raises KeyError."""
        found = self._shape.field(path)
        shape = found.shape
        leaf = shape.item if isinstance(shape, ListOf) else shape
        assert isinstance(leaf, Leaf)
        info = self._info(path)
        return FormField(
            path=path,
            title=self._form.headers.get(".".join(path)) or self._title(path, found),
            way=_way(shape, leaf),
            options=leaf.choices,
            longest=min(_bounds(info), default=None),
            paragraphs=".".join(path) in self._said.paragraphs,
            beside=path[0] in self._said.beside,
        )

    def _is_ours(self, path: FieldPath) -> bool:
        return path[0] in self._shape.row.fields or path[0] in self._said.beside

    def _path(self, stem: str) -> FieldPath | None:
        """The way to the value a name stands for, `opinions_sender_text`; None where there is none."""
        found = next(_ways(self._shape.row, stem), None)
        if found is None and stem in self._said.beside and stem in self._shape.around.fields:
            return (stem,)
        return found

    def _title(self, path: FieldPath, found: FieldShape) -> str:
        """The field's title, after that of what it is a part of."""
        if len(path) == 1:
            return found.title
        return f"{self._shape.field(path[:-1]).title}：{found.title}"

    def _info(self, path: FieldPath) -> FieldInfo:
        shape = self._shape.wanted.item
        assert isinstance(shape, RecordOf)
        model: Any = shape.model
        if path[0] not in self._shape.row.fields:
            return _alone(self._shape.field(path))
        for step in path[:-1]:
            inner = record(model).fields[step].shape
            assert isinstance(inner, RecordOf)
            model = inner.model
        info: FieldInfo = model.model_fields[path[-1]]
        return info


def hint(field: FormField) -> str:
    """How the field is to be written, for its tooltip; empty where it is plain."""
    if field.way is Way.DATE:
        return _("as 2024-03-01")
    if field.way is Way.PERIOD:
        return _("as 2024.3.1-2024.8.31")
    return _(" or ").join(field.options) if field.way is Way.CHOICE else ""


def _alone(field: FieldShape) -> FieldInfo:
    return FieldInfo(annotation=str, title=field.title)


def _way(shape: object, leaf: Leaf) -> Way:
    if isinstance(shape, ListOf):
        return Way.TEXT
    if leaf.choices:
        return Way.CHOICE
    if bool in leaf.types:
        return Way.YES
    if Period in leaf.types:
        return Way.PERIOD
    return Way.DATE if date in leaf.types else Way.TEXT


def _is_value(field: FieldShape) -> bool:
    shape = field.shape.item if isinstance(field.shape, ListOf) else field.shape
    return isinstance(shape, Leaf)


def _ways(fields: Record, stem: str) -> Iterator[FieldPath]:
    """The paths that a name joined by underscores may mean; the shortest first."""
    found = fields.fields.get(stem)
    if found and _is_value(found):
        yield (stem,)
    for key, field in fields.fields.items():
        if isinstance(field.shape, RecordOf) and stem.startswith(f"{key}_"):
            rest = stem.removeprefix(f"{key}_")
            yield from ((key, *way) for way in _ways(record(field.shape.model), rest))


def _bounds(info: FieldInfo) -> Iterator[int]:
    """Characters at most, by what the model says: a length, a kind of identifier, a largest number."""
    for each in (*info.metadata, *_metadata(info.annotation)):
        if isinstance(each, MaxLen | StringConstraints) and each.max_length:
            yield each.max_length
        elif isinstance(each, Identifier) and each.kind in _IDENTIFIERS:
            yield _IDENTIFIERS[each.kind]
        elif isinstance(each, Le) and isinstance(each.le, int):
            yield len(str(each.le))


def _metadata(annotation: Any) -> Iterator[Any]:
    """What stands beside the types in an annotation, at any depth."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if get_args(inner):
            yield from _metadata(inner)
