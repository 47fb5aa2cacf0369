"""Small office files the rendering tests make."""

from __future__ import annotations

import io
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE = '<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def saved(document: Any) -> bytes:
    """The file's bytes, of a python-docx document or an openpyxl workbook."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def footer_field(document: Any, field: str = PAGE) -> None:
    """The footer `— field —`."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(field.replace("{W}", W)))
    paragraph.add_run(" —")


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """An empty bookmark at the paragraph's end."""
    for kind, rest in (("Start", f' w:name="{name}"'), ("End", "")):
        paragraph._p.append(parse_xml(f'<w:bookmark{kind} {W} w:id="{number}"{rest}/>'))


def line(document: Any, text: str, face: str, *, bold: bool = False, size: float = 16) -> Any:
    """A paragraph of one line in a face, of natural height, nothing around it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)
    return paragraph
