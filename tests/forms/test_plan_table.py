"""The plan built from data/cases/pudong-2024: cell by cell the notice's table, on two pages."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator import pipeline
from generator.load import load_case
from generator.options import BuildOptions
from generator.render.engine import render
from generator.resources import data_dir
from tests.pdfpages import lines
from tests.seedtext import seed_lines

SEED = "000_61d09a98a7e81447.txt"
CASE = data_dir() / "cases/pudong-2024/plan.yaml"
HEADER = [
    "序号", "项目名称", "对象", "工作内容", "人数", "天数", "实施时间",
    "资金安排（万元）", "责任部门（单位）", "承办部门（单位）", "备注", "金额", "来源",
]  # fmt: skip
DASHES = "合计" + "——" * 3 + "-" * 3 + "—" * 4


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("plan")
    (result,) = pipeline.build(BuildOptions((CASE,), output, workers=1), lambda _progress: None)
    (folder,) = (path for path in result.folder.iterdir() if path.is_dir())
    return folder


@pytest.fixture(scope="module")
def table(built: Path) -> list[list[str]]:
    """The cells' texts, without white space; cells behind a merge are empty."""
    (path,) = built.glob("01-*.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    return [
        [re.sub(r"\s", "", str(value)) if value is not None else "" for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def seed(first: int, last: int) -> str:
    return re.sub(r"\s", "", "".join(seed_lines(SEED)[first - 1 : last - 1]))


def test_the_files_are_numbered_and_named(built: Path) -> None:
    title = "2024年度浦东新区卫生健康对口支援工作项目计划表"
    assert {path.name for path in built.iterdir()} == {
        f"01-{title}.xlsx",
        f"01-{title}.pdf",
        "packet.pdf",
    }


def test_title_and_header_are_the_notices(table: list[list[str]]) -> None:
    assert "".join(table[0] + table[1]) == seed(223, 224).replace("：", "", 1)
    assert [text for row in table[2:4] for text in row if text] == HEADER
    assert sorted("".join(HEADER)) == sorted(seed(225, 245))


def test_every_row_has_the_cells_of_the_notice(table: list[list[str]]) -> None:
    rows = [row.seed_line for row in load_case(CASE).case.projects]  # type: ignore[attr-defined]
    for cells, (first, following) in zip(table[4:22], pairwise([*rows, 437]), strict=True):
        assert "".join(cells) == seed(first, following).partition("7注")[0]


def test_total_and_note_are_the_notices(table: list[list[str]]) -> None:
    assert "".join(table[22]) == DASHES == seed(437, 438)
    assert (
        table[23][0]
        == seed(334, 335)
        == ("注：来沪进修94人，赴对口支援地区培训指导团队16个，来沪办班1个。")
    )


def test_two_landscape_pages_with_the_header_on_both(built: Path) -> None:
    (path,) = built.glob("01-*.pdf")
    pages: dict[int, str] = {}
    for line in lines(path.read_bytes()):
        pages[line.page] = pages.get(line.page, "") + line.text
    assert len(pages) == 2
    assert all("资金安排（万元）" in text and "项目名称" in text for text in pages.values())


def widths(sheet: Any) -> list[float]:
    """Of each of the table's columns; files keep columns alike as one."""
    return [
        next(
            each.width
            for each in sheet.column_dimensions.values()
            if each.min <= number <= each.max
        )
        for number in range(1, 13)
    ]


@pytest.mark.oracle
def test_libreoffice_opens_it_and_saves_it_without_loss(built: Path, tmp_path: Path) -> None:
    (path,) = built.glob("01-*.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path), str(path)]
    subprocess.run([*command, *target], check=True, capture_output=True, timeout=120)
    ours, theirs = (
        openpyxl.load_workbook(each).worksheets[0] for each in (path, tmp_path / path.name)
    )
    assert [[cell.value for cell in row] for row in theirs] == [
        [cell.value for cell in row] for row in ours
    ]
    assert {str(area) for area in theirs.merged_cells.ranges} == {
        str(area) for area in ours.merged_cells.ranges
    }
    assert (theirs.title, theirs.print_area, theirs.print_title_rows) == (
        ours.title,
        ours.print_area,
        ours.print_title_rows,
    )
    assert theirs.page_setup.orientation == ours.page_setup.orientation == "landscape"
    assert widths(theirs) == pytest.approx(widths(ours), abs=0.05)
    for row, dimension in ours.row_dimensions.items():
        if dimension.height:  # whole pixels of 0.75 pt there
            assert theirs.row_dimensions[row].height == pytest.approx(dimension.height, abs=0.75)


@pytest.mark.oracle
def test_both_engines_print_the_same_pages(built: Path) -> None:
    (path,) = built.glob("01-*.xlsx")
    first, second = (
        [(line.page, line.text) for line in lines(render(path.read_bytes(), ".xlsx", engine=e).pdf)]
        for e in ("auto", "libreoffice")
    )
    assert {page for page, _text in first} == {page for page, _text in second}
    for page in {page for page, _text in first}:
        ours, theirs = (
            sorted("".join(text for at, text in found if at == page)) for found in (first, second)
        )
        assert ours == theirs
