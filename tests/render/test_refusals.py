"""What the embedded engine does not render is refused by its name and place, never dropped."""

from __future__ import annotations

import pytest

from generator.render.engine import beyond_page_model, render
from generator.render.refusal import BeyondPageModel
from tests.render.docxmaker import (
    A4,
    MODERN,
    docx_file,
    field,
    lists,
    lvl,
    of_list,
    p,
    picture,
    png,
    r,
    section,
    tbl,
    tc,
    tr,
)

pytestmark = pytest.mark.usefixtures("fetched_fonts")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")


def in_run(xml: str) -> bytes:
    return docx_file(p("前") + p(f"<w:r>{xml}</w:r>"))


def with_run(properties: str) -> bytes:
    return docx_file(p("前") + p(r("字", properties)))


def with_paragraph(properties: str) -> bytes:
    return docx_file(p("前") + p("字", properties))


def in_body(xml: str) -> bytes:
    return docx_file(p("前") + xml)


def with_cell(properties: str) -> bytes:
    return docx_file(p("前") + tbl([4000], tr(tc("字", properties))))


def with_row(properties: str) -> bytes:
    return docx_file(p("前") + tbl([4000], tr(tc("字"), properties=properties)))


def with_table(properties: str) -> bytes:
    return docx_file(p("前") + tbl([4000], tr(tc("字")), properties=properties))


def with_section(rest: str) -> bytes:
    return docx_file(p("前"), page=section("", A4 + rest))


def with_settings(xml: str) -> bytes:
    return docx_file(p("前"), settings=xml + MODERN)


def in_style(properties: str, kind: str = "character") -> bytes:
    use = {"character": r("字", '<w:rStyle w:val="S"/>'), "paragraph": "字"}[kind]
    style = (
        f'<w:style w:type="{kind}" w:styleId="S"><w:name w:val="S"/><w:rPr>{properties}</w:rPr>'
        "</w:style>"
    )
    named = '<w:pStyle w:val="S"/>' if kind == "paragraph" else ""
    return docx_file(p("前") + p(use, named), styles=style)


def in_list(level: str) -> bytes:
    return docx_file(p("前") + p("字", of_list(1)), numbering=lists(level))


def inline(inside: str = "", change: tuple[str, str] = ("", "")) -> bytes:
    run = (
        picture("i1", 10, 10, inside).replace(*change)
        if change[0]
        else picture("i1", 10, 10, inside)
    )
    return docx_file(p("前") + p(run), parts={"i1": ("media/a.png", png())})


