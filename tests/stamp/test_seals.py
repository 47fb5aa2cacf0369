"""Seals stand true to size at their places; images are used or refused by name."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFile

from generator.cases.nothing import Gap
from generator.cases.records import Party, SealImage
from generator.errors import CaseError, FormError
from generator.forms.form import Seal as FormSeal
from generator.pdf.reading import read_pdf
from generator.stamp.circle import fit_rows
from generator.stamp.images import image_drawing
from generator.stamp.seals import Pressed, Seal, seals_of
from generator.stamp.stamp import Stamps, stamp, stamp_bytes
from tests.stamp.sheets import anchor, document, grey, ink_box, opened, saved

LONG = "双江拉祜族佤族布朗族傣族自治县人民政府"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


def png(path: Path, size: int = 400, margin: int = 50, mode: str = "RGBA") -> SealImage:
    """A test impression: a red ring with empty margins, 40 mm across without them."""
    image = Image.new(mode, (size, size), (255, 255, 255, 0) if mode == "RGBA" else "white")
    box = (margin, margin, size - margin - 1, size - margin - 1)
    ImageDraw.Draw(image).ellipse(box, outline="red", width=size // 20)
    image.save(path)
    return SealImage(str(path), "样章", 40)


@pytest.mark.parametrize("diameter", [42, 45])
@pytest.mark.parametrize("name", ["昆明市延安医院", LONG, "A"])
def test_the_circle_is_true_to_size_and_in_place(diameter: float, name: str) -> None:
    content = document(anchor("seal_helper", 60, 100))
    stamped = stamp_bytes(content, Stamps(seals=(Seal("helper", name, diameter),)))
    left, top, right, bottom = ink_box(grey(stamped))
    assert right - left == pytest.approx(diameter, abs=0.3)
    assert bottom - top == pytest.approx(diameter, abs=0.3)
    assert (left, top) == pytest.approx((60, 100), abs=0.2)


def test_the_circle_is_grey_and_names_the_party() -> None:
    content = document(anchor("seal_helper", 60, 100))
    stamped = stamp_bytes(content, Stamps(seals=(Seal("helper", LONG, 45),)))
    text = pypdf.PdfReader(io.BytesIO(stamped)).pages[0].extract_text()
    assert "".join(text.split()) == f"（{LONG}印章处）"
    assert grey(stamped).getextrema()[0] == pytest.approx(128, abs=4)


@pytest.mark.parametrize("name", ["一", "昆明市延安医院", LONG, LONG * 2, LONG * 6])
def test_rows_hold_the_name_or_its_beginning(name: str) -> None:
    size, rows = fit_rows(name, 42)
    text = "".join(rows)
    assert 5 <= size <= 10.5
    assert rows[-1] == "印章处）"
    assert text == f"（{name}印章处）" or (
        text.endswith("…印章处）") and name.startswith(text[1:-5])
    )


def test_a_circle_too_small_for_text_is_refused() -> None:
    with pytest.raises(FormError, match=r"4\.2 mm"):
        fit_rows("昆明市延安医院", 4.2)


@pytest.mark.parametrize(
    ("x", "y", "left", "top"), [(190, 290, 168, 255), (-5, -3, 0, 0), (10, 20, 10, 20)]
)
def test_a_seal_stays_on_the_page(x: float, y: float, left: float, top: float) -> None:
    pdf = read_pdf(document(anchor("seal_helper", x, y)))
    (pressed,) = stamp(pdf, Stamps(seals=(Seal("helper", "甲医院", 42),))).pressed
    assert (pressed.left, pressed.top) == pytest.approx((left, top), abs=0.01)


@pytest.mark.parametrize(("x", "y"), [(0, 255), (84, 126)])
def test_a_seal_reads_upright_on_a_turned_page(x: float, y: float) -> None:
    with opened(document(anchor("seal_helper", x, y))) as pdf:
        pdf.pages[0].obj.Rotate = 90
        turned = read_pdf(saved(pdf))
    stamped = stamp(turned, Stamps(seals=(Seal("helper", "甲医院", 42),)))
    (pressed,) = stamped.pressed
    left, top, right, bottom = ink_box(grey(stamped.document.to_bytes()))
    assert (left, top) == pytest.approx((pressed.left, pressed.top), abs=0.2)
    assert (right - left, bottom - top) == pytest.approx((42, 42), abs=0.3)


@pytest.mark.parametrize("mode", ["RGBA", "RGB"])
def test_an_image_is_drawn_true_to_size_without_its_margins(tmp_path: Path, mode: str) -> None:
    content = document(anchor("seal_helper", 60, 100))
    seal = Seal("helper", "甲医院", 42, image=png(tmp_path / "seal.png", mode=mode))
    stamped = stamp_bytes(content, Stamps(seals=(seal,)))
    left, top, right, bottom = ink_box(grey(stamped))
    assert (left, top) == pytest.approx((60, 100), abs=0.3)
    assert (right - left, bottom - top) == pytest.approx((40, 40), abs=0.3)


@pytest.mark.parametrize("mode", ["RGBA", "RGB"])
def test_text_stays_legible_under_an_image(tmp_path: Path, mode: str) -> None:
    black = "#place(dx: 70mm, dy: 115mm, rect(width: 10mm, height: 10mm, fill: black))"
    content = document(anchor("seal_helper", 60, 100) + black)
    seal = Seal("helper", "甲医院", 42, image=png(tmp_path / "seal.png", mode=mode))
    page = grey(stamp_bytes(content, Stamps(seals=(seal,))))
    pixel = tuple(round(mm * 300 / 25.4) for mm in (75, 120))
    assert page.getpixel(pixel) == 0


def test_an_svg_is_drawn_true_to_size(tmp_path: Path) -> None:
    path = tmp_path / "seal.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\n'
        '<circle cx="50" cy="50" r="48" fill="none" stroke="red" stroke-width="4"/></svg>\n',
        encoding="utf-8",
    )
    content = document(anchor("seal_helper", 60, 100))
    seal = Seal("helper", "甲医院", 42, image=SealImage(str(path), "样章", 44))
    left, top, right, bottom = ink_box(grey(stamp_bytes(content, Stamps(seals=(seal,)))))
    assert (left, top) == pytest.approx((60, 100), abs=0.3)
    assert (right - left, bottom - top) == pytest.approx((44, 44), abs=0.3)


def _truncated(path: Path) -> None:
    png(path)
    path.write_bytes(path.read_bytes()[:200])


def _empty(path: Path) -> None:
    Image.new("RGBA", (50, 50), (255, 255, 255, 0)).save(path)


def test_half_a_seal_is_refused_whatever_other_libraries_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint, once loaded, lets Pillow take truncated images for whole ones."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    path = tmp_path / "half.png"
    _truncated(path)
    with pytest.raises(CaseError, match="broken"):
        image_drawing(path, 42)
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("seal.png", lambda path: None, "cannot be read"),
        ("seal.png", _truncated, "broken"),
        ("seal.png", _empty, "empty"),
        ("seal.png", lambda path: png(path, size=4100), "4100 × 4100"),
        ("seal.png", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9 << 20)), "MB"),
        ("seal.jpg", lambda path: path.write_bytes(b"\xff\xd8\xff\xe0"), "PNG or an SVG"),
        ("seal.svg", lambda path: path.write_text("<svg", encoding="utf-8"), "broken"),
        ("seal.svg", lambda path: path.write_bytes(b"\xff\xfe<svg"), "broken"),
    ],
)
def test_a_bad_image_is_refused_by_name(tmp_path: Path, name: str, make, message: str) -> None:
    path = tmp_path / name
    make(path)
    seal = Seal("helper", "甲医院", 42, image=SealImage(str(path), "样章", 42))
    with pytest.raises(CaseError, match=message) as caught:
        stamp_bytes(document(anchor("seal_helper", 60, 100)), Stamps(seals=(seal,)))
    assert caught.value.where == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ((), "nobody seals at the place seal_helper"),
        (("helper", "receiver"), "no place.*seal_receiver"),
    ],
)
def test_seals_and_places_must_agree(roles: tuple[str, ...], message: str) -> None:
    seals = tuple(Seal(role, "甲医院", 42) for role in roles)
    with pytest.raises(FormError, match=message):
        stamp_bytes(document(anchor("seal_helper", 60, 100)), Stamps(seals=seals))


def test_seals_that_touch_are_said(caplog: pytest.LogCaptureFixture) -> None:
    content = document(anchor("seal_helper", 20, 50) + anchor("seal_receiver", 60, 50))
    seals = (Seal("helper", "甲医院", 42), Seal("receiver", "乙医院", 42))
    stamp_bytes(content, Stamps(seals=seals))
    assert "the seals of 甲医院 and 乙医院 touch" in caplog.text


@pytest.mark.parametrize(("apart", "touch"), [(42, True), (43, False)])
def test_touching(apart: float, touch: bool) -> None:
    seal = Seal("helper", "甲医院", 42)
    assert Pressed(seal, 0, 10, 10).touches(Pressed(seal, 0, 10 + apart, 10)) is touch
    assert not Pressed(seal, 0, 10, 10).touches(Pressed(seal, 1, 10, 10))


def test_seals_of_parties() -> None:
    image = SealImage("a.png", "甲医院", 38)
    parties = (
        Party("helper", "支援医院", "甲医院", image),
        Party("helper", "支援医院", Gap("三级医院")),
        Party("government", "县人民政府", "乙县人民政府"),
        Party("witness", "见证方", "丙"),
    )
    declared = {
        "helper": FormSeal(label="支援医院", diameter_mm=42),
        "government": FormSeal(label="县人民政府", diameter_mm=45, across="center"),
    }
    seals = seals_of(parties, declared)
    assert [seal.centered for seal in seals] == [False, False, True]
    assert [(s.role, s.ordinal, s.name, s.diameter) for s in seals] == [
        ("helper", 1, "甲医院", 38),
        ("helper", 2, "支援医院", 42),
        ("government", 1, "乙县人民政府", 45),
    ]


EMBOSSED = FormSeal(label="钢印", diameter_mm=38, of="helper", offset_mm=(-25, -26))


def test_a_second_seal_is_its_partys_by_its_own_name_and_has_no_image() -> None:
    image = SealImage("a.png", "甲医院", 40)
    declared = {"helper": FormSeal(label="支援医院", diameter_mm=42), "embossed": EMBOSSED}
    own, second = seals_of([Party("helper", "支援医院", "甲医院", image)], declared)
    assert (own.image, own.second, own.offset) == (image, False, (0, 0))
    assert second == Seal(
        "embossed", "甲医院", 38, offset=(-25, -26), word="钢印", second=True, image=None
    )
    assert fit_rows(second.name, 38, second.word)[1][-1] == "钢印处）"
    assert fit_rows("甲医院财务专用章", 38)[1][-1] == "盖章处）"


def test_an_offset_moves_the_circle_from_its_place() -> None:
    content = document(anchor("seal_helper", 60, 100))
    seal = Seal("helper", "甲医院", 38, offset=(-25, 14.5))
    stamped = stamp(read_pdf(content), Stamps(seals=(seal,)))
    (pressed,) = stamped.pressed
    assert (pressed.left, pressed.top) == pytest.approx((35, 114.5), abs=0.2)
    assert ink_box(grey(stamped.document.to_bytes())) == pytest.approx(
        (35, 114.5, 73, 152.5), abs=0.3
    )
    at_the_edge = Seal("helper", "甲医院", 38, offset=(-60, -60))
    (pressed,) = stamp(
        read_pdf(document(anchor("seal_helper", 30, 20))), Stamps(seals=(at_the_edge,))
    ).pressed
    assert (pressed.left, pressed.top) == (0, 0)


def test_a_second_seal_without_its_place_is_left_out() -> None:
    content = document(anchor("seal_helper", 60, 100))
    own, second = (Seal("helper", "甲医院", 42), Seal("embossed", "甲医院", 38, second=True))
    pressed = stamp(read_pdf(content), Stamps(seals=(own, second))).pressed
    assert [each.seal for each in pressed] == [own]


def test_places_may_be_left_to_people_but_no_seal_without_one() -> None:
    content = document(anchor("seal_helper", 60, 100) + anchor("seal_embossed", 60, 200))
    own = Seal("helper", "甲医院", 42)
    with pytest.raises(FormError, match="nobody seals at the place seal_embossed"):
        stamp_bytes(content, Stamps(seals=(own,)))
    pressed = stamp(read_pdf(content), Stamps(seals=(own,), by_hand=True)).pressed
    assert [each.seal for each in pressed] == [own]
    other = Seal("receiver", "乙医院", 42)
    with pytest.raises(FormError, match=r"no place.*seal_receiver"):
        stamp_bytes(content, Stamps(seals=(own, other), by_hand=True))


@pytest.mark.parametrize("second", [True, False])
def test_a_second_seals_text_stands_on_white(second: bool) -> None:
    grey_box = "#place(top + left, dx: 40mm, dy: 80mm, rect(width: 90mm, height: 90mm, fill: gray))"
    content = document(grey_box + anchor("seal_helper", 60, 100))
    seal = Seal("helper", "甲医院", 42, second=second)
    page = grey(stamp_bytes(content, Stamps(seals=(seal,))))
    inside = page.crop(tuple(round(mm * 300 / 25.4) for mm in (65, 105, 97, 137)))  # type: ignore[arg-type]
    assert (inside.getextrema()[1] == 255) is second
