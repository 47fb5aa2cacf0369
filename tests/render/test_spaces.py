"""Cells named for people to write in: the embedded engine tells them, and draws nothing for them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName

from generator.render.engine import lay_out_file, render
from generator.render.layout.items import Space
from tests.fillable.handform import make_form

ROW = 30.0  # pt


def sheet(names: dict[str, str], *, scale: int = 100, merge: str = "") -> bytes:
    """A sheet of three columns and forty rows, with these names."""
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    page.title = "表 1"
    for row in range(1, 41):
        page.row_dimensions[row].height = ROW
        page.cell(row, 1).value = f"{row}"
    page["B2"].alignment = Alignment(horizontal="center")
    page.page_setup.scale = scale
    page.print_title_rows = "1:1"
    page.print_area = "A1:C40"
    if merge:
        page.merge_cells(merge)
    for name, cells in names.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'表 1'!{cells}")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def spaces(content: bytes, suffix: str = ".xlsx") -> Iterator[tuple[int, Space]]:
    """The spaces of a file, with the index of their page."""
    for number, page in enumerate(lay_out_file(content, suffix).pages):
        for item in page.items:
            if isinstance(item, Space):
                yield number, item


def test_a_cell_is_told_with_its_size_and_look() -> None:
    ((page, space),) = spaces(sheet({"field_name": "$B$2"}))
    assert (page, space.name, space.align) == (0, "field_name", "center")
    assert space.height == pytest.approx(ROW)
    assert space.width > 40


def test_several_cells_are_counted_row_by_row_over_pages_and_never_in_titles() -> None:
    found = [(page, space.name) for page, space in spaces(sheet({"field_name": "$B$2:$B$40"}))]
    assert [name for _page, name in found][:3] == ["field_name", "field_name_2", "field_name_3"]
    assert len(found) == len(set(found)) == 39
    assert {page for page, _name in found} == {0, 1}


def test_merged_cells_are_one() -> None:
    names = {"field_a": "$B$2:$C$2", "field_b": "$B$3"}
    (_page, space), (_same, below) = spaces(sheet(names, merge="B2:C2"))
    assert space.width == pytest.approx(2 * below.width, rel=0.02)


def test_the_scale_of_the_page_counts() -> None:
    ((_page, whole),) = spaces(sheet({"field_name": "$B$2"}))
    ((_same, half),) = spaces(sheet({"field_name": "$B$2"}, scale=50))
    assert half.height == pytest.approx(whole.height / 2, rel=0.02)
    assert half.size == pytest.approx(whole.size / 2, rel=0.02)


@pytest.mark.parametrize("cells", ["#REF!", "$B$2048:$B$2049"])
def test_names_of_rows_that_are_not_there_say_nothing(cells: str) -> None:
    assert list(spaces(sheet({"field_name": cells}))) == []


def test_nothing_is_drawn_for_them() -> None:
    named = {"field_name": "$B$2:$B$40"}
    assert render(sheet(named), ".xlsx").pdf == render(sheet({}), ".xlsx").pdf
    assert render(sheet({"field_name": "$B$2"}), ".xlsx", engine="typst").pages == 2


def test_bookmarks_in_cells_are_the_cells(tmp_path: Path) -> None:
    form = make_form(tmp_path)
    found = {space.name: space for _page, space in spaces(form.template.read_bytes(), ".docx")}
    assert {"field_name", "field_gender_is1", "field_summary"} <= found.keys()
    assert found["field_gender_is1"].width == found["field_gender_is2"].width
    assert found["field_gender_is1"].mark < found["field_gender_is2"].mark
    assert found["field_summary"].height >= 160
    assert found["field_name"].size == 10.5
