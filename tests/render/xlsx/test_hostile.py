"""Hostile and damaged workbooks: refused or drawn in little time and memory, nothing fetched."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from generator.errors import FormError
from generator.render.xlsx.reader import lay_out_xlsx
from tests.render.xlsx.books import patched, saved, with_xml, workbook

pytestmark = pytest.mark.usefixtures("fetched_fonts")

SHEET = "xl/worksheets/sheet1.xml"


def plain() -> bytes:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    return saved(book)


def row(number: int, inside: str) -> str:
    return f'<row r="{number}">{inside}</row>'


def test_a_cell_in_the_last_corner_costs_two_pages() -> None:
    source = with_xml(plain(), "</sheetData>", row(1048576, '<c r="XFD1048576"><v>1</v></c>'))
    start = time.perf_counter()
    pages, refusals = lay_out_xlsx(source)
    assert time.perf_counter() - start < 10
    assert len(pages.pages) == 2
    assert refusals.findings == []


def test_a_merge_and_a_fill_of_the_whole_sheet_are_bounded() -> None:
    source = with_xml(
        plain(), "<pageMargins", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    start = time.perf_counter()
    pages, _refusals = lay_out_xlsx(source)
    assert time.perf_counter() - start < 10
    assert len(pages.pages) <= 1


def test_columns_all_across_with_a_format_are_bounded() -> None:
    source = with_xml(plain(), "<sheetData", '<cols><col min="1" max="16384" style="1"/></cols>')
    start = time.perf_counter()
    assert len(lay_out_xlsx(source)[0].pages) == 1
    assert time.perf_counter() - start < 5


def test_ranges_of_whole_columns_in_many_formulas_are_bounded() -> None:
    cells = "".join(row(n, f'<c r="B{n}"><f>SUM(A:A,C:XFD)</f></c>') for n in range(2, 3000))
    start = time.perf_counter()
    pages, refusals = lay_out_xlsx(with_xml(plain(), "</sheetData>", cells))
    assert time.perf_counter() - start < 30
    assert pages.pages or refusals.findings


def test_nesting_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<x>" * 3000 + "</x>" * 3000
    with pytest.raises(FormError):
        lay_out_xlsx(with_xml(plain(), "</worksheet>", deep), "深.xlsx")
    source = with_xml(
        plain(), "</sheetData>", row(2, f'<c r="A2"><f>{"(" * 3000}1{")" * 3000}</f></c>')
    )
    monkeypatch.setenv("BANGFU_LANG", "en")
    refusals = lay_out_xlsx(source)[1]
    assert "nested" in str(refusals.findings[0])


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(content: bytes) -> bytes:
        start = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:start] + bomb + content[start:]

    with pytest.raises(FormError):
        lay_out_xlsx(patched(plain(), part, change), "炸弹.xlsx")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_damaged_xml_is_a_form_error(part: str) -> None:
    with pytest.raises(FormError):
        lay_out_xlsx(patched(plain(), part, lambda content: content[: len(content) // 2]))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><v>1</v></c>',
        '<c r="A99999999"><v>1</v></c>',
        '<c r="A5" t="s"><v>99</v></c>',
        '<c r="A5"><v>abc</v></c>',
        '<c r="A5" s="x"><v>1</v></c>',
    ],
)
def test_impossible_cells_are_a_form_error(cell: str) -> None:
    with pytest.raises(FormError):
        lay_out_xlsx(with_xml(plain(), "</sheetData>", row(5, cell)))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_a_form_error(content: bytes) -> None:
    with pytest.raises(FormError):
        lay_out_xlsx(content, "坏.xlsx")


def test_a_zip_that_is_no_workbook_is_a_form_error() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(FormError):
        lay_out_xlsx(stream.getvalue())


def test_a_zip_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO(plain())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/huge.bin", b"\0" * (210 * 1024 * 1024))
    start = time.perf_counter()
    with pytest.raises(FormError):
        lay_out_xlsx(stream.getvalue())
    assert time.perf_counter() - start < 2


def test_infinite_and_broken_numbers_do_not_harm() -> None:
    cells = '<c r="A2"><v>1e400</v></c><c r="B2" s="-5"><v>2</v></c>'
    with pytest.raises(FormError):
        lay_out_xlsx(with_xml(plain(), "</sheetData>", row(2, cells)))
