"""The file as a whole: the same bytes each time, no clock in it, nothing lost in silence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.errors import FormError
from generator.fill.archive import read_parts, write_archive
from generator.fill.xlsx import fill_xlsx
from generator.fill.xlsx.losses import losses
from tests.fill.xlsx.books import LOOP, PEOPLE, fill, template
from tests.fill.xlsx.test_furniture import picture

_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
    "<xdr:from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></xdr:from>{}</xdr:twoCellAnchor></xdr:wsDr>"
)


def _merge(sheet: Any) -> None:
    for area in ("A1:B1", "C1:C4", "D3:E3"):
        sheet.merge_cells(area)


def test_same_data_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template(LOOP, _merge))
    filled = fill_xlsx(path, {"people": PEOPLE})
    assert filled == fill_xlsx(path, {"people": PEOPLE})
    code = (
        "import sys; from pathlib import Path; from generator.fill.xlsx import fill_xlsx;"
        f"sys.stdout.buffer.write(fill_xlsx(Path(sys.argv[1]), {{'people': {PEOPLE!r}}}))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        assert run.stdout == filled


def test_no_clock_in_the_file() -> None:
    content = fill(template(LOOP), people=PEOPLE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"modified" not in archive.read("docProps/core.xml")


def test_it_is_worked_out_when_opened() -> None:
    assert (
        b'fullCalcOnLoad="1"' in read_parts(fill(template(LOOP), people=PEOPLE))["xl/workbook.xml"]
    )


def with_drawing(shape: str) -> bytes:
    """A template whose picture gives way to another shape at C5."""
    parts = read_parts(template(LOOP, lambda sheet: sheet.add_image(picture(), "C5")))
    parts["xl/drawings/drawing1.xml"] = _DRAWING.format(shape).encode()
    return write_archive(parts)


def with_element(xml: str) -> bytes:
    """A template with another element at the end of its sheet."""
    parts = read_parts(template(LOOP))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", xml.encode() + b"</worksheet>")
    return write_archive(parts)


def with_part(name: str) -> bytes:
    """A template with a part that openpyxl drops."""
    return write_archive({**read_parts(template(LOOP)), name: b"<x/>"})


_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
LOST = {
    "a text box": (with_drawing("<xdr:sp/>"), "表!C5"),
    "a line": (with_drawing("<xdr:cxnSp/>"), "表!C5"),
    "a group": (with_drawing("<xdr:grpSp/>"), "表!C5"),
    "a chart": (with_drawing("<xdr:graphicFrame/>"), "表!C5"),
    "a vector picture": (
        with_drawing('<xdr:pic><xdr:blipFill><a:blip embed="x"/></xdr:blipFill></xdr:pic>'),
        "表!C5",
    ),
    "a cropped picture": (
        with_drawing('<xdr:pic><xdr:blipFill><a:srcRect l="1000"/></xdr:blipFill></xdr:pic>'),
        "表!C5",
    ),
    "controls": (with_element("<controls/>"), "表"),
    "a header's picture": (with_element("<legacyDrawingHF/>"), "表"),
    "newer formats": (
        with_element(
            f'<extLst><ext><x14:conditionalFormattings xmlns:x14="{_X14}"/></ext></extLst>'
        ),
        "表",
    ),
    "newer validations": (
        with_element(f'<extLst><ext><x14:dataValidations xmlns:x14="{_X14}"/></ext></extLst>'),
        "表",
    ),
    "sparklines": (
        with_element(f'<extLst><ext><x14:sparklineGroups xmlns:x14="{_X14}"/></ext></extLst>'),
        "表",
    ),
    "a pivot table": (
        with_part("xl/pivotTables/pivotTable1.xml"),
        "xl/pivotTables/pivotTable1.xml",
    ),
    "macros": (with_part("xl/vbaProject.bin"), "xl/vbaProject.bin"),
    "an embedded object": (with_part("xl/embeddings/oleObject1.bin"), "xl/embeddings"),
}


@pytest.mark.parametrize(("content", "place"), LOST.values(), ids=LOST.keys())
def test_what_would_be_lost_is_refused(content: bytes, place: str) -> None:
    with pytest.raises(FormError) as caught:
        fill(content, people=PEOPLE)
    assert place in caught.value.where
    assert caught.value.remedy


def test_nothing_is_lost_of_a_plain_template() -> None:
    assert losses(template(LOOP, lambda sheet: sheet.add_image(picture(), "C5"))) == ()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a workbook", write_archive({"a": b"b"})])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(FormError):
        fill(content, people=PEOPLE)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FormError) as caught:
        fill_xlsx(tmp_path / "none.xlsx", {})
    assert "none.xlsx" in caught.value.where


def test_ten_thousand_rows_are_all_there() -> None:
    people = [{"name": f"第{n}人", "n": n} for n in range(10_000)]
    content = fill(template({**LOOP, "B5": "=SUM(B3:B3)"}), people=people)
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["表"]
    values = list(sheet.iter_rows(values_only=True))
    assert len(values) == 10_002
    assert values[3127] == ("第3126人", 3126)
    assert values[-1] == ("合计", "=SUM(B2:B10001)")
