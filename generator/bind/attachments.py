"""Attachments 附件 of a packet: PDF files and scans that cases hand in, on A4 sheets."""

from __future__ import annotations

from pathlib import Path

from generator.pdf.document import Document, Page
from generator.pdf.handed import PT_PER_MM, pdf_on_a4, sheet_for
from generator.pdf.objects import plain_stream
from generator.pictures.look import look_over
from generator.pictures.prepare import prepared
from generator.render.pdf.pictures import picture


def attachment_pages(path: Path) -> Document:
    """The file's pages, each on an A4 sheet of its shape, within the sheet's box.

    Raises CaseError naming the file where it cannot be used.
    """
    return pdf_on_a4(path) if path.suffix.lower() == ".pdf" else _scan_on_a4(path)


def _scan_on_a4(path: Path) -> Document:
    facts = look_over(path)
    sheet = sheet_for(facts.width, facts.height)
    scan = prepared(path, sheet.box_width, sheet.box_height)
    width, height = scan.width_mm * PT_PER_MM, scan.height_mm * PT_PER_MM
    left = (sheet.left + (sheet.box_width - scan.width_mm) / 2) * PT_PER_MM
    bottom = (sheet.bottom + (sheet.box_height - scan.height_mm) / 2) * PT_PER_MM
    content = f"q {width:.4f} 0 0 {height:.4f} {left:.4f} {bottom:.4f} cm /Scan Do Q"
    page = Page(
        (0.0, 0.0, sheet.width * PT_PER_MM, sheet.height * PT_PER_MM),
        (plain_stream(content.encode("ascii"), {}),),
        xobjects={"Scan": picture(scan.data)},
    )
    return Document((page,))