FOUND = [
    # file, what is named, where
    (in_run("<mc:AlternateContent/>"), "text box or shape", "document ¶2"),
    (in_run("<w:pict><v:shape/></w:pict>"), "VML picture or watermark", "document ¶2"),
    (in_run("<w:object/>"), "OLE object", "document ¶2"),
    (in_run('<w:footnoteReference w:id="1"/>'), "footnote", "document ¶2"),
    (in_run('<w:endnoteReference w:id="1"/>'), "endnote", "document ¶2"),
    (in_run('<w:sym w:font="Webdings" w:char="F0FE"/>'), "symbol F0FE of Webdings", "document ¶2"),
    (in_run('<w:sym w:font="Wingdings"/>'), "symbol  of Wingdings", "document ¶2"),
    (
        with_run('<w:rFonts w:ascii="Wingdings 3"/>'),
        "symbol 5B57 of Wingdings 3",
        "document ¶2",
    ),
    (in_run("<w:t>\u0f56\u0f7c\u0f51</w:t>"), "script of “\u0f56”", "document ¶2"),
    (in_run("<w:t>\u0627\u0644</w:t>"), "script of “\u0627”", "document ¶2"),
    (in_run("<w:ptab/>"), "alignment tab", "document ¶2"),
    (in_run("<w:ruby/>"), "phonetic guide 拼音指南", "document ¶2"),
    (in_run('<w:br w:type="column"/>'), "column break", "document ¶2"),
    (in_body(p("<m:oMath/>")), "equation", "document ¶2"),
    (in_body('<w:altChunk r:id="x"/>'), "embedded document", "document ¶1"),
    (with_run('<w:highlight w:val="pink"/>'), "highlight pink", "document ¶2"),
    (with_run('<w:shd w:val="diagStripe"/>'), "shading pattern diagStripe", "document ¶2"),
    (with_run('<w:u w:val="zigzag"/>'), "underline zigzag", "document ¶2"),
    (with_run('<w:vertAlign w:val="middle"/>'), "characters middle", "document ¶2"),
    (with_run('<w:w w:val="0"/>'), "character scale 0", "document ¶2"),
    (with_run('<w:em w:val="dot"/>'), "emphasis mark 着重号", "document ¶2"),
    (with_run("<w:outline/>"), "hollow characters", "document ¶2"),
    (with_run("<w:shadow/>"), "characters with a shadow", "document ¶2"),
    (with_run("<w:emboss/>"), "embossed characters", "document ¶2"),
    (with_run("<w:imprint/>"), "engraved characters", "document ¶2"),
    (with_run("<w:rtl/>"), "right-to-left text", "document ¶2"),
    (with_run("<w:eastAsianLayout/>"), "combined characters 双行合一", "document ¶2"),
    (with_run('<w:bdr w:val="single"/>'), "border around characters", "document ¶2"),
    (with_run("<w:somethingNew/>"), "somethingNew", "document ¶2"),
    (in_style('<w:em w:val="dot"/>'), "emphasis mark", "style S"),
    (in_style("<w:outline/>", "paragraph"), "hollow characters", "style S"),
    (with_paragraph("<w:framePr/>"), "frame", "document ¶2"),
    (in_list(lvl(0, "hindiVowels", "%1")), "list numbers hindiVowels", "document ¶2"),
    (
        in_list(lvl(0, "decimal", "%1.").replace('"left"', '"right"')),
        "list numbers aligned right",
        "document ¶2",
    ),
    (
        in_list(lvl(0, "bullet", "l", more='<w:lvlPicBulletId w:val="0"/>')),
        "picture as a bullet",
        "document ¶2",
    ),
    (
        in_list(lvl(0, "bullet", "l", run='<w:rFonts w:ascii="Webdings"/>')),
        "symbol 006C of Webdings",
        "document ¶2",
    ),
    (
        in_list(lvl(0, "decimal", "%1.", run="<w:shadow/>")),
        "characters with a shadow",
        "document ¶2",
    ),
    (with_paragraph("<w:bidi/>"), "right-to-left paragraph", "document ¶2"),
    (with_paragraph('<w:shd w:val="horzStripe"/>'), "shading pattern horzStripe", "document ¶2"),
    (with_paragraph('<w:textAlignment w:val="center"/>'), "text alignment center", "document ¶2"),
    (
        with_paragraph('<w:spacing w:beforeAutospacing="1"/>'),
        "automatic paragraph spacing",
        "document ¶2",
    ),
    (
        with_paragraph('<w:pBdr><w:between w:val="single"/></w:pBdr>'),
        "paragraph border between",
        "document ¶2",
    ),
    (with_paragraph('<w:pBdr><w:top w:val="wave"/></w:pBdr>'), "border wave", "document ¶2"),
    (
        with_paragraph('<w:tabs><w:tab w:val="decimal" w:pos="2000"/></w:tabs>'),
        "tab stop decimal",
        "document ¶2",
    ),
    (with_paragraph('<w:jc w:val="thaiDistribute"/>'), "alignment thaiDistribute", "document ¶2"),
    (
        docx_file(p("前") + p("字", "<w:rPr><w:del/></w:rPr>")),
        "tracked deletion of a paragraph's end",
        "document ¶2",
    ),
    (
        docx_file(p("前") + p("字", "<w:rPr><w:vanish/></w:rPr>")),
        "hidden end of a paragraph that shows",
        "document ¶2",
    ),
    (in_body(p(field("REF a"))), "field REF a", "document ¶2"),
    (in_body(p(field("TOC"))), "field TOC", "document ¶2"),
    (in_body(p(field("PAGE"))), "page number field in the text", "document ¶2"),
    (in_body(p(field("PAGE \\* ROMAN"))), "field PAGE \\* ROMAN", "document ¶2"),
    (
        in_body(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("PAGE"))),
        "nested field",
        "document ¶2",
    ),
    (with_cell('<w:textDirection w:val="tbRl"/>'), "vertical text", "document ¶1 table"),
    (
        with_cell('<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>'),
        "diagonal rule in a cell",
        "document ¶1 table",
    ),
    (
        with_cell('<w:tcBorders><w:top w:val="dashed"/></w:tcBorders>'),
        "border dashed",
        "document ¶1 table",
    ),
    (
        with_cell('<w:shd w:val="thinDiagCross" w:fill="auto"/>'),
        "shading pattern thinDiagCross",
        "document ¶1 table",
    ),
    (with_cell("<w:tcFitText/>"), "text fitted to its cell", "document ¶1 table"),
    (with_cell("<w:hideMark/>"), "cell that may be lower than a line", "document ¶1 table"),
    (with_row("<w:hidden/>"), "hidden row", "document ¶1 table"),
    (with_row('<w:tblCellSpacing w:w="20"/>'), "space between cells", "document ¶1 table"),
    (with_table("<w:tblpPr/>"), "floating table", "document ¶1 table"),
    (with_table("<w:bidiVisual/>"), "right-to-left table", "document ¶1 table"),
    (with_table('<w:tblCellSpacing w:w="20"/>'), "space between cells", "document ¶1 table"),
    (
        in_body(
            tbl(
                [4000], tr(tc("字")).replace("<w:trPr>", "<w:tblPrEx><w:tblW/></w:tblPrEx><w:trPr>")
            )
        ),
        "table settings of a single row",
        "document ¶1 table",
    ),
    (
        docx_file(tbl([4000], tr(tc(p('<w:r><w:br w:type="page"/></w:r>'))))),
        "page break in a table",
        "document ¶1",
    ),
    (
        docx_file(
            tbl(
                [2000, 2000], tr(tc("一", width=1000), tc("二")), tr(tc("三", width=3000), tc("四"))
            )
        ),
        "rows whose cells differ in width from the columns",
        "document ¶0 table",
    ),
    (with_section('<w:cols w:num="2"/>'), "columns", "section"),
    (with_section("<w:pgBorders/>"), "page border", "section"),
    (with_section('<w:lnNumType w:countBy="1"/>'), "line numbers", "section"),
    (with_section('<w:vAlign w:val="center"/>'), "vertical alignment of the page", "section"),
    (with_section('<w:textDirection w:val="tbRl"/>'), "vertical text", "section"),
    (with_section('<w:pgNumType w:fmt="upperRoman"/>'), "page number format upperRoman", "section"),
    (
        with_section('<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="640"/>'),
        "character grid 字符网格",
        "section",
    ),
    (
        docx_file(p("前"), page=section("", '<w:pgSz w:w="0" w:h="16838"/>')),
        "paper of 0",
        "section",
    ),
    (
        docx_file(p("前"), page=section("", '<w:pgSz w:w="2000" w:h="2000"/>')),
        "negative or overlapping margins",
        "section",
    ),
    (
        docx_file(
            p("前", section()) + p("后"),
            page=section("", A4.replace("1588", "3000") + '<w:type w:val="continuous"/>'),
        ),
        "continuous section with a page layout of its own",
        "section",
    ),
    (with_settings("<w:autoHyphenation/>"), "automatic hyphenation", "settings"),
    (with_settings("<w:mirrorMargins/>"), "mirrored margins", "settings"),
    (
        with_settings('<w:noLineBreaksAfter w:lang="zh-CN" w:val="$"/>'),
        "own set of marks",
        "settings",
    ),
    (inline('<a:srcRect l="10000"/>'), "cropped picture", "document ¶2"),
    (inline(change=("<a:xfrm>", '<a:xfrm rot="5400000">')), "turned picture", "document ¶2"),
    (inline(change=("r:embed", "r:link")), "linked picture", "document ¶2"),
    (inline(change=("wp:inline", "wp:anchor")), "floating picture", "document ¶2"),
    (
        inline(change=('r:embed="i1"/>', 'r:embed="i1"><a:grayscl/></a:blip>')),
        "recoloured",
        "document ¶2",
    ),
    (
        docx_file(p(picture("i1", 5, 5)), parts={"i1": ("media/a.emf", b"EMF")}),
        "picture a.emf",
        "document ¶1",
    ),
]


