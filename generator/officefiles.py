"""What a DOCX or XLSX must be before anyone reads it: a whole archive, unlocked, without macros."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from generator.errors import FormError
from generator.i18n import _

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # a compound file: .doc, .xls, or any of them with a password
_ZIP = b"PK\x03\x04"
_MACROS = "vbaproject.bin"


def refuse_unfit(content: bytes, suffix: str, where: str) -> None:
    """Raises FormError for what is no file of the kind (`.docx`, `.xlsx`), or one with macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise not_of_kind(content, suffix, where) from fault
    refuse_macros(names, suffix, where)


def not_of_kind(content: bytes, suffix: str, where: str) -> FormError:
    """The error for content that is no archive: what it is instead, and what to do about it."""
    if not content:
        message = _("the file is empty")
        remedy = _("Copy or download it again: the first time broke off.")
    elif content.startswith(_OLD_OFFICE):
        message = _("this is an old Office file, or one with a password, not a {kind}", kind=suffix)
        remedy = _(
            "Open it in Word, Excel or WPS and save it as {kind}, without a password.", kind=suffix
        )
    elif content.startswith(_ZIP):
        message = _("the file is cut short or damaged")
        remedy = _("Copy or download it again, or save it again from Word, Excel or WPS.")
    else:
        message = _("not a {suffix} file", suffix=suffix)
        remedy = _("Save the file again from Word, Excel or WPS.")
    return FormError(message, where=where, remedy=remedy)


def refuse_macros(parts: Iterable[str], suffix: str, where: str) -> None:
    """Raises FormError when one of the parts holds macros."""
    if any(part.lower().endswith(_MACROS) for part in parts):
        raise FormError(
            _("the file holds macros"),
            where=where,
            remedy=_("Save it in Word, Excel or WPS as {kind}, without macros.", kind=suffix),
        )
