"""Small documents about fields and content controls, to be set by both engines.

Left out are results that LibreOffice reckons anew where Word shows what the file holds (dates,
references, file names), and tracked changes, which it prints with marks and what was deleted.
"""

from __future__ import annotations

from tests.render.docxmaker import A4, docx_file, field, p, r, sdt, section, tbl, tc, tr

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
TAB = "<w:r><w:tab/></w:r>"


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field_results() -> bytes:
    simple = (
        '<w:fldSimple w:instr=" MERGEFIELD b "><w:r><w:t>昆明市中医医院</w:t></w:r></w:fldSimple>'
    )
    return docx_file(
        p(r("甲方：") + field("MERGEFIELD 名称", "云南省第一人民医院") + r("（盖章）"))
        + p(r("见") + field('HYPERLINK "http://www.example.org"', "网址") + r("。"))
        + p(r("合计") + field("=SUM(ABOVE)", "100") + r("万元"))
        + p(field("FORMTEXT", "填写内容") + r("后") + simple)
        + p(field("QUOTE 引文", "引文") + field("STYLEREF 1", "章名") + field("AUTHOR", "办公室"))
        + p('<w:hyperlink w:anchor="a">' + r("链接") + "</w:hyperlink>")
    )


def table_of_contents() -> bytes:
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>'
    instruction = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'

    def entry(number: int, title: str) -> str:
        shown = r(title) + TAB + field(f"PAGEREF _Toc{number} \\h", str(number))
        return f'<w:hyperlink w:anchor="_Toc{number}">{shown}</w:hyperlink>'

    def heading(number: int, title: str) -> str:
        start = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>'
        return p(start + r(title) + f'<w:bookmarkEnd w:id="{number}"/>')

    return docx_file(
        p(_char("begin") + instruction + _char("separate") + entry(1, "第一章"), stops)
        + p(entry(2, "第二章"), stops)
        + p(_char("end"))
        + heading(1, "第一章")
        + p('<w:r><w:br w:type="page"/></w:r>')
        + heading(2, "第二章")
    )


def page_number_formats() -> bytes:
    kinds = ("upperRoman", "lowerRoman", "chineseCounting", "ideographTraditional", "upperLetter")
    shown = ("PAGE", "PAGE \\* ROMAN", "PAGE \\* Arabic \\* MERGEFORMAT", "PAGE \\* CircleNum")
    footer = "".join(p(r("—") + field(one) + r("—")) for one in shown)
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    body = "".join(
        p("节", section(reference, A4 + f'<w:pgNumType w:fmt="{kind}" w:start="3"/>'))
        for kind in kinds
    )
    return docx_file(body + p("末"), banners={"footer1": footer}, page=section("", A4))


def content_controls() -> bytes:
    box = f'<w14:checkbox {W14}><w14:checked w14:val="{{}}"/></w14:checkbox>'
    choices = "".join(f'<w:listItem w:displayText="选项{n}" w:value="{n}"/>' for n in "甲乙")
    return docx_file(
        p(r("同意") + sdt(r("☑"), box.format(1)) + r("不同意") + sdt(r("☐"), box.format(0)))
        + sdt(p("块级内容"), "<w:text/>")
        + p(r("日期：") + sdt(r("2022年1月"), '<w:date><w:dateFormat w:val="yyyy年M月"/></w:date>'))
        + p(r("下拉：") + sdt(r("选项乙"), f"<w:dropDownList>{choices}</w:dropDownList>") + r("后"))
        + p(r("占位：") + sdt(r("单击此处输入文字"), "<w:showingPlcHdr/><w:text/>") + r("后"))
        + p(
            '<w:smartTag w:element="x">' + r("智能") + "</w:smartTag>"
            '<w:customXml w:element="y">' + r("标记") + "</w:customXml>"
        )
        + tbl(
            [3000, 3000],
            tr(sdt(tc("格内控件")), tc("乙")),
            sdt(tr(tc("行控件"), tc("丁"))),
        )
    )


MADE = (field_results, table_of_contents, page_number_formats, content_controls)
