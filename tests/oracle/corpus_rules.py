"""Small documents about the rules of paragraphs and cells, tabs and tables' places."""

from __future__ import annotations

from tests.render.docxmaker import docx_file, p, r, tbl, tc, tr

KINDS = (
    "single",
    "thick",
    "double",
    "dotted",
    "dashed",
    "dashSmallGap",
    "dotDash",
    "dotDotDash",
    "thinThickSmallGap",
    "thickThinSmallGap",
)
SIDES = ("top", "left", "bottom", "right")
TAB = "<w:r><w:tab/></w:r>"


def _rule(side: str, kind: str, size: int = 8, color: str = "auto") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="1" w:color="{color}"/>'


def _cell(*rules: str) -> str:
    return f"<w:tcBorders>{''.join(rules)}</w:tcBorders>"


def rule_kinds() -> bytes:
    below = "".join(p(kind, f"<w:pBdr>{_rule('bottom', kind, 18)}</w:pBdr>") for kind in KINDS)
    above = "".join(p(kind, f"<w:pBdr>{_rule('top', kind, 24)}</w:pBdr>") for kind in KINDS)
    return docx_file(below + p("间") + above, size=10)


def rule_kinds_of_cells() -> bytes:
    rows = [
        tr(tc(kind, _cell(*(_rule(side, kind, 12) for side in SIDES))), tc("平")) for kind in KINDS
    ]
    return docx_file(tbl([3000, 3000], *rows), size=10)


def rule_conflicts() -> bytes:
    thick = _cell(_rule("bottom", "single", 24), _rule("right", "single", 24))
    none = _cell(*(_rule(side, "nil") for side in SIDES))
    red = _cell(*(_rule(side, "single", 4, "FF0000") for side in ("top", "left")))
    double = _cell(_rule("top", "double", 6))
    return docx_file(
        tbl(
            [2500, 2500, 2500],
            tr(tc("粗", thick), tc("平"), tc("平")),
            tr(tc("平"), tc("无", none), tc("平")),
            tr(tc("平"), tc("平"), tc("红", red)),
            tr(tc("双", double), tc("平"), tc("平")),
        )
    )


def rules_between() -> bytes:
    box = "".join(_rule(side, "single") for side in SIDES) + _rule("between", "single", 4)
    alone = f"<w:pBdr>{_rule('between', 'single', 4)}</w:pBdr>"
    boxed = "".join(p(text, f"<w:pBdr>{box}</w:pBdr>") for text in "甲乙丙")
    return docx_file(p("前") + boxed + p("后") + p("单独", alone) + p("单独", alone) + p("完"))


def tab_kinds() -> bytes:
    decimal = '<w:tabs><w:tab w:val="decimal" w:pos="4000"/></w:tabs>'
    leaders = ("dot", "hyphen", "underscore", "middleDot", "heavy")
    return docx_file(
        "".join(p(r("甲") + TAB + r(text), decimal) for text in ("123.45", "1.5", "1000", "字"))
        + "".join(
            p(
                r(leader) + TAB + r("9"),
                f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="8000"/></w:tabs>',
            )
            for leader in leaders
        )
    )


def table_wider_than_page() -> bytes:
    def wide(width: int, properties: str = "") -> str:
        return tbl([width, width], tr(tc("宽表左"), tc("宽表右")), properties=properties)

    centred, outside = '<w:jc w:val="center"/>', '<w:tblInd w:w="-800" w:type="dxa"/>'
    return docx_file(
        p("前") + wide(5000) + p("间") + wide(5600, centred) + p("间") + wide(3000, outside)
    )


def table_nested_places() -> bytes:
    width = '<w:tblW w:w="3000" w:type="dxa"/>'

    def inner(properties: str) -> str:
        row = tr(tc("内", width=1500), tc("表", width=1500))
        return tbl([1500, 1500], row, properties=width + properties)

    cells = "".join(inner(f'<w:jc w:val="{side}"/>') + p("间") for side in ("center", "right"))
    middle = '<w:vAlign w:val="center"/>'
    return docx_file(tbl([6000, 2000], tr(tc(p("前") + cells), tc("乙", middle))))


def _runs(direction: str, place: str = "") -> str:
    return f'<w:textDirection w:val="{direction}"/>' + (place and f'<w:vAlign w:val="{place}"/>')


def vertical_cells() -> bytes:
    height = '<w:trHeight w:val="2400" w:hRule="exact"/>'
    cells = (
        tc("工作经历", _runs("tbRlV")),
        tc("工作经历情况说明两行", _runs("tbRl")),
        tc("底", _runs("tbRl", "bottom")),
        tc("左转", _runs("btLr", "center")),
        tc(p("居右", '<w:jc w:val="right"/>'), _runs("tbRl", "center")),
    )
    return docx_file(tbl([1000, 1000, 1000, 3000, 1000], tr(*cells, properties=height)) + p("后"))


def vertical_cells_merged() -> bytes:
    middle = p("居中", '<w:jc w:val="center"/>')
    start = '<w:vMerge w:val="restart"/>' + _runs("tbRl", "center")
    rows = [tr(tc("", "<w:vMerge/>"), tc(f"第{number}行")) for number in range(3)]
    return docx_file(tbl([1000, 4000], tr(tc(middle, start), tc("首行")), *rows))


def vertical_latin() -> bytes:
    height = '<w:trHeight w:val="2400" w:hRule="atLeast"/>'
    return docx_file(tbl([1000], tr(tc("编号AB12", _runs("tbRl")), properties=height)))


MADE = (
    vertical_cells,
    vertical_cells_merged,
    vertical_latin,
    rule_kinds,
    rule_kinds_of_cells,
    rule_conflicts,
    rules_between,
    tab_kinds,
    table_wider_than_page,
    table_nested_places,
)
