"""What is not drawn is refused, by name and place: a file for each feature."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table, TableStyleInfo

from generator.render.engine import beyond_page_model, render
from generator.render.refusal import BeyondPageModel
from generator.render.xlsx.reader import lay_out_xlsx
from tests.render.xlsx.books import filled, patched, png, saved, with_xml, workbook

pytestmark = pytest.mark.usefixtures("fetched_fonts")

Change = Callable[[Any], None]
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}">'
    '<x14:sparklineGroups xmlns:x14="urn:x"/></ext></extLst>'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "xl/drawings/drawing1.xml"


def findings(source: bytes) -> list[str]:
    return [str(finding) for finding in lay_out_xlsx(source, "表.xlsx")[1].findings]


def in_cell(**looks: Any) -> Change:
    def change(sheet: Any) -> None:
        sheet["B2"] = looks.pop("value", "县医院")
        for name, look in looks.items():
            setattr(sheet["B2"], name, look)

    return change


def printed(**options: Any) -> Change:
    def change(sheet: Any) -> None:
        for name, value in options.items():
            target = sheet.print_options if name in ("gridLines", "headings") else sheet.page_setup
            setattr(target, name, value)

    return change


def conditional(sheet: Any) -> None:
    rule = CellIsRule(operator="lessThan", formula=["60"], fill=PatternFill(bgColor="FF0000"))
    sheet.conditional_formatting.add("B2:B9", rule)


def data_bar(sheet: Any) -> None:
    rule = DataBarRule(start_type="min", end_type="max", color="638EC6")
    sheet.conditional_formatting.add("C3:C5", rule)


def chart(sheet: Any) -> None:
    sheet["A2"] = 1
    bars = BarChart()
    bars.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    sheet.add_chart(bars, "D5")


def table(sheet: Any) -> None:
    sheet["A1"], sheet["A2"] = "名", "甲"
    style = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(Table(displayName="t", ref="A1:A2", tableStyleInfo=style))


def too_wide_number(sheet: Any) -> None:
    sheet["A1"] = 123456789.123
    sheet["A1"].number_format = "#,##0.00"
    sheet.column_dimensions["A"].width = 6


def cut_off(sheet: Any) -> None:
    sheet["A1"], sheet["B1"] = "云南省医疗卫生人才对口帮扶协议", "旁边"


def cut_off_in_merge(sheet: Any) -> None:
    sheet["A1"] = "云南省医疗卫生人才对口帮扶协议签订情况"
    sheet.merge_cells("A1:B1")


def too_high(sheet: Any) -> None:
    sheet["A1"] = "云南省医疗卫生人才对口帮扶协议"
    sheet["A1"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[1].height = 20


def turned(height: float, value: str = "禄劝县人民医院", **alignment: Any) -> Change:
    def change(sheet: Any) -> None:
        sheet["A1"], sheet.row_dimensions[1].height = value, height
        sheet["A1"].alignment = Alignment(text_rotation=90, **alignment)

    return change


def over_the_page(sheet: Any) -> None:
    sheet["H1"] = "这一行文字从第一页的最后一列一直伸到第二页去了"
    sheet["K2"] = "终"


def picture_over_the_page(sheet: Any) -> None:
    filled(sheet, 60, 3)
    sheet.add_image(SheetImage(png(60, 400)), "A40")


def row_break_in_merged_text(sheet: Any) -> None:
    filled(sheet, 60, 2)
    sheet.merge_cells("A1:A60")
    sheet["A1"] = "\n".join("并" * 1 for _ in range(60))
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="center")


def high_row(sheet: Any) -> None:
    sheet["A1"] = "高"
    sheet.page_setup.paperSize = 70  # A6
    sheet.row_dimensions[1].height = 400


def header(code: str) -> Change:
    def change(sheet: Any) -> None:
        sheet["A1"] = "甲"
        sheet.oddHeader.center.text = code

    return change


def right_to_left(sheet: Any) -> None:
    sheet.sheet_view.rightToLeft = True


def turned_column(sheet: Any) -> None:
    sheet.column_dimensions["C"].alignment = Alignment(text_rotation=45)
    sheet["D1"] = "丁"


def turned_row(sheet: Any) -> None:
    sheet.row_dimensions[2].fill = PatternFill("lightGrid")
    sheet["A3"] = "丙"


OPENPYXL: dict[str, tuple[Change, str, str]] = {
    "conditional format": (conditional, "conditional format", "表一!B2:B9"),
    "data bar": (data_bar, "conditional format", "表一!C3:C5"),
    "chart": (chart, "chart or diagram", "表一!D5"),
    "table style": (table, "table style TableStyleMedium9", "表一!A1:A2"),
    "gradient fill": (in_cell(fill=GradientFill(stop=("000000", "FFFFFF"))), "gradient", "表一!B2"),
    "pattern fill": (in_cell(fill=PatternFill("lightGrid")), "pattern fill lightGrid", "表一!B2"),
    "diagonal border": (
        in_cell(border=Border(diagonal=Side(style="thin"), diagonalUp=True)),
        "diagonal border",
        "表一!B2",
    ),
    "turned text": (in_cell(alignment=Alignment(text_rotation=30)), "turned text (30°)", "表一!B2"),
    "text turned down": (
        in_cell(alignment=Alignment(text_rotation=135)),
        "turned text (-45°)",
        "表一!B2",
    ),
    "filled alignment": (in_cell(alignment=Alignment(horizontal="fill")), "alignment", "表一!B2"),
    "right to left": (in_cell(alignment=Alignment(readingOrder=2)), "right-to-left", "表一!B2"),
    "double underline": (in_cell(font=Font(u="double")), "underline double", "表一!B2"),
    "outline": (in_cell(font=Font(outline=True)), "text effect", "表一!B2"),
    "fraction": (in_cell(value=0.5, number_format="# ?/?"), "fractions", "表一!B2"),
    "function": (in_cell(value="=VLOOKUP(1,A1:B1,2)"), "function VLOOKUP", "表一!B2"),
    "clock": (in_cell(value="=TODAY()"), "no clock", "表一!B2"),
    "array formula": (
        in_cell(value=ArrayFormula("B2", "=SUM(A1:A2*2)")),
        "array formula",
        "表一!B2",
    ),
    "cycle": (in_cell(value="=B2+1"), "circular reference", "表一!B2"),
    "grid lines": (printed(gridLines=True), "printed grid lines", "表一"),
    "headings": (printed(headings=True), "printed headings", "表一"),
    "black and white": (printed(blackAndWhite=True), "black and white", "表一"),
    "printed comments": (printed(cellComments="atEnd"), "printed comments", "表一"),
    "errors replaced": (printed(errors="blank"), "errors", "表一"),
    "odd paper": (printed(paperSize=200), "paper size 200", "表一"),
    "date in a header": (header("&D"), "date in a header", "表一"),
    "time in a header": (header("&T"), "time in a header", "表一"),
    "folder in a header": (header("&Z&F"), "folder in a header", "表一"),
    "picture in a header": (header("&G"), "picture in a header", "表一"),
    "right-to-left sheet": (right_to_left, "right-to-left sheet", "表一"),
    "format of a column": (turned_column, "turned text (45°)", "表一!C:C"),
    "format of a row": (turned_row, "pattern fill lightGrid", "表一!2:2"),
    "number too wide": (too_wide_number, "number wider than its cell", "表一!A1"),
    "text cut off": (cut_off, "text cut off", "表一!A1"),
    "merged text cut off": (cut_off_in_merge, "text cut off", "表一!A1"),
    "text too high": (too_high, "text higher than its row", "表一!A1"),
    "turned text too long": (turned(60), "turned text longer than its row", "表一!A1"),
    "turned text too wide": (
        turned(30, "禄劝县人民医院信息科与设备科与医务科", wrap_text=True),
        "turned text wider than its cell",
        "表一!A1",
    ),
    "text over the page": (over_the_page, "over the edge of its page", "表一!H1"),
    "merged text over the page": (row_break_in_merged_text, "over the edge of", "表一!A1"),
    "picture over the page": (picture_over_the_page, "picture over the edge", "表一!A40"),
    "row higher than a page": (high_row, "row higher than a page", "表一!A1"),
}


@pytest.mark.parametrize("name", OPENPYXL)
def test_features_openpyxl_writes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    change, feature, place = OPENPYXL[name]
    book, sheet = workbook()
    sheet["A1"] = "甲"
    change(sheet)
    found = findings(saved(book))
    assert len(found) >= 1
    assert all(line.startswith(place + ": ") and feature in line for line in found), found


def plain() -> bytes:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    return saved(book)


def with_image() -> bytes:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    sheet.add_image(SheetImage(png()), "B3")
    return saved(book)


def replaced(source: bytes, part: str, old: str, new: str) -> bytes:
    def change(content: bytes) -> bytes:
        assert old in content.decode(), old
        return content.decode().replace(old, new).encode()

    return patched(source, part, change)


@pytest.mark.parametrize(
    ("part", "feature"),
    [
        ("xl/pivotTables/pivotTable1.xml", "pivot table"),
        ("xl/externalLinks/externalLink1.xml", "link to another workbook"),
        ("xl/vbaProject.bin", "macros"),
        ("xl/chartsheets/sheet1.xml", "chart sheet"),
        ("xl/slicers/slicer1.xml", "slicer"),
        ("xl/embeddings/oleObject1.bin", "OLE object"),
        ("xl/ctrlProps/ctrlProp1.xml", "form control"),
    ],
)
def test_parts_that_would_be_left_out(
    part: str, feature: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    found = findings(patched(plain(), part, lambda _old: b"<x/>"))
    assert found == [f"表.xlsx:{part}: {feature}"]


@pytest.mark.parametrize(
    ("before", "added", "line"),
    [
        ("</worksheet>", SPARKLINES, "表一: sparklines 迷你图"),
        ("</worksheet>", "<oleObjects/>", "表一: OLE object"),
        ("</worksheet>", "<controls/>", "表一: form control"),
        ("</worksheet>", "<newThing/>", "表一: newThing"),
        ("</worksheet>", f'<legacyDrawingHF r:id="x" xmlns:r="{RELATIONSHIPS}"/>',
         "表一: picture in a header or footer"),
        ("</sheetData>", '<row r="5"><c r="A5" t="d"><v>2022-08-01</v></c></row>',
         "表一!A5: date in ISO 8601"),
    ],
)  # fmt: skip
def test_elements_of_a_sheet(
    before: str, added: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    assert findings(with_xml(plain(), before, added)) == [line]


@pytest.mark.parametrize(
    ("old", "new", "feature"),
    [
        ("<xdr:pic>", "<xdr:sp/><xdr:pic>", "shape or text box"),
        ("<xdr:pic>", "<xdr:grpSp/><xdr:pic>", "group of shapes"),
        ("r:embed=", "r:link=", "linked picture"),
        ("<xdr:blipFill>", '<xdr:blipFill><a:srcRect l="1000"/>', "cropped picture"),
        ("<xdr:spPr>", '<xdr:spPr><a:xfrm rot="5400000"/>', "turned picture"),
        ("<xdr:spPr>", "<xdr:spPr><a:ln><a:solidFill/></a:ln>", "picture with a frame"),
    ],
)
def test_drawings(old: str, new: str, feature: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    source = with_image()
    drawing = drawing_with_prefixes(source)
    assert findings(drawing) == []
    assert findings(replaced(drawing, DRAWING, old, new)) == [f"表一!B3: {feature}"]


def drawing_with_prefixes(source: bytes) -> bytes:
    """openpyxl's drawing part, written as Excel writes it."""
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:r="{RELATIONSHIPS}"><xdr:oneCellAnchor>'
        "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
        '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="571500" cy="381000"/>'
        '<xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>'
        "<xdr:spPr></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    return patched(source, DRAWING, lambda _old: drawing.encode())


