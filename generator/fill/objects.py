"""What a context may hold beside text: pictures and sub-documents, which docxtpl itself must set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import FormError
from generator.i18n import _


class Picture(Struct, frozen=True):
    """An image file, scaled to a width or height in millimetres (one of them; none: its own size)."""

    file: Path
    width_mm: float | None = None
    height_mm: float | None = None


class SubDocument(Struct, frozen=True):
    """A whole DOCX to stand in a paragraph's place: `{{p name }}`."""

    file: Path


def has_objects(value: Any) -> bool:
    """Whether a context holds a picture or sub-document anywhere in its lists and mappings."""
    if isinstance(value, (Picture, SubDocument)):
        return True
    if isinstance(value, Mapping):
        return any(map(has_objects, value.values()))
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return any(map(has_objects, value))
    return False


def with_docxtpl_objects(value: Any, template: Any) -> Any:
    """The context with docxtpl's own objects, bound to the `DocxTemplate` they will stand in."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    if isinstance(value, Picture):
        width, height = (Mm(size) if size else None for size in (value.width_mm, value.height_mm))
        return InlineImage(template, str(value.file), width=width, height=height)
    if isinstance(value, SubDocument):
        return _subdocument(value, template)
    if isinstance(value, Mapping):
        return {key: with_docxtpl_objects(entry, template) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [with_docxtpl_objects(entry, template) for entry in value]
    return value


def _subdocument(value: SubDocument, template: Any) -> Any:
    try:
        return template.new_subdoc(str(value.file))
    except ImportError as fault:
        raise FormError(
            _("sub-documents need the library docxcompose"),
            where=str(value.file),
            remedy=_("Install it: pip install docxcompose."),
        ) from fault
