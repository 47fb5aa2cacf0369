"""The named destinations of LibreOffice's PDFs, called as the Word bookmarks are."""

from __future__ import annotations

import io

import pikepdf

_PREFIX = "seal5F"  # LibreOffice writes a bookmark's `_` as its code, 5F


def with_plain_seal_names(pdf: bytes) -> bytes:
    """The PDF with its `seal5Freceiver` destinations named `seal_receiver`; else unchanged.

    Raises pikepdf.PdfError where it is no PDF or has no page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if not document.pages:
            raise pikepdf.PdfError("no pages")
        names = document.Root.get("/Dests")
        if names is None:
            return pdf
        coded = [key for key in names.keys() if key.startswith(f"/{_PREFIX}")]  # noqa: SIM118
        if not coded:
            return pdf
        for key in coded:
            names[key.replace("5F", "_")] = names[key]
            del names[key]
        result = io.BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()