def test_precision_as_displayed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    source = replaced(plain(), "xl/workbook.xml", "<calcPr ", '<calcPr fullPrecision="0" ')
    assert findings(source) == ["表.xlsx: formulas worked out with the precision displayed"]


def test_very_many_findings_take_little_time() -> None:
    book, sheet = workbook()
    for row in range(1, 1001):
        for column in range(1, 15):
            sheet.cell(row, column, "甲").alignment = Alignment(text_rotation=45)
    source = saved(book)
    start = time.perf_counter()
    assert len(findings(source)) == 14_000
    assert time.perf_counter() - start < 5


def test_print_area_by_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    source = replaced(
        plain(),
        "xl/workbook.xml",
        "</sheets>",
        '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'
        "OFFSET(表一!$A$1,0,0,5,5)</definedName></definedNames>",
    )
    assert findings(source) == ["表一: print area given by a formula"]


def test_what_changes_nothing_on_paper_is_not_refused() -> None:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    sheet["A1"].comment = Comment("批注", "某人")
    sheet["A1"].hyperlink = "https://example.org/"
    validation = DataValidation(type="list", formula1='"男,女"')
    sheet.add_data_validation(validation)
    validation.add("A1")
    sheet.auto_filter.ref = "A1:A1"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    assert findings(saved(book)) == []


def test_features_of_hidden_sheets_do_not_matter() -> None:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    secret = book.create_sheet("底稿")
    conditional(secret)
    chart(secret)
    secret["B2"] = "=TODAY()"
    secret.sheet_state = "veryHidden"
    assert findings(saved(book)) == []


def test_the_engine_refuses_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")
    book, sheet = workbook()
    sheet["A1"] = "=TODAY()"
    source = saved(book)
    with pytest.raises(BeyondPageModel, match="表一!A1: TODAY: pages know no clock"):
        render(source, ".xlsx", engine="typst")
    assert [finding.place for finding in beyond_page_model(source, ".xlsx")] == ["表一!A1"]
    assert beyond_page_model(plain(), ".xlsx") == ()
