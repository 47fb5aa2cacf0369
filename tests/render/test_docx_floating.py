"""Floating pictures and straight lines stand where the file says, whatever the text does."""

from __future__ import annotations

import pytest

from generator.render.docx.reader import read_docx
from generator.render.engine import beyond_page_model, render
from generator.render.layout.items import Fill, Item, Piece, PlacedPicture, Rule
from generator.render.layout.pages import lay_out
from generator.render.refusal import BeyondPageModel
from tests import pdfpages
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

pytestmark = pytest.mark.usefixtures("fetched_fonts")

MM = 72 / 25.4
MEDIA = {"i1": ("media/a.png", png())}
TOP = 72.0  # pt: the upper margin of docxmaker's page
LEFT = 79.4


def pages(source: bytes) -> list[tuple[Item, ...]]:
    assert beyond_page_model(source, ".docx") == ()
    return [page.items for page in lay_out(read_docx(source)[0]).pages]


def pictures(source: bytes) -> list[PlacedPicture]:
    (items,) = pages(source)
    return [item for item in items if isinstance(item, PlacedPicture)]


@pytest.mark.parametrize(
    ("across", "x"),
    [
        (("page", 10), 10 * MM),
        (("column", 10), LEFT + 10 * MM),
        (("page", "center"), (595.3 - 20 * MM) / 2),
        (("margin", "left"), LEFT),
        (("page", "right"), 595.3 - 20 * MM),
        (("character", 0), LEFT + 16),
    ],
)
@pytest.mark.parametrize(
    ("down", "y"),
    [
        (("page", 10), 10 * MM),
        (("margin", 10), TOP + 10 * MM),
        (("paragraph", 0), TOP),
        (("line", 5), TOP + 5 * MM),
        (("bottomMargin", "top"), 841.9 - 72),
    ],
)
def test_places(across: tuple[str, float], x: float, down: tuple[str, float], y: float) -> None:
    run = floating_picture("i1", 20, 10, spot("H", *across), spot("V", *down))
    (found,) = pictures(docx_file(p(r("甲") + run + r("乙")), parts=MEDIA))
    assert (found.x, found.y) == (pytest.approx(x, abs=0.06), pytest.approx(y, abs=0.06))
    assert (found.width, found.height) == (pytest.approx(20 * MM), pytest.approx(10 * MM))


def test_it_takes_no_room_in_its_line() -> None:
    run = floating_picture("i1", 20, 10, spot("H", "page", 10), spot("V", "page", 10))
    with_it = docx_file(p(r("甲") + run + r("乙")), parts=MEDIA)
    without = docx_file(p(r("甲") + r("乙")))
    texts = [[i for i in pages(s)[0] if isinstance(i, Piece)] for s in (with_it, without)]
    assert [(one.x, one.y) for one in texts[0]] == [(one.x, one.y) for one in texts[1]]


def test_it_counts_from_its_paragraphs_top_wherever_the_anchor_stands() -> None:
    run = floating_picture("i1", 20, 10, spot("H", "column", 0), spot("V", "paragraph", 0))
    (found,) = pictures(docx_file(p(r("字" * 200) + run), parts=MEDIA))
    assert found.y == pytest.approx(TOP, abs=0.06)


def test_it_stands_on_the_page_of_its_anchor() -> None:
    run = floating_picture("i1", 20, 10, spot("H", "page", 10), spot("V", "page", 10))
    body = p("一") + p(r("二") + run, "<w:pageBreakBefore/>")
    found = [
        [type(item) for item in items if isinstance(item, PlacedPicture)]
        for items in pages(docx_file(body, parts=MEDIA))
    ]
    assert found == [[], [PlacedPicture]]


@pytest.mark.parametrize("behind", [True, False])
def test_it_lies_behind_the_text_or_on_it(behind: bool) -> None:
    place = spot("H", "page", 10), spot("V", "page", 10)
    run = floating_picture("i1", 20, 10, *place, behind=behind)
    grey = '<w:shd w:val="clear" w:fill="808080"/>'
    cell = tbl([4000], tr(tc("格", grey)))
    (items,) = pages(docx_file(p(run + r("字")) + cell + p("后"), parts=MEDIA))
    kinds = [type(item) for item in items]
    assert kinds[0 if behind else -1] is PlacedPicture
    assert kinds.index(Fill) < kinds.index(Piece)


def test_lines_as_word_draws_them() -> None:
    run = line_shape(100, 0, spot("H", "column", 0), spot("V", "paragraph", 20))
    (items,) = pages(docx_file(p(r("字") + run)))
    (rule,) = (item for item in items if isinstance(item, Rule))
    assert (rule.x1, rule.x2) == (pytest.approx(LEFT), pytest.approx(LEFT + 100 * MM))
    assert rule.y1 == rule.y2 == pytest.approx(TOP + 20 * MM)
    assert (rule.width, rule.color) == (2.25, "FF0000")


