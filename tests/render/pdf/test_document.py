"""PDFs written straight from laid-out pages: as Typst makes them, the same bytes for the same pages."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageChops

from generator.fill.docx import fill_docx
from generator.fill.sample import sample_fields
from generator.forms.discover import discover_forms
from generator.forms.form import Form
from generator.render.docx.reader import read_docx
from generator.render.fonts import load_fonts
from generator.render.layout.items import (
    Destination,
    Fill,
    Group,
    Page,
    Pages,
    Piece,
    PlacedPicture,
    Rule,
)
from generator.render.layout.pages import lay_out
from generator.render.pdf.document import write_pdf
from generator.render.pdf.stock import Stock, stock_of
from generator.render.typst.compiler import compile_pdf
from generator.render.typst.writer import write_source
from tests.oracle.compare import compare
from tests.pdfpages import images, lines

FORMS = [form for form in discover_forms().values() if form.template.suffix == ".docx"]


def filled(form: Form) -> Pages:
    document, refusals = read_docx(fill_docx(form.template, sample_fields(form)))
    assert not refusals.findings
    return lay_out(document)


def piece(text: str, face: str = "仿宋_GB2312", y: float = 100.0, **style: bool) -> Piece:
    return Piece(50.0, y, text, load_fonts().resolve(face, **style), 16.0)


def page(*items: object) -> Pages:
    return Pages((Page(595.3, 841.9, (Group(tuple(items)),), 1),))  # type: ignore[arg-type]


def far_apart(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by more than the two engines' rounding of edges."""
    change = ImageChops.difference(one, other).convert("L")
    return sum(change.histogram()[160:])


def test_there_are_forms() -> None:
    assert FORMS


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_pages_are_those_typst_makes(form: Form) -> None:
    pages = filled(form)
    straight, typst = write_pdf(pages, stock_of(pages)), compile_pdf(write_source(pages))
    same = compare(form.id, straight, typst)
    assert same.pages[0] == same.pages[1]
    assert (same.share, same.differing) == (1.0, ())
    assert same.furthest_mm < 0.1
    for one, other in zip(images(straight, 60), images(typst, 60), strict=True):
        assert far_apart(one, other) < 40


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_stock_changes_no_page(form: Form) -> None:
    pages = filled(form)
    half = {f: frozenset(sorted(chars)[::2]) for f, chars in stock_of(pages).characters.items()}
    stock = Stock(half)
    plain, stocked = write_pdf(pages), write_pdf(pages, stock)
    assert [line.text for line in lines(plain)] == [line.text for line in lines(stocked)]
    assert all(
        one.tobytes() == other.tobytes()
        for one, other in zip(images(plain, 60), images(stocked, 60), strict=True)
    )
    assert write_pdf(pages, stock) == stocked


def test_text_can_be_copied_and_searched() -> None:
    text = "云南省“十四五”时期〔2022〕5号，沧源县中医佤医医院"
    (shown,) = pypdf.PdfReader(io.BytesIO(write_pdf(page(piece(text))))).pages
    assert shown.extract_text().strip() == text


@pytest.mark.parametrize(
    "face", ["Times New Roman", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"]
)
def test_every_kind_of_font_program(face: str) -> None:
    pages = page(piece("Abc 123", face))
    straight, typst = (
        images(write_pdf(pages), 100)[0],
        images(compile_pdf(write_source(pages)), 100)[0],
    )
    assert straight.getextrema()[0][0] < 80
    assert far_apart(straight, typst) < 40


def test_a_face_without_bold_or_italic_is_thickened_or_slanted() -> None:
    plain = images(write_pdf(page(piece("医院"))), 100)[0]
    bold = images(write_pdf(page(piece("医院", bold=True))), 100)[0]
    slanted = images(write_pdf(page(piece("医院", italic=True))), 100)[0]
    ink = [sum(image.convert("L").histogram()[:128]) for image in (plain, bold, slanted)]
    assert ink[1] > ink[0] * 1.1
    assert slanted.tobytes() != plain.tobytes()


def test_rules_fills_and_pictures_stand_where_typst_puts_them() -> None:
    data = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 0, 0, 128)).save(data, "PNG")
    pages = page(
        Fill(40, 80, 200, 30, "EEEEEE"),
        Rule(40, 80, 240, 80, 1.5, "FF0000"),
        PlacedPicture(300, 300, 60, 40, data.getvalue()),
        piece("医院"),
    )
    straight, typst = (
        images(write_pdf(pages), 100)[0],
        images(compile_pdf(write_source(pages)), 100)[0],
    )
    assert far_apart(straight, typst) < 40
    assert straight.getpixel((455, 445)) == pytest.approx((227, 127, 127), abs=3)


def test_destinations_name_the_places() -> None:
    written = write_pdf(page(piece("医院"), Destination(79.4, 700.0, "seal_helper")))
    with pikepdf.open(io.BytesIO(written)) as pdf:
        name, place = pdf.Root.Names.Dests.Names
        assert str(name) == "seal_helper"
        assert [float(place[2]), float(place[3])] == pytest.approx([79.4, 841.9 - 700.0])


def test_hostile_text_is_only_text() -> None:
    text = r"(\)<>[]{}/%#TJ ET Q"
    written = write_pdf(page(piece(text)))
    assert lines(written)[0].text == text.replace(" ", "")


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2060", "\ufe0f", "\u200b\u200f"])
@pytest.mark.parametrize("face", ["仿宋_GB2312", "Times New Roman"])
def test_what_prints_nothing_is_not_drawn(face: str, hidden: str) -> None:
    name = "甲乙丙" if face == "仿宋_GB2312" else "abc"
    marked = f"{hidden}{name[0]}{hidden}{name[1:]}{hidden}"
    plain, drawn = (images(write_pdf(page(piece(text, face)))) for text in (name, marked))
    assert [far_apart(one, other) for one, other in zip(plain, drawn, strict=True)] == [0]
    assert far_apart(plain[0], images(write_pdf(page(piece(name[:2], face))))[0])
    images(write_pdf(page(piece(hidden, face))))  # by itself it is nothing, and no fault


def test_the_sample_of_a_form_is_a_small_file() -> None:
    form = next(form for form in FORMS if form.case)
    size = len(write_pdf(filled(form)))
    assert size < 400_000, f"{Path(form.template).name}: {size}"
