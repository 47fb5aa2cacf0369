"""Exit codes and what is said with them: a user's error and a bug look different."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import answers, rules
from generator.errors import ExitCode
from tests.cli.conftest import Bangfu, environment


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (
            "chekc",
            "No such command 'chekc'. Did you mean check?",
            "没有命令 'chekc'。 是不是“check”？",
        ),
        ("check", "Name a case file", "请写明案卷文件"),
        ("build", "Missing argument 'CASE...'", "缺少参数 'CASE...'"),
        ("build a.yaml --finl", "No such option '--finl'", "没有选项 '--finl'"),
        ("build a.yaml --engine word", "'word' is not one of", "'word' 不在可选之内"),
        ("render a.docx b.docx -o c.pdf", "Several files need a folder", "有多个文件时"),
        ("render x/a.docx y/a.docx -o z", "would become the same PDF", "会生成同一个 PDF"),
        ("new plna", "There are:", "现有："),
        ("schema agreemnt", "Did you mean agreement?", "是不是“agreement”？"),
        ("check --explain YN-222", "Did you mean YN-22", "是不是“YN-22"),
        ("rules list --policy pudong", "no policy pudong", "没有政策 pudong"),
        ("forms show nowhere/nothing", "no form nowhere/nothing", "没有表单 nowhere/nothing"),
    ],
)
def test_usage_errors_are_2(bangfu: Bangfu, arguments: str, english: str, chinese: str) -> None:
    for lang, words in (("en", english), ("zh", chinese)):
        answer = bangfu(*arguments.split(), lang=lang)
        assert answer.code == ExitCode.USAGE
        assert answer.out == ""
        assert words in answer.err
        assert "Traceback" not in answer.err


def test_a_case_that_is_not_there_is_1(bangfu: Bangfu) -> None:
    answer = bangfu("check", "nothing.yaml")
    assert answer.code == ExitCode.CASE
    assert "nothing.yaml: error: cannot read the file" in answer.out
    assert "→" in answer.out


def test_a_broken_document_is_3(bangfu: Bangfu, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_text("no archive")
    answer = bangfu("render", "letter.docx", "-o", "letter.pdf")
    assert answer.code == ExitCode.FORM
    assert "letter.docx: error:" in answer.err
    assert not (tmp_path / "letter.pdf").exists()


def test_a_missing_engine_is_4(bangfu: Bangfu, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"never read")
    answer = bangfu(
        *("render", "letter.docx", "-o", "x.pdf", "--engine", "libreoffice"), BANGFU_SOFFICE="none"
    )
    assert answer.code == ExitCode.ENGINE
    assert "LibreOffice is not installed" in answer.err
    assert "BANGFU_SOFFICE" in answer.err


def test_output_that_cannot_be_written_is_5(bangfu: Bangfu, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text("mine")
    answer = bangfu("new", "agreement")
    assert answer.code == ExitCode.OUTPUT
    assert (tmp_path / "agreement.yaml").read_text() == "mine"
    in_a_file = bangfu("new", "agreement", "-o", "agreement.yaml/new.yaml")
    assert in_a_file.code == ExitCode.OUTPUT
    assert "cannot write" in in_a_file.err


def test_a_bug_is_70_and_says_how_to_report_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(rule: str) -> None:
        raise ZeroDivisionError("quite wrong")

    monkeypatch.setattr(rules, "explain", broken)
    assert answers.answer(["check", "--explain", "YN-9"]) == ExitCode.BUG
    said = capsys.readouterr().err
    assert "ZeroDivisionError: quite wrong" in said
    assert "bangfu --debug check --explain YN-9" in said
    assert "Traceback" not in said


def test_debug_shows_the_traceback_of_a_bug(tmp_path: Path) -> None:
    code = (
        "from generator.cli import answers, rules; "
        "rules.explain = lambda rule: 1 / 0; "
        "answers.answer(['--debug', 'check', '--explain', 'YN-9'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert "Traceback" in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "schema", "agreement"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == answers.READER_GONE


def test_a_watch_goes_on_over_faults_and_ends_interrupted_with_130(
    bangfu: Bangfu, tmp_path: Path
) -> None:
    assert bangfu("new", "agreement").code == 0
    forms = json.loads(bangfu("forms", "list", "--json").out)
    form = next(form["id"] for form in forms if form["case"] == "agreement")
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "generator.cli"),
            *("preview", "agreement.yaml", "--form", form, "--watch"),
        ],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stderr
        while "Watching" not in (line := process.stdout.readline()):
            assert line, process.stderr.read()
        (tmp_path / "agreement.yaml").write_text("kind: agreement\n")
        while "Watching" not in (line := process.stdout.readline()):
            assert line, process.stderr.read()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert "is missing" in said, "the change was seen, and its fault did not end the watch"
        assert "Interrupted." in said
    assert process.returncode == ExitCode.INTERRUPTED


def test_version(bangfu: Bangfu) -> None:
    from generator import __version__

    assert bangfu("--version").out == f"bangfu {__version__}\n"
