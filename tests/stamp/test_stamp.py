"""Stamping as a whole: drafts on every page, drawings shared, text kept, same inputs same bytes."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from generator.errors import EngineError
from generator.pdf.reading import read_pdf
from generator.stamp.marks import Mark
from generator.stamp.seals import Seal
from generator.stamp.stamp import Stamps, stamp, stamp_bytes
from generator.stamp.straddle import Straddle
from tests.stamp.sheets import (
    LANDSCAPE,
    MM,
    anchor,
    blank_pages,
    document,
    grey,
    ink_box,
    opened,
    saved,
)

SEALS = (Seal("helper", "昆明市延安医院", 42), Seal("government", "禄劝彝族苗族自治县人民政府", 45))


def agreement(pages: int = 6) -> bytes:
    bodies = [f"#v(50mm)第{index}页正文" for index in range(1, pages + 1)]
    bodies[-1] += anchor("seal_helper", 30, 100) + anchor("seal_government", 100, 100)
    return document(*bodies)


def everything(pages: int = 6) -> Stamps:
    return Stamps(SEALS, Straddle(SEALS), range(1, pages + 1), Mark.DRAFT)


@pytest.mark.parametrize("mark", list(Mark))
def test_a_mark_is_on_every_page(mark: Mark) -> None:
    content = document("正文", "正文", "", sizes=((210, 297), LANDSCAPE, (210, 297)))
    reader = pypdf.PdfReader(io.BytesIO(stamp_bytes(content, Stamps(mark=mark))))
    for page in reader.pages:
        text = "".join(page.extract_text().split())
        assert f"{mark.value}·不得用印" in text
        assert text.count(mark.value) == 2


def test_the_mark_is_pale_large_and_under_the_text() -> None:
    black = "#place(dx: 75mm, dy: 118mm, rect(width: 60mm, height: 60mm, fill: black))"
    page = grey(stamp_bytes(document(black), Stamps(mark=Mark.DRAFT)))
    left, top, right, bottom = ink_box(page, darker_than=250)
    middle = page.crop((0, round(30 * MM), page.width, page.height))
    assert min(right - left, bottom - top) > 100
    # Only the black square and nothing of the mark is darker than pale grey below the tag,
    assert ink_box(middle) == pytest.approx((75, 88, 135, 148), abs=0.2)
    # and the mark does not show through the square.
    square = page.crop(tuple(round(mm * MM) for mm in (76, 119, 134, 177)))
    assert square.getextrema() == (0, 0)


def test_the_tag_keeps_inside_what_office_printers_reach() -> None:
    page = grey(stamp_bytes(blank_pages(1, LANDSCAPE), Stamps(mark=Mark.SAMPLE)))
    _left, top, right, bottom = ink_box(page)
    assert right == pytest.approx(297 - 12, abs=0.5)
    assert 10 <= top < bottom <= 16


def test_two_runs_give_the_same_bytes() -> None:
    content = agreement()
    assert stamp_bytes(content, everything()) == stamp_bytes(content, everything())


def test_the_documents_text_and_places_survive() -> None:
    content = agreement()
    before, after = (
        pypdf.PdfReader(io.BytesIO(pdf)) for pdf in (content, stamp_bytes(content, everything()))
    )
    assert sorted(before.named_destinations) == sorted(after.named_destinations)
    for index, page in enumerate(after.pages, 1):
        text = "".join(page.extract_text().split())
        assert f"第{index}页正文" in text
        assert f"—{index}—" in text


def test_a_drawing_is_taken_in_once_and_shared() -> None:
    stamped = stamp_bytes(agreement(12), everything(12))
    with opened(stamped) as pdf:
        forms = {item.objgen for page in pdf.pages for item in page.resources.XObject.values()}
    # The mark, its tag, two seals (each on the signing page and over all edges), twelve numbers.
    assert len(forms) == 2 + 2 + 12
    assert len(stamped) < len(agreement(12)) + 60_000


def test_content_that_leaves_its_state_behind_moves_nothing() -> None:
    with opened(blank_pages(1)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"0.5 0 0 0.5 100 100 cm")
        shifted = stamp_bytes(saved(pdf), Stamps(numbers=[2]))
    plain = stamp_bytes(blank_pages(1), Stamps(numbers=[2]))
    assert ink_box(grey(shifted)) == pytest.approx(ink_box(grey(plain)), abs=0.1)


def test_pages_with_inherited_or_no_resources_are_stamped() -> None:
    with opened(blank_pages(2)) as pdf:
        for page in pdf.pages:
            del page.obj["/Resources"]
            if "/Contents" in page.obj:
                del page.obj["/Contents"]
        pdf.Root.Pages.Resources = pikepdf.Dictionary(ProcSet=pikepdf.Array([pikepdf.Name.PDF]))
        stamped = stamp_bytes(saved(pdf), Stamps(numbers=[1, 2]))
    texts = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(stamped)).pages]
    assert texts == ["— 1 —", "— 2 —"]


def test_stamping_twice_keeps_both() -> None:
    once = stamp_bytes(blank_pages(2), Stamps(mark=Mark.DRAFT))
    twice = stamp_bytes(once, Stamps(numbers=[1, 2]))
    text = pypdf.PdfReader(io.BytesIO(twice)).pages[1].extract_text()
    assert "不得用印" in text
    assert "— 2 —" in text


def test_nothing_to_stamp_changes_no_page() -> None:
    document = read_pdf(blank_pages(2))
    stamped = stamp(document, Stamps())
    assert stamped.pressed == ()
    assert stamped.document == document


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(EngineError):
        stamp_bytes(b"PK\x03\x04", Stamps())
