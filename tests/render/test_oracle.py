"""The real LibreOffice: it draws with our very faces, spaces lines as we say, and stays at home."""

from __future__ import annotations

import io
import multiprocessing
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from generator.render.fonts import load_fonts
from generator.render.libreoffice import LibreOffice
from generator.render.rendered import Rendered
from tests import pdfpages
from tests.render.samples import bookmark, footer_field, line, saved

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

FACES = {
    "方正小标宋简体": "NotoSerifCJKjp-Bold",
    "仿宋_GB2312": "FandolFang-Regular",
    "楷体_GB2312": "FandolKai-Regular",
    "黑体": "FandolHei-Regular",
    "宋体": "FandolSong-Regular",
    "Times New Roman": "LiberationSerif",
    "某公司专用体": "FandolSong-Regular",
}
SIZE = 16.0  # pt


def drawn_with(pdf: bytes) -> set[str]:
    """The names of the fonts a PDF uses, without their subset tags."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(font.BaseFont).split("+")[-1]
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        }


def destinations(rendered: Rendered) -> dict[str, tuple[float, float]]:
    """Where a PDF's names lead: x and y in pt from the bottom left."""
    return {place.name: (place.x, place.y) for place in rendered.document.places}


def test_every_official_face_is_drawn_by_the_file_we_measure() -> None:
    document = docx.Document()
    for face in FACES:
        line(document, "Latin" if face == "Times New Roman" else "云南省对口支援", face)
    line(document, "对口帮扶", "黑体", bold=True)
    line(document, "对口帮扶", "宋体", bold=True)
    line(document, "蔈", "楷体_GB2312")
    rendered = LibreOffice().render(saved(document), ".docx")
    wanted = {*FACES.values(), "FandolHei-Bold", "FandolSong-Bold", "LXGWWenKai-Regular"}
    used = drawn_with(rendered.pdf)
    assert {name for name in used if not any(one in name for one in wanted)} == set()
    assert {one for one in wanted if not any(one in name for name in used)} == set()
    assert {one.requested for one in rendered.substitutions} >= set(FACES)


@pytest.mark.parametrize("face", [*FACES, "LXGW WenKai", "Noto Serif CJK SC"])
@pytest.mark.parametrize("bold", [False, True])
def test_natural_lines_are_as_high_as_our_measures_say(
    face: str, bold: bool, line_pitches: dict[tuple[str, bool], tuple[float, float]]
) -> None:
    ours = load_fonts().resolve(face, bold)
    pitch, after_song = line_pitches[face, bold]
    assert pitch == pytest.approx(ours.line_height * SIZE, abs=0.12)
    song = load_fonts().resolve("宋体")
    expected = (song.descent + ours.line_gap + ours.ascent) * SIZE  # the gap stands above
    assert after_song == pytest.approx(expected, abs=0.12)


@pytest.fixture(scope="module")
def line_pitches() -> dict[tuple[str, bool], tuple[float, float]]:
    """Distance of baselines, pt: of two lines in a face, and of one below a line in 宋体."""
    cases = [
        (face, bold)
        for face in (*FACES, "LXGW WenKai", "Noto Serif CJK SC")
        for bold in (False, True)
    ]
    document = docx.Document()
    for face, bold in cases:
        text = "Latin" if face == "Times New Roman" else "国家"
        line(document, "宋体行", "宋体").paragraph_format.page_break_before = True
        line(document, text, face, bold=bold)
        line(document, text, face, bold=bold)
    found = pdfpages.lines(LibreOffice().render(saved(document), ".docx").pdf)
    assert len(found) == 3 * len(cases)
    pitches = {}
    for number, case in enumerate(cases):
        song, first, second = (one.baseline for one in found[3 * number : 3 * number + 3])
        pitches[case] = (second - first, first - song)
    return pitches


def test_bookmarks_become_destinations_and_page_numbers_go() -> None:
    document = docx.Document()
    document.add_paragraph("甲方")
    bookmark(document.add_paragraph("云南省第一人民医院"), "seal_receiver", 1)
    bookmark(document.add_paragraph("禄劝县人民政府"), "seal_government_2", 2)
    footer_field(document)
    source = saved(document)
    numbered = LibreOffice().render(source, ".docx")
    assert "—1—" in "".join(one.text for one in pdfpages.lines(numbered.pdf))
    places = destinations(numbered)
    assert set(places) == {"seal_receiver", "seal_government_2"}
    assert places["seal_receiver"][1] > places["seal_government_2"][1]
    bare = LibreOffice().render(source, ".docx", page_numbers=False)
    assert bare.pages == numbered.pages == 1
    assert "1" not in "".join(one.text for one in pdfpages.lines(bare.pdf))
    assert destinations(bare) == places


def test_many_files_in_one_run(tmp_path: Path) -> None:
    files = []
    for number in range(3):
        document = docx.Document()
        document.add_paragraph(f"第{number}份")
        path = tmp_path / str(number) / "协议.docx"
        path.parent.mkdir()
        path.write_bytes(saved(document))
        files.append(path)
    book = openpyxl.Workbook()
    book.active["A1"] = "第3份"
    book.save(tmp_path / "表.xlsx")
    made = LibreOffice().convert([*files, tmp_path / "表.xlsx"])
    texts = [pdfpages.lines(pdf)[0].text for pdf in made.values()]
    assert texts == ["第0份", "第1份", "第2份", "第3份"]


def test_a_linked_picture_is_not_fetched(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(_png())
    document = docx.Document()
    document.add_paragraph("正文")
    document.add_picture(str(picture))
    embedded = saved(document)
    assert _has_image(LibreOffice().render(embedded, ".docx").pdf)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(embedded)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"r:embed=", b"r:link=")
            target = f'TargetMode="External" Target="{picture.as_uri()}"'.encode()
            new.writestr(name, content.replace(b'Target="media/image1.png"', target))
    assert not _has_image(LibreOffice().render(stream.getvalue(), ".docx").pdf)


def _png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 0, 0)).save(stream, "PNG")
    return stream.getvalue()


def _has_image(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return any("/XObject" in page.Resources for page in document.pages)


def test_two_processes_do_not_lose_each_others_files() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_pages_of, ["甲", "乙"]) == [1, 1]


def _pages_of(text: str) -> int:
    document = docx.Document()
    document.add_paragraph(text)
    return LibreOffice().render(saved(document), ".docx").pages
