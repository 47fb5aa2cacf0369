"""QR codes that open a page: the address, what it carries, and that both kinds are verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.issue.code import qr_text, read_qr_text
from generator.issue.options import IssueOptions
from generator.issue.order import checked
from generator.issue.plan import VERIFY_URL, plan_issue
from generator.issue.symbols import rows, symbol
from generator.issue.verify import Answer, verify
from generator.ledger import Ledger
from generator.problems import CaseProblems

from .courses import KEY, issue_course, new_ledger, people, write_course
from .test_verify import modules_of

FIRST = "培训结业〔2024〕0001号"
ADDRESS = "https://verify.example.org/jieye"


def address_of(case: Path, said: str = "") -> str:
    return plan_issue(checked(case, {}), IssueOptions(case.parent, verify_url=said)).address


def test_it_carries_number_and_code_and_nothing_else() -> None:
    text = qr_text(FIRST, "K7Q2-9XHB-3MTA-PD5W", ADDRESS)
    assert text == (
        "https://verify.example.org/jieye/verify"
        "?number=%E5%9F%B9%E8%AE%AD%E7%BB%93%E4%B8%9A%E3%80%942024%E3%80%950001%E5%8F%B7"
        "&code=K7Q2-9XHB-3MTA-PD5W"
    )
    claim = read_qr_text(text)
    assert claim and (claim.number, claim.code) == (FIRST, "K7Q2-9XHB-3MTA-PD5W")


def test_what_is_printed_is_read_and_verified(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "data")
    case = write_course(tmp_path / "c.yaml", people(2), verify_url=ADDRESS + "/")
    result = issue_course(case, tmp_path / "out", ledger)
    text = qr_text(FIRST, KEY.code(FIRST), ADDRESS)
    path = next(result.folder.glob(f"{FIRST} *.pdf"))
    matrix = [[bool(value) for value in row] for row in symbol(text).matrix]
    assert modules_of(path.read_bytes(), len(matrix)) == matrix
    book = Ledger.open(ledger)
    assert verify(book, text).is_genuine
    assert verify(book, text.replace("https://verify.example.org", "http://other.test")).is_genuine
    forged = qr_text(FIRST, KEY.code("培训结业〔2024〕0002号"), ADDRESS)
    assert verify(book, forged).answer is Answer.UNKNOWN
    name = people(1)[0]["name"]
    assert name not in text and people(1)[0]["id_number"] not in text


def test_this_run_comes_before_the_case_and_the_case_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = write_course(tmp_path / "a.yaml", people(1))
    saying = write_course(tmp_path / "b.yaml", people(1), verify_url=ADDRESS)
    assert address_of(silent) == ""
    monkeypatch.setenv(VERIFY_URL, "https://env.example.org/")
    assert address_of(silent) == "https://env.example.org"
    assert address_of(saying) == ADDRESS
    assert address_of(saying, "http://10.0.0.5:8000") == "http://10.0.0.5:8000"


@pytest.mark.parametrize(
    "wrong",
    [
        "verify.example.org",
        "ftp://example.org",
        "https://",
        "https://name:word@example.org",
        "https://example.org/?x=1",
        "https://example.org/#a",
        "https://例子.中国",
        "https://example.org/" + "a" * 100,
    ],
)
def test_what_is_no_address_is_refused_before_any_number(tmp_path: Path, wrong: str) -> None:
    ledger = new_ledger(tmp_path / "data")
    with pytest.raises(UsageError):
        address_of(write_course(tmp_path / "a.yaml", people(1)), wrong)
    case = write_course(tmp_path / "b.yaml", people(1), verify_url=wrong)
    with pytest.raises(CaseProblems) as fault:
        issue_course(case, tmp_path / "out", ledger)
    assert "verify_url" in str(fault.value.problems[0].path)
    assert not ledger.exists()


def test_addresses_make_symbols_from_one_another_too() -> None:
    for number in (FIRST, "培训结业〔2024〕9870号"):
        text = qr_text(number, KEY.code(number), ADDRESS)
        assert rows(text) == tuple("".join(map(str, map(int, r))) for r in symbol(text).matrix)
