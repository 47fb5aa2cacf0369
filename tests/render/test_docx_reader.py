"""The DOCX reader: what the XML says and the page model holds."""

from __future__ import annotations

import pytest

from generator.render.docx.reader import read_docx
from generator.render.model import (
    Align,
    Block,
    Bookmark,
    Document,
    Field,
    HeightRule,
    LineBreak,
    PageBreak,
    PageField,
    Paragraph,
    Picture,
    PitchRule,
    SectionStart,
    Tab,
    Table,
    Text,
    VAlign,
)
from tests.render.docxmaker import (
    A4,
    MODERN,
    SINGLE,
    bookmark,
    docx_file,
    field,
    fonts,
    p,
    picture,
    png,
    r,
    section,
    tbl,
    tc,
    tr,
)

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def read(source: bytes) -> Document:
    document, refusals = read_docx(source)
    assert refusals.findings == []
    return document


def blocks(body: str, styles: str = "", **rest: str) -> tuple[Block, ...]:
    return read(docx_file(body, styles=styles, **rest)).sections[0].blocks  # type: ignore[arg-type]


def paragraph(body: str, styles: str = "", **rest: str) -> Paragraph:
    found = blocks(body, styles, **rest)[0]
    assert isinstance(found, Paragraph)
    return found


def text(body: str) -> Text:
    found = paragraph(body).inlines[0]
    assert isinstance(found, Text)
    return found


def table(body: str, styles: str = "") -> Table:
    found = blocks(body, styles)[0]
    assert isinstance(found, Table)
    return found


# ---------------------------------------------------------------- runs and styles


def style(kind: str, style_id: str, inside: str, based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{style_id}"/>'
        f"{parent}{inside}</w:style>"
    )


def test_styles_inherit_from_general_to_particular() -> None:
    styles = (
        style(
            "paragraph",
            "P",
            f'<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/>{fonts("黑体")}</w:rPr>',
        )
        + style("paragraph", "Q", '<w:rPr><w:sz w:val="44"/></w:rPr>', "P")
        + style("character", "C", '<w:rPr><w:i/><w:b w:val="0"/></w:rPr>')
    )
    runs = r("一") + r("二", '<w:rStyle w:val="C"/>') + r("三", '<w:sz w:val="20"/>')
    found = paragraph(p(runs, '<w:pStyle w:val="Q"/>'), styles)
    assert found.style.align is Align.CENTER
    assert found.style.style_id == "Q"
    first, second, third = (item.style for item in found.inlines if isinstance(item, Text))
    assert (first.fonts.cjk, first.size, first.bold, first.italic) == ("黑体", 22, True, False)
    assert (second.size, second.bold, second.italic) == (22, False, True)
    assert (third.size, third.bold) == (10, True)


def test_faces_by_script_and_theme() -> None:
    assert text(p(r("x", fonts("宋体", "Arial")))).style.fonts.latin == "Arial"
    only = '<w:rFonts w:eastAsia="楷体_GB2312"/>'
    assert text(p(r("x", only))).style.fonts.cjk == "楷体_GB2312"
    assert text(p(r("x", only))).style.fonts.latin == "仿宋_GB2312"
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Arial"/>'
    assert text(p(r("x", themed))).style.fonts.latin == "Arial"


RUNS = [
    ('<w:u w:val="single"/>', "underline", True),
    ("<w:strike/>", "strike", True),
    ('<w:color w:val="ff0000"/>', "color", "FF0000"),
    ('<w:color w:val="auto"/>', "color", "000000"),
    ('<w:color w:val="bad"/>', "color", "000000"),
    ('<w:spacing w:val="-5"/>', "spacing", -0.25),
    ('<w:position w:val="6"/>', "raised", 3.0),
    ('<w:rFonts w:hint="eastAsia"/>', "cjk_hint", True),
]


@pytest.mark.parametrize(("xml", "name", "value"), RUNS)
def test_run_properties(xml: str, name: str, value: object) -> None:
    assert getattr(text(p(r("字", xml))).style, name) == value


