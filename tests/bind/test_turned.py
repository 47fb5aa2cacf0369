"""Landscape sheets stand upright in the bound document, their heads at its left."""

from __future__ import annotations

import pytest

from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind
from generator.bind.turned import turned
from generator.pdf.document import Document, Page, Place
from generator.pdf.objects import plain_stream
from tests.ink import bands

PORTRAIT, LANDSCAPE = (0.0, 0.0, 595.0, 842.0), (0.0, 0.0, 842.0, 595.0)
MM = 72 / 25.4


def page(box: tuple[float, float, float, float], *, turn: int = 0) -> Page:
    """A page with a small black square 10 mm in from the top left of its own space."""
    square = f"{10 * MM:.3f} {box[3] - 20 * MM:.3f} {10 * MM:.3f} {10 * MM:.3f} re f"
    return Page(box, (plain_stream(square.encode("ascii"), {}),), turn=turn)


def bound(document: Document) -> bytes:
    return bind([Part("附件", turned(document))], Metadata("题", "事"))


def test_a_landscape_page_is_turned_to_the_left() -> None:
    """What was at its top left is at the bottom left."""
    document = turned(Document((page(LANDSCAPE),)))
    assert document.pages[0].box == pytest.approx(PORTRAIT)
    (band,) = bands(bound(document), 0)
    assert band.left == pytest.approx(10, abs=0.2)
    assert band.bottom == pytest.approx(297 - 10, abs=0.5)


def test_a_page_shown_landscape_is_turned_too() -> None:
    """A portrait page with /Rotate 90 is read landscape; its own top left is read at the top right."""
    document = turned(Document((page(PORTRAIT, turn=90),)))
    assert document.pages[0].turn == 0
    (band,) = bands(bound(document), 0)
    assert (band.left, band.top) == pytest.approx((10, 10), abs=0.5)


def test_portrait_pages_and_places_on_them_stay() -> None:
    places = (Place("a", 0, 100.0, 200.0), Place("b", 1, 100.0, 200.0))
    document = Document((page(PORTRAIT), page(LANDSCAPE)), places)
    done = turned(document)
    assert done.pages[0] is document.pages[0]
    assert done.places[0] == places[0]
    assert (done.places[1].x, done.places[1].y) == pytest.approx((595 - 200, 100))


def test_page_numbers_stand_at_the_turned_sheets_foot() -> None:
    document = turned(Document((page(LANDSCAPE), page(LANDSCAPE))))
    pdf = bind([Part("附件", document)], Metadata("题", "事"), numbering="continuous")
    odd, even = bands(pdf, 0, 100, 210)[-1], bands(pdf, 1, 25, 60)[-1]
    assert odd.right == pytest.approx(184 - 14 / MM, abs=1)
    assert even.left == pytest.approx(28 + 14 / MM, abs=1)
    assert min(odd.bottom, even.bottom) > 265
