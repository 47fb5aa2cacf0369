"""Files a case hands in are looked over before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import load_case
from generator.pipeline import check
from generator.problems import CaseProblems, Problem, Severity
from tests.pictures.samples import held_as, jpeg, portrait

CASE = """\
kind: appraisal
policy: yubei-2021
name: 考核
year: 2021
members:
  - name: 示例甲
    hospital: 渝北区中医院
    receiver: 云阳县蔈草镇卫生院
    stay: 2021.5.1-2021.10.31
    photo: {photo}
"""


def problems(folder: Path, photo: str) -> list[Problem]:
    """What check says of the photo."""
    path = folder / "case.yaml"
    path.write_text(CASE.format(photo=photo), encoding="utf-8")
    ((_loaded, found),) = check([path])
    return [each for each in found if "photo" in each.path]


@pytest.mark.parametrize("name", ["照片.jpg", "photos/甲.jpeg"])
def test_a_good_photo_is_no_matter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    held_as(tmp_path / name, 6)
    assert problems(tmp_path, name) == []
    assert problems(tmp_path, name.replace("/", "\\")) == []
    assert problems(tmp_path, "") == []


def test_a_photo_not_there_yet_is_a_gap(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "照片.jpg")
    assert found.severity is Severity.GAP
    assert found.makes_draft
    assert "照片.jpg" in found.message
    assert found.place.line == 10


def test_a_broken_photo_is_an_error(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "照片.jpg")
    path.write_bytes(path.read_bytes()[:2000])
    (found,) = problems(tmp_path, "照片.jpg")
    assert found.severity is Severity.ERROR
    assert "照片.jpg" in found.message and "breaks off" in found.message


def test_a_photo_of_few_dots_is_a_warning(tmp_path: Path) -> None:
    jpeg(tmp_path / "小.jpg", portrait(100, 140))
    (found,) = problems(tmp_path, "小.jpg")
    assert found.severity is Severity.WARNING
    assert "100 × 140" in found.message
    assert "150" in found.remedy


@pytest.mark.parametrize(
    "name",
    [
        "/etc/hostname",
        "C:\\photos\\a.jpg",
        "\\\\server\\a.jpg",
        "https://example.org/a.jpg",
        "file:a.jpg",
        "~/a.jpg",
        "../a.jpg",
        "photos/../../a.jpg",
        "..",
        "photos/..",
    ],
)
def test_files_elsewhere_are_refused_when_the_case_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.format(photo=f"'{name}'"), encoding="utf-8")
    with pytest.raises(CaseProblems) as refused:
        load_case(path)
    (found,) = refused.value.problems
    assert "照片" in found.message
    assert "no path below the folder" in found.message
    assert found.place.line == 10


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "case"
    inside.mkdir()
    jpeg(tmp_path / "secret.jpg")
    (inside / "photo.jpg").symlink_to(tmp_path / "secret.jpg")
    (found,) = problems(inside, "photo.jpg")
    assert found.severity is Severity.GAP