def test_what_a_run_holds() -> None:
    run = "<w:r><w:t>甲\t乙\n丙</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:cr/></w:r>"
    kinds = paragraph(p(run)).inlines
    assert [type(item) for item in kinds] == [Text, Tab, Text, Tab, LineBreak, Text, LineBreak]
    assert [item.text for item in kinds if isinstance(item, Text)] == ["甲", "乙 丙", "\u2011"]


def test_changes_are_taken_as_accepted() -> None:
    runs = (
        r("甲")
        + f"<w:ins>{r('乙')}</w:ins>"
        + "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{r('丁')}</w:moveFrom><w:moveTo>{r('戊')}</w:moveTo>"
    )
    assert paragraph(p(runs)).text == "甲乙戊"
    rows = tr(tc("留")) + tr(tc("删"), properties="<w:del/>") + tr(tc("加"), properties="<w:ins/>")
    assert len(table(tbl([4000], rows)).rows) == 2


def test_hidden_text_goes_and_fields_in_it_do_not_confuse() -> None:
    assert paragraph(p(r("甲") + r("乙", "<w:vanish/>") + r("丙"))).text == "甲丙"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = p(bookmark("seal_a"), hidden) + p("后")
    (only,) = blocks(body)
    assert isinstance(only, Paragraph)
    assert only.inlines[0] == Bookmark("seal_a")


def test_content_controls_and_links_are_transparent() -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>"
    assert paragraph(p(r("甲") + inner + f"<w:hyperlink>{r('丙')}</w:hyperlink>")).text == "甲乙丙"
    body = f"<w:sdt><w:sdtContent>{p('一')}{tbl([4000], tr(tc('二')))}</w:sdtContent></w:sdt>"
    assert [type(block) for block in blocks(body)] == [Paragraph, Table]


# ---------------------------------------------------------------- paragraphs

PARAGRAPHS = [
    ('<w:jc w:val="both"/>', "align", Align.BOTH),
    ('<w:jc w:val="distribute"/>', "align", Align.DISTRIBUTE),
    ('<w:jc w:val="end"/>', "align", Align.RIGHT),
    ('<w:ind w:left="640" w:right="320"/>', "left", 32.0),
    ('<w:ind w:start="640"/>', "left", 32.0),
    ('<w:ind w:left="12mm"/>', "left", pytest.approx(34.016, abs=0.01)),
    ('<w:ind w:firstLine="640"/>', "first_line", 32.0),
    ('<w:ind w:firstLine="640" w:hanging="320"/>', "first_line", -16.0),
    ('<w:ind w:firstLineChars="200"/>', "first_line", 32.0),
    ('<w:ind w:firstLineChars="0" w:firstLine="0"/>', "first_line", 0.0),
    ('<w:ind w:leftChars="100" w:left="320"/>', "left", 16.0),
    ('<w:ind w:leftChars="0" w:left="320"/>', "left", 16.0),
    ('<w:spacing w:before="240"/>', "before", 12.0),
    ('<w:spacing w:beforeLines="50" w:before="1"/>', "before", 6.0),
    ('<w:spacing w:beforeLines="0" w:before="240"/>', "before", 12.0),
    ('<w:spacing w:line="560" w:lineRule="exact"/>', "pitch", 28.0),
    ('<w:spacing w:line="560" w:lineRule="exact"/>', "pitch_rule", PitchRule.EXACT),
    ('<w:spacing w:line="560" w:lineRule="atLeast"/>', "pitch_rule", PitchRule.AT_LEAST),
    ('<w:spacing w:line="360" w:lineRule="auto"/>', "pitch", 1.5),
    ('<w:spacing w:line="360"/>', "pitch", 1.5),
    ("<w:keepNext/>", "keep_next", True),
    ('<w:keepNext w:val="0"/>', "keep_next", False),
    ("<w:keepLines/>", "keep_lines", True),
    ("<w:pageBreakBefore/>", "page_break_before", True),
    ('<w:widowControl w:val="0"/>', "widow_control", False),
    ("", "widow_control", True),
    ('<w:kinsoku w:val="0"/>', "kinsoku", False),
    ('<w:overflowPunct w:val="0"/>', "overflow_punct", False),
    ('<w:autoSpaceDE w:val="0"/>', "auto_space_letters", False),
    ('<w:autoSpaceDN w:val="0"/>', "auto_space_digits", False),
    ('<w:snapToGrid w:val="0"/>', "snap_to_grid", False),
    ("<w:contextualSpacing/>", "contextual_spacing", True),
]


