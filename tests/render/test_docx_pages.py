"""Pages: borders around them and margins that change places."""

from __future__ import annotations

import pytest

from generator.render.docx.reader import read_docx
from generator.render.engine import beyond_page_model
from generator.render.layout.items import Item, Piece, Rule
from generator.render.layout.pages import lay_out
from tests.render.docxmaker import A4, MODERN, docx_file, p, section

pytestmark = pytest.mark.usefixtures("fetched_fonts")

REFERENCE = '<w:headerReference w:type="default" r:id="header1"/>'
WIDTH, HEIGHT = 595.3, 841.9
BODY = "".join(p(text, "<w:pageBreakBefore/>") for text in "一二三")


def border(attributes: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="10"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return A4 + f"<w:pgBorders {attributes}>{sides}</w:pgBorders>"


def pages(page: str, settings: str = MODERN) -> list[tuple[Item, ...]]:
    source = docx_file(
        BODY, banners={"header1": p("页眉")}, page=section(REFERENCE, page), settings=settings
    )
    assert beyond_page_model(source, ".docx") == ()
    return [page.items for page in lay_out(read_docx(source)[0]).pages]


def box(items: tuple[Item, ...]) -> tuple[float, ...]:
    rules = [item for item in items if isinstance(item, Rule)]
    assert len(rules) == 4
    across, down = ([r for r in rules if (r.y1 == r.y2) == level] for level in (False, True))
    found = (*sorted(rule.x1 for rule in across), *sorted(rule.y1 for rule in down))
    return tuple(pytest.approx(value, abs=0.1) for value in found)


@pytest.mark.parametrize(
    ("attributes", "settings", "expected"),
    [
        ('w:offsetFrom="page"', "", (10.5, WIDTH - 10.5, 10.5, HEIGHT - 10.5)),
        ("", "", (79.4 - 10.5, WIDTH - 73.7 + 10.5, 42.55 - 10.5, HEIGHT - 72 + 10.5)),
        (
            "",
            "<w:bordersDoNotSurroundHeader/>",
            (79.4 - 10.5, WIDTH - 73.7 + 10.5, 72 - 10.5, HEIGHT - 72 + 10.5),
        ),
    ],
)
def test_where_page_borders_stand(
    attributes: str, settings: str, expected: tuple[float, ...]
) -> None:
    for items in pages(border(attributes), settings + MODERN):
        assert expected == box(items)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("allPages", [4, 4, 4]), ("firstPage", [4, 0, 0]), ("notFirstPage", [0, 4, 4])],
)
def test_on_which_pages_they_stand(shown: str, expected: list[int]) -> None:
    found = pages(border(f'w:display="{shown}"'))
    assert [sum(isinstance(item, Rule) for item in items) for items in found] == expected


def test_mirrored_margins_change_places() -> None:
    found = pages(A4, "<w:mirrorMargins/>" + MODERN)
    left = [{round(item.x, 1) for item in items if isinstance(item, Piece)} for items in found]
    assert left == [{79.4}, {73.7}, {79.4}]
