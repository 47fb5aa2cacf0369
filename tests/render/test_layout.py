"""The layout: where lines, rows, rules, pictures and destinations stand; pt from the page's top left."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest

from generator.errors import EngineError
from generator.render.docx.reader import read_docx
from generator.render.engine import render
from generator.render.layout.items import Destination, Fill, Item, Pages, Piece, PlacedPicture, Rule
from generator.render.layout.pages import lay_out
from tests.render.docxmaker import (
    A4,
    MODERN,
    bookmark,
    docx_file,
    field,
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

EXACT = '<w:spacing w:line="560" w:lineRule="exact"/>'  # 28 pt
BREAK = '<w:r><w:br w:type="page"/></w:r>'
TOP, LEFT, WIDTH = 72.0, 79.4, 442.2  # of the text on the page
SIZE = 16.0
LONG = "国家卫生健康委员会对口支援县级医院工作方案" * 3  # 63 characters: three lines of 27


def laid(source: bytes) -> Pages:
    document, refusals = read_docx(source)
    assert refusals.findings == []
    return lay_out(document)


def lines(source: bytes) -> list[tuple[int, float, str]]:
    return [(page, round(y, 1), text) for page, y, text in laid(source).lines()]


def texts(source: bytes) -> list[str]:
    return [text for _page, _y, text in laid(source).lines()]


def by_page(source: bytes) -> list[list[str]]:
    pages = laid(source)
    found: list[list[str]] = [[] for _ in pages.pages]
    for page, _y, text in pages.lines():
        found[page].append(text)
    return found


def items(source: bytes, kind: type[Item], page: int = 0) -> list[Item]:
    return [item for item in laid(source).pages[page].items if isinstance(item, kind)]


def piece(source: bytes, text: str) -> Piece:
    found = [i for page in laid(source).pages for i in page.items if isinstance(i, Piece)]
    return next(item for item in found if text in item.text)


# ---------------------------------------------------------------- lines

ALIGNED = [("left", 0.0), ("center", (WIDTH - 4 * SIZE) / 2), ("right", WIDTH - 4 * SIZE)]


@pytest.mark.parametrize(("kind", "offset"), ALIGNED)
def test_alignment(kind: str, offset: float) -> None:
    found = piece(docx_file(p("县级医院", f'<w:jc w:val="{kind}"/>')), "县")
    assert found.x == pytest.approx(LEFT + offset, abs=0.1)


@pytest.mark.parametrize("kind", ["both", "distribute"])
def test_justified_lines_reach_the_margin(kind: str) -> None:
    found = items(docx_file(p(LONG, f'<w:jc w:val="{kind}"/>')), Piece)
    rights = [
        i.x + len(i.text) * (SIZE + i.tracking) - i.tracking for i in found if isinstance(i, Piece)
    ]
    assert rights[:2] == pytest.approx([LEFT + WIDTH] * 2, abs=0.1)
    assert (rights[2] == pytest.approx(LEFT + WIDTH, abs=0.1)) is (kind == "distribute")


def test_a_hanging_mark_stands_beyond_the_margin() -> None:
    text = "国" * 27 + "，" + "国" * 3
    assert texts(docx_file(p(text))) == ["国" * 27 + "，", "国" * 3]
    off = '<w:overflowPunct w:val="0"/>'
    assert texts(docx_file(p(text, off))) == ["国" * 26, "国，" + "国" * 3]
    assert "，" not in texts(docx_file(tbl([8844], tr(tc(p(text))))))[0]  # not in tables


def test_indents() -> None:
    source = docx_file(p(LONG, '<w:ind w:left="640" w:right="320" w:firstLine="640"/>'))
    found = [i for i in items(source, Piece) if isinstance(i, Piece)]
    assert [i.x - LEFT for i in found] == pytest.approx([64, 32, 32], abs=0.1)
    assert [len(i.text) for i in found] == [22, 24, 17]


def test_the_hanging_indent_is_a_tab_stop() -> None:
    source = docx_file(
        p(r("一") + "<w:r><w:tab/></w:r>" + r("甲"), '<w:ind w:left="960" w:hanging="960"/>')
    )
    assert piece(source, "甲").x == pytest.approx(LEFT + 48, abs=0.1)


STOPS = (
    '<w:tabs><w:tab w:val="center" w:pos="4000"/>'
    '<w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
)


def test_tab_stops_and_leaders() -> None:
    tab = "<w:r><w:tab/></w:r>"
    source = docx_file(p(r("甲") + tab + r("居中") + tab + r("右"), STOPS))
    assert piece(source, "居中").x == pytest.approx(LEFT + 200 - SIZE, abs=0.1)
    assert piece(source, "右").x == pytest.approx(LEFT + 400 - SIZE, abs=0.1)
    dots = piece(source, "..")
    assert set(dots.text) == {"."}
    assert dots.x == pytest.approx(LEFT + 200 + SIZE, abs=0.1)
    assert texts(docx_file(p(r("甲") + tab + r("乙")))) == ["甲乙"]


UNDERLINED = [
    (r("签字：") + r("      ", '<w:u w:val="single"/>') + r("日期"), 6 * SIZE * 0.333),
    (r("签字：") + '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>' + r("日期"), 24.0),
    (r("甲方") + r("医院 5 号", '<w:u w:val="single"/>'), 0.0),
]


@pytest.mark.parametrize(("runs", "width"), UNDERLINED)
def test_blanks_to_write_on_are_underlined(runs: str, width: float) -> None:
    (rule,) = items(docx_file(p(runs)), Rule)
    assert isinstance(rule, Rule)
    assert rule.y1 == rule.y2
    assert rule.x2 - rule.x1 == pytest.approx(width, abs=0.5) if width else rule.x2 - rule.x1 > 50


PITCHES = [
    ('<w:spacing w:line="560" w:lineRule="exact"/>', 28.0, 0.8 * 28),
    ('<w:spacing w:line="800" w:lineRule="atLeast"/>', 40.0, None),
    ('<w:spacing w:line="20" w:lineRule="atLeast"/>', 19.2, None),
    ('<w:spacing w:line="480" w:lineRule="auto"/>', 38.4, None),
    ("", 19.2, None),
]


@pytest.mark.parametrize(("xml", "pitch", "baseline"), PITCHES)
def test_line_pitch(xml: str, pitch: float, baseline: float | None) -> None:
    found = lines(docx_file(p(LONG, xml)))
    assert found[1][1] - found[0][1] == pytest.approx(pitch, abs=0.1)
    if baseline is not None:
        assert found[0][1] == pytest.approx(TOP + baseline, abs=0.1)


def test_spaces_between_paragraphs() -> None:
    spaced = '<w:spacing w:before="200" w:after="300" w:line="560" w:lineRule="exact"/>'
    apart = lines(docx_file(p("甲", spaced) + p("乙", spaced)))
    assert apart[0][1] == pytest.approx(TOP + 10 + 0.8 * 28, abs=0.1)
    assert apart[1][1] - apart[0][1] == pytest.approx(28 + 15, abs=0.1)  # the larger counts
    flag = MODERN.replace("<w:compat>", "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/>")
    added = lines(docx_file(p("甲", spaced) + p("乙", spaced), settings=flag))
    assert added[1][1] - added[0][1] == pytest.approx(28 + 25, abs=0.1)
    close = spaced + "<w:contextualSpacing/>"
    assert lines(docx_file(p("甲", close) + p("乙", close)))[1][1] - TOP == pytest.approx(
        10 + 28 + 0.8 * 28, abs=0.1
    )


def test_empty_paragraphs_take_the_height_of_their_mark() -> None:
    empty = '<w:rPr><w:sz w:val="64"/></w:rPr>'
    found = lines(docx_file(p("甲") + p("", empty) + p("乙")))
    assert found[1][1] - found[0][1] == pytest.approx(19.2 + 38.4, abs=0.2)


def test_document_grid() -> None:
    grid = A4 + '<w:docGrid w:type="lines" w:linePitch="600"/>'
    found = lines(
        docx_file(p(LONG) + p("甲", '<w:snapToGrid w:val="0"/>') + p("乙"), page=section("", grid))
    )
    assert found[1][1] - found[0][1] == pytest.approx(30, abs=0.1)
    assert texts(docx_file(p("甲"), page=section("", A4 + '<w:docGrid w:linePitch="600"/>'))) == [
        "甲"
    ]


def test_rules_around_a_paragraph() -> None:
    side = '<w:{} w:val="single" w:sz="8" w:space="5" w:color="FF0000"/>'
    box = "".join(side.format(name) for name in ("top", "left", "bottom", "right"))
    body = (
        p("甲", f"<w:pBdr>{box}</w:pBdr>" + EXACT)
        + p("乙", f"<w:pBdr>{box}</w:pBdr>" + EXACT)
        + p("丙", EXACT)
    )
    rules = [i for i in items(docx_file(body), Rule) if isinstance(i, Rule)]
    across = sorted(i.y1 for i in rules if i.y1 == i.y2)
    assert across == pytest.approx([TOP + 0.5, TOP + 1 + 5 + 56 + 5 + 0.5])  # one box around both
    assert {i.color for i in rules} == {"FF0000"}
    down = sorted({round(i.x1, 1) for i in rules if i.x1 == i.x2})
    assert down == pytest.approx([LEFT - 5.5, LEFT + WIDTH + 5.5], abs=0.1)
    assert lines(docx_file(body))[2][1] == pytest.approx(TOP + 12 + 56 + 0.8 * 28, abs=0.1)


def test_double_rules_are_two_lines() -> None:
    double = '<w:pBdr><w:bottom w:val="double" w:sz="8" w:space="0"/></w:pBdr>'
    rules = items(docx_file(p("甲", double + EXACT)), Rule)
    assert sorted(i.y1 for i in rules if isinstance(i, Rule)) == pytest.approx(
        [TOP + 28.5, TOP + 30.5]
    )


def test_no_break_hyphen_and_space_are_drawn_plain() -> None:
    found = texts(docx_file(p("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙\u00a0丙</w:t></w:r>")))
    assert found == ["甲-乙\u00a0丙"]


def test_a_character_no_font_draws_is_named_with_its_place() -> None:
    with pytest.raises(EngineError, match="U\\+10FFFD") as caught:
        laid(docx_file(p("前") + p("奇\U0010fffd字")))
    assert caught.value.where == "document ¶2 “奇\U0010fffd字”"


# ---------------------------------------------------------------- pages


def rows(count: int, properties: str = EXACT, text: str = "行") -> str:
    return "".join(p(f"{text}{number}", properties) for number in range(count))


def test_pages_fill_and_turn() -> None:
    assert [len(page) for page in by_page(docx_file(rows(60)))] == [
        24,
        24,
        12,
    ]  # 24 × 28 of 697.9 pt


PAGE_BREAKS = [
    (p("一") + p(BREAK) + p("二"), [["一"], ["二"]]),
    (p(r("一") + BREAK + r("二")), [["一"], ["二"]]),
    (p("一") + p("二", "<w:pageBreakBefore/>"), [["一"], ["二"]]),
    (p("一", section()) + p("二"), [["一"], ["二"]]),
    (p("一", section()) + p("二"), [["一"], ["二"]]),
]


@pytest.mark.parametrize(("body", "pages"), PAGE_BREAKS)
def test_page_breaks(body: str, pages: list[list[str]]) -> None:
    assert by_page(docx_file(body)) == pages


def test_a_continuous_section_goes_on() -> None:
    page = section("", A4 + '<w:type w:val="continuous"/>')
    assert by_page(docx_file(p("一", section()) + p("二"), page=page)) == [["一", "二"]]


def test_keep_with_next_and_keep_lines() -> None:
    kept = docx_file(rows(23) + p("题", "<w:keepNext/>" + EXACT) + p("文", EXACT))
    assert by_page(kept)[1] == ["题", "文"]
    whole = docx_file(rows(22) + p(LONG, "<w:keepLines/>" + EXACT))
    assert [len(page) for page in by_page(whole)] == [22, 3]


def test_widows_and_orphans() -> None:
    four = p("国" * 27 * 4, EXACT)
    assert [len(page) for page in by_page(docx_file(rows(21) + four))] == [23, 2]
    assert [len(page) for page in by_page(docx_file(rows(23) + four))] == [23, 4]
    off = p("国" * 27 * 4, '<w:widowControl w:val="0"/>' + EXACT)
    assert [len(page) for page in by_page(docx_file(rows(23) + off))] == [24, 3]


def banners_source() -> bytes:
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="footer{number}"/>'
        for number, kind in ((1, "first"), (2, "default"), (3, "even"))
    )
    number = r("— ") + field("PAGE") + r("/") + field("NUMPAGES") + r(" —")
    banners = {"footer1": p("首"), "footer2": p(r("奇") + number), "footer3": p(r("偶") + number)}
    page = section(references, A4 + '<w:titlePg/><w:pgNumType w:start="4"/>')
    body = p("一") + p(BREAK) + p("二") + p(BREAK) + p("三")
    return docx_file(body, banners=banners, page=page, settings="<w:evenAndOddHeaders/>" + MODERN)


def test_footers_of_first_odd_and_even_pages() -> None:
    assert by_page(banners_source()) == [["一", "首"], ["二", "奇—5/3 —"], ["三", "偶—6/3 —"]]


def test_footers_stand_above_the_papers_edge() -> None:
    _page, y, _text = lines(banners_source())[1]
    assert y == pytest.approx(841.9 - 49.6 - 19.2 + 17.3, abs=1)


def test_page_numbers_can_be_left_out() -> None:
    pdf = render(banners_source(), ".docx", engine="typst", page_numbers=False)
    assert pdf.pages == 3
    assert by_page(banners_source())[1] != ["二"]
    document = read_docx(banners_source())[0].without_page_numbers()
    assert [text for _p, _y, text in lay_out(document).lines()] == ["一", "首", "二", "三"]


def test_a_blank_page_before_an_odd_section() -> None:
    page = section("", A4 + '<w:type w:val="oddPage"/>')
    pages = laid(docx_file(p("一", section()) + p("二"), page=page)).pages
    assert [len(page.items) for page in pages] == [1, 0, 1]
    assert [page.number for page in pages] == [1, 2, 3]


def test_landscape_sections() -> None:
    wide = '<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1440" w:left="1440"/>'
    pages = laid(docx_file(p("一", section()) + p("二"), page=section("", wide))).pages
    assert [round(page.width) for page in pages] == [595, 842]


# ---------------------------------------------------------------- tables


def row_tops(source: bytes, page: int = 0) -> list[float]:
    rules = [i for i in items(source, Rule, page) if isinstance(i, Rule)]
    return sorted({round(i.y1, 1) for i in rules if i.y1 == i.y2})


def test_rows_are_as_high_as_content_rule_or_height_ask() -> None:
    body = tbl(
        [4000],
        tr(tc("甲")),
        tr(tc("乙"), properties='<w:trHeight w:val="800"/>'),
        tr(tc("丙"), properties='<w:trHeight w:val="1000" w:hRule="exact"/>'),
    )
    tops = row_tops(docx_file(body))
    heights = [b - a for a, b in pairwise(tops)]
    assert heights == pytest.approx([19.7, 40, 50], abs=0.11)


@pytest.mark.parametrize(("kind", "share"), [("top", 0.0), ("center", 0.5), ("bottom", 1.0)])
def test_cells_are_aligned_vertically(kind: str, share: float) -> None:
    exact = '<w:trHeight w:val="2000" w:hRule="exact"/>'
    cell = tc(p("甲", EXACT), f'<w:vAlign w:val="{kind}"/>')
    source = docx_file(tbl([4000], tr(cell, properties=exact), borders=""))
    assert piece(source, "甲").y == pytest.approx(TOP + 0.8 * 28 + (100 - 28) * share, abs=0.3)


def test_merged_cells_stand_over_their_rows() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    middle = '<w:vAlign w:val="center"/>'
    body = tbl(
        [2000, 2000],
        tr(tc(p("并", EXACT), start + middle), tc(p("一", EXACT))),
        tr(tc("", on), tc(p("二", EXACT))),
        borders="",
    )
    source = docx_file(body)
    assert piece(source, "并").y == pytest.approx(
        (piece(source, "一").y + piece(source, "二").y) / 2, abs=0.3
    )


def test_shading_lies_under_the_text() -> None:
    grey = '<w:shd w:val="clear" w:fill="D9D9D9"/>'
    found = laid(docx_file(tbl([4000], tr(tc("甲", grey))))).pages[0].items
    kinds = [type(item) for item in found]
    assert kinds.index(Fill) < kinds.index(Piece)
    fill = next(item for item in found if isinstance(item, Fill))
    assert (fill.x, fill.width, fill.color) == (pytest.approx(LEFT), 200, "D9D9D9")


def test_header_rows_are_repeated() -> None:
    body = tbl(
        [4000], tr(tc("表头"), properties="<w:tblHeader/>"), *(tr(tc(f"{n}")) for n in range(60))
    )
    pages = by_page(docx_file(body))
    assert [page[0] for page in pages] == ["表头", "表头"]
    assert sum(map(len, pages)) == 62


def test_rows_break_between_lines_unless_told_not_to() -> None:
    def source(properties: str) -> bytes:
        long = tr(tc("".join(p(f"格{n}", EXACT) for n in range(8))), properties=properties)
        return docx_file(rows(20) + tbl([4000], long))

    assert [len(page) for page in by_page(source(""))] == [24, 4]
    assert [len(page) for page in by_page(source("<w:cantSplit/>"))] == [20, 8]
    assert len(row_tops(source(""), 1)) == 2  # both parts have rules all around


def test_a_row_higher_than_a_page_is_cut() -> None:
    long = "".join(p(f"格{n}", EXACT) for n in range(60))
    for properties in ("", "<w:cantSplit/>"):
        pages = by_page(docx_file(tbl([4000], tr(tc(long), properties=properties))))
        assert [text for page in pages for text in page] == [f"格{n}" for n in range(60)]
        assert [len(page) for page in pages] == [24, 24, 12]


def test_a_repeated_header_leaves_room_for_rows_higher_than_the_page() -> None:
    header = tr(tc(p("表头", EXACT)), properties="<w:tblHeader/>")
    long = "".join(p(f"格{n}", EXACT) for n in range(60))
    pages = by_page(docx_file(tbl([4000], header, tr(tc(long)))))
    assert [page[0] for page in pages] == ["表头"] * 3
    assert sum(map(len, pages)) == 63


def test_merged_cells_over_pages_have_rules_all_around() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = [tr(tc("" if n else "并", on if n else start), tc(p(f"{n}", EXACT))) for n in range(40)]
    source = docx_file(tbl([2000, 4000], *body))
    left_column = LEFT, LEFT + 100
    for page in (0, 1):
        rules = [i for i in items(source, Rule, page) if isinstance(i, Rule) and i.y1 == i.y2]
        own = [
            i
            for i in rules
            if i.x1 == pytest.approx(left_column[0], abs=0.5) and i.x2 < left_column[1] + 1
        ]
        ends = sorted({round(i.y1) for i in own})
        everything = sorted({round(i.y1) for i in rules})
        assert ends == [everything[0], everything[-1]]


def test_tables_in_tables() -> None:
    inner = tbl([1500], tr(tc("内")))
    source = docx_file(tbl([4000], tr(tc(p("前") + inner + p("后")))))
    assert texts(source) == ["前", "内", "后"]
    assert piece(source, "内").x > piece(source, "前").x


def test_a_table_as_wide_as_its_share() -> None:
    body = tbl([1000, 3000], tr(tc("甲"), tc("乙")), properties='<w:tblW w:w="5000" w:type="pct"/>')
    rules = [i for i in items(docx_file(body), Rule) if isinstance(i, Rule)]
    downs = sorted({round(i.x1, 1) for i in rules if i.x1 == i.x2})
    assert downs == pytest.approx([LEFT, LEFT + WIDTH / 4, LEFT + WIDTH], abs=0.2)


# ---------------------------------------------------------------- pictures and destinations


def test_pictures_stand_on_the_baseline() -> None:
    source = docx_file(p(r("甲") + picture("i1", 20, 30)), parts={"i1": ("media/a.png", png())})
    (found,) = items(source, PlacedPicture)
    assert isinstance(found, PlacedPicture)
    assert found.y + found.height == pytest.approx(piece(source, "甲").y, abs=0.1)
    assert found.x == pytest.approx(LEFT + SIZE, abs=0.1)


def destinations(pdf: bytes) -> dict[str, tuple[float, float]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = pikepdf.NameTree(document.Root.Names.Dests)
        height = float(document.pages[0].MediaBox[3])
        found = {}
        for key, target in names.items():
            place = target.D if isinstance(target, pikepdf.Dictionary) else target
            found[str(key)] = (float(place[2]), height - float(place[3]))
        return found


def test_bookmarks_become_destinations_at_the_top_of_their_line() -> None:
    body = (
        p("甲", EXACT)
        + p(r("乙乙") + bookmark("seal_helper", 1) + r("丙"), EXACT)
        + p(bookmark("seal_receiver_2", 2), EXACT)
        + p(r("末") + bookmark("seal_government", 3), EXACT)
    )
    source = docx_file(body)
    wanted = {
        "seal_helper": (LEFT + 2 * SIZE, TOP + 28),
        "seal_receiver_2": (LEFT, TOP + 56),
        "seal_government": (LEFT + SIZE, TOP + 84),
    }
    placed = {i.name: (i.x, i.y) for i in items(source, Destination) if isinstance(i, Destination)}
    assert set(placed) == set(wanted)
    for name, place in wanted.items():
        assert placed[name] == pytest.approx(place, abs=0.1)
    found = destinations(render(source, ".docx", engine="typst").pdf)
    assert set(found) == set(wanted)
    for name, place in wanted.items():
        assert found[name] == pytest.approx(place, abs=0.5)


def test_a_bookmark_twice_does_no_harm() -> None:
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    banners = {"header1": p(r("页眉") + bookmark("seal_a"))}
    body = p(r("一") + bookmark("seal_a", 2)) + p(BREAK) + p("二")
    assert (
        render(
            docx_file(body, banners=banners, page=section(reference)), ".docx", engine="typst"
        ).pages
        == 2
    )