@pytest.mark.parametrize(("xml", "name", "value"), PARAGRAPHS)
def test_paragraph_properties(xml: str, name: str, value: object) -> None:
    assert getattr(paragraph(p("字", xml)).style, name) == value


def test_a_length_overrides_an_inherited_indent_in_characters() -> None:
    styles = style("paragraph", "P", '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>')
    named = '<w:pStyle w:val="P"/>'
    assert paragraph(p("字", named), styles).style.first_line == 32
    assert paragraph(p("字", named + '<w:ind w:firstLine="0"/>'), styles).style.first_line == 0


def test_tab_stops_add_up_and_are_cleared() -> None:
    styles = style(
        "paragraph",
        "P",
        '<w:pPr><w:tabs><w:tab w:val="left" w:pos="400"/><w:tab w:val="left" w:pos="800"/></w:tabs>'
        "</w:pPr>",
    )
    own = (
        '<w:tabs><w:tab w:val="clear" w:pos="400"/>'
        '<w:tab w:val="right" w:leader="dot" w:pos="200"/></w:tabs>'
    )
    stops = paragraph(p("字", '<w:pStyle w:val="P"/>' + own), styles).style.tabs
    found = [(stop.position, stop.align, stop.leader) for stop in stops]
    assert found == [(10, Align.RIGHT, "."), (40, Align.LEFT, "")]


def test_borders_of_a_paragraph() -> None:
    top = '<w:top w:val="double" w:sz="6" w:space="3" w:color="FF0000"/>'
    rules = f'<w:pBdr>{top}<w:left w:val="nil"/></w:pBdr>'
    borders = paragraph(p("字", rules)).style.borders
    assert borders is not None
    assert borders.top is not None
    assert (borders.top.width, borders.top.lines) == (2.25, (0.75, 0.75, 0.75))
    assert (borders.top.space, borders.top.color) == (3, "FF0000")
    assert borders.left is None


CUTS = [
    (r("前") + BREAK + r("后"), ["前", PageBreak, "后"]),
    (BREAK + r("后"), [PageBreak, "后"]),
    (r("前") + BREAK, ["前", PageBreak]),
    (BREAK, ["", PageBreak]),
    ("", [""]),
]


@pytest.mark.parametrize(("runs", "expected"), CUTS)
def test_page_breaks_cut_paragraphs(runs: str, expected: list[object]) -> None:
    found = [b.text if isinstance(b, Paragraph) else type(b) for b in blocks(p(runs))]
    assert found == expected


def test_bookmarks() -> None:
    inside = paragraph(p(r("甲") + bookmark("seal_a") + r("乙")))
    assert inside.inlines[1] == Bookmark("seal_a")
    between = blocks(bookmark("seal_b") + tbl([4000], tr(tc("格"))))
    cell = between[0].rows[0].cells[0].blocks[0]  # type: ignore[union-attr]
    assert isinstance(cell, Paragraph)
    assert cell.inlines[0] == Bookmark("seal_b")
    assert paragraph(p(bookmark("_Toc1") + bookmark("_GoBack"))).inlines == ()
    refused = read_docx(docx_file(p("甲") + bookmark("seal_c")))[1].findings
    assert [one.feature for one in refused] == ["bookmark seal_c after the last paragraph"]


# ---------------------------------------------------------------- tables

ROWS = tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙", '<w:vMerge w:val="restart"/>')) + tr(
    tc("丙"), tc("丁"), tc("", "<w:vMerge/>")
)


def test_spans_and_merges() -> None:
    found = table(tbl([2000, 2000, 2000], ROWS))
    cells = [[(c.column, c.span, c.rows) for c in row.cells] for row in found.rows]
    assert cells == [[(0, 2, 1), (2, 1, 2)], [(0, 1, 1), (1, 1, 1)]]
    assert found.grid == (100, 100, 100)