@pytest.mark.parametrize(("flip", "rises"), [("", False), ('flipV="1"', True), ('flipH="1"', True)])
def test_slanting_lines(flip: str, rises: bool) -> None:
    run = line_shape(100, 20, spot("H", "page", 10), spot("V", "page", 10), flip=flip)
    (items,) = pages(docx_file(p(run)))
    (rule,) = (item for item in items if isinstance(item, Rule))
    assert (rule.y2 < rule.y1) == rises


def test_the_double_line_of_a_letterhead() -> None:
    place = spot("H", "page", 20), spot("V", "page", 40)
    run = line_shape(170, 0, *place, width_pt=5, line='cmpd="thickThin"')
    (items,) = pages(docx_file(p(run)))
    thick, thin = (item for item in items if isinstance(item, Rule))
    assert (thick.width, thin.width) == (pytest.approx(3), pytest.approx(1))
    assert thin.y1 - thick.y1 == pytest.approx(1.5 + 1 + 0.5)


@pytest.mark.parametrize(
    ("start", "end", "color", "expected"),
    [
        ("0,10pt", "100pt,10pt", "red", (0, 10, 100, 10, "FF0000")),
        ("20mm,0", "20mm,1in", "#00f", (20 * MM, 0, 20 * MM, 72, "0000FF")),
        ("100pt,0", "0,50pt", "#123456 [3204]", (0, 50, 100, 0, "123456")),
        ("0,0", "100,0", "black", (0, 0, 75, 0, "000000")),
    ],
)
def test_lines_as_old_word_draws_them(
    start: str, end: str, color: str, expected: tuple[float, float, float, float, str]
) -> None:
    (items,) = pages(docx_file(p(vml_line(start, end, color=color))))
    (rule,) = (item for item in items if isinstance(item, Rule))
    x1, y1, x2, y2, colour = expected
    assert (rule.x1 - LEFT, rule.x2 - LEFT) == (
        pytest.approx(x1, abs=0.01),
        pytest.approx(x2, abs=0.01),
    )
    assert (rule.y1 - TOP, rule.y2 - TOP) == (
        pytest.approx(y1, abs=0.01),
        pytest.approx(y2, abs=0.01),
    )
    assert rule.color == colour


def test_a_line_of_a_header_stands_on_every_page() -> None:
    line = line_shape(156, 0, spot("H", "column", 0), spot("V", "paragraph", 12))
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    body = p("一") + p("二", "<w:pageBreakBefore/>")
    banners = {"header1": p(r("文件") + line)}
    found = pages(docx_file(body, banners=banners, page=section(reference)))
    assert [sum(isinstance(item, Rule) for item in items) for items in found] == [1, 1]


@pytest.mark.parametrize("engine", ["auto", "typst"])
def test_both_writers_draw_them(engine: str) -> None:
    run = floating_picture("i1", 20, 10, spot("H", "page", 100), spot("V", "page", 200))
    pdf = render(docx_file(p(run), parts=MEDIA), ".docx", engine=engine).pdf
    (image,) = pdfpages.images(pdf, 25.4)
    assert image.getpixel((110, 205)) == (200, 0, 0)
    assert image.getpixel((90, 205)) == (255, 255, 255)


@pytest.mark.parametrize(("lie", "lines_below"), [("t", 2), ("ctr", 1), ("b", 0)])
def test_a_text_box_holds_its_lines_at_its_top_middle_or_bottom(lie: str, lines_below: int) -> None:
    """Two lines of 20 pt in a box of four, 10 mm from the page's left edge and 50 mm from its top."""
    pitch = '<w:spacing w:line="400" w:lineRule="exact"/>'
    content = p("盒中", pitch) + p("末", pitch)
    places = (spot("H", "page", 10), spot("V", "page", 50))
    box = text_box(40, 80 / MM, *places, content, lie=lie)
    (items,) = pages(docx_file(p("前") + p(r("锚") + box)))
    first, last = (
        next(item for item in items if isinstance(item, Piece) and item.text == text)
        for text in ("盒中", "末")
    )
    assert first.x == pytest.approx(10 * MM)
    assert last.y - first.y == pytest.approx(20)
    bottom = 50 * MM + 80
    assert bottom - 20 * lines_below - 20 < last.y < bottom - 20 * lines_below


def test_text_higher_than_its_box_is_refused() -> None:
    box = text_box(
        40, 10, spot("H", "page", 10), spot("V", "page", 50), p("一") + p("二") + p("三")
    )
    with pytest.raises(BeyondPageModel):
        lay_out(read_docx(docx_file(p("前") + p(box)))[0])
