"""Saves a workbook so that its bytes depend on its content alone: no clock, no operating system."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl.writer.excel import ExcelWriter

from generator.fill.archive import fixed_entry

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")


class _Archive(zipfile.ZipFile):
    """An archive whose entries carry no time."""

    def writestr(self, name: Any, data: Any, *_more: Any) -> None:
        """Add an entry."""
        content = data.encode() if isinstance(data, str) else data
        if name == _CORE:
            content = _MODIFIED.sub(b"", content)
        super().writestr(fixed_entry(name), content)

    def write(self, filename: Any, arcname: Any = None, *_more: Any) -> None:
        """Add a file."""
        self.writestr(str(arcname), Path(filename).read_bytes())


def saved(workbook: Any) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    with _Archive(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return stream.getvalue()