HEIGHTS = [
    ("", HeightRule.AUTO, 0),
    ('<w:trHeight w:val="400"/>', HeightRule.AT_LEAST, 20),
    ('<w:trHeight w:val="400" w:hRule="exact"/>', HeightRule.EXACT, 20),
    ('<w:trHeight w:val="400" w:hRule="auto"/>', HeightRule.AUTO, 20),
]


@pytest.mark.parametrize(("xml", "rule", "height"), HEIGHTS)
def test_row_heights(xml: str, rule: HeightRule, height: float) -> None:
    (row,) = table(tbl([4000], tr(tc("字"), properties=xml))).rows
    assert (row.height_rule, row.height) == (rule, height)


def test_rows_and_cells() -> None:
    row = tr(tc("字", '<w:vAlign w:val="center"/>'), properties="<w:tblHeader/><w:cantSplit/>")
    (found,) = table(tbl([4000], row)).rows
    assert (found.header, found.cant_split) == (True, True)
    assert found.cells[0].valign is VAlign.CENTER
    grey = '<w:shd w:val="clear" w:fill="d9d9d9"/>'
    margins = '<w:tcMar><w:top w:w="100"/><w:start w:w="0"/></w:tcMar>'
    cell = table(tbl([4000], tr(tc("字", grey + margins)))).rows[0].cells[0]
    assert cell.shading == "D9D9D9"
    assert cell.margins == (5, 5.4, 0, 0)


def sides(body: str, row: int, column: int) -> str:
    """Which rules a cell has: t, b, l, r."""
    borders = table(body).rows[row].cells[column].borders
    return "".join(name[0] for name in ("top", "bottom", "left", "right") if getattr(borders, name))


OUTER = SINGLE[: SINGLE.index("<w:insideH")]
INNER = SINGLE[SINGLE.index("<w:insideH") :]


def test_rules_of_tables_and_cells() -> None:
    grid = tr(tc("甲"), tc("乙")) + tr(tc("丙"), tc("丁"))
    assert sides(tbl([2000, 2000], grid, borders=OUTER), 0, 0) == "tl"
    assert sides(tbl([2000, 2000], grid, borders=OUTER), 1, 1) == "br"
    assert sides(tbl([2000, 2000], grid, borders=INNER), 0, 0) == "br"
    own = '<w:tcBorders><w:top w:val="single" w:sz="4" w:color="auto"/><w:left w:val="nil"/></w:tcBorders>'
    with_own = grid.replace("<w:tcPr>", "<w:tcPr>" + own, 1)
    # What a cell says itself counts, even where it says the same as the table's inner rules.
    assert sides(tbl([2000, 2000], with_own, borders=INNER), 0, 0) == "tbr"
    assert sides(tbl([2000, 2000], with_own, borders=OUTER), 0, 0) == "t"
    assert sides(tbl([2000, 2000, 2000], ROWS), 0, 1) == "tblr"


def test_the_lowest_of_merged_cells_speaks_for_the_bottom() -> None:
    thick = '<w:tcBorders><w:bottom w:val="single" w:sz="24"/></w:tcBorders>'
    rows = tr(tc("上", '<w:vMerge w:val="restart"/>')) + tr(tc("", "<w:vMerge/>" + thick))
    bottom = table(tbl([4000], rows)).rows[0].cells[0].borders.bottom
    assert bottom is not None
    assert bottom.width == 3


def test_table_styles_lend_borders_margins_and_text() -> None:
    base = style(
        "table",
        "N",
        '<w:tblPr><w:tblCellMar><w:left w:w="0"/><w:right w:w="0"/></w:tblCellMar></w:tblPr>',
    )
    grid = style(
        "table",
        "G",
        '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
        f"<w:tblPr><w:tblBorders>{SINGLE}</w:tblBorders></w:tblPr>",
        "N",
    )
    body = tbl([4000], tr(tc("字")), properties='<w:tblStyle w:val="G"/>', borders="")
    source = docx_file(body, styles=base + grid, paragraph_defaults='<w:spacing w:after="200"/>')
    found = read(source).sections[0].blocks[0]
    assert isinstance(found, Table)
    cell = found.rows[0].cells[0]
    inside = cell.blocks[0]
    assert isinstance(inside, Paragraph)
    assert cell.borders.top is not None
    assert cell.margins == (0, 0, 0, 0)
    assert (inside.style.after, inside.mark.size) == (0, 9)


