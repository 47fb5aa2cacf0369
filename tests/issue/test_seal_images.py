"""The issuer's own impression on certificates: pressed where the case names its file, else nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from generator.errors import CaseError
from generator.issue.order import checked
from generator.pdf.reading import read_pdf
from generator.stamp.places import seal_places

from .courses import broken, issue_course, new_ledger, people, tree, write_course

DPI = 150
RED = (200, 30, 30)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return new_ledger(tmp_path / "data")


def write_seal(path: Path) -> str:
    """A test impression: a ring, and nothing of a real seal."""
    image = Image.new("RGBA", (400, 400), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((4, 4, 395, 395), outline=(*RED, 255), width=12)
    image.save(path)
    return path.name


def seals(tmp_path: Path, **more: object) -> dict[str, object]:
    file = write_seal(tmp_path / "seal.png")
    return {"issuer": {"file": file, "owner": "样章", "diameter_mm": 40, **more}}


def reddish(content: bytes) -> set[tuple[int, int]]:
    """The millimetres of the page that have the seal's red, by its ring's colour."""
    page = pypdfium2.PdfDocument(io.BytesIO(content))[0].render(scale=DPI / 72).to_pil()
    small = page.convert("RGB")
    found = set()
    for x in range(0, small.width, 3):
        for y in range(0, small.height, 3):
            red, green, blue = small.getpixel((x, y))
            if abs(red - RED[0]) < 12 and abs(green - RED[1]) < 12 and abs(blue - RED[2]) < 12:
                found.add((round(x / DPI * 25.4), round(y / DPI * 25.4)))
    return found


def test_it_is_pressed_at_its_place_on_each_and_in_the_print_run(
    tmp_path: Path, ledger: Path
) -> None:
    case = write_course(tmp_path / "c.yaml", people(3), seals=seals(tmp_path))
    result = issue_course(case, tmp_path / "out", ledger)
    paths = sorted(result.folder.glob("培训*.pdf"))
    assert len(paths) == 3
    for path in paths:
        content = path.read_bytes()
        (place,) = seal_places(read_pdf(content))
        ink = reddish(content)
        left, top = min(x for x, _y in ink), min(y for _x, y in ink)
        right, bottom = max(x for x, _y in ink), max(y for _x, y in ink)
        assert (left, top) == (pytest.approx(place.x, abs=1.5), pytest.approx(place.y, abs=1.5))
        assert (right - left, bottom - top) == (pytest.approx(40, abs=2), pytest.approx(40, abs=2))
    (volume,) = result.volumes
    with pikepdf.open(volume) as pdf:
        images = {
            image.objgen
            for page in pdf.pages
            for form in page.Resources.XObject.values()
            for image in form.Resources.XObject.values()
        }
        assert len(pdf.pages) == 3
        assert len(images) == 1, "one impression, shared by all pages"
    assert broken(ledger, tmp_path / "out") == []


def test_without_an_image_the_place_stays_empty(tmp_path: Path, ledger: Path) -> None:
    result = issue_course(write_course(tmp_path / "c.yaml", people(1)), tmp_path / "out", ledger)
    content = next(result.folder.glob("*.pdf")).read_bytes()
    assert seal_places(read_pdf(content))
    assert reddish(content) == set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/XObject" not in pdf.pages[0].Resources


def test_where_the_image_stands_is_nothing_a_certificate_says(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(2))
    issue_course(case, tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    write_course(case, people(2), seals=seals(tmp_path))
    again = issue_course(case, tmp_path / "out", ledger)
    assert (again.unchanged, again.notes) == (2, ())
    assert tree(tmp_path / "out") == before


def test_an_image_that_is_none_takes_no_number(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "seal.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    said = {"issuer": {"file": "seal.png", "owner": "样章"}}
    case = write_course(tmp_path / "c.yaml", people(1), seals=said)
    with pytest.raises(CaseError, match="seal"):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"issuer": {"file": "nowhere.png", "owner": "样章"}}, ("seals", "issuer", "file")),
        ({"helper": {"file": "seal.png", "owner": "样章"}}, ("seals", "helper")),
    ],
)
def test_a_file_that_is_not_there_or_nobodys_is_told_with_its_place(
    tmp_path: Path, ledger: Path, said: dict[str, object], where: tuple[str, ...]
) -> None:
    write_seal(tmp_path / "seal.png")
    case = write_course(tmp_path / "c.yaml", people(1), seals=said)
    assert where in [problem.path for problem in checked(case, {})[1]]
    with pytest.raises(CaseError, match=r"seal|nowhere|helper|印章"):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()
