"""The ledger's commands, as a clerk types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Bangfu
from tests.issue.courses import people, write_course, write_csv

FIRST = "培训结业〔2024〕0001号"


@pytest.fixture
def issued(bangfu: Bangfu, tmp_path: Path) -> Bangfu:
    """`bangfu` with a ledger of its own, in which a course of three is issued."""

    def run(*arguments: str | Path, lang: str = "en") -> Answer:
        return bangfu(*arguments, lang=lang, BANGFU_LEDGER=str(tmp_path / "data" / "ledger.db"))

    write_course(tmp_path / "course.yaml", people(3))
    answer = run("issue", "course.yaml", "--workers", "1")
    assert answer.code == 0, answer.err
    assert "issued now: 3" in answer.out
    return run


def test_a_clerks_day(issued: Bangfu, tmp_path: Path) -> None:
    again = issued("issue", "course.yaml", "--workers", "1", lang="zh")
    assert (again.code, again.err) == (0, "")
    assert "本次发出 0" in again.out
    file = next((tmp_path / "output" / "course" / "结业证书").glob(f"{FIRST} *.pdf"))
    genuine = issued("verify", FIRST, file)
    assert (genuine.code, genuine.out.count("genuine")) == (0, 2)
    void = issued("void", FIRST, "--reason", "姓名有误", "--by", "张三")
    assert void.code == 0
    said = issued("verify", file, "--json")
    assert said.code == 6
    (verdict,) = json.loads(said.out)
    assert verdict["answer"] == "voided"
    assert (verdict["story"][-1]["who"], verdict["story"][-1]["reason"]) == ("张三", "姓名有误")
    new = issued("reissue", FIRST, "course.yaml", "--reason", "更正")
    assert new.code == 0, new.err
    assert "培训结业〔2024〕0004号" in new.out
    listed = issued("register", "--json")
    assert [row["状态"] for row in json.loads(listed.out)] == ["已补发", "已发", "已发", "已发"]
    assert "0004" in issued("register").out
    assert issued("register", "--xlsx", "r.xlsx").code == 0
    assert (tmp_path / "r.xlsx").stat().st_size > 4000
    sound = issued("ledger", "check")
    assert sound.code == 0
    assert "sound" in sound.out
    assert issued("ledger", "backup", "copy.db").code == 0
    assert (tmp_path / "copy.key").exists()


def test_no_identity_number_is_said(issued: Bangfu) -> None:
    secret = people(3)[0]["id_number"]
    for command in (
        ("register",),
        ("verify", FIRST),
        ("verify", secret),
        ("verify", secret, "--json"),
    ):
        answer = issued(*command)
        assert secret not in answer.out + answer.err


def test_an_unknown_number(issued: Bangfu) -> None:
    assert issued("verify", "无此号").code == 6
    answer = issued("void", "无此号", "--reason", "x")
    assert answer.code == 6
    assert "no number 无此号" in answer.err


def test_without_a_ledger(bangfu: Bangfu, tmp_path: Path) -> None:
    answer = bangfu("verify", FIRST, BANGFU_LEDGER=str(tmp_path / "none.db"))
    assert answer.code == 6
    assert "there is no ledger" in answer.err
    assert "bangfu issue" in answer.err


def test_a_roster_alone(bangfu: Bangfu, tmp_path: Path) -> None:
    write_csv(tmp_path / "roster.csv", people(2))
    ledger = str(tmp_path / "data" / "ledger.db")
    lacking = bangfu("issue", "roster.csv", BANGFU_LEDGER=ledger)
    assert lacking.code == 2
    assert "--course --issuer --start --end" in lacking.err
    said = ("--course", "班", "--issuer", "样例医院", "--start", "2024-5-6", "--end", "2024-7-4")
    done = bangfu("issue", "roster.csv", *said, "--workers", "1", BANGFU_LEDGER=ledger)
    assert done.code == 0, done.err
    assert "issued now: 2" in done.out
    wrong = bangfu("issue", "roster.csv", *said[:-1], "昨天", BANGFU_LEDGER=ledger)
    assert wrong.code == 1
    assert "end" in wrong.err


def test_a_case_is_not_told_what_it_says(issued: Bangfu) -> None:
    answer = issued("issue", "course.yaml", "--course", "别的班")
    assert answer.code == 2
    assert "--course is for rosters" in answer.err


def test_a_password_from_a_file(issued: Bangfu, tmp_path: Path) -> None:
    (tmp_path / "word.txt").write_text("口令\n", encoding="utf-8")
    both = issued("issue", "course.yaml", "--docx", "--password-file", "word.txt")
    assert both.code == 2
    done = issued("issue", "course.yaml", "-o", "o", "--password-file", "word.txt")
    assert done.code == 0
    (first, *_others) = sorted((tmp_path / "o").rglob("*.pdf"))
    assert b"/Encrypt" in first.read_bytes()