def test_where_tables_stand() -> None:
    rows = tr(tc("甲"))
    assert table(tbl([4000], rows, properties='<w:jc w:val="center"/>')).align is Align.CENTER
    assert table(tbl([4000], rows, properties='<w:tblInd w:w="200" w:type="dxa"/>')).indent == 10
    assert table(tbl([4000], rows, properties='<w:tblW w:w="2500" w:type="pct"/>')).share == 0.5
    assert table(tbl([4000], rows, properties='<w:tblW w:w="50%" w:type="pct"/>')).share == 0.5
    old = read(docx_file(tbl([4000], rows), settings="")).sections[0].blocks[0]
    assert isinstance(old, Table)
    assert old.indent == -5.4  # before Word 2013 the text, not the edge, stood at the margin


def test_columns_are_as_wide_as_the_cells_ask() -> None:
    rows = tr(tc("甲", width=1000), tc("乙", width=7000)) * 2
    assert table(tbl([4000, 4000], rows)).grid == (50, 350)
    assert table(tbl([], tr(tc("甲", width=1000), tc("乙", width=1000)))).grid == (50, 50)


# ---------------------------------------------------------------- sections, headers, pictures


def test_sections_with_headers_and_numbers() -> None:
    references = (
        '<w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="first" r:id="footer1"/>'
    )
    wide = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="100" w:bottom="200" w:left="300" w:right="400" w:gutter="60"/>'
        '<w:pgNumType w:start="7"/><w:type w:val="oddPage"/>'
    )
    banners = {"header1": p("页眉"), "footer1": p(r("第") + field("PAGE"))}
    body = p("一", section(references, A4 + "<w:titlePg/>")) + p("二")
    document = read(
        docx_file(
            body,
            banners=banners,
            page=section("", wide),
            settings="<w:evenAndOddHeaders/>" + MODERN,
        )
    )
    first, second = document.sections
    assert document.even_and_odd
    assert [b.text for b in first.headers.default if isinstance(b, Paragraph)] == ["页眉"]
    assert second.headers.default == first.headers.default  # goes on
    assert first.footers.first is not None
    assert second.footers.first is None  # no first page of its own
    assert second.geometry.width == pytest.approx(841.9)
    assert (second.geometry.left, second.first_page) == (18, 7)
    assert second.start is SectionStart.ODD_PAGE
    footer = first.footers.first[0]
    assert isinstance(footer, Paragraph)
    assert [type(item) for item in footer.inlines] == [Text, PageField]


FIELDS = [
    (field("PAGE"), Field.PAGE),
    (field("PAGE \\* MERGEFORMAT"), Field.PAGE),
    (field("NUMPAGES", separate=False), Field.PAGES),
    (field("PAGE", ""), Field.PAGE),
    ('<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>3</w:t></w:r></w:fldSimple>', Field.PAGES),
]


@pytest.mark.parametrize(("xml", "kind"), FIELDS)
def test_page_fields(xml: str, kind: Field) -> None:
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    source = docx_file(p("字"), banners={"footer1": p(xml)}, page=section(reference))
    (footer,) = read(source).sections[0].footers.default
    assert isinstance(footer, Paragraph)
    assert [item.kind for item in footer.inlines if isinstance(item, PageField)] == [kind]
    assert footer.text == ""
    (bare,) = read(source).without_page_numbers().sections[0].footers.default
    assert isinstance(bare, Paragraph)
    assert bare.inlines == ()


def test_pictures() -> None:
    found = paragraph(p(picture("i1", 20, 10)), parts={"i1": ("media/a.png", png())})  # type: ignore[arg-type]
    (item,) = found.inlines
    assert isinstance(item, Picture)
    assert (item.width, item.height) == pytest.approx((56.69, 28.35), abs=0.01)
    assert item.data.startswith(b"\x89PNG")


def test_places_are_counted() -> None:
    found = blocks(p("一") + tbl([4000], tr(tc("二"))) + p("三"))
    assert [block.place for block in found if not isinstance(block, PageBreak)] == [
        "document ¶1",
        "document ¶1 table",
        "document ¶3",
    ]