@pytest.mark.parametrize(
    ("source", "feature", "place"),
    FOUND,
    ids=[f"{case[1]} {number}" for number, case in enumerate(FOUND)],
)
def test_refused_by_name_and_place(source: bytes, feature: str, place: str) -> None:
    findings = beyond_page_model(source, ".docx")
    assert [one.place for one in findings if one.feature.startswith(feature)] == [place]
    with pytest.raises(BeyondPageModel) as caught:
        render(source, ".docx", engine="typst")
    assert caught.value.findings == findings
    assert feature in str(caught.value)


HARMLESS = [
    with_run('<w:highlight w:val="none"/><w:em w:val="none"/><w:bdr w:val="nil"/>'),
    with_run(
        '<w:lang w:val="en-US"/><w:noProof/><w:webHidden/><w:kern w:val="2"/><w:caps w:val="0"/>'
    ),
    with_run('<w:shd w:val="clear" w:fill="auto"/><w:u w:val="none"/><w:w w:val="100"/>'),
    with_paragraph('<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="0"/>'),
    with_paragraph('<w:textAlignment w:val="auto"/><w:textDirection w:val="lrTb"/>'),
    with_paragraph("<w:rPr><w:ins/></w:rPr><w:wordWrap/>"),
    with_cell('<w:noWrap/><w:textDirection w:val="lrTb"/><w:hideMark w:val="0"/>'),
    with_section('<w:cols w:space="425"/><w:vAlign w:val="top"/><w:formProt w:val="0"/>'),
    with_settings('<w:zoom w:percent="100"/><w:autoHyphenation w:val="0"/>'),
    in_body('<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>' + p("后")),
    in_run('<w:lastRenderedPageBreak/><w:t>后</w:t><w:commentReference w:id="1"/>'),
    in_style('<w:lang w:val="en-US"/>'),
]


