"""The text of a DOCX as goldens hold it."""

from __future__ import annotations

from docx import Document
from docx.enum.text import WD_BREAK

from generator.fill import document_text
from tests.fill.templates import saved


def test_paragraphs_tables_breaks_and_footers() -> None:
    document = Document()
    run = document.add_paragraph("一\t二").add_run()
    run.add_break(WD_BREAK.LINE)
    run.add_text("三")
    document.add_paragraph()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "甲"
    table.cell(0, 1).text = "乙"
    table.cell(1, 1).paragraphs[0].text = "上"
    table.cell(1, 1).add_paragraph("下")
    document.sections[0].footer.paragraphs[0].text = "脚"
    assert document_text(saved(document)) == "一\t二↵三\n\n甲\t乙\n\t上↵下\n〔页脚·单页〕脚\n"
