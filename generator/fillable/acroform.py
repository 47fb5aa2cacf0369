"""The fields of a PDF form that somebody filled, read as text; nothing in the file is run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct

from generator.i18n import _
from generator.load.faults import excerpt, stop
from generator.places import Place
from generator.problems import Problem, Severity

_MAX_FIELDS = 50_000
_MAX_DEPTH = 16
_MAX_TEXT = 200_000  # characters of one value
_SCRIPTS = ("/JS", "/JavaScript")


class FilledField(Struct, frozen=True):
    """One field with what was written in it."""

    name: str  # parts joined by a point
    title: str
    value: str  # of a box that is ticked the name of its state; empty: nothing
    page: int  # from 1; 0: on none


class FilledForm(Struct, frozen=True):
    """The fields of a file, and what is odd about it."""

    fields: tuple[FilledField, ...]
    warnings: tuple[Problem, ...] = ()

    def value(self, name: str) -> str:
        """What stands in the field of that name; empty where there is none."""
        return next((field.value for field in self.fields if field.name == name), "")


def read_acroform(content: bytes, file: str) -> FilledForm:
    """The fields of a PDF file, as Acrobat, WPS, browsers and programs fill them.

    Raises CaseProblems when it is no PDF, needs a password, has no fields, or is built to exhaust
    who reads it. Scripts are not run and only told of.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            fields = tuple(_Reader(pdf, file).fields())
            has_scripts = _has_scripts(pdf)
    except pikepdf.PasswordError as fault:
        raise stop(
            Place(file),
            _("the PDF is protected by a password"),
            _("Save it without a password and collect it again."),
        ) from fault
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, AttributeError) as fault:
        raise stop(
            Place(file),
            _("not a PDF that can be read: {reason}", reason=excerpt(fault)),
            _("Ask for the file again; save it in the viewer, do not rename it."),
        ) from fault
    if not fields:
        raise stop(
            Place(file),
            _("the PDF has no fields: it was printed or scanned, not saved"),
            _("Fill the form's fillable PDF and save it, instead of printing it to a PDF."),
        )
    return FilledForm(fields, (_scripts(file),) if has_scripts else ())


def _scripts(file: str) -> Problem:
    return Problem(
        Severity.WARNING,
        Place(file),
        _("the PDF holds scripts; they were not run"),
        _("Our blanks hold none: ask where the file comes from."),
    )


class _Reader:
    """Walks the tree of fields of one open file."""

    def __init__(self, pdf: pikepdf.Pdf, file: str) -> None:
        self._file = file
        self._count = 0
        self._form: Any = pdf.Root.get("/AcroForm")
        self._pages = {
            annotation.objgen: number
            for number, page in enumerate(pdf.pages, start=1)
            for annotation in page.obj.get("/Annots", [])
            if isinstance(annotation, pikepdf.Dictionary) and annotation.is_indirect
        }

    def fields(self) -> Iterator[FilledField]:
        """All fields that hold a value of their own."""
        if isinstance(self._form, pikepdf.Dictionary):
            for field in self._form.get("/Fields", []):
                yield from self._below(field, (), 0)

    def _below(self, field: Any, names: tuple[str, ...], depth: int) -> Iterator[FilledField]:
        self._count += 1
        if self._count > _MAX_FIELDS or depth > _MAX_DEPTH:
            raise stop(
                Place(self._file),
                _("the PDF has more fields than any form, or they hang in a circle"),
                _("Ask for the file again; fill the blank that `bangfu forms blank` writes."),
            )
        if not isinstance(field, pikepdf.Dictionary):
            return
        own = field.get("/T")
        if own is not None:
            names = (*names, str(own))
        kids = [kid for kid in field.get("/Kids", []) if isinstance(kid, pikepdf.Dictionary)]
        if any("/T" in kid for kid in kids):
            for kid in kids:
                yield from self._below(kid, names, depth + 1)
            return
        widgets = kids or [field]
        value = _text(field.get("/V"))
        if value in ("", "Off") and field.get("/FT") == pikepdf.Name.Btn:
            value = _ticked(widgets)
        yield FilledField(
            name=".".join(names),
            title=_text(field.get("/TU")),
            value=value,
            page=next((page for widget in widgets if (page := self._pages.get(widget.objgen))), 0),
        )


def _ticked(widgets: list[Any]) -> str:
    """The state of the box that shows a tick, where only the boxes tell."""
    states = (str(widget.get("/AS", "")).removeprefix("/") for widget in widgets)
    return next((state for state in states if state not in ("", "Off")), "")


def _text(value: Any) -> str:
    """A field's value as text: a string, a stream of one, a name, or several of these."""
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Stream):
        return _decoded(value.read_bytes()[: 4 * _MAX_TEXT])[:_MAX_TEXT]
    if isinstance(value, pikepdf.Array):
        parts = [_text(each) for each in list(value)[:_MAX_DEPTH]]
        return "、".join(part for part in parts if part)
    if isinstance(value, pikepdf.String):
        return str(value)[:_MAX_TEXT]
    return "" if value is None else str(value)[:_MAX_TEXT]


def _decoded(content: bytes) -> str:
    return str(pikepdf.String(content))


def _has_scripts(pdf: pikepdf.Pdf) -> bool:
    """Whether the file holds scripts of its own, of a page or of a field."""
    root: Any = pdf.Root
    places: list[Any] = [root.get("/OpenAction"), root.get("/AA")]
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    for page in pdf.pages:
        places.append(page.obj.get("/AA"))
        for annotation in page.obj.get("/Annots", []):
            if isinstance(annotation, pikepdf.Dictionary):
                places += [annotation.get("/A"), annotation.get("/AA")]
    return any(_is_script(place) for place in places)


def _is_script(action: Any) -> bool:
    if not isinstance(action, pikepdf.Dictionary):
        return False
    if any(key in action for key in _SCRIPTS) or action.get("/S") == pikepdf.Name.JavaScript:
        return True
    return any(
        isinstance(inner, pikepdf.Dictionary) and "/JS" in inner for _key, inner in action.items()
    )
