"""Small documents about pages: paper, margins, borders around them, what keeps together."""

from __future__ import annotations

from tests.render.docxmaker import A4, MODERN, docx_file, field, p, r, section, tbl, tc, tr

BANNERS = '<w:headerReference w:type="default" r:id="header1"/>'
BANNERS += '<w:footerReference w:type="default" r:id="footer1"/>'
GUTTER = A4.replace('w:header="851"', 'w:header="851" w:gutter="567"')
EXACT = '<w:spacing w:line="560" w:lineRule="exact"/>'


def _border(offset: str, *, kind: str = "single", size: int = 8, space: int = 24) -> str:
    sides = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="800000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f'<w:pgBorders w:offsetFrom="{offset}">{sides}</w:pgBorders>'


def _two_pages(page: str, settings: str = MODERN) -> bytes:
    number = p(r("第") + field("PAGE") + r("页"), '<w:jc w:val="right"/>')
    return docx_file(
        p("正文" * 60) + p("次页", "<w:pageBreakBefore/>") + tbl([3000], tr(tc("表"))),
        banners={"header1": p("页眉"), "footer1": number},
        page=section(BANNERS, page),
        settings=settings,
    )


def page_border_from_text() -> bytes:
    return _two_pages(A4 + _border("text", space=10))


def page_border_from_paper() -> bytes:
    return _two_pages(A4 + _border("page"))


def page_border_double() -> bytes:
    return _two_pages(A4 + _border("page", kind="double", size=6, space=31))


def page_border_without_header() -> bytes:
    return docx_file(p("正文" * 60), page=section("", A4 + _border("text", space=4)))


def page_gutter() -> bytes:
    return _two_pages(GUTTER)


def page_margins_mirrored() -> bytes:
    wide = GUTTER.replace('w:left="1588"', 'w:left="2500"')
    return _two_pages(wide, settings="<w:mirrorMargins/>" + MODERN)


def page_orientation() -> bytes:
    wide = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1588" w:bottom="1474" w:left="1440" w:right="1440" w:header="851" '
        'w:footer="992"/>'
    )
    table = tbl([4000, 9000], tr(tc("横排表"), tc("内容")))
    return docx_file(
        p("竖页", section(BANNERS, A4)) + table + p("横", section(BANNERS, wide)) + p("回到竖页"),
        banners={
            "header1": p("页眉", '<w:jc w:val="center"/>'),
            "footer1": p(field("PAGE"), '<w:jc w:val="right"/>'),
        },
        page=section(BANNERS, A4 + '<w:pgNumType w:start="1"/>'),
    )


def keep_lines() -> bytes:
    filler = "".join(p(f"第{number}行", EXACT) for number in range(22))
    return docx_file(filler + p("甲" * 100, "<w:keepLines/>" + EXACT) + p("乙"))


def distributed() -> bytes:
    spread = '<w:jc w:val="distribute"/>'
    narrow = '<w:ind w:left="2000" w:right="4000"/>'
    cells = tr(tc(p("单位名称", spread)), tc(p("职务、职称", spread)))
    return docx_file(
        p("姓名", spread) + p("分散对齐的标题", spread + narrow) + tbl([2000, 4000], cells)
    )


MADE = (
    page_border_from_text,
    page_border_from_paper,
    page_border_double,
    page_border_without_header,
    page_gutter,
    page_margins_mirrored,
    page_orientation,
    keep_lines,
    distributed,
)
