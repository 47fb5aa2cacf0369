"""Looks over what a form says of being filled by hand: its list, its fields, their room on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.errors import BangfuError
from generator.fill.findings import Finding, of_fault
from generator.fillable.fields import FormFields
from generator.fillable.files import has_places
from generator.fillable.room import Box
from generator.fillable.spots import Spot, laid_out
from generator.forms import Form
from generator.i18n import _

_LEAST = 5.0  # pt, the narrowest and lowest field that anybody can write in


def field_findings(form: Form) -> tuple[Finding, ...]:
    """What is wrong with the form's `collect` and its template's places; nothing is raised."""
    description = str(form.folder / "form.yaml")
    placed = has_places(form)
    if form.collect is None:
        if not placed:
            return ()
        message = _("the template has places for fields, form.yaml does not say what they give")
        return (
            Finding(description, message, _("Say it under collect: rows: <list of the case>.")),
        )
    try:
        fields = FormFields(form)
        named = list(_named(form, fields, description))
        if named or not placed:
            return tuple(named)
        return tuple(_room(form, laid_out(form)[1]))
    except BangfuError as fault:
        return (of_fault(fault, description),)


def _named(form: Form, fields: FormFields, where: str) -> Iterator[Finding]:
    """Keys of form.yaml that name no field."""
    assert form.collect is not None
    for key in form.collect.paragraphs:
        if fields.by_key(key.replace(".", "-")) is None:
            yield Finding(where, _("collect.paragraphs: a row has no field {key}", key=key))
    for key in form.collect.beside:
        if fields.by_key(key) is None:
            yield Finding(where, _("collect.beside: nothing around the rows has {key}", key=key))


def _room(form: Form, spots: Sequence[Spot]) -> Iterator[Finding]:
    """Fields too small to write in, and those that lie over each other."""
    where = str(form.template)
    for spot in spots:
        box = _box(spot)
        if box.width < _LEAST or box.height < _LEAST:
            yield Finding(
                where, _("the place {name} leaves no room to write", name=spot.place.name)
            )
    for one, other in combinations(spots, 2):
        if one.place.page == other.place.page and _box(one).meets(_box(other)):
            yield Finding(
                where,
                _(
                    "the places {one} and {other} lie over each other",
                    one=one.place.name,
                    other=other.place.name,
                ),
                _("Put them into cells of their own, or text between them."),
            )


def _box(spot: Spot) -> Box:
    return spot.place.box if spot.named.option is None else spot.place.ticked
