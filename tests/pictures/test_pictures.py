"""Photos and scans: every kind that is handed in becomes upright, plain and small, or is refused."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from generator.errors import CaseError
from generator.pictures.file import LARGEST_FILE
from generator.pictures.look import look_over
from generator.pictures.prepare import PRINT_DPI, prepared
from tests.pictures.samples import (
    held_as,
    is_upright,
    jpeg,
    png_header,
    portrait,
    shown,
)

BOX = (25.0, 35.0)  # 一寸照片


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright_however_the_phone_was_held(tmp_path: Path, orientation: int) -> None:
    path = held_as(tmp_path / "手机.jpg", orientation)
    facts = look_over(path)
    assert (facts.width, facts.height, facts.orientation) == (600, 800, orientation)
    picture = prepared(path, *BOX)
    assert (picture.width_mm, round(picture.height_mm, 2)) == (25.0, 33.33)
    assert is_upright(shown(picture.data))


def test_nothing_of_what_the_camera_told_comes_along(tmp_path: Path) -> None:
    path = held_as(tmp_path / "手机.jpg", 6)
    assert b"GPS" in path.read_bytes()
    data = prepared(path, *BOX).data
    assert b"GPS" not in data and b"Exif" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("cmyk.jpg", "CMYK", {}),
        ("progressive.jpg", "RGB", {"progressive": True}),
        ("palette.png", "P", {}),
        ("alpha.png", "RGBA", {}),
        ("interlaced.png", "RGB", {}),
    ],
)
def test_every_kind_of_colour_comes_out_the_same(
    tmp_path: Path, name: str, mode: str, options: dict[str, object]
) -> None:
    path = saved(tmp_path / name, portrait().convert(mode), **options)
    picture = prepared(path, *BOX)
    assert picture.suffix == "jpeg"
    assert Image.open(io.BytesIO(picture.data)).mode == "RGB"
    assert is_upright(shown(picture.data))


def test_sixteen_bits_of_grey_are_scaled_not_cut(tmp_path: Path) -> None:
    path = saved(tmp_path / "grey.png", Image.new("I;16", (300, 420), 0x8000))
    found = Image.open(io.BytesIO(prepared(path, *BOX).data))
    value = found.getpixel((5, 5))
    assert found.mode == "L"
    assert isinstance(value, int) and abs(value - 0x80) <= 1


def test_what_shines_through_becomes_paper(tmp_path: Path) -> None:
    path = saved(tmp_path / "clear.png", Image.new("RGBA", (300, 420), (0, 0, 0, 0)))
    assert shown(prepared(path, *BOX).data).getpixel((5, 5)) == (255, 255, 255)


def test_a_colour_profile_is_applied(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = jpeg(tmp_path / "profile.jpg", icc_profile=lab)
    damaged = jpeg(tmp_path / "damaged.jpg", icc_profile=b"not a profile")
    for each in (path, damaged):
        data = prepared(each, *BOX).data
        assert is_upright(shown(data))
        assert "icc_profile" not in Image.open(io.BytesIO(data)).info


def test_black_and_white_scans_stay_so(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.png", portrait(200, 280).convert("1"))
    picture = prepared(path, 210, 297)
    assert picture.suffix == "png"
    assert Image.open(io.BytesIO(picture.data)).mode == "1"


def test_print_gets_no_more_dots_than_it_shows(tmp_path: Path) -> None:
    large, small = jpeg(tmp_path / "large.jpg", portrait(3000, 4000)), jpeg(tmp_path / "small.jpg")
    assert shown(prepared(large, *BOX).data).width == round(25 / 25.4 * PRINT_DPI)
    assert shown(prepared(small, 210, 297).data).size == (600, 800)
    assert round(look_over(small).dpi_within(210, 297)) == 73


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = held_as(tmp_path / "a.jpg", 3), tmp_path / "other" / "b.jpg"
    second.parent.mkdir()
    second.write_bytes(first.read_bytes())
    os.utime(second, (1, 1))
    assert prepared(first, *BOX) == prepared(second, *BOX)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "a.jpg")
    before = prepared(path, *BOX)
    jpeg(path, Image.new("RGB", (300, 420), "blue"))
    assert prepared(path, *BOX) != before


def _cut(path: Path) -> Path:
    whole = (jpeg if path.suffix == ".jpg" else saved)(path, portrait())
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return whole


def _named(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return path


@pytest.mark.parametrize(
    ("make", "name", "words", "remedy"),
    [
        (_cut, "半张.jpg", "breaks off", "again"),
        (_cut, "半张.png", "breaks off", "again"),
        (lambda p: saved(p, portrait(), format="PNG"), "名.jpg", "holds PNG", "名.png"),
        (lambda p: _named(p, b""), "空.jpg", "empty", "again"),
        (lambda p: _named(p, b"hello"), "乱.jpg", "damaged", "again"),
        (lambda p: _named(p, b"\xff\xd8\xff\xda junk \xff\xd9"), "坏.jpg", "damaged", "again"),
        (lambda p: _named(p, b"\0\0\0\x18ftypheic"), "苹果.heic", "HEIC", "JPEG"),
        (lambda p: _named(p, b"RIFF\0\0\0\0WEBP"), "网图.webp", "WebP", "JPEG"),
        (lambda p: _named(p, b"%PDF-1.7"), "扫描.pdf", "PDF", "JPEG"),
        (lambda p: _named(p, b"text"), "说明.txt", "neither", "JPEG"),
        (lambda p: png_header(p, 60_000, 60_000), "炸弹.png", "pixels", "300"),
        (lambda p: png_header(p, 9_000, 9_000), "大.png", "9000 × 9000", "300"),
        (_sparse, "巨大.jpg", "MB", "300"),
        (lambda p: p, "没有.jpg", "cannot be read", "path"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    tmp_path: Path, make: object, name: str, words: str, remedy: str
) -> None:
    assert callable(make)
    path = make(tmp_path / name)
    for use in (look_over, lambda p: prepared(p, *BOX)):
        with pytest.raises(CaseError) as refused:
            use(path)
        assert refused.value.where == str(path)
        assert words in refused.value.message
        assert remedy in refused.value.remedy


def test_damage_that_only_decoding_finds_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "坏.png", portrait())
    content = bytearray(path.read_bytes())
    middle = content.index(b"IDAT") + 40
    content[middle : middle + 200] = bytes(200)
    path.write_bytes(content)
    with pytest.raises(CaseError, match="damaged") as refused:
        prepared(path, *BOX)
    assert refused.value.where == str(path)
