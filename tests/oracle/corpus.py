"""Small documents, one for each thing the layout does, to be set by both engines."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle import corpus_lists, corpus_text
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

BODY = (
    "为贯彻落实《“十四五”时期三级医院对口帮扶县级医院工作方案》（国卫医函〔2022〕57号），"
    "经2021年12月30日省卫生健康委第8次委务会研究，决定由昆明市中医医院（三级甲等）对口帮扶"
    "禄劝县中医医院，帮扶期限5年——自2021年1月1日起至2025年12月31日止。CT、MRI等大型设备按需配置，"
    "床位使用率达到85%以上，门诊量≥10,000人次/年；E-mail: wjw@example.cn。"
)
INDENT = '<w:ind w:firstLine="640"/>'
BOTH = '<w:jc w:val="both"/>'
EXACT = '<w:spacing w:line="560" w:lineRule="exact"/>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
TAB = "<w:r><w:tab/></w:r>"


def _paragraphs(properties: str, count: int = 3, text: str = BODY) -> str:
    return "".join(p(text, properties) for _ in range(count))


def alignments() -> bytes:
    kinds = ("left", "center", "right", "both", "distribute")
    return docx_file("".join(p(BODY[:60], f'<w:jc w:val="{kind}"/>') for kind in kinds))


def body_text() -> bytes:
    return docx_file(_paragraphs(EXACT + INDENT + BOTH, 8))


def body_text_no_hanging() -> bytes:
    return docx_file(_paragraphs('<w:overflowPunct w:val="0"/>' + EXACT + INDENT + BOTH, 8))


def latin_and_cjk_faces() -> bytes:
    return docx_file(_paragraphs(INDENT + BOTH, 5), latin="Times New Roman")


def indents() -> bytes:
    kinds = (
        '<w:ind w:left="640" w:right="640"/>',
        '<w:ind w:left="640" w:hanging="640"/>',
        '<w:ind w:firstLine="640" w:firstLineChars="200"/>',
        '<w:ind w:left="420" w:leftChars="0" w:firstLine="420"/>',
    )
    return docx_file("".join(p(BODY[:90], kind) for kind in kinds))


def pitches() -> bytes:
    kinds = (
        '<w:spacing w:line="560" w:lineRule="exact"/>',
        '<w:spacing w:line="300" w:lineRule="exact"/>',
        '<w:spacing w:line="700" w:lineRule="atLeast"/>',
        '<w:spacing w:line="200" w:lineRule="atLeast"/>',
        '<w:spacing w:line="360" w:lineRule="auto"/>',
        '<w:spacing w:line="192" w:lineRule="auto"/>',
        "",
    )
    return docx_file("".join(p(BODY[:70], kind) for kind in kinds))


def spacings() -> bytes:
    spaced = '<w:spacing w:before="240" w:after="120"/>'
    by_lines = '<w:spacing w:beforeLines="50" w:afterLines="100" w:before="0" w:after="0"/>'
    zero_lines = '<w:spacing w:beforeLines="0" w:before="300"/>'
    kinds = (spaced, spaced, by_lines, zero_lines, "")
    return docx_file("".join(p(BODY[:50], kind) for kind in kinds))


def spacings_added() -> bytes:
    spaced = '<w:spacing w:before="240" w:after="120"/>'
    flag = "<w:doNotUseHTMLParagraphAutoSpacing/>"
    settings = MODERN.replace("<w:compat>", "<w:compat>" + flag)
    return docx_file("".join(p(BODY[:50], spaced) for _ in range(3)), settings=settings)


def trailing_spaces() -> bytes:
    kinds = [f'<w:jc w:val="{kind}"/>' for kind in ("right", "center", "both")]
    texts = ("2022年1月20日", "2022年1月20日    ")
    return docx_file("".join(p(text, kind) for kind in kinds for text in texts))


def sizes_and_faces() -> bytes:
    runs = "".join(
        r(f"{face}号字", fonts(face) + f'<w:sz w:val="{size}"/>')
        for face, size in (
            ("方正小标宋简体", 44),
            ("黑体", 32),
            ("楷体_GB2312", 32),
            ("仿宋_GB2312", 32),
            ("宋体", 21),
            ("Times New Roman", 28),
        )
    )
    return docx_file(p(runs) + p(r("加粗", "<w:b/>") + r("正常") + r("Bold", "<w:b/>")))


def character_spacing() -> bytes:
    return docx_file(
        p(r("通知", '<w:spacing w:val="200"/>') + r("后文，2022年"), '<w:jc w:val="center"/>')
        + p(r(BODY[:80], '<w:spacing w:val="-6"/>'), BOTH)
        + p(r("共5页，第12页（ABC）", '<w:spacing w:val="200"/>'))
        + p(r("甲乙", '<w:spacing w:val="200"/>') + r("12", '<w:spacing w:val="200"/><w:b/>'))
    )


def empty_paragraphs() -> bytes:
    tall = '<w:rPr><w:sz w:val="60"/></w:rPr>'
    return docx_file(
        p("前") + p() + p("", tall) + p("中") + p("", EXACT) + p("后"), latin="Times New Roman"
    )


def page_breaks() -> bytes:
    return docx_file(
        p("第一页")
        + p(BREAK)
        + p("第二页")
        + p(r("前半") + BREAK + r("后半，" + BODY[:60]), INDENT)
        + p(r("末尾") + BREAK)
        + p("第四页")
        + p("第五页", "<w:pageBreakBefore/>")
    )


def keep_with_next() -> bytes:
    filler = "".join(p(f"第{n}行", EXACT) for n in range(23))
    return docx_file(
        filler + p("标题随下段", "<w:keepNext/>" + EXACT) + p(BODY, "<w:keepLines/>" + EXACT)
    )


def widows() -> bytes:
    filler = "".join(p(f"第{n}行", EXACT) for n in range(23))
    second = "".join(p(f"次页{n}行", EXACT) for n in range(16))
    off = '<w:widowControl w:val="0"/>'
    return docx_file(filler + p(BODY, EXACT) + second + p(BODY, off + EXACT) + p(BODY, EXACT))


def space_before_at_page_top() -> bytes:
    filler = "".join(p(f"第{n}行", EXACT) for n in range(24))
    spaced = '<w:spacing w:before="400" w:line="560" w:lineRule="exact"/>'
    return docx_file(filler + p("自然换到次页的一段", spaced) + p("其后", spaced))


def tabs() -> bytes:
    stops = (
        '<w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="center" w:pos="4400"/>'
        '<w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>'
    )
    return docx_file(
        p(r("甲") + TAB + r("左") + TAB + r("居中") + TAB + r("12"), stops)
        + p(r("目录第一章") + TAB + r("3"), stops.replace('w:val="left"', 'w:val="clear"'))
        + p(r("默认") + TAB + r("制表") + TAB + r("位"))
        + p(r("一、") + TAB + r(BODY[:60]), '<w:ind w:left="1280" w:hanging="1280"/>')
    )


def underlines() -> bytes:
    line = '<w:u w:val="single"/>'
    blank = f"<w:r><w:rPr>{line}</w:rPr><w:tab/><w:tab/><w:tab/></w:r>"
    return docx_file(
        p(r("甲方：") + r("昆明市中医医院 2022 年", line) + r("（盖章）"))
        + p(r("签字：") + r("          ", line) + r("日期："))
        + p(r("电话：") + blank + r("完"))
        + p(r("删去", "<w:strike/>") + r("保留"))
    )


def script_italics() -> bytes:
    return docx_file(p(r("斜体字 ", "<w:i/>") + r("Italic", "<w:i/>")), latin="Times New Roman")


def manual_line_breaks() -> bytes:
    line = r("第一行文字不长") + "<w:r><w:br/></w:r>" + r(BODY[:50])
    return docx_file(p(line, BOTH) + p(line, '<w:jc w:val="center"/>'))


def paragraph_rules() -> bytes:
    box = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="{space}" w:color="FF0000"/>'
        for side, space in (("top", 1), ("left", 4), ("bottom", 1), ("right", 4))
    )
    below = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="FF0000"/></w:pBdr>'
    double = '<w:pBdr><w:top w:val="double" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    spaced = '<w:spacing w:after="120"/>'
    return docx_file(
        p("红头文件", below + '<w:jc w:val="center"/>')
        + p("后文")
        + p(BODY[:50], f"<w:pBdr>{box}</w:pBdr>" + spaced)
        + p("同框的第二段", f"<w:pBdr>{box}</w:pBdr>" + spaced)
        + p("框外")
        + p("双线", double)
    )


def contextual_spacing() -> bytes:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="列"/><w:pPr>'
        '<w:spacing w:before="200" w:after="200"/><w:contextualSpacing/></w:pPr></w:style>'
    )
    named = '<w:pStyle w:val="L"/>'
    body = p("前") + p("列一", named) + p("列二", named) + p("后")
    return docx_file(body, styles=style)


def style_inheritance() -> bytes:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="题"/><w:pPr><w:jc w:val="center"/>'
        f'<w:ind w:firstLine="640"/></w:pPr><w:rPr>{fonts("黑体")}<w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="U"><w:basedOn w:val="T"/><w:name w:val="次"/>'
        '<w:pPr><w:ind w:firstLine="0"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="强"/>'
        f"<w:rPr>{fonts('楷体_GB2312')}</w:rPr></w:style>"
    )
    return docx_file(
        p("甲级标题", '<w:pStyle w:val="T"/>')
        + p("乙级标题", '<w:pStyle w:val="U"/>')
        + p(r("正文") + r("楷体字", '<w:rStyle w:val="C"/>') + r("小字", '<w:sz w:val="21"/>')),
        styles=styles,
    )


def headers_and_footers() -> bytes:
    settings = "<w:evenAndOddHeaders/>" + MODERN
    number = r("— ") + field("PAGE") + r(" —")
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{kind}{number}"/>'
        for kind in ("header", "footer")
        for which, number in (("first", 1), ("default", 2), ("even", 3))
    )
    banners = {
        "header1": p("首页页眉"),
        "header2": p("奇数页页眉", '<w:jc w:val="right"/>'),
        "header3": p("偶数页页眉") + p("第二行"),
        "footer1": p(""),
        "footer2": p(number, '<w:jc w:val="right"/>'),
        "footer3": p(r("共") + field("NUMPAGES", separate=False) + r("页 ") + number),
    }
    page = section(references, A4 + '<w:pgNumType w:start="1"/><w:titlePg/>')
    body = p("首页") + p(BREAK) + p("次页") + p(BREAK) + p("三页") + p(BREAK) + p("四页")
    return docx_file(body, settings=settings, banners=banners, page=page)


def sections() -> bytes:
    number = p(r("第") + field("PAGE") + r("页"), '<w:jc w:val="center"/>')
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    wide = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1440" w:bottom="1134" w:left="1134" w:right="1134" w:header="851" w:footer="992"/>'
    )
    middle = p("竖页末段", section(reference))
    return docx_file(
        _paragraphs(INDENT, 1)
        + middle
        + p(BODY, section("", wide + '<w:pgNumType w:start="10"/>'))
        + p("又是竖页"),
        banners={"footer1": number},
    )


def document_grid() -> bytes:
    grid = A4 + '<w:docGrid w:type="lines" w:linePitch="579"/>'
    off = '<w:snapToGrid w:val="0"/>'
    table = tbl([4000, 4000], tr(tc("格内"), tc("文字")))
    body = _paragraphs(INDENT + BOTH, 2) + p("大字", "") + p("不对齐网格", off) + table
    return docx_file(body, page=section("", grid))


def table_plain() -> bytes:
    widths = [1500, 3000, 4300]
    rows = [tr(*(tc(f"{n}行{c}列", width=w) for c, w in enumerate(widths))) for n in range(3)]
    rows.append(tr(*(tc(BODY[:40], width=w) for w in widths)))
    return docx_file(p("表前") + tbl(widths, *rows) + p("表后"))


def table_old_compatibility() -> bytes:
    return docx_file(p("表前") + tbl([4000, 4000], tr(tc("甲"), tc("乙"))), settings="")


def table_centred_and_right() -> bytes:
    one = [tr(tc("甲"), tc("乙"))]
    return docx_file(
        tbl([2000, 2000], *one, properties='<w:jc w:val="center"/>')
        + p("间")
        + tbl([2000, 2000], *one, properties='<w:jc w:val="right"/>')
        + p("间")
        + tbl([2000, 2000], *one, properties='<w:tblInd w:w="600" w:type="dxa"/>')
        + p("间")
        + tbl([2000, 2000], *one, properties='<w:tblW w:w="5000" w:type="pct"/>')
    )


def table_spans() -> bytes:
    span = '<w:gridSpan w:val="2"/>'
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    middle = '<w:vAlign w:val="center"/>'
    return docx_file(
        tbl(
            [2000, 3000, 3000],
            tr(tc("合并两列", span), tc("丙")),
            tr(tc("合并三行", start + middle), tc("一"), tc("二")),
            tr(tc("", on), tc("三"), tc(BODY[:30])),
            tr(tc("", on), tc("四", span)),
            tr(tc("甲"), tc("跨行内容较多，" + BODY[:60], start), tc("乙")),
            tr(tc("丙"), tc("", on), tc("丁")),
        )
    )


def table_heights() -> bytes:
    def row(height: int, rule: str) -> str:
        cells = (
            tc(f"{kind}", f'<w:vAlign w:val="{kind}"/>') for kind in ("top", "center", "bottom")
        )
        return tr(*cells, properties=f'<w:trHeight w:val="{height}" {rule}/>')

    return docx_file(
        tbl(
            [2500, 2500, 2500],
            row(1500, 'w:hRule="exact"'),
            row(1200, 'w:hRule="atLeast"'),
            row(100, 'w:hRule="atLeast"'),
            row(1000, ""),
        )
        + p("表后")
    )


def table_margins_and_shading() -> bytes:
    wide = '<w:tcMar><w:top w:w="200" w:type="dxa"/><w:left w:w="400" w:type="dxa"/></w:tcMar>'
    grey = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
    table_wide = (
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    return docx_file(
        tbl([4000, 4000], tr(tc("边距", wide), tc("底纹", grey)), tr(tc("甲"), tc("乙", grey)))
        + p("间")
        + tbl([4000, 4000], tr(tc("无边距"), tc("乙"))).replace(
            '<w:tblLayout w:type="fixed"/>', '<w:tblLayout w:type="fixed"/>' + table_wide
        )
    )


def table_rules() -> bytes:
    thick = SINGLE.replace('w:sz="4"', 'w:sz="12"', 4)
    none = '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="single" w:sz="18"/></w:tcBorders>'
    double = SINGLE.replace('"single"', '"double"', 4)
    return docx_file(
        tbl([3000, 3000], tr(tc("甲"), tc("乙", none)), tr(tc("丙"), tc("丁")), borders=thick)
        + p("间")
        + tbl([3000, 3000], tr(tc("双线"), tc("乙")), tr(tc("丙"), tc("丁")), borders=double)
        + p("间")
        + tbl(
            [3000, 3000], tr(tc("无线"), tc("只有上线", none.replace("nil", "single"))), borders=""
        )
    )


def table_over_pages() -> bytes:
    header = tr(tc("序号"), tc("姓名"), properties="<w:tblHeader/>")
    rows = [tr(tc(f"{n}"), tc(f"第{n}人")) for n in range(60)]
    return docx_file(p("名单") + tbl([2000, 6000], header, *rows))


def table_rows_split() -> bytes:
    filler = "".join(p(f"第{n}行", EXACT) for n in range(20))
    whole = "<w:cantSplit/>"
    return docx_file(
        filler
        + tbl(
            [2000, 6500],
            tr(tc("可以断开"), tc(p(BODY) + p(BODY))),
            tr(tc("不断开"), tc(p(BODY) + p(BODY)), properties=whole),
            tr(tc("可以断开"), tc(p(BODY) + p(BODY) + p(BODY))),
        )
    )


def table_row_taller_than_page() -> bytes:
    return docx_file(tbl([2000, 6500], tr(tc("很长"), tc("".join(p(BODY) for _ in range(9))))))


def table_merge_over_pages() -> bytes:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        tr(tc("合并" if n == 0 else "", start if n == 0 else on), tc(f"{n}")) for n in range(40)
    ]
    return docx_file(p("表前") + tbl([2000, 6000], *rows) + p("表后"))


def table_nested() -> bytes:
    def inner_row(first: str, second: str) -> str:
        return tr(tc(first, width=1500), tc(second, width=1500))

    wide = '<w:tblW w:w="3000" w:type="dxa"/>'
    rows = inner_row("内甲", "内乙"), inner_row("内丙", "内丁")
    inner = tbl([1500, 1500], *rows, properties=wide)
    return docx_file(tbl([2000, 5000], tr(tc("外"), tc(p("内表前") + inner + p("内表后")))))


def table_style() -> bytes:
    style = (
        '<w:style w:type="table" w:default="1" w:styleId="N"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr></w:style><w:style w:type="table" w:styleId="G"><w:basedOn w:val="N"/>'
        '<w:name w:val="Table Grid"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        f"</w:pPr><w:tblPr><w:tblBorders>{SINGLE}</w:tblBorders></w:tblPr></w:style>"
    )
    spaced = '<w:spacing w:after="200" w:line="360" w:lineRule="auto"/>'
    table = tbl(
        [4000, 4000], tr(tc("甲"), tc("乙")), properties='<w:tblStyle w:val="G"/>', borders=""
    )
    table = table.replace("<w:tblBorders></w:tblBorders>", "")
    return docx_file(p("前") + table + p("后"), styles=style, paragraph_defaults=spaced)


def pictures() -> bytes:
    media = {"i1": ("media/image1.png", png())}
    return docx_file(
        p(r("图") + picture("i1", 20, 15) + r("后文"))
        + p(picture("i1", 40, 40), '<w:jc w:val="center"/>')
        + p("下一段"),
        parts=media,
    )


def bookmarks() -> bytes:
    return docx_file(
        p("甲方")
        + p(r("（盖章）") + bookmark("seal_helper", 1), EXACT)
        + p(r("乙方") + bookmark("seal_receiver", 2) + r("（盖章）"), '<w:jc w:val="right"/>')
        + tbl([4000, 4000], tr(tc(p(bookmark("seal_government", 3) + r("政府"))), tc("乙")))
    )


def hidden_text() -> bytes:
    vanish = "<w:vanish/>"
    return docx_file(
        p(r("看得见") + r("看不见", vanish) + r("又看得见"))
        + p(r("整段隐藏", vanish), f"<w:rPr>{vanish}</w:rPr>")
        + p("末段")
    )


def numbers_and_marks() -> bytes:
    text = "（一）“甲乙”‘丙’1.5%、３０℃／人·次①②③《通知》〔2022〕5号：A-B=C；D/E？F！"
    return docx_file(p(text * 6, BOTH) + p(text * 6), latin="Times New Roman")


def long_words() -> bytes:
    return docx_file(p("网址 https://www.example.org/" + "abcdefghij" * 9 + " 完") + p("字" * 200))


def spaces() -> bytes:
    return docx_file(p("甲    乙　　丙 ABC  DEF " * 12) + p("甲　乙　" * 40, BOTH))


CORPUS: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        alignments,
        body_text,
        body_text_no_hanging,
        latin_and_cjk_faces,
        indents,
        pitches,
        spacings,
        spacings_added,
        trailing_spaces,
        sizes_and_faces,
        character_spacing,
        empty_paragraphs,
        page_breaks,
        keep_with_next,
        widows,
        space_before_at_page_top,
        tabs,
        underlines,
        script_italics,
        manual_line_breaks,
        paragraph_rules,
        contextual_spacing,
        style_inheritance,
        headers_and_footers,
        sections,
        document_grid,
        table_plain,
        table_old_compatibility,
        table_centred_and_right,
        table_spans,
        table_heights,
        table_margins_and_shading,
        table_rules,
        table_over_pages,
        table_rows_split,
        table_row_taller_than_page,
        table_merge_over_pages,
        table_nested,
        table_style,
        pictures,
        bookmarks,
        hidden_text,
        numbers_and_marks,
        long_words,
        spaces,
        *corpus_text.MADE,
        *corpus_lists.MADE,
    )
}
