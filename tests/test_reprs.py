"""What logs and tracebacks show of values: never people's data, never a secret."""

from __future__ import annotations

from pathlib import Path

from generator.batch.job import Wanted
from generator.cases.records import Record
from generator.fill.filled import Filled, FilledFile
from generator.issue.options import IssueOptions
from generator.ledger.key import Key
from generator.render.fonts import load_fonts

DATA = "刘样例"
SECRET = b"\x07" * 32


def test_values_show_no_data() -> None:
    content = DATA.encode()
    for value in (
        Record("001", DATA, (), {"name": DATA}, identity=(DATA,)),
        Wanted("01-表", "表", None, {"name": DATA}),
        Filled(Path("t.docx"), (("word/document.xml", content),), {"a": content}, content),
        FilledFile(Path("t.xlsx"), content),
    ):
        assert DATA not in repr(value)
        assert repr(content)[2:-1] not in repr(value)


def test_secrets_are_not_shown() -> None:
    assert "geheim" not in repr(IssueOptions(Path("out"), password="geheim"))
    assert repr(SECRET)[2:-1] not in repr(Key(SECRET))
    assert SECRET.hex() not in repr(Key(SECRET))


def test_a_face_is_shown_in_a_line() -> None:
    assert len(repr(load_fonts().resolve("仿宋_GB2312"))) < 100
