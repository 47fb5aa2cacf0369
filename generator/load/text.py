"""From bytes to text: size, encoding and characters that have no business in a case."""

from __future__ import annotations

import difflib
import pathlib
import re

from generator.errors import CaseError
from generator.i18n import _
from generator.load.faults import stop
from generator.places import Place
from generator.systemfaults import reason

MAX_BYTES = 20 * 1024 * 1024

_CLOSE = 0.7  # how alike two file names must be for "did you mean"
_OTHER_KINDS = (
    (b"PK\x03\x04", "DOCX / XLSX / ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC / XLS"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# What YAML 1.1 does not call printable, and U+FEFF, which may only open a file.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


def read_bytes(path: pathlib.Path, file: str) -> bytes:
    """The content of the file shown as `file`.

    Raises CaseError when it cannot be read and CaseProblems when it is larger than 20 MB.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        raise CaseError(
            _("cannot read the file: {reason}", reason=reason(fault)),
            where=file,
            remedy=_unreadable_remedy(path, fault),
        ) from fault
    if len(content) > MAX_BYTES:
        raise stop(
            Place(file),
            _("the file is larger than {limit} MB", limit=MAX_BYTES // 1024**2),
            _("Split it, or keep its long lists in spreadsheets: `from: roster.xlsx`."),
        )
    return content


def decode_utf8(content: bytes, file: str) -> str:
    """UTF-8, with or without a byte-order mark, as text.

    Raises CaseProblems naming the line of the first byte or character that cannot stay.
    """
    refuse_other_kinds(content, file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise stop(
            _place_of_byte(content, fault.start, file),
            _("the file is not UTF-8: byte 0x{byte:02X}", byte=content[fault.start]),
            _utf8_remedy(content),
        ) from None
    refuse_unprintable(text, file)
    return text


def refuse_other_kinds(content: bytes, file: str) -> None:
    """Raises CaseProblems for what plainly is no text, or text that Windows calls “Unicode”.

    Such text may lack its mark, but every letter, digit and space in it brings a NUL.
    """
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            raise stop(
                Place(file),
                _("this is a {kind} file, not text", kind=kind),
                _(
                    "Name the case's .yaml file; a list kept in a spreadsheet goes into it by "
                    "`from: roster.xlsx`."
                ),
            )
    if content.startswith(_UTF16_MARKS) or content.count(0) > max(8, len(content) // 10):
        raise stop(
            Place(file, 1, 1),
            _("the file is saved as UTF-16 (“Unicode”), not as UTF-8"),
            _("In the editor choose Save As, and there the encoding UTF-8."),
        )


def refuse_unprintable(text: str, file: str) -> None:
    """Raises CaseProblems at the first NUL or other control character."""
    if found := _UNPRINTABLE.search(text):
        raise stop(
            place_at(text, found.start(), file),
            _("control character U+{code:04X}", code=ord(found[0])),
            _("Delete this invisible character; it often comes along when text is pasted."),
        )


def place_at(text: str, index: int, file: str) -> Place:
    """The place of the character at `index`."""
    line_start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - line_start + 1)


def _place_of_byte(content: bytes, index: int, file: str) -> Place:
    before = content[:index].decode("utf-8-sig", errors="replace")
    return place_at(before, len(before), file)


def _utf8_remedy(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return _("Open it in a text editor and save it again with the encoding UTF-8.")
    return _("It looks like GBK (“ANSI”): save it again with the encoding UTF-8.")


def _unreadable_remedy(path: pathlib.Path, fault: OSError | ValueError) -> str:
    if isinstance(fault, FileNotFoundError) and (near := _near(path)):
        return _("Did you mean {name}?", name=near)
    return _("Check the path, and that the file is not open elsewhere or protected.")


def _near(path: pathlib.Path) -> str:
    """The file beside a missing one that has nearly its name."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, names, 1, _CLOSE)
    return str(path.with_name(close[0])) if close else ""
