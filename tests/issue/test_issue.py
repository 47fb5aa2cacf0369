"""Certificates: who gets one, which number, what is left alone, what is kept private."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdf
import pytest

import generator.issue.run
from generator.errors import CaseError, EngineError, UsageError
from generator.fill.text import document_text
from generator.issue.options import IssueOptions
from generator.issue.order import Order, issue_order, reissue
from generator.ledger import Ledger
from generator.problems import CaseProblems

from .courses import (
    broken,
    issue_course,
    new_ledger,
    people,
    person,
    told,
    tree,
    write_course,
    write_csv,
)

MOST_BYTES = 60_000


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return new_ledger(tmp_path / "data")


def text_of(path: Path) -> list[str]:
    reader = pypdf.PdfReader(path)
    return ["".join(page.extract_text().split()) for page in reader.pages]


def mtimes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.pdf")}


def test_only_who_passed_gets_one_in_the_rosters_order(tmp_path: Path, ledger: Path) -> None:
    roster = [
        person(0),
        person(1, result="不合格"),
        person(2, result="优秀"),
        person(3, result=""),
        person(4, result="缺考"),
        person(5),
    ]
    result = issue_course(write_course(tmp_path / "c.yaml", roster), tmp_path / "out", ledger)
    assert [entry.title for entry in result.new] == [roster[n]["name"] for n in (0, 2, 5)]
    assert result.skipped == 3
    assert sorted(path.name for path in result.folder.iterdir()) == [
        "培训结业〔2024〕0001号 王样甲.pdf",
        "培训结业〔2024〕0002号 张样甲.pdf",
        "培训结业〔2024〕0003号 杨样甲.pdf",
        "结业证书打印册 培训结业〔2024〕0001号至培训结业〔2024〕0003号.pdf",
    ]
    assert broken(ledger, tmp_path / "out") == []


def test_what_it_says(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(2), place="样例市中心医院", hours="40")
    result = issue_course(case, tmp_path / "out", ledger)
    (page,) = text_of(result.folder / "培训结业〔2024〕0001号 王样甲.pdf")
    said = (
        "王样甲同志于2024年5月6日至7月4日在样例市中心医院参加样例骨干医师培训班（40学时），"
        "学习期满，经考核合格，准予结业，特发此证。"
    )
    for words in (said, "编号：培训结业〔2024〕0001号", "不是电子印章", "2024年7月4日", "建议稿"):
        assert words in page
    assert Ledger.open(ledger).key.code("培训结业〔2024〕0001号") in page
    assert text_of(result.volumes[0])[0] == page


def test_dates_in_characters(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(1), date_style="chinese")
    result = issue_course(case, tmp_path / "out", ledger)
    (page,) = text_of(next(result.folder.glob("*.pdf")))
    assert "于二〇二四年五月六日至七月四日参加" in page
    assert "二〇二四年七月四日" in page


def test_a_second_run_touches_nothing(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(5))
    issue_course(case, tmp_path / "out", ledger)
    before = mtimes(tmp_path / "out")
    again = issue_course(case, tmp_path / "out", ledger)
    assert (again.new, again.unchanged, again.volumes) == ((), 5, ())
    assert mtimes(tmp_path / "out") == before


def test_three_more_trainees_give_three_more_numbers(tmp_path: Path, ledger: Path) -> None:
    issue_course(write_course(tmp_path / "c.yaml", people(5)), tmp_path / "out", ledger)
    before, known = mtimes(tmp_path / "out"), told(ledger)
    # Whoever is new stands between the others, as in a roster kept in another order.
    mixed = [*people(2, first=30), *people(5), *people(1, first=40)]
    result = issue_course(write_course(tmp_path / "c.yaml", mixed), tmp_path / "out", ledger)
    assert [entry.sequence for entry in result.new] == [6, 7, 8]
    after = mtimes(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert told(ledger)[:5] == known
    assert len(after) == len(before) + 3 + 1, "three documents, and a print run of the three"
    assert broken(ledger, tmp_path / "out") == []


def test_two_people_of_one_name(tmp_path: Path, ledger: Path) -> None:
    """Told apart by identity number, or by unit where there is none."""
    known = [person(0), person(0, id_number="999999198001019999")]
    plain = [{"name": "李样", "unit": unit, "result": "合格"} for unit in ("甲医院", "乙医院")]
    case = write_course(tmp_path / "c.yaml", [*known, *plain])
    result = issue_course(case, tmp_path / "out", ledger)
    assert len(result.new) == 4
    assert len(list(result.folder.glob("*王样甲.pdf"))) == 2


def test_people_nothing_tells_apart_are_refused(tmp_path: Path, ledger: Path) -> None:
    plain = [{"name": "李样", "unit": "甲医院", "result": "合格"} for _twice in range(2)]
    with pytest.raises(CaseError, match="tells 李样"):
        issue_course(write_course(tmp_path / "c.yaml", plain), tmp_path / "out", ledger)
    assert not ledger.exists()


@pytest.mark.parametrize("change", [{"issuer": "待补"}, {"end": "2024-05-01"}])
def test_no_draft_is_issued(tmp_path: Path, ledger: Path, change: dict[str, Any]) -> None:
    case = write_course(tmp_path / "c.yaml", people(2), **change)
    with pytest.raises(CaseError, match="nothing is issued"):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


def test_a_broken_roster_takes_no_number(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", [*people(2), person(3, result="合恪")])
    with pytest.raises(CaseProblems):
        issue_course(case, tmp_path / "out", ledger)
    assert not ledger.exists()


def test_a_number_given_elsewhere_is_left_to_it(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", [person(0, number="旧〔2020〕1号"), person(1)])
    result = issue_course(case, tmp_path / "out", ledger)
    assert (result.without, len(result.new)) == (1, 1)


def test_a_lost_file_is_made_again_the_same(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(3))
    result = issue_course(case, tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    next(result.folder.glob("*0002号 *")).unlink()
    result.volumes[0].unlink()
    again = issue_course(case, tmp_path / "out", ledger)
    assert (again.restored, again.new) == (1, ())
    assert tree(tmp_path / "out") == before


def test_a_changed_file_is_told_and_left_alone(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(2))
    result = issue_course(case, tmp_path / "out", ledger)
    path = next(result.folder.glob("*0002号 *"))
    path.write_bytes(path.read_bytes() + b"%")
    again = issue_course(case, tmp_path / "out", ledger)
    assert [path.name in note for note in again.notes] == [True]
    assert path.read_bytes().endswith(b"%")


def test_a_changed_case_does_not_change_what_was_issued(tmp_path: Path, ledger: Path) -> None:
    issue_course(write_course(tmp_path / "c.yaml", people(3)), tmp_path / "out", ledger)
    before = tree(tmp_path / "out")
    changed = [person(0), person(1, name="李改名"), person(2)]
    result = issue_course(write_course(tmp_path / "c.yaml", changed), tmp_path / "out", ledger)
    assert [("0002" in note, "reissue" in note) for note in result.notes] == [(True, True)]
    assert tree(tmp_path / "out") == before


def test_reissue_corrects_under_a_new_number(tmp_path: Path, ledger: Path) -> None:
    issue_course(write_course(tmp_path / "c.yaml", people(3)), tmp_path / "out", ledger)
    case = write_course(tmp_path / "c.yaml", [person(0), person(1, name="李改名"), person(2)])
    book = Ledger.open(ledger, who="测试")
    order = Order((case,))
    reissue("培训结业〔2024〕0002号", order, IssueOptions(tmp_path / "out"), book, "姓名有误")
    assert [state for _number, _name, state in told(ledger)] == [
        "issued",
        "reissued",
        "issued",
        "issued",
    ]
    new = tmp_path / "out" / "c" / "结业证书" / "培训结业〔2024〕0004号 李改名.pdf"
    assert "李改名同志" in text_of(new)[0]
    sheet = openpyxl.load_workbook(tmp_path / "out" / "c" / "结业证书登记册.xlsx").active
    assert sheet is not None
    states = {row[1].value: (row[-2].value, row[-1].value) for row in sheet.iter_rows(min_row=2)}
    assert states["培训结业〔2024〕0002号"] == ("已补发", "培训结业〔2024〕0004号")
    assert len(states) == 4
    again = issue_course(case, tmp_path / "out", ledger)
    assert (again.new, again.notes) == ((), ())


def test_a_bare_roster_is_enough(tmp_path: Path, ledger: Path) -> None:
    roster = write_csv(tmp_path / "roster.csv", people(3))
    said = {
        "policy": "pudong-2024",
        "course": "样例骨干医师培训班",
        "issuer": "样例市中心医院",
        "start": "2024-5-6",
        "end": "2024年7月4日",
        "issued": "2024-07-04",
    }
    (result,) = issue_order(
        Order((roster,), said),
        IssueOptions(tmp_path / "out", workers=1),
        lambda: Ledger.open(ledger, create=True),
        lambda _step: None,
    )
    assert len(result.new) == 3
    # The same course as a case knows the same people.
    again = issue_course(write_course(tmp_path / "roster.yaml", people(3)), tmp_path / "o", ledger)
    assert (again.new, again.restored) == ((), 3)


def test_a_roster_says_what_it_lacks(tmp_path: Path, ledger: Path) -> None:
    roster = write_csv(tmp_path / "roster.csv", people(1))
    order = Order((roster,), {"policy": "pudong-2024", "course": "班"})
    with pytest.raises(UsageError, match="--issuer --start --end"):
        issue_order(order, IssueOptions(tmp_path), lambda: Ledger.open(ledger), lambda _s: None)


def test_print_runs_hold_so_many(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert generator.issue.run.VOLUME == 500
    monkeypatch.setattr(generator.issue.run, "VOLUME", 4)
    case = write_course(tmp_path / "c.yaml", people(9))
    result = issue_course(case, tmp_path / "out", ledger)
    # The ninth alone is its own print run.
    assert [len(pypdf.PdfReader(path).pages) for path in result.volumes] == [4, 4]
    names = [page.split("号")[1][-3:] for path in result.volumes for page in text_of(path)]
    assert len(names) == 8


def test_one_who_cannot_be_printed_keeps_nobody_waiting(tmp_path: Path, ledger: Path) -> None:
    roster = [person(0), person(1, name="李\U000f0000"), person(2)]
    case = write_course(tmp_path / "c.yaml", roster)
    result = issue_course(case, tmp_path / "out", ledger)
    assert [type(fault) for fault in result.faults] == [EngineError]
    assert [entry.sequence for entry in result.new] == [1, 3]
    assert result.exit_code == EngineError.exit_code
    assert result.volumes == (), "a print run with somebody missing is none"
    assert [state for _number, _name, state in told(ledger)] == ["issued", "reserved", "issued"]
    assert broken(ledger, tmp_path / "out") == []


def test_identity_numbers_are_nowhere(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(3))
    result = issue_course(case, tmp_path / "out", ledger, docx=True)
    secret = people(3)[1]["id_number"]
    Ledger.open(ledger)  # closes what was written ahead into the file
    for path in [*(tmp_path / "out").rglob("*"), *ledger.parent.iterdir()]:
        assert secret not in path.name
        if path.is_file():
            content = path.read_bytes()
            if path.suffix in (".docx", ".xlsx"):
                with zipfile.ZipFile(path) as archive:
                    content = b"".join(archive.read(name) for name in archive.namelist())
            if path.suffix == ".pdf":
                content += "".join(text_of(path)).encode()
            assert secret.encode() not in content, path.name
    register = openpyxl.load_workbook(result.register or "").active
    assert register is not None
    shown = {cell.value for row in register.iter_rows() for cell in row}
    assert "999999********0001" in shown


def test_small_and_self_explaining(tmp_path: Path, ledger: Path) -> None:
    result = issue_course(write_course(tmp_path / "c.yaml", people(2)), tmp_path / "out", ledger)
    path = next(result.folder.glob("*0001号 *"))
    assert path.stat().st_size < MOST_BYTES
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "结业证书"
        assert str(pdf.docinfo["/Subject"]) == "培训结业〔2024〕0001号"
        assert "不是电子印章" in str(pdf.docinfo["/Keywords"])
        box = pdf.pages[0].MediaBox
    assert [round(float(side) / 72 * 25.4) for side in box[2:]] == [297, 210]


def test_docx_on_request(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(2))
    issue_course(case, tmp_path / "out", ledger)
    result = issue_course(case, tmp_path / "out", ledger, docx=True)
    (first, second) = sorted(result.folder.glob("*.docx"))
    assert "王样甲同志" in document_text(first.read_bytes())
    with zipfile.ZipFile(io.BytesIO(second.read_bytes())) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media/")]
    assert broken(ledger, tmp_path / "out") == []


def test_encrypted_with_aes(tmp_path: Path, ledger: Path) -> None:
    case = write_course(tmp_path / "c.yaml", people(2))
    result = issue_course(case, tmp_path / "out", ledger, password="口令123")
    for path in result.folder.glob("*.pdf"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path)
        with pikepdf.open(path, password="口令123") as pdf:
            assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    assert "口令123" not in repr(IssueOptions(tmp_path, password="口令123"))
    before = tree(tmp_path / "out")
    again = issue_course(case, tmp_path / "out", ledger, password="口令123")
    assert (again.unchanged, tree(tmp_path / "out")) == (2, before)
