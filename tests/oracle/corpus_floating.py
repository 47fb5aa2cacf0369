"""Small documents about floating pictures and lines, page by page, to be set by both engines.

Left out is what is placed from a line of text: LibreOffice takes it upwards, Word downwards.
"""

from __future__ import annotations

from tests.render.docxmaker import (
    docx_file,
    floating_picture,
    line_shape,
    p,
    png,
    r,
    section,
    spot,
    tbl,
    tc,
    text_box,
    tr,
    vml_line,
)

MEDIA = {"i1": ("media/image1.png", png())}
PAGE = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
MARGIN = PAGE.replace("page", "margin")


def _paragraphs(*runs: str) -> str:
    return "".join(p(r(f"第{number}段文字") + run) for number, run in enumerate(runs)) + p("末")


def floating_pictures() -> bytes:
    places = [
        (spot("H", "page", 150), spot("V", "page", 10)),
        (spot("H", "margin", 100), spot("V", "margin", 60)),
        (spot("H", "column", 60), spot("V", "paragraph", 10)),
        (spot("H", "page", "center"), spot("V", "page", "center")),
        (spot("H", "margin", "right"), spot("V", "margin", "bottom")),
        (spot("H", "character", 5), spot("V", "paragraph", 30)),
        (spot("H", "page", "right"), spot("V", "topMargin", 5)),
        (spot("H", "leftMargin", 5), spot("V", "page", "bottom")),
        (spot("H", "rightMargin", 5), spot("V", "bottomMargin", 2)),
    ]
    runs = [
        floating_picture("i1", 20, 10, *place, behind=number % 2 == 0)
        for number, place in enumerate(places)
    ]
    return docx_file(_paragraphs(*runs), parts=MEDIA)


def picture_behind_text() -> bytes:
    whole = floating_picture(
        "i1", 170, 240, spot("H", "page", "center"), spot("V", "page", "center"), behind=True
    )
    return docx_file(p(whole + r("证书"), '<w:jc w:val="center"/>') + p("正文" * 60), parts=MEDIA)


def picture_after_a_page_turn() -> bytes:
    filler = "".join(p(f"第{number}行") for number in range(45))
    seal = floating_picture("i1", 40, 40, spot("H", "column", 90), spot("V", "paragraph", -15))
    return docx_file(filler + p(r("落款") + seal) + p("2022年1月20日"), parts=MEDIA)


def line_shapes() -> bytes:
    rising = line_shape(
        100,
        20,
        spot("H", "page", 50),
        spot("V", "page", 180),
        color="0000FF",
        flip='flipV="1"',
    )
    falling = line_shape(
        100, 20, spot("H", "page", 50), spot("V", "page", 150), color="000000", width_pt=1
    )
    level = line_shape(156, 0, spot("H", "column", 0), spot("V", "paragraph", 20))
    upright = line_shape(0, 40, spot("H", "margin", 10), spot("V", "margin", 100))
    return docx_file(_paragraphs(level, falling, rising, upright))


def line_shape_dashed() -> bytes:
    dashed = line_shape(
        150,
        0,
        spot("H", "column", 0),
        spot("V", "paragraph", 10),
        inside='<a:prstDash val="dash"/>',
    )
    return docx_file(_paragraphs(dashed))


def vml_lines() -> bytes:
    return docx_file(
        _paragraphs(
            vml_line("0,30pt", "442.2pt,30pt"),
            vml_line("-3.75pt,60.15pt", "438.75pt,60.15pt", color="#f00", weight="3pt"),
            vml_line("56.7pt,750pt", "538.6pt,750pt", style=PAGE, color="#0000ff"),
            vml_line("0,400pt", "200pt,420pt", style=MARGIN, color="black", weight=".75pt"),
        )
    )


def letterhead() -> bytes:
    line = line_shape(156, 0, spot("H", "column", 0), spot("V", "paragraph", 12), width_pt=3)
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    head = p(r("云南省某某局文件") + line, '<w:jc w:val="center"/>')
    return docx_file(p("正文" * 40), banners={"header1": head}, page=section(reference))


def text_boxes() -> bytes:
    lines = p("第一行文字") + p(r("居中的第二行"), '<w:jc w:val="center"/>')
    top = text_box(60, 30, spot("H", "page", 120), spot("V", "page", 40), lines)
    middle = text_box(60, 40, spot("H", "margin", 10), spot("V", "page", 100), lines, lie="ctr")
    bottom = text_box(156, 60, spot("H", "margin", 0), spot("V", "page", 190), lines, lie="b")
    inset = text_box(
        50, 30, spot("H", "page", 100), spot("V", "margin", 120), lines, inset_mm=3, lie="b"
    )
    return docx_file(_paragraphs(top, middle, bottom, inset))


def text_box_with_a_table() -> bytes:
    table = tbl([2000, 2000], tr(tc("左"), tc("右")), tr(tc("下左"), tc("下右")))
    box = text_box(90, 60, spot("H", "margin", 20), spot("V", "page", 120), table + p("表后"))
    return docx_file(_paragraphs(box))


def imprint() -> bytes:
    rule = '<w:pBdr><w:{side} w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>'
    pitch = '<w:spacing w:line="440" w:lineRule="exact"/>'
    inside = p("抄送：某某局，某某院。", rule.format(side="top") + pitch) + p(
        "某某局办公室印发", rule.format(side="bottom") + pitch
    )
    box = text_box(156, 60, spot("H", "margin", 0), spot("V", "page", 202), inside, lie="b")
    return docx_file("".join(p(f"第{number}行") for number in range(30)) + p(r("末行") + box))


MADE = (
    text_boxes,
    text_box_with_a_table,
    imprint,
    floating_pictures,
    picture_behind_text,
    picture_after_a_page_turn,
    line_shapes,
    line_shape_dashed,
    vml_lines,
    letterhead,
)
