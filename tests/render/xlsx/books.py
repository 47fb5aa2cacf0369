"""Small workbooks the XLSX tests make: an empty one, a filled one, one changed part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, Side
from PIL import Image

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SONG = Font(name="宋体", sz=11)
WRAPPED = "派驻医师应当为副主任医师（含）以上职称，每批不少于5名，连续工作时间不少于6个月。"


def workbook(font: str = "宋体", size: float = 11) -> tuple[Any, Any]:
    """An empty workbook whose default font is named, and its sheet, on A4."""
    book = openpyxl.Workbook()
    book._fonts[0] = Font(name=font, sz=size)
    sheet = book.active
    sheet.title = "表一"
    paper(sheet)
    return book, sheet


def paper(sheet: Any) -> None:
    """A4 with an inch around."""
    sheet.page_setup.paperSize = 9
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 1)
    sheet.page_margins.header = sheet.page_margins.footer = 0.5


def filled(sheet: Any, rows: int, columns: int) -> None:
    """A grid of ruled cells that say where they stand."""
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column, f"{row}行{column}").border = BOX


def saved(book: Any) -> bytes:
    """The file's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(source: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, or put in where `change` is given nothing."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return result.getvalue()


def with_xml(source: bytes, before: str, added: str, sheet: int = 1) -> bytes:
    """The file with XML put before the first place a sheet's part matches."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        match = re.search(before, text)
        assert match, before
        return (text[: match.start()] + added + text[match.start() :]).encode()

    return patched(source, f"xl/worksheets/sheet{sheet}.xml", change)


def png(width: int = 60, height: int = 40) -> io.BytesIO:
    """A red picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, 0, 0)).save(stream, "PNG")
    stream.seek(0)
    return stream
