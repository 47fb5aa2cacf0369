"""Photos on certificates: printed where the roster names a file, else their place stays to be glued."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.errors import CaseError
from generator.ledger import Ledger
from generator.ledger.lookup import all_entries
from generator.pdf.reading import read_pdf
from generator.stamp.places import seal_places
from tests.pictures.samples import RED, jpeg, portrait

from .courses import broken, issue_course, new_ledger, people, tree, write_course

MOST_BYTES = 150_000
DPI = 100


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return new_ledger(tmp_path / "data")


def with_photos(folder: Path, count: int, without: int = -1) -> list[dict[str, Any]]:
    """So many people with a photo each, but for one."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    found = people(count)
    for place, person in enumerate(found):
        if place != without:
            jpeg(folder / "photos" / f"{place}.jpg", portrait(700, 980))
            person["photo"] = f"photos/{place}.jpg"
    return found


def red_corner(content: bytes, page: int = 0) -> tuple[int, int, int, int] | None:
    """Where the portrait's red corner is on a page, mm: left, top, right, bottom."""
    image = pypdfium2.PdfDocument(io.BytesIO(content))[page].render(scale=DPI / 72).to_pil()
    red = image.convert("RGB").point(lambda value: value)
    spots = [
        (x, y)
        for x in range(0, red.width, 2)
        for y in range(0, red.height, 2)
        if all(abs(a - b) < 25 for a, b in zip(red.getpixel((x, y)), RED, strict=True))
    ]
    if len(spots) < 50:
        return None
    left, right = min(x for x, _y in spots), max(x for x, _y in spots)
    top, bottom = min(y for _x, y in spots), max(y for _x, y in spots)
    return tuple(round(value / DPI * 25.4) for value in (left, top, right, bottom))  # type: ignore[return-value]


def text_of(content: bytes, page: int = 0) -> str:
    return pypdf.PdfReader(io.BytesIO(content)).pages[page].extract_text()


def test_a_photo_fills_its_place_and_who_has_none_keeps_the_frame(
    tmp_path: Path, ledger: Path
) -> None:
    case = write_course(tmp_path / "c.yaml", with_photos(tmp_path, 3, without=1))
    result = issue_course(case, tmp_path / "out", ledger)
    first, second, third = (
        path.read_bytes() for path in sorted(result.folder.glob("培训结业*.pdf"))
    )
    place = red_corner(first)
    assert place is not None
    left, top, right, bottom = place
    # A third of 34 mm across, a quarter of 47.6 mm down, at the frame's top left.
    assert (right - left, bottom - top) == (pytest.approx(11, abs=1), pytest.approx(12, abs=1))
    assert red_corner(third) == place
    assert red_corner(second) is None
    assert "加盖钢印" in text_of(second)
    assert "加盖钢印" not in text_of(first)
    volume = result.volumes[0].read_bytes()
    assert [red_corner(volume, page) for page in range(3)] == [place, None, place]
    assert max(map(len, (first, second, third))) < MOST_BYTES
    # The 钢印 is pressed by hand: its place is known to the file, and nothing is drawn there.
    for content in (first, second, third):
        assert "embossed" in {place.role for place in seal_places(read_pdf(content))}
        assert "钢印处" not in text_of(content)
    assert broken(ledger, tmp_path / "out") == []


def test_the_docx_has_it_too(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", with_photos(tmp_path, 2, without=1))
    result = issue_course(case, tmp_path / "out", ledger, docx=True)
    with_photo, without = sorted(result.folder.glob("*.docx"))
    media = [
        [name for name in zipfile.ZipFile(path).namelist() if "media/" in name]
        for path in (with_photo, without)
    ]
    assert [len(each) for each in media] == [2, 1], "the QR code, and the photo"
    assert broken(ledger, tmp_path / "out") == []


def test_all_share_their_fonts(tmp_path: Path, ledger: Path) -> None:
    """The print run has one set of the form's characters, whoever is photographed."""
    case = write_course(tmp_path / "c.yaml", with_photos(tmp_path, 5))
    result = issue_course(case, tmp_path / "out", ledger)
    with pikepdf.open(result.volumes[0]) as pdf:
        shared = [
            {name: font.objgen for name, font in page.Resources.Font.items() if "/S" in name}
            for page in pdf.pages
        ]
    assert shared[0] and all(each == shared[0] for each in shared)


def test_a_second_run_touches_nothing_wherever_the_folder_stands(
    tmp_path: Path, ledger: Path
) -> None:
    case = write_course(tmp_path / "c.yaml", with_photos(tmp_path, 2))
    issue_course(case, tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    assert issue_course(case, tmp_path / "out", ledger).unchanged == 2
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(tmp_path / "photos", moved / "photos")
    shutil.move(case, moved / "c.yaml")
    again = issue_course(moved / "c.yaml", tmp_path / "out", ledger)
    assert (again.unchanged, again.notes) == (2, ())
    assert tree(tmp_path / "out") == before


def test_a_photo_that_is_not_there_yet_takes_no_number(tmp_path: Path, ledger: Path) -> None:
    trainees = with_photos(tmp_path, 2)
    (tmp_path / "photos" / "1.jpg").unlink()
    case = write_course(tmp_path / "c.yaml", trainees)
    with pytest.raises(CaseError, match=r"1\.jpg"):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


def test_a_broken_photo_is_named_and_takes_no_number(tmp_path: Path, ledger: Path) -> None:
    trainees = with_photos(tmp_path, 2)
    path = tmp_path / "photos" / "0.jpg"
    path.write_bytes(path.read_bytes()[:500])
    case = write_course(tmp_path / "c.yaml", trainees)
    with pytest.raises(CaseError, match=r"0\.jpg"):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists() or all_entries(Ledger.open(ledger)) == ()


def test_the_issuers_seal_is_pressed_and_the_embossed_one_left_to_hands(
    tmp_path: Path, ledger: Path
) -> None:
    people = with_photos(tmp_path, 2)
    plain = write_course(tmp_path / "plain.yaml", people)
    path = tmp_path / "seal.png"
    Image.new("RGBA", (400, 400), (20, 60, 200, 255)).save(path)
    image = {"issuer": {"file": path.name, "owner": "样章", "diameter_mm": 40}}
    sealed = write_course(tmp_path / "sealed.yaml", people, seals=image)
    pages = [
        [page.read_bytes() for page in sorted(result.folder.glob("培训结业*.pdf"))]
        for result in (
            issue_course(plain, tmp_path / "out", ledger),
            issue_course(sealed, tmp_path / "sealed", new_ledger(tmp_path / "other")),
        )
    ]
    for one, other in zip(*pages, strict=True):
        before, after = (
            pypdfium2.PdfDocument(io.BytesIO(content))[0].render(scale=DPI / 72).to_pil()
            for content in (one, other)
        )
        box = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()
        assert box
        (place,) = (each for each in seal_places(read_pdf(one)) if each.role == "issuer")
        assert [edge / DPI * 25.4 for edge in box] == pytest.approx(
            [place.x, place.y, place.x + 40, place.y + 40], abs=1
        ), "one square of ink at the issuer's place"
