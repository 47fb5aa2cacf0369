"""Small documents about what is done to characters, to be set by both engines."""

from __future__ import annotations

from generator.render.model import Underline
from tests.render.docxmaker import docx_file, p, r

SUPER, SUB = (f'<w:vertAlign w:val="{kind}script"/>' for kind in ("super", "sub"))
GREY = '<w:shd w:val="clear" w:fill="808080"/>'
BOTH = '<w:jc w:val="both"/>'


def super_and_subscript() -> bytes:
    formula = r("面积10m") + r("2", SUPER) + r("，H") + r("2", SUB) + r("O字") + r("注", SUPER)
    return docx_file(p(formula) + p("下一行") + p(r("上标文字" * 40, SUPER), BOTH) + p("末"))


def raised_and_lowered() -> bytes:
    up, down = (f'<w:position w:val="{half}"/>' for half in (12, -12))
    return docx_file(p(r("升", up) + r("降", down) + r("平")) + p("下一行"))


def character_scale() -> bytes:
    narrow, wide, eighty = (f'<w:w w:val="{share}"/>' for share in (66, 150, 80))
    spaced = eighty + '<w:spacing w:val="40"/>'
    return docx_file(
        p(r("紧缩字体ABC", narrow) + r("平常") + r("加宽，（2）", wide) + r("完"))
        + p(r("缩放两端对齐，2022年" * 20, eighty), BOTH)
        + p(r("缩放并加宽间距" * 12, spaced))
    )


def capitals() -> bytes:
    text = r("Abc def甲", "<w:caps/>") + r("平 ") + r("Abc Def甲9", "<w:smallCaps/>") + r("完")
    return docx_file(p(text), latin="Times New Roman")


def fills_of_text() -> bytes:
    green, blue = (f'<w:highlight w:val="dark{name}"/>' for name in ("Green", "Blue"))
    half = '<w:shd w:val="pct50" w:color="auto" w:fill="auto"/>'
    return docx_file(
        p(r("亮色", green) + r("平常") + r("底纹字", GREY) + r("完"))
        + p(r("图案", half) + r("后 ", blue + '<w:sz w:val="60"/>') + r("完"))
        + p(r("两端对齐的底纹，" * 12, GREY), BOTH)
    )


def fills_of_paragraphs() -> bytes:
    spaced = '<w:spacing w:before="200" w:after="200"/>'
    box = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="6"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return docx_file(
        p("段落底纹" * 20, '<w:ind w:left="640" w:right="640"/>' + GREY)
        + p("段落底纹", spaced + GREY)
        + p("紧接着", GREY)
        + p("完")
        + p("框内底纹", f"<w:pBdr>{box}</w:pBdr>" + GREY)
        + p("完")
    )


def underline_kinds() -> bytes:
    lines = (
        p(r(f"下划线 {kind} 文字", f'<w:u w:val="{kind}" w:color="800000"/>')) for kind in Underline
    )
    return docx_file("".join(lines) + p(r("双删除线", "<w:dstrike/>") + r("平")))


def soft_hyphens() -> bytes:
    written = "".join(r("abcdefghij") + "<w:r><w:softHyphen/></w:r>" for _ in range(12))
    return docx_file(p(r("abcdefghij\u00adklmnop" * 8)) + p(written))


def check_boxes() -> bytes:
    return docx_file(p("□是　☐否　☑有　☒无　√甲"))


def colours() -> bytes:
    return docx_file(
        p(r("红字", '<w:color w:val="800000"/>') + r("自动", '<w:color w:val="auto"/>'))
    )


MADE = (
    super_and_subscript,
    raised_and_lowered,
    character_scale,
    capitals,
    fills_of_text,
    fills_of_paragraphs,
    underline_kinds,
    soft_hyphens,
    check_boxes,
    colours,
)
