"""The faces an office file names, so that those LibreOffice replaced can be reported."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

_PARTS = {
    ".docx": re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml"),
    ".xlsx": re.compile(r"xl/styles\.xml"),
}
_NAMES = {
    ".docx": re.compile(r'\sw:(?:ascii|hAnsi|eastAsia)="([^"]+)"'),
    ".xlsx": re.compile(r'<(?:name|rFont) val="([^"]+)"'),
}


def face_names(source: bytes, suffix: str) -> tuple[str, ...]:
    """The names in a DOCX's or XLSX's styles and text, each once; none for other kinds."""
    if suffix not in _PARTS:
        return ()
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        for name in archive.namelist():
            if _PARTS[suffix].fullmatch(name):
                text = archive.read(name).decode("utf-8", "replace")
                found |= dict.fromkeys(map(unescape, _NAMES[suffix].findall(text)))
    return tuple(found)
