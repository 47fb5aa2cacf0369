"""The 钢印 on certificates: a circle half over the photo's corner, where a course has photos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops

from generator.cases.kinds import KINDS
from generator.cases.nothing import Blank
from generator.cases.records import Record
from generator.fill import fill
from generator.forms import Form, discover_forms
from generator.load import load_case
from generator.reference import load_reference
from generator.render.engine import render
from generator.stamp.seals import Pressed, seals_of
from generator.stamp.stamp import Stamps, stamp
from tests.pdfpages import images, lines
from tests.pictures.samples import jpeg, portrait
from tests.stamp.sheets import ink_box

FORMS = {id_: form for id_, form in discover_forms().items() if "embossed" in form.seals}
DPI = 300
MM = DPI / 25.4  # pixels a millimetre
GOLD = (0xB0, 0x8D, 0x3E)  # of the photo's frame
NEAR = (20, 45, 80, 140)  # mm: the frame and the 钢印 stand within
FRAME = (35.0, 49.0)  # mm, 二寸
LINE = 0.5  # mm: more than half of the frame's line
DOMAIN = (35.0, 42.0)  # mm, how large a 钢印 is


@dataclass(frozen=True)
class Page:
    """A certificate measured: boxes in mm, left, top, right, bottom."""

    frame: tuple[float, ...]
    circle: tuple[float, ...] | None  # what stamping added around the photo
    text: str
    pressed: tuple[Pressed, ...]


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def records(folder: Path, photos: list[str | None], **more: Any) -> tuple[Record, ...]:
    people = [
        {"name": f"张样{place}", "result": "合格", "number": f"样例〔2024〕{place}号"}
        | ({"photo": photo} if photo else {})
        for place, photo in enumerate(photos)
    ]
    content = {
        "kind": "training",
        "policy": "pudong-2024",
        "name": "钢印",
        "course": "样例骨干医师培训班",
        "issuer": "样例市中心医院",
        "start": "2024-05-06",
        "end": "2024-07-04",
        "issued": "2024-07-04",
        "trainees": people,
        **more,
    }
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return KINDS["training"].records(load_case(path).case, load_reference(), folder)


def measured(form: Form, record: Record) -> Page:
    document = render(fill(form.template, record.fields), ".docx").document
    assert len(document.pages) == 1
    seals = seals_of(record.parties, form.seals)
    stamped = stamp(document, Stamps(seals))
    content = stamped.document.to_bytes()
    before, after = (_near(each) for each in (document.to_bytes(), content))
    gold = Image.new("RGB", before.size, GOLD)
    frame = ImageChops.difference(before, gold).convert("L").point([255] * 30 + [0] * 226)
    added = ImageChops.difference(before, after).convert("L").point([0] * 8 + [255] * 248)
    text = "".join(line.text for line in lines(content))
    box = frame.getbbox()
    assert box
    return Page(_mm(box), _mm(ring) if (ring := added.getbbox()) else None, text, stamped.pressed)


def _near(content: bytes) -> Image.Image:
    page = images(content, DPI, range(1))[0].convert("RGB")
    return page.crop(tuple(round(edge * MM) for edge in NEAR))  # type: ignore[arg-type]


def _mm(box: tuple[int, int, int, int]) -> tuple[float, ...]:
    return tuple(edge / MM + NEAR[place % 2] for place, edge in enumerate(box))


def share_inside(circle: tuple[float, ...], frame: tuple[float, ...]) -> float:
    """How much of a circle's area lies in a frame, both given as boxes."""
    left, top, right, _bottom = circle
    radius = (right - left) / 2
    steps = [(place + 0.5) / 200 * 2 * radius for place in range(200)]
    points = [
        (left + x, top + y)
        for x in steps
        for y in steps
        if (x - radius) ** 2 + (y - radius) ** 2 <= radius**2
    ]
    inside = [1 for x, y in points if frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]]
    return len(inside) / len(points)


def test_there_are_two() -> None:
    assert len(FORMS) == 2


@pytest.mark.parametrize("size", [(700, 980), (400, 400), (300, 900)])
def test_half_of_it_lies_on_the_photos_lower_right_corner(
    tmp_path: Path, form: Form, size: tuple[int, int]
) -> None:
    jpeg(tmp_path / "a.jpg", portrait(*size))
    page = measured(form, records(tmp_path, ["a.jpg"])[0])
    left, top, right, bottom = page.frame
    assert (right - left, bottom - top) == pytest.approx(FRAME, abs=1)
    assert page.circle
    diameter = form.seals["embossed"].diameter_mm
    assert DOMAIN[0] <= diameter <= DOMAIN[1]
    assert page.circle[2] - page.circle[0] == pytest.approx(diameter, abs=0.3)
    assert page.circle[3] - page.circle[1] == pytest.approx(diameter, abs=0.3)
    # Half a disc lies in a corner when its middle is 0.345 of the radius inside both edges.
    inwards = diameter / 2 * 0.345
    middle = ((page.circle[0] + page.circle[2]) / 2, (page.circle[1] + page.circle[3]) / 2)
    assert middle == pytest.approx((right - inwards, bottom - inwards), abs=1)
    assert share_inside(page.circle, page.frame) == pytest.approx(0.5, abs=0.03)
    assert "（样例市中心医院钢印处）" in page.text


def test_it_meets_neither_text_nor_the_other_seal(tmp_path: Path, form: Form) -> None:
    jpeg(tmp_path / "a.jpg")
    long = "某某县基层医疗卫生机构专业技术人员来沪跟班进修暨适宜技术推广培训班（第一期）"
    name = "某某医科大学附属某某区中西医结合医院（某某区第二人民医院）"
    (record,) = records(tmp_path, ["a.jpg"], course=long, place=name, issuer=name)
    page = measured(form, record)
    issuer, embossed = page.pressed
    assert (issuer.seal.role, embossed.seal.role) == ("issuer", "embossed")
    assert not issuer.touches(embossed)
    assert page.circle
    plain = render(fill(form.template, record.fields), ".docx").document.to_bytes()
    paper = images(plain, DPI, range(1))[0].convert("L")
    left, top, right, bottom = page.circle
    beside = (page.frame[2] + LINE, top, right, bottom)
    below = (left, page.frame[3] + LINE, right, bottom)
    for area in (beside, below):
        assert ink_box(paper.crop(tuple(round(edge * MM) for edge in area))) is None  # type: ignore[arg-type]


def test_who_has_no_photo_yet_glues_it_and_has_the_place_too(tmp_path: Path, form: Form) -> None:
    jpeg(tmp_path / "a.jpg")
    with_photo, without = (measured(form, each) for each in records(tmp_path, ["a.jpg", None]))
    assert "照" in without.text
    assert without.circle == pytest.approx(with_photo.circle, abs=0.2)


def test_a_course_without_photos_has_none(tmp_path: Path, form: Form) -> None:
    (record,) = records(tmp_path, [None])
    assert isinstance(record.fields["photo"], Blank)
    page = measured(form, record)
    assert page.circle is None
    assert "钢印处" not in page.text
    assert [each.seal.role for each in page.pressed] == ["issuer"]
