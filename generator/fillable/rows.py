"""What a filled form gives rows of: a list of its kind of case, and the fields such a row has."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from generator.cases.kinds import KINDS
from generator.errors import FormError, UsageError
from generator.forms import Collecting, Form
from generator.i18n import _
from generator.load.shapes import FieldShape, ListOf, Record, RecordOf, Wanted, record
from generator.places import Path


class RowShape(Struct, frozen=True):
    """The list, what its rows are, and the record the list stands in."""

    wanted: Wanted
    row: Record
    around: Record

    def field(self, path: Path) -> FieldShape:
        """The field at a path of the row, or of what is around it. Raises KeyError."""
        here = self.row if path[0] in self.row.fields else self.around
        for step in path[:-1]:
            shape = here.fields[str(step)].shape
            if not isinstance(shape, RecordOf):
                raise KeyError(step)
            here = record(shape.model)
        return here.fields[str(path[-1])]


def collecting_of(form: Form) -> Collecting:
    """What the form says of giving rows back. Raises UsageError where it says nothing."""
    if form.collect is None:
        raise UsageError(
            _("nothing is collected out of the form {form}", form=form.id),
            remedy=_("`bangfu forms list` marks the forms that are collected."),
        )
    return form.collect


@cache
def row_shape(form: Form) -> RowShape:
    """The rows a form's `collect.rows` names.

    Raises UsageError where the form has none, FormError where its kind of case has no such list.
    """
    path = collecting_of(form).rows.split(".")
    try:
        around = record(KINDS[form.case or ""].model)
        for step in path[:-1]:
            shape = around.fields[step].shape
            around = record(_item(shape))
        field = around.fields[path[-1]]
        wanted = Wanted(field, _list(field).item, ())
        row = record(_item(field.shape))
    except (KeyError, TypeError) as fault:
        raise FormError(
            _(
                "collect.rows: {kind} cases have no list {path}",
                kind=form.case,
                path=".".join(path),
            ),
            where=str(form.folder / "form.yaml"),
            remedy=_("Name a list of the kind's fields, as `batches.members`."),
        ) from fault
    return RowShape(wanted, row, around)


def _list(field: FieldShape) -> ListOf:
    if not isinstance(field.shape, ListOf):
        raise TypeError(field.key)
    return field.shape


def _item(shape: object) -> type:
    """The model of a record, or of the records in a list."""
    inner = shape.item if isinstance(shape, ListOf) else shape
    if not isinstance(inner, RecordOf):
        raise TypeError(inner)
    return inner.model
