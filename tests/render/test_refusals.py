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
    line_shape,
    lists,
    lvl,
    of_list,
    p,
    picture,
    png,
    r,
    section,
    spot,
    tbl,
    tc,
    text_box,
    tr,
    unzipped,
    vml_line,
    zipped,
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


def shape(change: tuple[str, str] = ("", ""), inside: str = "") -> bytes:
    run = line_shape(50, 0, spot("H", "page", 10), spot("V", "page", 10), inside=inside)
    changed = run.replace(*change) if change[0] else run
    if "wordprocessingShape" in change[0] or "chart" in change[1]:
        changed = changed.replace("<wps:wsp>", "<w:other>").replace("</wps:wsp>", "</w:other>")
    return docx_file(p("前") + p(changed))


def in_footer(blocks: str) -> bytes:
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    return docx_file(p("前"), page=section(reference), banners={"footer1": blocks})


def embedded_font() -> bytes:
    files = unzipped(docx_file(p("前")))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    fonts = (
        f'<w:fonts {space}><w:font w:name="宋体"/><w:font w:name="方正小标宋简体">'
        "<w:embedRegular/></w:font></w:fonts>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
    relation = f'<Relationship Id="f" Type="{kind}" Target="fontTable.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    changed = files[name].replace(b"</Relationships>", relation.encode())
    return zipped(files | {name: changed, "word/fontTable.xml": fonts.encode()})


def in_list(level: str) -> bytes:
    return docx_file(p("前") + p("字", of_list(1)), numbering=lists(level))


def inline(inside: str = "", change: tuple[str, str] = ("", "")) -> bytes:
    run = (
        picture("i1", 10, 10, inside).replace(*change)
        if change[0]
        else picture("i1", 10, 10, inside)
    )
    return docx_file(p("前") + p(run), parts={"i1": ("media/a.png", png())})


_HERE = (spot("H", "page", 10), spot("V", "page", 10))
_BOX = text_box(50, 20, *_HERE, p("盒中"))


def boxed(change: tuple[str, str]) -> bytes:
    changed = _BOX.replace(*change)
    assert changed != _BOX
    return docx_file(
        p("前")
        + p(changed.replace("</wps:bodyPr>", "</wps:none>") if "none" in change[1] else changed)
    )


FOUND = [
    # file, what is named, where
    (in_run("<mc:AlternateContent/>"), "text box or shape", "document ¶2"),
    (in_run("<w:pict><v:shape/></w:pict>"), "VML picture or shape", "document ¶2"),
    (
        in_run("<w:pict><v:shape><v:textpath/></v:shape></w:pict>"),
        "VML watermark",
        "document ¶2",
    ),
    (in_run("<w:pict><v:rect><v:textbox/></v:rect></w:pict>"), "VML text box", "document ¶2"),
    (in_body(p(vml_line("0,0", "9pt,0", color="window"))), "VML line drawn", "document ¶2"),
    (in_body(p(vml_line("0,0", "9ex,0"))), "VML line drawn", "document ¶2"),
    (
        in_body(p(vml_line("0,0", "9pt,0", inside='<v:stroke endarrow="block"/>'))),
        "VML line drawn",
        "document ¶2",
    ),
    (in_body(p(vml_line("0,0", "9pt,0", style="rotation:90"))), "VML line placed", "document ¶2"),
    (
        in_body(p(vml_line("0,0", "9pt,9pt", inside='<v:stroke linestyle="thickThin"/>'))),
        "slanting line of two",
        "document ¶2",
    ),
    (
        in_body(tbl([4000], tr(tc(p(vml_line("0,0", "9pt,0")))))),
        "floating picture, line or text box in a table or text box",
        "document ¶2",
    ),
    (shape(change=('prst="line"', 'prst="rect"')), "shape rect", "document ¶2"),
    (shape(change=("<a:xfrm ", '<a:xfrm rot="60000" ')), "turned line", "document ¶2"),
    (shape(inside='<a:tailEnd type="arrow"/>'), "line drawn in a way", "document ¶2"),
    (shape(change=("<wps:bodyPr/>", "<w:txbxContent/>")), "text box", "document ¶2"),
    *(
        (boxed(change), named, "document ¶2")
        for change, named in (
            (("<wps:bodyPr ", "<wps:none "), "text box"),
            (('prst="rect"', 'prst="ellipse"'), "text box of another shape"),
            (("<a:xfrm>", '<a:xfrm rot="60000">'), "turned text box"),
            (("<a:ln><a:noFill/></a:ln>", "<a:ln/>"), "text box with a rule around it"),
            (("<a:noFill/><a:ln>", "<a:solidFill/><a:ln>"), "filled text box"),
            (("</wps:spPr>", "<a:effectLst/></wps:spPr>"), "text box with an effect"),
            (("<a:noAutofit/>", "<a:spAutoFit/>"), "text box that grows with its text"),
            (("<a:noAutofit/>", "<a:scene3d/>"), "text box with an effect"),
            (
                ("<a:noAutofit/>", '<a:prstTxWarp prst="textWave1"/>'),
                "text box with an effect",
            ),
            (('vert="horz"', 'vert="eaVert"'), "text box set in a way of its own"),
            (('rot="0" vert', 'own="0" vert'), "text box set in a way of its own"),
        )
    ),
    (
        in_body(tbl([4000], tr(tc(p(_BOX))))),
        "text box",
        "document ¶2",
    ),
    (in_body(p(text_box(9, 9, *_HERE, p(_BOX)))), "text box", "document ¶3"),
    (
        in_body(p(text_box(9, 9, *_HERE, p("字", "<w:pageBreakBefore/>")))),
        "page break in a table",
        "document ¶3",
    ),
    (
        shape(change=("2010/wordprocessingShape", "2010/wordprocessingGroup")),
        "group of shapes",
        "document ¶2",
    ),
    (
        shape(change=("2010/wordprocessingShape", "2010/wordprocessingCanvas")),
        "drawing canvas",
        "document ¶2",
    ),
    (
        shape(change=("2010/wordprocessingShape", "2006/chart")),
        "drawing (chart)",
        "document ¶2",
    ),
    (
        shape(change=("<wp:wrapNone/>", "<wp:wrapSquare/>")),
        "floating picture with text around it",
        "document ¶2",
    ),
    (
        shape(change=('relativeFrom="page"', 'relativeFrom="insideMargin"')),
        "floating picture at a place of another kind",
        "document ¶2",
    ),
    (shape(change=("<wp:docPr ", '<wp:docPr hidden="1" ')), "hidden drawing", "document ¶2"),
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
    (with_run('<w:em w:val="comma"/>'), "emphasis mark comma", "document ¶2"),
    (with_run("<w:outline/>"), "hollow characters", "document ¶2"),
    (with_run("<w:shadow/>"), "characters with a shadow", "document ¶2"),
    (with_run("<w:emboss/>"), "embossed characters", "document ¶2"),
    (with_run("<w:imprint/>"), "engraved characters", "document ¶2"),
    (with_run("<w:rtl/>"), "right-to-left text", "document ¶2"),
    (with_run("<w:eastAsianLayout/>"), "combined characters 双行合一", "document ¶2"),
    (with_run('<w:bdr w:val="wave"/>'), "border wave", "document ¶2"),
    (with_run("<w:somethingNew/>"), "somethingNew", "document ¶2"),
    (in_style('<w:em w:val="circle"/>'), "emphasis mark circle", "style S"),
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
        with_paragraph('<w:pBdr><w:bar w:val="single"/></w:pBdr>'),
        "paragraph border bar",
        "document ¶2",
    ),
    (with_paragraph('<w:pBdr><w:top w:val="wave"/></w:pBdr>'), "border wave", "document ¶2"),
    (
        with_paragraph('<w:tabs><w:tab w:val="bar" w:pos="2000"/></w:tabs>'),
        "tab stop bar",
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
    (in_body(p(field("EQ \\o(a,b)"))), "field EQ \\o(a,b)", "document ¶2"),
    (in_body(p(field("INCLUDEPICTURE a"))), "field INCLUDEPICTURE a", "document ¶2"),
    (in_body(p(field("FORMCHECKBOX"))), "field FORMCHECKBOX", "document ¶2"),
    (in_body(p(field(""))), "field ", "document ¶2"),
    (
        in_body(p('<w:fldSimple w:instr=" SYMBOL 74 "><w:r><w:t>J</w:t></w:r></w:fldSimple>')),
        "field SYMBOL 74",
        "document ¶2",
    ),
    (
        in_body(p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText></w:r>')),
        "field over several paragraphs",
        "document ¶2",
    ),
    (in_body(p(field("PAGE"))), "page number field in the text", "document ¶2"),
    (in_body(p(field("PAGE \\* CARDTEXT"))), "field PAGE \\* CARDTEXT", "document ¶2"),
    (
        in_footer(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("PAGE"))),
        "nested field",
        "footer1 ¶1",
    ),
    (
        with_cell('<w:textDirection w:val="lrTbV"/>'),
        "vertical text lrTbV",
        "document ¶1 table row 1 cell 1",
    ),
    (
        with_cell('<w:tcBorders><w:tl2br w:val="double"/></w:tcBorders>'),
        "double diagonal rule in a cell",
        "document ¶1 table row 1 cell 1",
    ),
    (
        with_cell('<w:tcBorders><w:top w:val="wave"/></w:tcBorders>'),
        "border wave",
        "document ¶1 table row 1 cell 1",
    ),
    (
        with_cell('<w:shd w:val="thinDiagCross" w:fill="auto"/>'),
        "shading pattern thinDiagCross",
        "document ¶1 table row 1 cell 1",
    ),
    (with_cell("<w:tcFitText/>"), "text fitted to its cell", "document ¶1 table row 1 cell 1"),
    (
        with_cell("<w:hideMark/>"),
        "cell that may be lower than a line",
        "document ¶1 table row 1 cell 1",
    ),
    (with_row("<w:hidden/>"), "hidden row", "document ¶1 table row 1"),
    (with_row('<w:tblCellSpacing w:w="20"/>'), "space between cells", "document ¶1 table row 1"),
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
        "document ¶1 table row 1",
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
    (with_section('<w:cols w:num="2"/>'), "columns", "section 1"),
    (
        with_section('<w:pgBorders><w:top w:val="apples"/></w:pgBorders>'),
        "border apples",
        "section 1",
    ),
    (
        with_section('<w:pgBorders w:display="somePages"><w:top w:val="single"/></w:pgBorders>'),
        "page border on somePages",
        "section 1",
    ),
    (with_section('<w:lnNumType w:countBy="1"/>'), "line numbers", "section 1"),
    (with_section('<w:vAlign w:val="center"/>'), "vertical alignment of the page", "section 1"),
    (with_section('<w:textDirection w:val="tbRl"/>'), "vertical text", "section 1"),
    (with_section('<w:pgNumType w:fmt="hebrew1"/>'), "page number format hebrew1", "section 1"),
    (
        with_section('<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="640"/>'),
        "character grid 字符网格",
        "section 1",
    ),
    (
        docx_file(p("前"), page=section("", '<w:pgSz w:w="0" w:h="16838"/>')),
        "paper of 0",
        "section 1",
    ),
    (
        docx_file(p("前"), page=section("", '<w:pgSz w:w="2000" w:h="2000"/>')),
        "negative or overlapping margins",
        "section 1",
    ),
    (
        docx_file(
            p("前", section()) + p("后"),
            page=section("", A4.replace("1588", "3000") + '<w:type w:val="continuous"/>'),
        ),
        "continuous section with a page layout of its own",
        "section 2",
    ),
    (with_settings("<w:somethingNew/>"), "setting somethingNew", "settings"),
    (in_list(lvl(0, "decimal", "%1", more="<w:legacy/>")), "list level with legacy", "document ¶2"),
    (embedded_font(), "embedded font 方正小标宋简体", "fontTable"),
    (with_settings("<w:autoHyphenation/>"), "automatic hyphenation", "settings"),
    (with_settings("<w:gutterAtTop/>"), "gutter at the top", "settings"),
    (with_settings("<w:bookFoldPrinting/>"), "book fold", "settings"),
    (with_settings("<w:printTwoOnOne/>"), "two pages on a sheet", "settings"),
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


DOWN = '<w:textDirection w:val="tbRl"/>'
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
        docx_file(p("前") + tbl([1000, 4000], tr(tc("竖排放不下", DOWN), tc("一行")))),
        "vertical text that does not fit its cell",
    ),
    (
        docx_file(
            p("前")
            + tbl(
                [4000],
                tr(
                    tc(p(picture("i1", 5, 5)), DOWN),
                    properties='<w:trHeight w:val="2000" w:hRule="exact"/>',
                ),
            ),
            parts={"i1": ("media/a.png", png())},
        ),
        "picture in vertical text",
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
