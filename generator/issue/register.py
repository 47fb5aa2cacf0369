"""The register 登记册 of numbers as a workbook; identity numbers in it are masked already."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from generator.files import write_changed
from generator.fill.archive import read_parts, write_archive
from generator.fill.environment import printed
from generator.issue.plan import IssuePlan
from generator.ledger import Entry, State

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_WIDTHS = {"编号": 28, "身份证号": 22, "工作单位": 28, "培训班名称": 30, "承办单位": 28}
_USUAL = 14  # characters


def state_title(state: State) -> str:
    """A state as registers print it: documents are Chinese."""
    return {
        State.RESERVED: "待出证",
        State.ISSUED: "已发",
        State.VOIDED: "作废",
        State.REISSUED: "已补发",
    }[state]


def rows(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The header and a row for each entry."""
    headers = list(dict.fromkeys(name for entry in entries for name in entry.details))
    replaced = {entry.id: entry.number for entry in entries}
    yield ("序号", "编号", *headers, "发证日期", "状态", "补发编号")
    for place, entry in enumerate(entries, 1):
        yield (
            str(place),
            entry.number,
            *(entry.details.get(name, "") for name in headers),
            str(printed(entry.dated)),
            state_title(entry.state),
            replaced.get(entry.replaced_by or 0, ""),
        )


def workbook(entries: Sequence[Entry]) -> bytes:
    """The register as XLSX, every cell text; same entries, same bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("登记册")
    table = rows(entries)
    header = next(table)
    for column, name in enumerate(header, 1):
        width = 8 if name == "序号" else _WIDTHS.get(name, _USUAL)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    head = []
    for name in header:
        cell = WriteOnlyCell(sheet, name)
        cell.font, cell.alignment = Font(name="黑体", sz=11), Alignment(horizontal="center")
        head.append(cell)
    sheet.append(head)
    for row in table:
        sheet.append([_cell(sheet, text) for text in row])
    stream = io.BytesIO()
    book.save(stream)
    parts = read_parts(stream.getvalue())
    name = "docProps/core.xml"  # openpyxl writes the clock there
    parts[name] = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", parts[name])
    return write_archive(parts)


def _cell(sheet: object, text: str) -> object:
    """A cell with text as it is: a name that begins with = is no formula."""
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def write_register(plan: IssuePlan, found: Sequence[Entry]) -> Path:
    """Write the register of a case's numbers beside its documents, where it has changed.

    Raises OutputError.
    """
    path = plan.folder.parent / f"{plan.folder.name}登记册.xlsx"
    write_changed(path, workbook(found))
    return path
