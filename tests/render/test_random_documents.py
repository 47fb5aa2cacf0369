"""Random documents of the subset: all their text comes out, in order, on pages that hold it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from generator.render.docx.reader import read_docx
from generator.render.engine import render
from generator.render.layout.items import Pages, Piece
from generator.render.layout.pages import lay_out
from generator.render.refusal import BeyondPageModel
from tests import pdfpages
from tests.render.docxmaker import docx_file, fonts, p, r, tbl, tc, tr

pytestmark = pytest.mark.usefixtures("fetched_fonts")

LETTERS = "国家县级医院对口支援ABCxyz019 　，。、；：？！（）《》〔〕“”…—%/-+.,·&<>\"'①"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40)
FACES = st.sampled_from(["仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"])


@st.composite
def run_properties(draw: st.DrawFn) -> str:
    found = draw(st.sampled_from(["", fonts(draw(FACES), "Times New Roman"), fonts(draw(FACES))]))
    for xml in (
        "<w:b/>",
        "<w:i/>",
        '<w:u w:val="single"/>',
        "<w:strike/>",
        '<w:rFonts w:hint="eastAsia"/>',
    ):
        found += xml if draw(st.integers(0, 4)) == 0 else ""
    if draw(st.booleans()):
        found += f'<w:sz w:val="{draw(st.integers(8, 72))}"/>'
    if draw(st.integers(0, 3)) == 0:
        found += f'<w:spacing w:val="{draw(st.integers(-40, 200))}"/>'
    return found


@st.composite
def paragraph_properties(draw: st.DrawFn) -> str:
    found = ""
    if draw(st.booleans()):
        found += f'<w:jc w:val="{draw(st.sampled_from(["left", "center", "right", "both", "distribute"]))}"/>'
    if draw(st.booleans()):
        rule = draw(st.sampled_from(["exact", "atLeast", "auto"]))
        found += f'<w:spacing w:line="{draw(st.integers(100, 900))}" w:lineRule="{rule}"/>'
    if draw(st.booleans()):
        found += f'<w:ind w:left="{draw(st.integers(0, 3000))}" w:firstLine="{draw(st.integers(0, 1500))}"/>'
    for xml in (
        "<w:keepNext/>",
        "<w:keepLines/>",
        '<w:widowControl w:val="0"/>',
        "<w:pageBreakBefore/>",
    ):
        found += xml if draw(st.integers(0, 7)) == 0 else ""
    return found


RUNS = st.lists(st.builds(r, TEXTS, run_properties()), max_size=4).map("".join)
TAB = "<w:r><w:tab/></w:r>"
TABBED = st.builds(lambda a, b: a + TAB + b, RUNS, RUNS)
PARAGRAPHS = st.builds(
    lambda runs, rest: p(runs or "", rest), RUNS | TABBED, paragraph_properties()
)
CELL_PARAGRAPHS = st.builds(p, RUNS)


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    whole = "<w:cantSplit/>"
    rows = [
        tr(*(tc(draw(CELL_PARAGRAPHS)) for _ in range(columns)), properties=whole)
        for _ in range(draw(st.integers(1, 4)))
    ]
    return tbl([8800 // columns] * columns, *rows)


BODIES = st.lists(PARAGRAPHS | PARAGRAPHS | tables(), min_size=1, max_size=8).map("".join)
RANDOM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def laid(source: bytes) -> Pages:
    document, refusals = read_docx(source)
    assert refusals.findings == []
    try:
        return lay_out(document)
    except BeyondPageModel as refusal:
        # The one documented way out: a row of one huge line, higher than any page.
        assert "higher than the page" in str(refusal)
        reject()


def written(source: bytes) -> str:
    """All text of the file, in its order, spaces aside."""
    from lxml import etree

    from tests.render.docxmaker import unzipped

    root = etree.fromstring(unzipped(source)["word/document.xml"])
    found = "".join(item.text or "" for item in root.iter("{*}t"))
    return "".join(found.split())


@given(BODIES)
@RANDOM
def test_all_text_is_laid_out_in_order(body: str) -> None:
    source = docx_file(body)
    pieces = [i.text for page in laid(source).pages for i in page.items if isinstance(i, Piece)]
    assert "".join("".join(pieces).split()) == written(source)


@given(BODIES)
@RANDOM
def test_all_text_is_on_the_pages(body: str) -> None:
    for page in laid(docx_file(body)).pages:
        for item in page.items:
            if isinstance(item, Piece):
                assert 0 <= item.y <= page.height
                assert 0 <= item.x <= page.width


@given(BODIES)
@settings(RANDOM, max_examples=30)
def test_all_text_is_in_the_pdf(body: str) -> None:
    source = docx_file(body)
    pdf = render(source, ".docx", engine="typst").pdf
    found = "".join(line.text for line in pdfpages.lines(pdf))
    assert Counter(found) == Counter(written(source))
    assert pdfpages.page_count(pdf) == len(laid(source).pages)


@given(BODIES)
@settings(RANDOM, max_examples=20)
def test_reading_and_setting_twice_gives_the_same(body: str) -> None:
    source = docx_file(body)
    assert laid(source) == laid(source)
