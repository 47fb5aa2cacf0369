"""`bangfu forms blank` and `bangfu collect` as a clerk uses them, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Bangfu
from tests.fillable.handform import filled_by_viewer

FORM = "yunnan-2022/annex-4-staff"
BLANK = "blanks/yunnan-2022/附件4 派驻人员基本信息表"


@pytest.fixture
def filled(bangfu: Bangfu, tmp_path: Path) -> Path:
    """A blank that somebody has filled."""
    assert bangfu("forms", "blank", FORM, "--fillable", "-o", "blank.pdf").code == 0
    path = tmp_path / "示例甲.pdf"
    values = {"receiver-1": "禄劝县中医医院", "name-1": "示例甲", "phone-1": "019900000001"}
    path.write_bytes(filled_by_viewer((tmp_path / "blank.pdf").read_bytes(), values))
    return path


def test_blanks_of_a_form(bangfu: Bangfu, tmp_path: Path) -> None:
    first = bangfu("forms", "blank", FORM, "--fillable", "-o", "blanks")
    assert first.code == 0
    for suffix in (".xlsx", ".pdf", "（可填写）.pdf"):
        assert (tmp_path / f"{BLANK}{suffix}").is_file()
        assert f"written: {BLANK}{suffix}" in first.out
    second = bangfu("forms", "blank", FORM, "--fillable", "-o", "blanks")
    assert second.out.count("unchanged: ") == 3
    assert "written" not in second.out


def test_blanks_of_all_forms(bangfu: Bangfu, tmp_path: Path) -> None:
    answer = bangfu("forms", "blank", "--fillable", "-o", "blanks")
    assert (answer.code, answer.err) == (0, "")
    written = list((tmp_path / "blanks").glob("*/*"))
    assert len({path.stem for path in written if path.suffix in (".docx", ".xlsx")}) >= 10
    assert len([path for path in written if path.stem.endswith("（可填写）")]) >= 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nobody/form",), "no form nobody/form"),
        (("yunnan-2022/annex-3-agreement", "--fillable"), "no places for fields"),
        ((FORM, "-o", "blank.docx"), ".xlsx or .pdf"),
        ((FORM, "--fillable", "-o", "blank.xlsx"), ".pdf"),
        ((FORM, "pudong-2024/annex-5-staff", "-o", "blank.pdf"), "one form"),
        (("general/packet-cover",), "general/packet-cover"),
    ],
)
def test_what_cannot_be_blanked(bangfu: Bangfu, arguments: tuple[str, ...], words: str) -> None:
    answer = bangfu("forms", "blank", *arguments)
    assert answer.code == 2
    assert words in answer.err


def test_rows_are_printed(bangfu: Bangfu, filled: Path) -> None:
    answer = bangfu("collect", FORM, filled.name)
    assert (answer.code, answer.err) == (0, "")
    assert yaml.load(answer.out, Loader=yaml.BaseLoader) == [
        {"name": "示例甲", "phone": "019900000001"}
    ]
    assert "# 示例甲.pdf" in answer.out
    assert "# 受援医院：禄劝县中医医院" in answer.out


@pytest.mark.parametrize("output", ["rows.yaml", "rows.xlsx"])
def test_rows_are_written(bangfu: Bangfu, filled: Path, tmp_path: Path, output: str) -> None:
    answer = bangfu("collect", FORM, filled.name, filled.name, "-o", output)
    assert answer.code == 0
    assert answer.out == f"written: {output} (2 rows)\n"
    assert (tmp_path / output).is_file()


def test_files_stay_unnamed_when_asked(bangfu: Bangfu, filled: Path) -> None:
    assert ".pdf" not in bangfu("collect", FORM, filled.name, "--no-files").out


def test_nothing_is_written_where_anything_is_wrong(
    bangfu: Bangfu, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    answer = bangfu("collect", FORM, filled.name, "broken.pdf", "-o", "rows.yaml")
    assert answer.code == 1
    assert answer.err.startswith("broken.pdf: error: ")
    assert "→" in answer.err
    assert not (tmp_path / "rows.yaml").exists()


def test_wrong_values_are_named_in_chinese(bangfu: Bangfu, filled: Path, tmp_path: Path) -> None:
    wrong = filled_by_viewer(filled.read_bytes(), {"stay-1": "去年"})
    (tmp_path / "wrong.pdf").write_bytes(wrong)
    answer = bangfu("collect", FORM, "wrong.pdf", lang="zh")
    assert answer.code == 1
    assert "wrong.pdf#第1页!派驻起止日期（第1行）" in answer.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("yunnan-2022/annex-3-agreement", "a.pdf"), "nothing is collected"),
        ((FORM, "a.pdf", "-o", "rows.csv"), ".yaml or .xlsx"),
        (("yunnan-2022/annex-4-staf", "a.pdf"), "annex-4-staff"),
        ((FORM,), "FILE"),
    ],
)
def test_what_cannot_be_collected(bangfu: Bangfu, arguments: tuple[str, ...], words: str) -> None:
    answer = bangfu("collect", *arguments)
    assert answer.code == 2
    assert words in answer.err


def test_progress_is_shown_when_asked(bangfu: Bangfu, filled: Path) -> None:
    answer = bangfu("collect", FORM, *[filled.name] * 3, "--progress", FORCE_COLOR="1")
    assert answer.code == 0
    assert "load" in answer.err
