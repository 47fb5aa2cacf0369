"""Verification 核验: is a number, a file or a QR code's text what the ledger knows?"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import pikepdf
from msgspec import Struct
from pypdf import PdfReader

from generator.errors import OutputError
from generator.fill.text import document_text
from generator.i18n import _
from generator.issue.code import Claim, read_qr_text
from generator.issue.job import digest
from generator.ledger import Entry, Ledger, Series, State
from generator.ledger.entries import Event
from generator.ledger.lookup import events_of, find_file, find_id, find_number, patterns

_TAG = re.compile(r"\\\{(year|number)(?::0?\d)?\\\}")
_HEX = re.compile(rb"<(?:feff)?((?:[0-9a-f]{4})+)>")


class Answer(StrEnum):
    """What the ledger says."""

    GENUINE = "genuine"
    RESERVED = "reserved"  # given, but nothing issued yet
    VOIDED = "voided"
    REISSUED = "reissued"
    ALTERED = "altered"
    UNKNOWN = "unknown"


class Verdict(Struct, frozen=True):
    """The answer, and what the ledger knows of the number."""

    asked: str
    answer: Answer
    entry: Entry | None = None
    replaced_by: str = ""
    story: tuple[Event, ...] = ()

    @property
    def is_genuine(self) -> bool:
        """Whether the document may be relied on."""
        return self.answer is Answer.GENUINE


def verify(ledger: Ledger, asked: str) -> Verdict:
    """What the ledger says of a file (where there is one of that name), a QR text or a number.

    Raises OutputError for a file that cannot be read, LedgerError.
    """
    path = Path(asked)
    if _is_file(path):
        return _of_file(ledger, path)
    if claim := read_qr_text(asked):
        return _of_claim(ledger, claim, asked)
    return _of_entry(ledger, asked, find_number(ledger, asked.strip()))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a QR code's text is no path
        return False


def _of_claim(ledger: Ledger, claim: Claim, asked: str) -> Verdict:
    """A code that is not the number's own is a forgery: nobody but the key's owner can make one."""
    if not ledger.key.confirms(claim.number, claim.code):
        return Verdict(asked, Answer.UNKNOWN)
    return _of_entry(ledger, asked, find_number(ledger, claim.number))


def _of_entry(ledger: Ledger, asked: str, entry: Entry | None) -> Verdict:
    if entry is None:
        return Verdict(asked, Answer.UNKNOWN)
    answer = {
        State.ISSUED: Answer.GENUINE,
        State.RESERVED: Answer.RESERVED,
        State.VOIDED: Answer.VOIDED,
        State.REISSUED: Answer.REISSUED,
    }[entry.state]
    replaced = "" if entry.replaced_by is None else find_id(ledger, entry.replaced_by).number
    return Verdict(asked, answer, entry, replaced, events_of(ledger, entry.id))


def _of_file(ledger: Ledger, path: Path) -> Verdict:
    """A file of a known digest is as it was made; one that only says a known number is altered."""
    try:
        entry = find_file(ledger, digest(path))
    except OSError as fault:
        raise OutputError(
            _("cannot be read: {reason}", reason=fault.strerror), where=str(path)
        ) from fault
    if entry:
        return _of_entry(ledger, str(path), entry)
    written = [_written(Series(pattern)) for pattern in patterns(ledger)]
    for text in _texts(path):
        for found in (found for pattern in written for found in pattern.finditer(text)):
            if entry := find_number(ledger, found[0]):
                return Verdict(str(path), Answer.ALTERED, entry, "", events_of(ledger, entry.id))
    return Verdict(str(path), Answer.UNKNOWN)


def _written(series: Series) -> re.Pattern[str]:
    """What the numbers of a series look like."""
    return re.compile(_TAG.sub(lambda tag: r"\d{4}" if tag[1] == "year" else r"\d+",
                               re.escape(series.pattern)))  # fmt: skip


def _texts(path: Path) -> Iterator[str]:
    """Where a file's number may stand, the likeliest first; damage in one leaves the others."""
    yield path.stem
    content = path.read_bytes()
    for found in _HEX.finditer(content):
        yield bytes.fromhex(found[1].decode()).decode("utf-16-be", "replace")
    for read in (_subject, _pdf_text, document_text):
        with suppress(Exception):  # readers stumble over damaged files, each in its own way
            yield read(content)


def _subject(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return str(pdf.docinfo.get("/Subject", ""))


def _pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
