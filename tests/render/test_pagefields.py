"""Page numbers out of headers and footers, and nothing else."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from generator.errors import FormError
from generator.render.facenames import face_names
from generator.render.pagefields import without_page_numbers
from tests.render.samples import W, footer_field, saved


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple {W} w:instr=" PAGE  \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        "<w:r {W}><w:instrText> PA</w:instrText><w:instrText>GE </w:instrText></w:r>",
        '<w:hyperlink {W}><w:r><w:instrText xml:space="preserve"> numpages </w:instrText></w:r>'
        "</w:hyperlink>",
    ],
)
def test_the_number_goes_with_its_dashes_and_the_paragraph_stays(field: str) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    footer = document.sections[0].footer
    footer_field(document, field)
    footer.add_paragraph("云南省卫生健康委员会")
    result = docx.Document(io.BytesIO(without_page_numbers(saved(document), ".docx")))
    texts = [paragraph.text for paragraph in result.sections[0].footer.paragraphs]
    assert texts == ["", "云南省卫生健康委员会"]
    assert result.paragraphs[0].text == "正文"


def test_a_number_in_a_text_box_leaves_the_paragraph_around_it() -> None:
    document = docx.Document()
    inner = '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    box = f"<w:r {W}><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run("抄送")
    paragraph._p.append(parse_xml(box))
    result = docx.Document(io.BytesIO(without_page_numbers(saved(document), ".docx")))
    xml = result.sections[0].footer._element.xml
    assert "抄送" in xml
    assert "txbxContent" in xml
    assert "PAGE" not in xml


def test_other_fields_stay() -> None:
    document = docx.Document()
    footer_field(document, '<w:fldSimple {W} w:instr="DATE"><w:r><w:t>x</w:t></w:r></w:fldSimple>')
    result = docx.Document(io.BytesIO(without_page_numbers(saved(document), ".docx")))
    assert "DATE" in result.sections[0].footer._element.xml


def test_a_sheets_footer_keeps_its_other_parts() -> None:
    book = openpyxl.Workbook()
    book.active.oddFooter.left.text = "浦东新区"
    book.active.oddFooter.center.text = "第 &P 页 共 &N 页"
    book.active["A1"] = "R&P"
    result = openpyxl.load_workbook(io.BytesIO(without_page_numbers(saved(book), ".xlsx")))
    assert result.active.oddFooter.left.text == "浦东新区"
    assert not result.active.oddFooter.center.text
    assert result.active["A1"].value == "R&P"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_damaged_file_is_refused(suffix: str) -> None:
    with pytest.raises(FormError):
        without_page_numbers(b"rubbish", suffix)


def test_the_named_faces_are_listed() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("文")
    run.font.name = "A&B"
    names = face_names(saved(document), ".docx")
    assert "A&B" in names
    assert len(set(names)) == len(names)
    assert "Calibri" in face_names(saved(openpyxl.Workbook()), ".xlsx")
    assert face_names(b"", ".odt") == ()
