"""Fields: page numbers are set anew, others show what the file holds; changes stand as accepted."""

from __future__ import annotations

import pytest

from generator.render.docx.fields import page_field
from generator.render.engine import beyond_page_model, render
from generator.render.model import Field
from tests import pdfpages
from tests.render.docxmaker import A4, docx_file, field, p, r, section

pytestmark = pytest.mark.usefixtures("fetched_fonts")


def shown(source: bytes) -> list[str]:
    assert beyond_page_model(source, ".docx") == ()
    return [line.text for line in pdfpages.lines(render(source, ".docx", engine="auto").pdf)]


@pytest.mark.parametrize(
    ("instruction", "found"),
    [
        ("PAGE", (Field.PAGE, "")),
        (" page  \\* MERGEFORMAT ", (Field.PAGE, "")),
        ("PAGE \\* roman", (Field.PAGE, "lowerRoman")),
        ("PAGE \\* ROMAN \\* MERGEFORMAT", (Field.PAGE, "upperRoman")),
        ("NUMPAGES\\* CHINESENUM3", (Field.PAGES, "chineseCountingThousand")),
        ("SECTIONPAGES", (Field.SECTION_PAGES, "")),
        ("PAGE \\* CARDTEXT", None),
        ("PAGEREF a", None),
        ("", None),
    ],
)
def test_page_fields_are_known(instruction: str, found: tuple[Field, str] | None) -> None:
    assert page_field(instruction) == found


@pytest.mark.parametrize(
    "instruction",
    [
        "REF a \\h",
        "DATE \\@ yyyy",
        "SEQ 表 \\* ARABIC",
        "FILENAME",
        "PAGEREF a",
        "=1+1",
        "IF 1=1 甲",
    ],
)
def test_other_fields_show_the_result_the_file_holds(instruction: str) -> None:
    assert shown(docx_file(p(r("前") + field(instruction, "所存结果") + r("后")))) == [
        "前所存结果后"
    ]


def test_a_field_inside_another_ones_result_shows() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    outer = char.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"
    inner = field("PAGEREF a", "7")
    text = outer + char.format("separate") + r("第一章") + inner + char.format("end") + r("完")
    assert shown(docx_file(p(text))) == ["第一章7完"]


def test_a_field_inside_an_instruction_does_not_show() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    start = char.format("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>"
    middle = field("MERGEFIELD 性别", "男") + "<w:r><w:instrText> = 男 先生</w:instrText></w:r>"
    text = start + middle + char.format("separate") + r("先生") + char.format("end")
    assert shown(docx_file(p(text))) == ["先生"]


def test_pages_of_a_section_are_its_own() -> None:
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    number = r("第") + field("PAGE", "9") + r("页共") + field("SECTIONPAGES", "9") + r("页")
    number += r("全") + field("NUMPAGES \\* CHINESENUM3", "9") + r("页")
    page_break = p('<w:r><w:br w:type="page"/></w:r>')
    body = p("甲") + page_break + p("乙", section(reference)) + p("丙")
    last = section("", A4 + '<w:pgNumType w:fmt="upperRoman" w:start="4"/>')
    found = shown(docx_file(body, banners={"footer1": p(number)}, page=last))
    assert [line for line in found if len(line) > 1] == [
        "第1页共2页全三页",
        "第2页共2页全三页",
        "第IV页共1页全三页",
    ]


def test_changes_stand_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    away = '<w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
    inserted = '<w:ins w:id="2">' + r("插入") + "</w:ins>"
    here = '<w:moveTo w:id="4">' + r("移来") + "</w:moveTo>"
    assert shown(docx_file(p(r("甲") + deleted + inserted) + p(away + here + r("乙")))) == [
        "甲插入",
        "移来乙",
    ]
