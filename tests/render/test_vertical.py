"""Text that runs down or up its cell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.render.docx.reader import read_docx
from generator.render.engine import beyond_page_model, render
from generator.render.layout.items import Piece, Rule
from generator.render.layout.pages import lay_out
from tests import pdfpages
from tests.render.docxmaker import docx_file, p, r, tbl, tc, tr

pytestmark = pytest.mark.usefixtures("fetched_fonts")

HEIGHT = '<w:trHeight w:val="3000" w:hRule="exact"/>'  # 150 pt
TOP, LEFT, WIDTH, MARGIN = 72.0, 79.4, 50.0, 5.4


def cell(content: str, direction: str, place: str = "top") -> bytes:
    properties = f'<w:textDirection w:val="{direction}"/><w:vAlign w:val="{place}"/>'
    return docx_file(tbl([1000], tr(tc(content, properties), properties=HEIGHT)))


def pieces(source: bytes) -> list[Piece]:
    assert beyond_page_model(source, ".docx") == ()
    return [i for i in lay_out(read_docx(source)[0]).pages[0].items if isinstance(i, Piece)]


def test_chinese_characters_stand_upright_below_each_other() -> None:
    found = pieces(cell("工作经历", "tbRl"))
    assert [piece.text for piece in found] == ["工", "作", "经", "历"]
    assert {piece.turn for piece in found} == {0}
    assert len({round(piece.x, 3) for piece in found}) == 1
    assert [b.y - a.y for a, b in pairwise(found)] == [pytest.approx(16)] * 3
    assert TOP < found[0].y < TOP + 17


def test_letters_and_brackets_are_turned() -> None:
    found = pieces(cell("第（AB）号", "tbRl"))
    assert [(piece.text, piece.turn) for piece in found if piece.turn] == [
        ("（", 90),
        ("AB", 90),
        ("）", 90),
    ]
    assert [piece.text for piece in found if not piece.turn] == ["第", "号"]


def test_stops_stand_in_the_upper_right_of_their_square() -> None:
    plain, stop = pieces(cell("字。", "tbRl"))
    assert stop.x - plain.x == pytest.approx(0.55 * 16)
    assert stop.y - plain.y == pytest.approx(16 - 0.55 * 16)


def test_lines_stand_from_right_to_left() -> None:
    first, second = pieces(cell(p("一") + p("二"), "tbRl"))
    assert first.x - second.x == pytest.approx(first.face.line_height * 16)


@pytest.mark.parametrize(
    ("place", "middle"),
    [("top", LEFT + WIDTH - MARGIN - 9.6), ("center", LEFT + 25), ("bottom", LEFT + MARGIN + 9.6)],
)
def test_the_column_stands_right_amid_or_left(place: str, middle: float) -> None:
    (found,) = pieces(cell("国", "tbRl", place))
    assert found.x + 8 == pytest.approx(middle, abs=2)


def test_text_that_runs_up_is_turned_as_a_whole() -> None:
    (found,) = pieces(cell("左转AB", "btLr"))[:1]
    assert (found.text[0], found.turn) == ("左", -90)
    assert found.y == pytest.approx(TOP + 150, abs=1)


def test_underlines_turn_with_their_text() -> None:
    source = cell(p(r("工作", '<w:u w:val="single"/>')), "tbRl")
    items = lay_out(read_docx(source)[0]).pages[0].items
    (line,) = (i for i in items if isinstance(i, Rule) and i.x1 == i.x2 and i.y2 - i.y1 < 40)
    assert line.y2 - line.y1 == pytest.approx(32)
    assert line.x1 < min(i.x for i in items if isinstance(i, Piece)) + 4


@pytest.mark.parametrize("engine", ["auto", "typst"])
def test_both_writers_turn_it(engine: str) -> None:
    pdf = render(cell("工AB作", "tbRl"), ".docx", engine=engine).pdf
    assert "".join(line.text for line in pdfpages.lines(pdf)) == "工AB作"
