"""Named destinations are found whoever wrote the PDF, in mm from the page's top left."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from generator.pdf.reading import read_pdf
from generator.stamp.places import SealPlace, destinations, seal_places
from tests.stamp.sheets import anchor, document, opened, saved


def test_places_of_the_embedded_engine() -> None:
    content = document(
        anchor("seal_receiver", 30, 200),
        anchor("seal_helper", 20, 40) + anchor("seal_helper_2", 90, 40) + anchor("other", 1, 1),
    )
    places = seal_places(read_pdf(content))
    assert [(p.role, p.ordinal, p.page) for p in places] == [
        ("helper", 1, 1),
        ("helper", 2, 1),
        ("receiver", 1, 0),
    ]
    assert [(p.x, p.y) for p in places] == [
        pytest.approx((20, 40), abs=0.01),
        pytest.approx((90, 40), abs=0.01),
        pytest.approx((30, 200), abs=0.01),
    ]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("seal5Fhelper", ("helper", 1)),
        ("seal5Fhelper5F2", ("helper", 2)),
        ("seal_county_office_3", ("county_office", 3)),
        ("seal_", None),
        ("sealing", None),
        ("contents_1", None),
    ],
)
def test_names_are_read(name: str, place: tuple[str, int] | None) -> None:
    with opened(document("")) as pdf:
        target = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.XYZ, 72, 720, 0])
        pdf.Root.Dests = pikepdf.Dictionary({f"/{name}": target})
        found = seal_places(read_pdf(saved(pdf)))
    assert [(p.role, p.ordinal) for p in found] == ([place] if place else [])


@pytest.mark.parametrize(
    ("turn", "x", "y"), [(0, 25.4, 50.8), (90, 246.2, 25.4), (270, 50.8, 184.6)]
)
def test_a_turned_page_is_measured_as_read(turn: int, x: float, y: float) -> None:
    """The point stands 25.4 mm from the left and 50.8 mm from the top before turning clockwise."""
    with opened(document("")) as pdf:
        page = pdf.pages[0]
        page.obj.Rotate = turn
        top = float(page.mediabox[3])
        target = pikepdf.Array([page.obj, pikepdf.Name.XYZ, 72, top - 144, 0])
        pdf.Root.Dests = pikepdf.Dictionary({"/seal_helper": target})
        (place,) = seal_places(read_pdf(saved(pdf)))
    assert (place.x, place.y) == pytest.approx((x, y), abs=0.05)


def test_a_destination_without_a_point_or_page_is_left_out() -> None:
    with opened(document("")) as pdf:
        gone = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page))
        pdf.Root.Dests = pikepdf.Dictionary(
            {
                "/a": pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit]),
                "/b": pikepdf.Array([gone, pikepdf.Name.XYZ, 1, 1, 0]),
                "/c": pikepdf.Dictionary(
                    D=pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.XYZ, 1, 1, 0])
                ),
            }
        )
        found = destinations(read_pdf(saved(pdf)))
    assert [d.name for d in found] == ["c"]


def _with_bookmarks(path: Path) -> None:
    """Two pages; the second begins with a line that has a bookmark 20 mm right of the margin."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.top_margin = Mm(28), Mm(37)
    word.add_paragraph("first page")
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    paragraph.paragraph_format.left_indent = Mm(20)
    paragraph.paragraph_format.space_before = Mm(0)
    for number, name in enumerate(("seal_helper", "seal_helper_2")):
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        paragraph._p.append(start)
        paragraph._p.append(end)
    paragraph.add_run("second page")
    word.save(str(path))


@pytest.mark.oracle
def test_places_of_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "bookmarks.docx"
    _with_bookmarks(source)
    flags = '{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{flags}",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    places = seal_places(read_pdf((tmp_path / "bookmarks.pdf").read_bytes()))
    assert [(p.role, p.ordinal, p.page) for p in places] == [("helper", 1, 1), ("helper", 2, 1)]
    for place in places:
        assert isinstance(place, SealPlace)
        assert (place.x, place.y) == pytest.approx((48, 37), abs=0.6)
