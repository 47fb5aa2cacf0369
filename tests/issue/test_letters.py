"""Letters numbered from the ledger: one for a batch, never two, never one given by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from generator.errors import CaseError, LedgerError, UsageError
from generator.issue.options import IssueOptions
from generator.issue.order import Order, reissue
from generator.issue.verify import Answer, verify
from generator.ledger import Ledger
from generator.ledger.numbering import void
from tests.builds import build
from tests.forms.letters import batch, people

from .courses import broken, issue_course, new_ledger, told, tree

PATTERN = "样例函〔{year}〕{number}号"
ISSUED = {"issued": "2024-08-20", "stored": "true"}
LISTED = {"gender": "女", "politics": "群众", "department": "科", "specialty": "专", "phone": "19900000001",
          "education": "本科", "id_number": "999999198001150022"}  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return new_ledger(tmp_path / "data")


def a_batch(**more: Any) -> dict[str, Any]:
    """A batch whose list is complete and whose letter has no number yet."""
    members = [{**people(1)[0], **LISTED, "leader": "true"}]
    return {**batch(letters=[ISSUED], members=members), **more}


def write(path: Path, *batches: Mapping[str, Any], **more: Any) -> Path:
    """A case file of batches."""
    content = {"kind": "dispatch", "policy": "pudong-2024", "name": "样例", "year": 2024,
               "number_format": PATTERN, "batches": list(batches), **more}  # fmt: skip
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")  # YAML, too
    return path


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def test_a_letter_gets_the_next_number_of_its_year(tmp_path: Path, ledger: Path) -> None:
    case = write(
        tmp_path / "c.yaml",
        a_batch(),
        a_batch(receiver="贡山县人民医院", letters=[{**ISSUED, "issued": "2024-08-21"}]),
        a_batch(number=3, start="2025-03-01", end="2025-08-31",
                letters=[{**ISSUED, "issued": "2025-02-20"}]),
    )  # fmt: skip
    result = issue_course(case, tmp_path / "out", ledger)
    assert [entry.number for entry in result.new] == [
        "样例函〔2024〕1号",
        "样例函〔2024〕2号",
        "样例函〔2025〕1号",
    ]
    assert sorted(path.name for path in result.folder.glob("样例*")) == [
        "样例函〔2024〕1号 派遣函.pdf",
        "样例函〔2024〕2号 派遣函.pdf",
        "样例函〔2025〕1号 派遣函.pdf",
    ]
    assert "样例函〔2024〕2号" in text_of(result.folder / "样例函〔2024〕2号 派遣函.pdf")
    assert broken(ledger, tmp_path / "out") == []


def test_the_same_batch_keeps_its_number(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch())
    issue_course(case, tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    again = issue_course(case, tmp_path / "out", ledger)
    assert (again.new, again.unchanged, again.notes) == ((), 1, ())
    assert tree(tmp_path / "out") == before
    write(case, a_batch(reported="2024-08-25"))  # nothing the letter says
    assert issue_course(case, tmp_path / "out", ledger).notes == ()
    write(case, a_batch(end="2025-01-31"))
    (note,) = issue_course(case, tmp_path / "out", ledger).notes
    assert "样例函〔2024〕1号" in note
    assert len(told(ledger)) == 1


def test_what_others_of_the_case_say_changes_no_letter(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch())
    issue_course(case, tmp_path / "out", ledger)
    write(case, a_batch(), a_batch(number=3))
    result = issue_course(case, tmp_path / "out", ledger)
    assert [entry.number for entry in result.new] == ["样例函〔2024〕2号"]
    assert result.notes == ()


def test_the_day_of_issue_is_printed_where_the_case_has_none(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch(letters=[]))
    result = issue_course(case, tmp_path / "out", ledger, today=date(2024, 8, 9))
    (path,) = result.folder.glob("*.pdf")
    assert path.name == "样例函〔2024〕1号 派遣函.pdf"
    assert "2024年8月9日" in text_of(path)


def test_a_number_of_its_own_is_kept(tmp_path: Path, ledger: Path) -> None:
    own = {**ISSUED, "number": "样例函〔2024〕7号"}
    case = write(tmp_path / "c.yaml", a_batch(letters=[own]))
    result = issue_course(case, tmp_path / "out", ledger)
    assert (result.new, result.without) == ((), 1)


def test_a_number_given_by_hand_is_not_given_again(tmp_path: Path, ledger: Path) -> None:
    own = {**ISSUED, "number": "样例函〔2024〕1号"}
    case = write(tmp_path / "c.yaml", a_batch(letters=[own]), a_batch(number=3))
    with pytest.raises(LedgerError) as caught:
        issue_course(case, tmp_path / "out", ledger)
    assert "样例函〔2024〕1号" in caught.value.message
    assert told(ledger) == []


def test_letters_of_several_hospitals_are_refused(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch(), a_batch(sender="上海市浦东新区周浦医院"))
    with pytest.raises(CaseError) as caught:
        issue_course(case, tmp_path / "out", ledger)
    assert "上海市浦东医院、上海市浦东新区周浦医院" in caught.value.message
    assert not ledger.exists()


def test_the_same_batch_twice_is_refused(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch(), a_batch())
    with pytest.raises(CaseError):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


def test_an_incomplete_list_gets_no_letter(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch(members=people(2)))
    with pytest.raises(CaseError):
        issue_course(case, tmp_path / "out", ledger)


def test_verified_voided_and_reissued(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch())
    result = issue_course(case, tmp_path / "out", ledger)
    (path,) = result.folder.glob("*.pdf")
    book = Ledger.open(ledger, who="测试")
    assert verify(book, str(path)).answer is Answer.GENUINE
    assert verify(book, "样例函〔2024〕1号").answer is Answer.GENUINE
    path.write_bytes(path.read_bytes() + b"%")
    assert verify(book, str(path)).answer is Answer.ALTERED
    # By now the clerk has written the number into the case.
    write(case, a_batch(letters=[{**ISSUED, "number": "样例函〔2024〕1号"}]))
    order = Order((case,))
    replaced = reissue("样例函〔2024〕1号", order, IssueOptions(tmp_path / "out"), book, "遗失")
    assert [entry.number for entry in replaced.new] == ["样例函〔2024〕2号"]
    assert verify(book, "样例函〔2024〕1号").answer is Answer.REISSUED
    void(book, "样例函〔2024〕2号", "作废")
    assert verify(book, "样例函〔2024〕2号").answer is Answer.VOIDED
    assert broken(ledger, tmp_path / "out") == []


def test_the_register_lists_letters(tmp_path: Path, ledger: Path) -> None:
    result = issue_course(write(tmp_path / "c.yaml", a_batch()), tmp_path / "out", ledger)
    assert result.register and result.register.name == "派遣函登记册.xlsx"
    header, row = openpyxl.load_workbook(result.register).active.iter_rows(values_only=True)
    told_of = dict(zip(header, row, strict=True))
    assert told_of["编号"] == "样例函〔2024〕1号"
    assert (told_of["支援医院"], told_of["受援医院"]) == ("上海市浦东医院", "兰坪县人民医院")
    assert (told_of["批次"], told_of["人数"], told_of["状态"]) == ("2", "1", "已发")


def test_each_letter_of_a_print_run_begins_on_a_front(tmp_path: Path, ledger: Path) -> None:
    many = [{**person, **LISTED, "id_number": ""} for person in people(40)]
    long = {"copies_to": ["某" * 20] * 16, **ISSUED}
    case = write(
        tmp_path / "c.yaml",
        a_batch(letters=[long], members=many),
        a_batch(number=3),
        waive={"P24-14": "样例"},
    )
    result = issue_course(case, tmp_path / "out", ledger)
    (volume,) = result.volumes
    letters = [len(pypdf.PdfReader(path).pages) for path in sorted(result.folder.glob("样例*"))]
    assert letters == [3, 2], "the first has a back to fill"
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(volume).pages]
    assert len(pages) == 6
    assert pages[3] == ""
    assert "样例函〔2024〕2号" in pages[4]


def test_build_gives_no_number(tmp_path: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch())
    result = build(tmp_path / "out", case)
    assert result.records
    (path,) = (tmp_path / "out").rglob("01-*.pdf")
    assert "【待编号】" in text_of(path)


def test_a_form_without_numbers_is_told(tmp_path: Path, ledger: Path) -> None:
    case = write(tmp_path / "c.yaml", a_batch())
    with pytest.raises(UsageError):
        issue_course(case, tmp_path / "out", ledger, form="general/handover-note")
