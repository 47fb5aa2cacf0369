"""Small documents about automatic numbering, to be set by both engines."""

from __future__ import annotations

from tests.render.docxmaker import docx_file, fonts, lists, lvl, of_list, p, tbl, tc, tr

LONG = "对口帮扶县级医院工作方案，经省卫生健康委委务会研究决定如下事项并印发。"
FIRST = '<w:ind w:left="0" w:firstLine="640"/>'


def _hanging(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _items(*levels: int, number: int = 1, text: str = "甲" + LONG) -> str:
    return "".join(p(text, of_list(number, level)) for level in levels)


def list_levels() -> bytes:
    numbering = lists(
        lvl(0, "decimal", "%1.", paragraph=_hanging(420, 420))
        + lvl(1, "lowerLetter", "%2)", paragraph=_hanging(840, 420))
        + lvl(2, "lowerRoman", "%3.", paragraph=_hanging(1260, 420))
    )
    return docx_file(_items(0, 0, 1, 1, 2, 1, 0, 1), numbering=numbering)


def list_chinese() -> bytes:
    numbering = lists(
        lvl(0, "chineseCounting", "%1、", suffix="nothing", paragraph=FIRST, run=fonts("黑体"))
        + lvl(
            1,
            "chineseCountingThousand",
            "（%2）",
            suffix="nothing",
            paragraph=FIRST,
            run=fonts("楷体_GB2312"),
        )
        + lvl(2, "decimal", "%3.", suffix="space", paragraph=FIRST)
        + lvl(3, "decimalEnclosedCircleChinese", "%4", suffix="nothing", paragraph=FIRST),
        lvl(0, "ideographTraditional", "%1、", paragraph=_hanging(640, 640))
        + lvl(1, "japaneseCounting", "第%2条", paragraph=_hanging(1280, 1280)),
    )
    body = _items(0, 1, 1, 2, 2, 3, 3, 0, 1, 0) + _items(0, 1, 1, 0, 1, number=2, text="乙")
    return docx_file(body, numbering=numbering)


def list_tabs() -> bytes:
    stop = '<w:tabs><w:tab w:val="num" w:pos="1700"/></w:tabs>'
    numbering = lists(
        lvl(0, "decimal", "%1.", paragraph=FIRST)
        + lvl(1, "decimal", "%1.%2")
        + lvl(2, "decimal", "%1.%2.%3", paragraph=stop + '<w:ind w:left="640" w:firstLine="0"/>')
        + lvl(3, "decimal", "%1.%2.%3.%4、", paragraph=_hanging(640, 640))
    )
    own = p("直接缩进" + LONG, of_list(1, 0, _hanging(1280, 640)))
    return docx_file(_items(0, 1, 2, 3, 0, 1) + own, numbering=numbering)


def list_restarts() -> bytes:
    levels = lvl(0, "decimal", "%1.", paragraph=_hanging(420, 420)) + lvl(
        1, "decimal", "%1.%2", paragraph=_hanging(840, 840)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    order = ((1, 0), (1, 0), (2, 0), (2, 1), (3, 0), (3, 0), (1, 0), (3, 0), (2, 1))
    body = "".join(p(f"第{number}列", of_list(number, level)) for number, level in order)
    uses = {1: (0, ""), 2: (0, ""), 3: (0, anew)}
    return docx_file(body, numbering=lists(levels, uses=uses))


def list_bullets() -> bytes:
    numbering = lists(
        lvl(0, "bullet", "•", paragraph=_hanging(420, 420))
        + lvl(1, "bullet", "—", paragraph=_hanging(840, 420))
        + lvl(2, "bullet", "※", paragraph=_hanging(1260, 420), run='<w:color w:val="800000"/>')
    )
    return docx_file(_items(0, 1, 2, 0), numbering=numbering)


FORMATS = (
    "decimal decimalZero upperRoman lowerRoman upperLetter lowerLetter chineseCounting "
    "chineseLegalSimplified ideographTraditional ideographZodiac decimalEnclosedCircle ordinal none"
)


def list_formats() -> bytes:
    kinds, values = FORMATS.split(" "), (1, 10, 12, 20, 21, 30, 105)
    abstract = [lvl(0, kind, "%1、", suffix="nothing") for kind in kinds]
    uses = {
        1 + which * len(values) + index: (
            which,
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/></w:lvlOverride>',
        )
        for which in range(len(kinds))
        for index, value in enumerate(values)
    }
    tight = '<w:spacing w:line="200" w:lineRule="exact"/>'
    body = "".join(
        p(kinds[which], of_list(number, 0, tight)) for number, (which, _o) in uses.items()
    )
    return docx_file(body, numbering=lists(*abstract, uses=uses), size=8)


def list_by_style() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="H{level}"/><w:pPr>'
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>{indent}</w:pPr></w:style>'
        for level, indent in enumerate(("", '<w:ind w:left="200" w:firstLine="400"/>'))
    )
    numbering = lists(
        lvl(0, "chineseCounting", "第%1章", suffix="space", more='<w:pStyle w:val="H0"/>')
        + lvl(1, "decimal", "%1.%2", more='<w:pStyle w:val="H1"/>', paragraph=_hanging(640, 640))
    )
    body = "".join(p(LONG, f'<w:pStyle w:val="H{level}"/>') for level in (0, 1, 1, 0, 1))
    return docx_file(body, styles=styles, numbering=numbering)


def list_in_table() -> bytes:
    numbering = lists(lvl(0, "decimal", "%1.", paragraph=_hanging(420, 420)))
    cell = p("事项", of_list(1))
    rows = [tr(tc(cell), tc(cell + cell)), tr(tc("无"), tc(cell))]
    return docx_file(
        p("表前", of_list(1)) + tbl([3000, 5000], *rows) + p("后", of_list(1)), numbering=numbering
    )


MADE = (
    list_levels,
    list_chinese,
    list_tabs,
    list_restarts,
    list_bullets,
    list_formats,
    list_by_style,
    list_in_table,
)
