"""The fillable blank: the empty official form as a PDF with fields where the template says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.fill.blank import NAMED
from generator.fillable.datewords import without_dates
from generator.fillable.fields import FormField, Way
from generator.fillable.room import Box as Room
from generator.fillable.room import Place
from generator.fillable.spots import Spot, laid_out
from generator.fillable.widgets import (
    Shown,
    Tick,
    acro_form,
    group_field,
    list_field,
    note_field,
    text_field,
    tick_field,
)
from generator.forms import Form
from generator.i18n import speaking
from generator.pdf.document import Box, Document, Page
from generator.pdf.objects import Obj, dictionary, text_string
from generator.render.pdf.document import pdf_document

IDENTITY = "bangfu-form"
"""The hidden field that tells of which form a PDF is, whoever saved it."""

_LINES = 1.9  # em of height from which on text wraps
_LINE = 1.25  # em a single line needs
_DIGIT = 0.64  # em, the widest digit of the fonts that viewers use
_LIST = 4.0  # em from which on a list to choose from has room for its button


def fillable_pdf(form: Form) -> bytes:
    """The form's blank as a PDF to be filled on a screen; same form, same bytes.

    Raises UsageError where nothing is collected out of the form, FormError for places that
    stand for no field, and what filling and rendering raise.
    """
    pages, spots = laid_out(form)
    dated = [spot.place for spot in spots if spot.named.field.is_dated]
    written = pdf_document(without_dates(pages, dated)).document
    with speaking("zh"):  # what the fields tell of themselves stands in the document
        written = _with_fields(written, spots, form.id)
    title = text_string(f"{form.titles.zh}（{form.edition}）")
    info = Obj(dictionary({"Title": title, "Keywords": text_string(NAMED + form.id)}))
    return replace(written, info=info).to_bytes()


def _with_fields(document: Document, spots: Sequence[Spot], form_id: str) -> Document:
    """The document with its fields, in the order in which one goes through them: row by row."""
    by_page: dict[int, list[Obj]] = {}
    fields: list[Obj] = []
    for name, group in _grouped(spots).items():
        made, widgets = _field(name, group, document.pages)
        fields.append(made)
        for spot, widget in widgets:
            by_page.setdefault(spot.place.page, []).append(widget)
    note = note_field(IDENTITY, form_id, document.pages[0].obj)
    by_page.setdefault(0, []).append(note)
    pages = tuple(_page(page, by_page.get(n, [])) for n, page in enumerate(document.pages))
    catalog = {**document.catalog, "AcroForm": acro_form([*fields, note])}
    return replace(document, pages=pages, catalog=catalog)


def _page(page: Page, widgets: list[Obj]) -> Page:
    more = {**page.more, "Tabs": "/R"}
    return replace(page, annotations=(*page.annotations, *widgets), more=more)


def _grouped(spots: Iterable[Spot]) -> Mapping[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.name, []).append(spot)
    return found


def _field(
    name: str, group: list[Spot], pages: Sequence[Page]
) -> tuple[Obj, list[tuple[Spot, Obj]]]:
    """One field of the file, with its widgets."""
    first = group[0]
    field = first.named.field
    if first.named.option is not None:
        ticks = {spot.named.option or 0: _tick(spot, pages) for spot in group}
        made, kids = group_field(name, first.title, ticks)
        return made, [(spot, kids[spot.named.option or 0]) for spot in group]
    if field.way is Way.YES:
        made = tick_field(name, first.title, _tick(first, pages))
    else:
        made = _written(name, first, pages)
    return made, [(first, made)]


def _tick(spot: Spot, pages: Sequence[Page]) -> Tick:
    place = spot.place
    page = pages[place.page]
    return Tick(_box(place.ticked, page), page.obj, frame=not place.printed)


def _written(name: str, spot: Spot, pages: Sequence[Page]) -> Obj:
    """A field for text, or for one of the model's choices."""
    place, field = spot.place, spot.named.field
    page = pages[place.page]
    box = _box(place.box, page)
    single = min(place.size, place.box.height / _LINE)
    if field.way is Way.CHOICE and place.box.width >= _LIST * place.size:
        shown = Shown(single, place.align)
        return list_field(name, spot.title, box, page.obj, shown, field.options)
    wraps = _wraps(field, place)
    if field.longest:
        single = min(single, place.box.width / (field.longest * _DIGIT))
    shown = Shown(0.0 if wraps else single, place.align)  # what wraps shrinks to fit
    return text_field(name, spot.title, box, page.obj, shown, longest=field.longest, lines=wraps)


def _wraps(field: FormField, place: Place) -> bool:
    """Whether text may go on in a second line."""
    if field.paragraphs:
        return True
    if field.longest is not None or field.way in (Way.DATE, Way.CHOICE):
        return False
    return place.box.height >= _LINES * place.size


def _box(box: Room, page: Page) -> Box:
    height = page.box[3]
    return (box.left, height - box.bottom, box.right, height - box.top)
