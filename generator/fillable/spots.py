"""Where the fields of a form stand on its blank, and what each of them stands for."""

from __future__ import annotations

from msgspec import Struct

from generator.errors import FormError
from generator.fill.blank import blank_form
from generator.fillable.fields import FormFields, Named, hint
from generator.fillable.room import Place, places
from generator.forms import Form
from generator.i18n import _
from generator.render.engine import lay_out_file
from generator.render.layout.items import Pages


class Spot(Struct, frozen=True):
    """A place and what it stands for; `row` is 0 where the form has one of it."""

    place: Place
    named: Named
    row: int

    @property
    def name(self) -> str:
        """The field's name in the file."""
        key = self.named.field.key
        return f"{key}-{self.row}" if self.row else key

    @property
    def title(self) -> str:
        """What the field tells of itself when one points at it."""
        field = self.named.field
        title = _("{title} (row {row})", title=field.title, row=self.row) if self.row else ""
        told = hint(field)
        return f"{title or field.title}{f'：{told}' if told else ''}"


def laid_out(form: Form) -> tuple[Pages, list[Spot]]:
    """The pages of the form's blank, and where its fields stand on them.

    Raises UsageError where nothing is collected out of the form, FormError for a place that stands
    for no field, and for a template without any.
    """
    fields = FormFields(form)

    def is_dated(name: str) -> bool:
        meant = fields.named(name)
        return meant is not None and meant.field.is_dated

    pages = lay_out_file(blank_form(form), form.template.suffix, form.id)
    named = [(place, _meant(form, fields, place.name)) for place in places(pages.pages, is_dated)]
    if not named:
        raise FormError(
            _("the template has no place for a field"),
            where=str(form.template),
            remedy=_("Name the cells to be filled field_<key>, as docs/new-form.md tells."),
        )
    repeated = {meant.field.key for _place, meant in named if meant.count > 1}
    return pages, [
        Spot(place, meant, meant.count if meant.field.key in repeated else 0)
        for place, meant in named
    ]


def _meant(form: Form, fields: FormFields, name: str) -> Named:
    meant = fields.named(name)
    if meant is None:
        raise FormError(
            _("the place {name} stands for no field of a row", name=name),
            where=str(form.template),
            remedy=_("Call it field_ and the key of a field of {rows}.", rows=fields.rows),
        )
    return meant