@pytest.mark.parametrize("source", HARMLESS, ids=range(len(HARMLESS)))
def test_what_changes_nothing_is_not_refused(source: bytes) -> None:
    assert beyond_page_model(source, ".docx") == ()
    assert render(source, ".docx", engine="typst").pages == 1


TALL = "".join(p(f"{number}") for number in range(80))
RUNS_OFF = [
    (
        docx_file(
            tbl(
                [4000],
                tr(tc("一")),
                tr(tc(TALL), properties='<w:trHeight w:val="90000" w:hRule="exact"/>'),
            )
        ),
        "line or row higher than the page",
    ),
    (
        docx_file(
            tbl([4000], tr(tc("两行" * 20), properties='<w:trHeight w:val="400" w:hRule="exact"/>'))
        ),
        "text higher than the exact height of its row",
    ),
    (
        docx_file(p(picture("i1", 50, 400)), parts={"i1": ("media/a.png", png())}),
        "line or row higher",
    ),
    (
        docx_file(
            tbl(
                [4000, 4000],
                tr(tc("字" * 400, '<w:vMerge w:val="restart"/>'), tc("甲")),
                *(tr(tc("", "<w:vMerge/>"), tc(p("行") * 3)) for _ in range(30)),
            )
        ),
        "text of a merged cell cut by a page",
    ),
]


@pytest.mark.parametrize(("source", "feature"), RUNS_OFF, ids=[case[1] for case in RUNS_OFF])
def test_nothing_runs_off_the_page(source: bytes, feature: str) -> None:
    with pytest.raises(BeyondPageModel) as caught:
        render(source, ".docx", engine="typst")
    assert caught.value.findings[0].feature.startswith(feature)
    assert caught.value.findings[0].place.startswith("document ¶")


def test_a_long_list_of_findings_is_cut_in_the_message() -> None:
    source = docx_file("".join(p(r("字", "<w:outline/>")) for _ in range(9)))
    with pytest.raises(BeyondPageModel, match="and 4 more") as caught:
        render(source, ".docx", engine="typst")
    assert len(caught.value.findings) == 9
