"""Cells named `seal_<role>` become the places where seals are pressed, as Word bookmarks do."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName

from generator.errors import EngineError
from generator.pdf.reading import read_pdf
from generator.render.engine import render
from generator.render.layout.items import Pages
from generator.render.refusal import Refusals
from generator.render.xlsx.reader import lay_out_xlsx
from generator.stamp.places import seal_places
from tests.render.xlsx.books import filled, saved, workbook

pytestmark = pytest.mark.usefixtures("fetched_fonts")

INCH = 25.4  # mm: the margins


def named(**places: str) -> Any:
    book, sheet = workbook()
    filled(sheet, 60, 4)
    for row in range(1, 61):
        sheet.row_dimensions[row].height = 15
    for name, meaning in places.items():
        book.defined_names[name] = DefinedName(name, attr_text=meaning)
    return book


@pytest.mark.parametrize("engine", ["auto", "typst"])
def test_named_cells_are_destinations(engine: str) -> None:
    book = named(seal_helper="表一!$A$3", seal_receiver_2="'表一'!$C$60:$D$60", other="表一!$B$1")
    pdf = render(saved(book), ".xlsx", engine=engine).pdf
    helper, receiver = seal_places(read_pdf(pdf))
    assert (helper.role, helper.ordinal, helper.page) == ("helper", 1, 0)
    assert (receiver.role, receiver.ordinal, receiver.page) == ("receiver", 2, 1)
    assert helper.x == pytest.approx(INCH, abs=0.1)
    assert helper.y == pytest.approx(INCH + 2 * 15 * INCH / 72, abs=0.1)
    assert receiver.x > helper.x
    assert receiver.y == pytest.approx(INCH + 13 * 15 * INCH / 72, abs=0.1)  # the 14th on its page


def test_a_name_of_a_single_sheet_counts_too() -> None:
    book = named()
    sheet = book.active
    sheet.defined_names["seal_issuer"] = DefinedName("seal_issuer", attr_text="表一!$B$2")
    pdf = render(saved(book), ".xlsx").pdf
    assert [place.role for place in seal_places(read_pdf(pdf))] == ["issuer"]


@pytest.mark.parametrize(
    ("meaning", "said"),
    [
        ("OFFSET(表一!$A$1,1,1)", "表.xlsx: place seal_helper that is no cell"),
        ("别的!$A$1", "表.xlsx: place seal_helper on no sheet"),
        ("表一!$Z$400", "表一!Z400: place seal_helper on no printed page"),
        ("底稿!$A$1", "底稿!A1: place seal_helper on no printed page"),
    ],
)
def test_a_place_that_would_be_lost_is_refused(
    meaning: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    book = named(seal_helper=meaning)
    book.create_sheet("底稿").sheet_state = "hidden"
    findings = lay_out_xlsx(saved(book), "表.xlsx")[1].findings
    assert [str(finding) for finding in findings] == [said]


@pytest.mark.oracle
def test_libreoffice_has_the_places_of_the_embedded_engine() -> None:
    book = named(seal_helper="表一!$A$3", seal_receiver_2="表一!$C$60")
    ours, theirs = (
        seal_places(read_pdf(render(saved(book), ".xlsx", engine=engine).pdf))
        for engine in ("auto", "libreoffice")
    )
    assert {place.page for place in ours} == {0, 1}
    assert ours == theirs


@pytest.mark.oracle
def test_places_on_other_pages_than_libreoffices_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = saved(named(seal_helper="表一!$A$3"))
    pages = lay_out_xlsx(source)[0]
    fewer = Pages(pages.pages[:1])
    monkeypatch.setattr(
        "generator.render.xlsx.reader.lay_out_xlsx", lambda *_args: (fewer, Refusals())
    )
    with pytest.raises(EngineError):
        render(source, ".xlsx", engine="libreoffice")
