"""`{{ photo|picture(…) }}`: a real inline picture in DOCX and PDF, by the fast way of filling."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image

from generator.cases.nothing import BLANK, Gap
from generator.errors import CaseError, FormError
from generator.fill import document_text, fill_docx
from generator.fill.archive import read_parts
from generator.fill.docx import fill_parts
from generator.pictures.file import PictureFile
from generator.pictures.prepare import prepared
from generator.render.engine import render
from tests.pictures.samples import held_as, jpeg

TAG = "{{ photo|picture(width_mm=25, height_mm=35) }}"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A cell with a photo, a header with the same one smaller, a loop of photos."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ photo|picture(10, 14) }}"
    cell = document.add_table(1, 2)
    cell.cell(0, 0).text, cell.cell(0, 1).text = "{{ name }}", TAG
    document.add_paragraph("{% for p in more %}{{ p|picture(10, 14) }}{% endfor %}")
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


@pytest.fixture
def photo(tmp_path: Path) -> PictureFile:
    return PictureFile(held_as(tmp_path / "甲.jpg", 6))


def fields(photo: object, *more: object) -> Mapping[str, Any]:
    return {"name": "示例甲", "photo": photo, "more": more}


def test_word_opens_it_with_a_picture_of_the_right_size(template: Path, photo: PictureFile) -> None:
    document = Document(io.BytesIO(fill_docx(template, fields(photo))))
    (shape,) = document.inline_shapes
    assert (shape.width, shape.height) == (Mm(25), Mm(25 * 800 / 600))
    related = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert related.blob == prepared(photo.path, 25, 35).data
    assert related.content_type == "image/jpeg"


def test_the_pdf_takes_the_very_jpeg(template: Path, photo: PictureFile) -> None:
    filled = fill_parts(template, fields(photo))
    rendered = render(filled.source, ".docx")
    assert rendered.engine == "embedded"
    with pikepdf.open(io.BytesIO(rendered.document.to_bytes())) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        images = [each for each in streams if each.get("/Subtype") == pikepdf.Name.Image]
        assert {image.Filter for image in images} == {pikepdf.Name.DCTDecode}
        raw = {bytes(image.read_raw_bytes()) for image in images}
    assert raw == {prepared(photo.path, *box).data for box in ((25, 35), (10, 14))}


def test_a_picture_shown_twice_is_kept_once(template: Path, photo: PictureFile) -> None:
    parts = read_parts(fill_docx(template, fields(photo, photo, photo)))
    assert sum(name.startswith("word/media/") for name in parts) == 2
    numbers = [
        number
        for name in ("word/document.xml", "word/header1.xml")
        for number in _drawing_numbers(parts[name])
    ]
    assert len(numbers) == 4 == len(set(numbers))


def _drawing_numbers(xml: bytes) -> list[bytes]:
    return [piece.split(b'"')[0] for piece in xml.split(b'<wp:docPr id="')[1:]]


def test_many_documents_of_one_template_do_not_mix(template: Path, tmp_path: Path) -> None:
    one, two = jpeg(tmp_path / "a.jpg"), jpeg(tmp_path / "b.jpg", Image.new("RGB", (300, 420)))
    first = fill_docx(template, fields(PictureFile(one)))
    between = fill_docx(template, fields(PictureFile(two)))
    assert fill_docx(template, fields(PictureFile(one))) == first != between


@pytest.mark.parametrize(
    ("value", "text"), [(BLANK, "照片"), (None, "照片"), (Gap("照片"), "【待补：照片】")]
)
def test_without_a_photo_the_box_says_what_goes_there(
    template: Path, value: object, text: str
) -> None:
    content = fill_docx(template, fields(value))
    assert document_text(content).splitlines()[0] == f"示例甲\t{text}"
    assert not [name for name in read_parts(content) if "media" in name]


def test_the_text_shows_where_pictures_stand(template: Path, photo: PictureFile) -> None:
    assert document_text(fill_docx(template, fields(photo))).startswith("示例甲\t〔图〕\n")


def test_a_broken_photo_is_the_case_s_fault_not_the_form_s(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "坏.jpg"
    path.write_bytes(b"no picture")
    with pytest.raises(CaseError) as refused:
        fill_docx(template, fields(PictureFile(path)))
    assert refused.value.where == str(path)


def test_text_is_no_picture(template: Path) -> None:
    with pytest.raises(FormError, match=r"not a picture: 甲\.jpg"):
        fill_docx(template, fields("甲.jpg"))
