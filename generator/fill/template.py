"""Fills a template of whatever kind it is, and tells what any filled document says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.errors import FormError
from generator.fill import docx
from generator.fill.filled import Filled, FilledFile
from generator.fill.text import document_text
from generator.i18n import _

FILLED = (".docx", ".xlsx", ".html")
"""The kinds of template there are fillers for."""


def fill(template: Path, context: Mapping[str, Any], *, lenient: bool = False) -> bytes:
    """The template filled with the context: a file of the template's kind.

    `lenient` leaves names without a value empty. Raises FormError for another kind of template,
    and what `fill_docx`, `fill_xlsx` and `fill_html` raise.
    """
    return fill_parts(template, context, lenient=lenient).file()


def fill_parts(
    template: Path, context: Mapping[str, Any], *, lenient: bool = False
) -> Filled | FilledFile:
    """The same, for whoever renders it: a DOCX not yet packed into a file. Raises as `fill`."""
    suffix = template.suffix.lower()
    if suffix == ".docx":
        return docx.fill_parts(template, context, lenient=lenient)
    if suffix == ".xlsx":
        from generator.fill.xlsx import fill_xlsx  # most builds hold no workbook

        return FilledFile(template, fill_xlsx(template, context, lenient=lenient))
    if suffix == ".html":
        from generator.fill.html import fill_html

        return FilledFile(template, fill_html(template, context, lenient=lenient))
    raise FormError(
        _("templates of kind {suffix} cannot be filled yet", suffix=suffix or "?"),
        where=str(template),
    )


def filled_text(content: bytes, suffix: str) -> str:
    """The text of a filled document of that kind, as goldens hold it."""
    if suffix == ".xlsx":
        from generator.fill.xlsx import sheet_text

        return sheet_text(content)
    if suffix == ".html":
        from generator.fill.html import page_text

        return page_text(content)
    return document_text(content)
