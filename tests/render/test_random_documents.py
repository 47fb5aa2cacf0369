"""Random documents of the subset: all their text comes out, in order, on pages that hold it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from lxml import etree

from generator.render.docx.reader import read_docx
from generator.render.engine import render
from generator.render.layout.items import Pages, Piece
from generator.render.layout.pages import lay_out
from generator.render.model import Underline
from generator.render.refusal import BeyondPageModel
from tests import pdfpages
from tests.render.docxmaker import (
    docx_file,
    floating_picture,
    fonts,
    line_shape,
    lists,
    lvl,
    of_list,
    p,
    png,
    r,
    sdt,
    spot,
    tbl,
    tc,
    tr,
    unzipped,
    vml_line,
)

pytestmark = pytest.mark.usefixtures("fetched_fonts")

LETTERS = "国家县级医院对口支援ABCxyz019 　，。、；：？！（）《》〔〕“”…—%/-+.,·&<>\"'①"
RULES = st.sampled_from(["single", "double", "thick", "dashed", "thinThickSmallGap", "nil"])
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40)
FACES = st.sampled_from(["仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"])


@st.composite
def run_properties(draw: st.DrawFn) -> str:
    found = draw(st.sampled_from(["", fonts(draw(FACES), "Times New Roman"), fonts(draw(FACES))]))
    for xml in (
        "<w:b/>",
        "<w:i/>",
        f'<w:u w:val="{draw(st.sampled_from(Underline))}"/>',
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:rFonts w:hint="eastAsia"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:shd w:val="pct25" w:fill="D9D9D9"/>',
        f'<w:w w:val="{draw(st.integers(30, 200))}"/>',
        f'<w:vertAlign w:val="{draw(st.sampled_from(["superscript", "subscript"]))}"/>',
        f'<w:position w:val="{draw(st.integers(-12, 12))}"/>',
        "<w:smallCaps/>",
        '<w:em w:val="dot"/>',
        '<w:bdr w:val="single" w:sz="4" w:space="0"/>',
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
    box = "".join(
        f'<w:{side} w:val="{draw(RULES)}" w:sz="8" w:space="2"/>'
        for side in ("top", "left", "bottom", "right", "between")
    )
    for xml in (
        f"<w:pBdr>{box}</w:pBdr>",
        '<w:shd w:val="clear" w:fill="C0C0C0"/>',
        '<w:tabs><w:tab w:val="decimal" w:leader="underscore" w:pos="3000"/></w:tabs>',
        "<w:contextualSpacing/>",
        "<w:keepNext/>",
        "<w:keepLines/>",
        '<w:widowControl w:val="0"/>',
        "<w:pageBreakBefore/>",
    ):
        found += xml if draw(st.integers(0, 7)) == 0 else ""
    return found


def linked(run: str) -> str:
    return f'<w:hyperlink w:anchor="a">{run}</w:hyperlink>'


def inserted(run: str) -> str:
    return f'<w:ins w:id="1" w:author="甲">{run}</w:ins>'


def resulting(run: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = char.format("begin") + "<w:r><w:instrText>REF a</w:instrText></w:r>"
    return begin + char.format("separate") + run + char.format("end")


PLAIN = st.builds(r, TEXTS, run_properties())
WRAPPED = st.builds(
    lambda wrap, run: wrap(run), st.sampled_from([linked, inserted, resulting, sdt]), PLAIN
)
RUNS = st.lists(PLAIN | PLAIN | WRAPPED, max_size=4).map("".join)
TAB = "<w:r><w:tab/></w:r>"
TABBED = st.builds(lambda a, b: a + TAB + b, RUNS, RUNS)
PARAGRAPHS = st.builds(
    lambda runs, rest: p(runs or "", rest), RUNS | TABBED, paragraph_properties()
)
CELL_PARAGRAPHS = st.builds(p, RUNS)
ADDED = frozenset("子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸•_")  # none of LETTERS
LEVELS = lists(
    lvl(0, "ideographZodiac", "%1", suffix="nothing")
    + lvl(1, "ideographTraditional", "%1%2", paragraph='<w:ind w:left="800" w:hanging="800"/>')
    + lvl(2, "bullet", "•", suffix="space")
)
ITEMS = st.builds(
    lambda runs, level, rest: p(runs, of_list(1, level, rest)),
    RUNS,
    st.integers(0, 2),
    paragraph_properties(),
)
BESIDE = st.sampled_from(
    [
        p(line_shape(100, 0, spot("H", "page", 50), spot("V", "page", 100))),
        p(vml_line("0,10pt", "100pt,10pt")),
        p(floating_picture("i1", 20, 10, spot("H", "page", 5), spot("V", "page", 5), behind=True)),
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    whole = "<w:cantSplit/>"
    rule = f'<w:tl2br w:val="single" w:sz="4"/><w:top w:val="{draw(RULES)}" w:sz="12"/>'
    looks = draw(
        st.sampled_from(
            [
                "",
                f"<w:tcBorders>{rule}</w:tcBorders>",
                '<w:shd w:val="pct10" w:fill="FFFFFF"/><w:vAlign w:val="center"/>',
            ]
        )
    )
    rows = [
        tr(*(tc(draw(CELL_PARAGRAPHS), looks) for _ in range(columns)), properties=whole)
        for _ in range(draw(st.integers(1, 4)))
    ]
    return tbl([8800 // columns] * columns, *rows)


BLOCKS = PARAGRAPHS | PARAGRAPHS | tables() | ITEMS | BESIDE | st.builds(sdt, PARAGRAPHS)
BODIES = st.lists(BLOCKS, min_size=1, max_size=8).map("".join)
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


def made(body: str) -> bytes:
    return docx_file(body, numbering=LEVELS, parts={"i1": ("media/a.png", png())})


def plain(shown: str) -> str:
    """The text without spaces, and without leaders and labels of lists, which no run holds; all
    in capitals, as small capitals are."""
    return "".join(char for char in shown if char not in ADDED and not char.isspace()).upper()


def written(source: bytes) -> str:
    """All text of the file, in its order."""
    root = etree.fromstring(unzipped(source)["word/document.xml"])
    return plain("".join(item.text or "" for item in root.iter("{*}t")))


@given(BODIES)
@RANDOM
def test_all_text_is_laid_out_in_order(body: str) -> None:
    source = made(body)
    pieces = [i.text for page in laid(source).pages for i in page.items if isinstance(i, Piece)]
    assert plain("".join(pieces)) == written(source)


@given(BODIES)
@RANDOM
def test_all_text_is_on_the_pages(body: str) -> None:
    for page in laid(made(body)).pages:
        for item in page.items:
            if isinstance(item, Piece):
                assert 0 <= item.y <= page.height
                assert 0 <= item.x <= page.width


@given(BODIES)
@settings(RANDOM, max_examples=30)
def test_all_text_is_in_the_pdf(body: str) -> None:
    source = made(body)
    pdf = render(source, ".docx", engine="typst").pdf
    found = "".join(line.text for line in pdfpages.lines(pdf))
    assert Counter(plain(found)) == Counter(written(source))
    assert pdfpages.page_count(pdf) == len(laid(source).pages)


@given(BODIES)
@settings(RANDOM, max_examples=20)
def test_reading_and_setting_twice_gives_the_same(body: str) -> None:
    source = made(body)
    assert laid(source) == laid(source)
