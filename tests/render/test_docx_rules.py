"""Rules of paragraphs and cells, diagonals, tabs: read and drawn as the file has them."""

from __future__ import annotations

import pytest

from generator.render.docx.reader import read_docx
from generator.render.drawing import Border
from generator.render.engine import beyond_page_model
from generator.render.layout.items import Piece, Rule
from generator.render.layout.pages import lay_out
from generator.render.model import Table
from tests.render.docxmaker import docx_file, p, r, tbl, tc, tr

pytestmark = pytest.mark.usefixtures("fetched_fonts")


def cell_border(kind: str) -> Border | None:
    top = f'<w:tcBorders><w:top w:val="{kind}" w:sz="12"/></w:tcBorders>'
    document, _refusals = read_docx(docx_file(tbl([4000], tr(tc("甲", top)))))
    table = document.sections[0].blocks[0]
    assert isinstance(table, Table)
    return table.rows[0].cells[0].borders.top


def rules(source: bytes) -> list[Rule]:
    assert beyond_page_model(source, ".docx") == ()
    (page,) = lay_out(read_docx(source)[0]).pages
    return [item for item in page.items if isinstance(item, Rule)]


@pytest.mark.parametrize(
    ("kind", "border"),
    [
        ("single", Border(1.5)),
        ("thick", Border(3.0)),
        ("double", Border(4.5, lines=(1.5, 1.5, 1.5))),
        ("thinThickSmallGap", Border(3.0, lines=(1.5, 0.75, 0.75))),
        ("thickThinSmallGap", Border(3.0, lines=(0.75, 0.75, 1.5))),
        ("dotted", Border(1.5, dash=(0.5, 1.0))),
        ("dashSmallGap", Border(1.5, dash=(3.0, 1.0))),
        ("nil", None),
    ],
)
def test_kinds_of_rules(kind: str, border: Border | None) -> None:
    assert cell_border(kind) == border


@pytest.mark.parametrize(("side", "thick_first"), [("top", True), ("bottom", False)])
def test_the_outer_line_is_outside(side: str, thick_first: bool) -> None:
    border = f'<w:pBdr><w:{side} w:val="thinThickSmallGap" w:sz="24"/></w:pBdr>'
    found = sorted(rules(docx_file(p("文武线", border))), key=lambda rule: rule.y1)
    assert [rule.width for rule in found] == ([3.0, 0.75] if thick_first else [0.75, 3.0])
    assert found[1].y1 - found[0].y1 == pytest.approx(0.75 + 1.5 + 0.375)


@pytest.mark.parametrize(
    ("side", "falls"),
    [("tl2br", True), ("tr2bl", False)],
)
def test_diagonals_go_from_corner_to_corner(side: str, falls: bool) -> None:
    line = f'<w:tcBorders><w:{side} w:val="single" w:sz="8" w:color="FF0000"/></w:tcBorders>'
    height = '<w:trHeight w:val="1000" w:hRule="exact"/>'
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        [2000, 2000],
        tr(tc("", line + start), tc("乙"), properties=height),
        tr(tc("", on), tc("丁"), properties=height),
    )
    (rule,) = (one for one in rules(docx_file(table)) if one.color == "FF0000")
    assert rule.width == 1.0
    assert rule.x2 - rule.x1 == pytest.approx(100)
    assert rule.y2 - rule.y1 == pytest.approx(100 if falls else -100)


def test_paragraphs_of_one_box_are_parted_by_their_rule() -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}"/>'
        for side, size in (("top", 8), ("bottom", 8), ("between", 4))
    )
    source = docx_file("".join(p(text, f"<w:pBdr>{sides}</w:pBdr>") for text in "甲乙丙"))
    assert [rule.width for rule in rules(source)] == [1.0, 0.5, 0.5, 1.0]


def test_numbers_stand_with_their_points_at_a_decimal_tab() -> None:
    stop = '<w:tabs><w:tab w:val="decimal" w:pos="4000"/></w:tabs>'
    source = docx_file(
        "".join(p("<w:r><w:tab/></w:r>" + r(text), stop) for text in ("1.5", "100.25"))
    )
    first, second = (
        item for item in lay_out(read_docx(source)[0]).pages[0].items if isinstance(item, Piece)
    )
    digit = first.face.advance("1") * first.size
    assert first.x - second.x == pytest.approx(2 * digit)
    assert first.x + digit == pytest.approx(79.4 + 200, abs=0.1)


def test_a_leader_fills_its_tab() -> None:
    stop = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="4000"/></w:tabs>'
    source = docx_file(p(r("一") + "<w:r><w:tab/></w:r>" + r("后"), stop))
    dots, _first, after = (
        item for item in lay_out(read_docx(source)[0]).pages[0].items if isinstance(item, Piece)
    )
    step = dots.face.advance(".") * dots.size + dots.tracking
    assert set(dots.text) == {"."}
    assert dots.x + len(dots.text) * step - dots.tracking == pytest.approx(after.x)
