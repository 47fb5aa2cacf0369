"""PDF files cases hand in: on A4 as they look, or refused by name."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.errors import CaseError
from generator.pdf.handed import LARGEST_FILE, MOST_PAGES, PT_PER_MM, look_over_pdf, pdf_on_a4

A4, A4_WIDE, A3, LETTER = (595.28, 841.89), (841.89, 595.28), (841.89, 1190.55), (612, 792)


def pages(path: Path, *sizes: tuple[float, float], **more: Any) -> Path:
    """A PDF with a black square in the top left corner of each page."""
    with pikepdf.new() as pdf:
        for width, height in sizes:
            pdf.add_blank_page(page_size=(width, height))
            content = f"0 0 0 rg 0 {height - 50} 50 50 re f".encode()
            pdf.pages[-1].Contents = pdf.make_stream(content)
            for key, value in more.items():
                pdf.pages[-1].obj[f"/{key}"] = value
        pdf.save(path)
    return path


def read(path: Path) -> pikepdf.Pdf:
    """The pages on A4, read back."""
    return pikepdf.open(io.BytesIO(pdf_on_a4(path).to_bytes()))


@pytest.mark.parametrize(
    ("size", "turn", "wide"),
    [(A4, 0, False), (A3, 0, False), (LETTER, 0, False), (A4_WIDE, 0, True), (A4, 90, True)],
)
def test_every_shape_comes_onto_a4(
    tmp_path: Path, size: tuple[float, float], turn: int, wide: bool
) -> None:
    path = pages(tmp_path / "a.pdf", size, size, Rotate=turn)
    assert look_over_pdf(path) == 2
    with read(path) as pdf:
        boxes = [[round(float(edge)) for edge in page.mediabox] for page in pdf.pages]
    assert boxes == [[0, 0, 842, 595] if wide else [0, 0, 595, 842]] * 2


def test_the_margins_for_binding_and_number_stay_clear(tmp_path: Path) -> None:
    content = pdf_on_a4(pages(tmp_path / "a.pdf", A4)).to_bytes()
    picture = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("L")
    ink = picture.point([255 if value < 128 else 0 for value in range(256)]).getbbox()
    assert ink
    left, top = (edge / 2 / PT_PER_MM for edge in ink[:2])
    assert (left, top) == (pytest.approx(20.2, abs=0.5), pytest.approx(10, abs=0.5))


def test_filled_fields_and_seals_on_the_page_are_drawn(tmp_path: Path) -> None:
    path = pages(tmp_path / "a.pdf", A4)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        look = pdf.make_stream(b"1 0 0 rg 0 0 100 100 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = [0, 0, 100, 100]
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[200, 200, 300, 300],
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(stamp)])
        pdf.save(path)
    picture = pypdfium2.PdfDocument(pdf_on_a4(path).to_bytes())[0].render(scale=1).to_pil()
    assert (255, 0, 0) in {pixel for _count, pixel in picture.getcolors(100_000)}


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = pages(tmp_path / "a.pdf", A4, A3)
    assert pdf_on_a4(path).to_bytes() == pdf_on_a4(path).to_bytes()


def _with(path: Path, **root: Any) -> Path:
    pages(path, A4)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        pdf.save(path)
    return path


def _locked(path: Path, user: str) -> Path:
    pages(path, A4)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user=user))
    return path


def _cut(path: Path) -> Path:
    pages(path, A4)
    path.write_bytes(path.read_bytes()[:200])
    return path


def _sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return path


def _named(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: _locked(p, "secret"), "password"),
        (lambda p: _locked(p, ""), "password"),
        (_cut, "not a PDF"),
        (lambda p: _named(p, b""), "not a PDF"),
        (lambda p: _named(p, b"hello"), "not a PDF"),
        (lambda p: _with(p, OpenAction=SCRIPT), "scripts"),
        (lambda p: _with(p, AA=pikepdf.Dictionary(WC=SCRIPT)), "scripts"),
        (lambda p: pages(p, *[A4] * (MOST_PAGES + 1)), f"{MOST_PAGES + 1} pages"),
        (lambda p: pages(p), "no pages"),
        (_sparse, "MB"),
        (lambda p: p, "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, make: Any, words: str) -> None:
    path = make(tmp_path / "附件.pdf")
    for use in (look_over_pdf, pdf_on_a4):
        with pytest.raises(CaseError) as refused:
            use(path)
        assert refused.value.where == str(path)
        assert words in refused.value.message
        assert refused.value.remedy


def test_chinese_that_no_viewer_has_drawn_is_refused(tmp_path: Path) -> None:
    path = pages(tmp_path / "a.pdf", A4)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="a", V="示例"))
        pdf.Root.AcroForm = pikepdf.Dictionary(NeedAppearances=True, Fields=[field])
        pdf.save(path)
    with pytest.raises(CaseError, match="not drawn"):
        look_over_pdf(path)
