"""Verification: genuine, void, replaced, altered, unknown; and a QR code that can be read."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path

import pypdfium2
import pytest

from generator.issue.code import SIDE_MM, qr_text, read_qr_text
from generator.issue.options import IssueOptions, IssueResult
from generator.issue.order import Order, reissue
from generator.issue.symbols import rows, symbol
from generator.issue.verify import Answer, verify
from generator.ledger import Ledger
from generator.ledger.key import Key
from generator.ledger.numbering import void
from generator.pdf.reading import read_pdf
from generator.stamp.places import destinations

from .courses import issue_course, new_ledger, people, write_course

FIRST, SECOND = "培训结业〔2024〕0001号", "培训结业〔2024〕0002号"
DPI = 300


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, IssueResult]:
    """A course of four, issued with DOCX: its case, ledger and result."""
    folder = tmp_path_factory.mktemp("issued")
    ledger = new_ledger(folder / "data")
    case = write_course(folder / "c.yaml", people(4))
    return case, ledger, issue_course(case, folder / "out", ledger, docx=True)


@pytest.fixture
def book(issued: tuple[Path, Path, IssueResult], tmp_path: Path) -> Ledger:
    """A copy of the ledger, to be written."""
    shutil.copytree(issued[1].parent, tmp_path / "data")
    return Ledger.open(tmp_path / "data" / "ledger.db", who="测试")


def document(issued: tuple[Path, Path, IssueResult], number: str, suffix: str = ".pdf") -> Path:
    return next(issued[2].folder.glob(f"{number} *{suffix}"))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_file_is_genuine_whatever_it_is_called(
    issued: tuple[Path, Path, IssueResult], book: Ledger, tmp_path: Path, suffix: str
) -> None:
    copy = tmp_path / f"x{suffix}"
    shutil.copy(document(issued, FIRST, suffix), copy)
    verdict = verify(book, str(copy))
    assert verdict.is_genuine
    assert verdict.entry and verdict.entry.number == FIRST


def test_one_changed_byte_is_altered(
    issued: tuple[Path, Path, IssueResult], book: Ledger, tmp_path: Path
) -> None:
    """Anywhere in the file, and under another name, which would tell the number."""
    whole = document(issued, FIRST).read_bytes()
    copy = tmp_path / "scan.pdf"
    places = random.Random(1).sample(range(len(whole)), 60)
    for at in (0, 20, len(whole) - 1, *places):
        changed = bytearray(whole)
        changed[at] ^= 1
        copy.write_bytes(changed)
        verdict = verify(book, str(copy))
        assert (verdict.answer, verdict.entry and verdict.entry.number) == (
            Answer.ALTERED,
            FIRST,
        ), f"byte {at}"


def test_a_changed_docx_is_altered(
    issued: tuple[Path, Path, IssueResult], book: Ledger, tmp_path: Path
) -> None:
    copy = tmp_path / "x.docx"
    copy.write_bytes(document(issued, FIRST, ".docx").read_bytes() + b" ")
    assert verify(book, str(copy)).answer is Answer.ALTERED


@pytest.mark.parametrize("asked", ["培训结业〔2024〕9999号", "", "别的", "x" * 5000, "a\0b"])
def test_what_nobody_gave_is_unknown(book: Ledger, asked: str) -> None:
    assert verify(book, asked).answer is Answer.UNKNOWN


def test_another_file_is_unknown(book: Ledger, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7 nothing of ours")
    assert verify(book, str(other)).answer is Answer.UNKNOWN


def test_the_codes_text_is_genuine_and_a_forged_one_unknown(book: Ledger) -> None:
    text = qr_text(FIRST, book.key.code(FIRST))
    assert "不是电子印章" in text
    assert verify(book, text).is_genuine
    assert verify(book, text.lower().replace("\n", " ")).is_genuine
    forged = Key(b"x" * 32).code(FIRST)
    for code in (forged, book.key.code(SECOND), "AAAA-AAAA-AAAA-AAAA"):
        assert verify(book, qr_text(FIRST, code)).answer is Answer.UNKNOWN


def test_a_void_one_says_why(issued: tuple[Path, Path, IssueResult], book: Ledger) -> None:
    void(book, FIRST, "姓名有误")
    for asked in (FIRST, str(document(issued, FIRST)), qr_text(FIRST, book.key.code(FIRST))):
        verdict = verify(book, asked)
        assert verdict.answer is Answer.VOIDED
        assert verdict.story[-1].reason == "姓名有误"


def test_a_replaced_one_names_its_heir(
    issued: tuple[Path, Path, IssueResult], book: Ledger, tmp_path: Path
) -> None:
    reissue(FIRST, Order((issued[0],)), IssueOptions(tmp_path / "out"), book, "遗失")
    verdict = verify(book, str(document(issued, FIRST)))
    assert (verdict.answer, verdict.replaced_by) == (Answer.REISSUED, "培训结业〔2024〕0005号")
    assert verify(book, "培训结业〔2024〕0005号").is_genuine


def modules_of(content: bytes, side: int) -> list[list[bool]]:
    """The modules of the QR code on the first page, as a reader sees them."""
    places = {place.name: place for place in destinations(read_pdf(content))}
    image = pypdfium2.PdfDocument(io.BytesIO(content))[0].render(scale=DPI / 72).to_pil()
    grey, place, module = image.convert("L"), places["qr_code"], SIDE_MM / side
    return [
        [
            grey.getpixel(
                (
                    round((place.x + (column + 0.5) * module) / 25.4 * DPI),
                    round((place.y + (row + 0.5) * module) / 25.4 * DPI),
                )
            )
            < 128
            for column in range(side)
        ]
        for row in range(side)
    ]


def test_the_drawn_code_is_the_symbol_of_its_text(
    issued: tuple[Path, Path, IssueResult], book: Ledger
) -> None:
    content = document(issued, FIRST).read_bytes()
    matrix = symbol(qr_text(FIRST, book.key.code(FIRST))).matrix
    seen = modules_of(content, len(matrix))
    assert seen == [[bool(value) for value in row] for row in matrix]


def test_reading_what_was_written() -> None:
    claim = read_qr_text(qr_text(FIRST, "K7Q2-9XHB-3MTA-PD5W"))
    assert claim and (claim.number, claim.code) == (FIRST, "K7Q2-9XHB-3MTA-PD5W")
    assert read_qr_text("https://example.org") is None


@pytest.mark.parametrize("number", ["培训结业〔2024〕0001号", "BF-000001", "结业〔2031〕12345号"])
def test_symbols_made_from_one_another_are_those_made_from_nothing(number: str) -> None:
    chance = random.Random(number)
    for _each in range(25):
        digits = "".join(chance.choices("0123456789", k=4))
        text = qr_text(number[:-5] + digits + number[-1], Key(chance.randbytes(32)).code(number))
        plain = ("".join(map(str, map(int, row))) for row in symbol(text).matrix)
        assert rows(text) == tuple(plain)
