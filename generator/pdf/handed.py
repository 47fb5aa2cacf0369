"""PDF files a case hands in: looked over, then set on A4 sheets with room for binding and number."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from msgspec import Struct

from generator.errors import BangfuError, CaseError
from generator.i18n import _
from generator.pdf.document import Document
from generator.pdf.reading import read_pdf
from generator.systemfaults import reason

LARGEST_FILE = 64 * 1024 * 1024  # bytes
MOST_PAGES = 300
PT_PER_MM = 72 / 25.4
A4 = (210.0, 297.0)  # mm
_DEEPEST = 32  # direct objects within each other; honest files have a handful

_FAULTS = (pikepdf.PdfError, RecursionError, ValueError, TypeError, AttributeError, KeyError)


class Sheet(Struct, frozen=True):
    """Where on an A4 sheet an attachment's page goes, in mm; clear of the binding and the number."""

    width: float
    height: float
    left: float  # of the box
    bottom: float
    box_width: float
    box_height: float


# The packet's number stands 28 mm above the sheet's lower edge (GB/T 9704—2012, 7.5).
PORTRAIT = Sheet(*A4, left=20, bottom=33, box_width=180, box_height=254)
# A landscape sheet is bound at its top, and its number stands at its left edge (8).
LANDSCAPE = Sheet(A4[1], A4[0], left=33, bottom=10, box_width=254, box_height=180)


def sheet_for(width: float, height: float) -> Sheet:
    """The sheet a page or picture of that shape goes on."""
    return LANDSCAPE if width > height else PORTRAIT


def look_over_pdf(path: Path) -> int:
    """How many pages a PDF file has.

    Raises CaseError naming the file and the remedy where it cannot be read, is no PDF or broken, is
    protected, holds scripts, has no page or too many.
    """
    with _opened(path) as pdf:
        return _pages_of(pdf, path)


def pdf_on_a4(path: Path) -> Document:
    """The file's pages, each on an A4 sheet of its shape, as they would be printed.

    Filled fields, comments' marks and seals on the pages are drawn as they look; what moves, leads
    elsewhere or is attached does not come along. Raises CaseError as `look_over_pdf`.
    """
    try:
        with _opened(path) as pdf, pikepdf.new() as made:
            _pages_of(pdf, path)
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("print")
            for page in pdf.pages:
                _add(made, page)
            stream = io.BytesIO()
            made.save(stream, deterministic_id=True)
        return read_pdf(stream.getvalue())
    except _FAULTS as fault:
        raise _broken(path, fault) from fault
    except CaseError:
        raise
    except BangfuError as fault:
        raise _broken(path, fault) from fault


def _opened(path: Path) -> pikepdf.Pdf:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _refused(
                path,
                _("the PDF has {size} MB, more than {limit} MB allow",
                  size=round(size / 2**20, 1), limit=LARGEST_FILE // 2**20),
                _("Scan it again with fewer dots an inch, or split it."),
            )  # fmt: skip
        return pikepdf.open(io.BytesIO(path.read_bytes()))
    except OSError as fault:
        raise _refused(
            path,
            _("the PDF cannot be read: {reason}", reason=reason(fault)),
            _("Check the path, and that the file is not open elsewhere or protected."),
        ) from fault
    except pikepdf.PasswordError as fault:
        raise _protected(path) from fault
    except _FAULTS as fault:
        raise _broken(path, fault) from fault


def _pages_of(pdf: pikepdf.Pdf, path: Path) -> int:
    if pdf.is_encrypted:
        raise _protected(path)
    try:
        count = len(pdf.pages)
        if not count:
            raise _refused(path, _("the PDF has no pages"), _again())
        if count > MOST_PAGES:
            raise _refused(
                path,
                _("the PDF has {count} pages, more than {limit}", count=count, limit=MOST_PAGES),
                _("Hand in the pages that matter, or split it."),
            )
        if any(_is_script(each) for each in pdf.objects):
            raise _refused(path, _("the PDF holds scripts (JavaScript)"), _print_it())
        if _is_undrawn(pdf):
            raise _refused(path, _("the PDF's fields are filled in, but not drawn"), _print_it())
    except _FAULTS as fault:
        raise _broken(path, fault) from fault
    return count


def _is_script(found: Any, depth: int = 0) -> bool:
    """Whether an object, or one directly in it, is an action in JavaScript (ISO 32000-1, 12.6.4.16)."""
    if isinstance(found, pikepdf.Array):
        return any(_is_script(each, depth + 1) for each in _direct(list(found), depth))
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    entries = dict(found.items())
    if "/JS" in entries or entries.get("/S") == pikepdf.Name.JavaScript:
        return True
    return any(_is_script(each, depth + 1) for each in _direct(list(entries.values()), depth))


def _direct(values: list[Any], depth: int) -> Iterator[Any]:
    if depth < _DEEPEST:
        for value in values:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield value


def _is_undrawn(pdf: pikepdf.Pdf) -> bool:
    """Whether fields hold Chinese that no viewer has drawn yet, which only a viewer could."""
    form: Any = pdf.Root.get("/AcroForm", {})
    return bool(form.get("/NeedAppearances", False)) and any(
        isinstance(each, pikepdf.Dictionary)
        and isinstance(value := each.get("/V"), pikepdf.String)
        and not str(value).isascii()
        for each in pdf.objects
    )


def _add(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page on a sheet of its own, as large as the sheet's box allows."""
    x1, y1, x2, y2 = (float(edge) for edge in page.trimbox)
    width, height = abs(x2 - x1), abs(y2 - y1)
    if int(page.get("/Rotate", 0)) % 180:
        width, height = height, width
    sheet = sheet_for(width, height)
    corners = (
        sheet.left,
        sheet.bottom,
        sheet.left + sheet.box_width,
        sheet.bottom + sheet.box_height,
    )
    made.add_blank_page(page_size=(sheet.width * PT_PER_MM, sheet.height * PT_PER_MM))
    target, name = made.pages[-1], pikepdf.Name.Page  # a name chosen by pikepdf would be random
    form = made.copy_foreign(page.as_form_xobject())
    target.add_resource(form, pikepdf.Name.XObject, name)
    box = pikepdf.Rectangle(*(edge * PT_PER_MM for edge in corners))
    placed = target.calc_form_xobject_placement(
        form, name, box, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    target.contents_add(placed)


def _refused(path: Path, message: str, remedy: str) -> CaseError:
    return CaseError(message, where=str(path), remedy=remedy)


def _protected(path: Path) -> CaseError:
    return _refused(
        path,
        _("the PDF is protected by a password"),
        _("Save or print it to a new PDF without a password."),
    )


def _broken(path: Path, fault: Exception) -> CaseError:
    return _refused(path, _("not a PDF that can be read: {reason}", reason=fault), _again())


def _print_it() -> str:
    return _("Open it and print it to a new PDF.")


def _again() -> str:
    return _("Copy it again, or scan or print it to a new PDF.")
