"""The LibreOffice engine against a `soffice` that is missing, hangs, lies, babbles or dies."""

from __future__ import annotations

import io
import os
import resource
import stat
import tempfile
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.errors import EngineError, ExitCode, FormError, OutputError
from generator.render.libreoffice import LibreOffice, find_soffice
from generator.render.process import run_bounded

# What every fake begins with: $out and the files are read off the command line as soffice does.
HEAD = """#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
  --outdir) out=$2; shift; mkdir -p "$out";;
  */in/*) files="$files $1";;
  esac
  shift
done
"""


def office(folder: Path, script: str, seconds: float = 1.0) -> LibreOffice:
    """An engine over a fake soffice."""
    program = folder / "soffice"
    program.write_text(HEAD + script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return LibreOffice(program, file_seconds=seconds / 4)


def archive(content: str) -> bytes:
    """A zip, which is all that is asked of a DOCX before LibreOffice sees it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("[Content_Types].xml", content)
    return stream.getvalue()


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    """Two files of the same name in different folders."""
    files = [tmp_path / side / "协议.docx" for side in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(archive(f"side-{file.parent.name}"))
    return files


@pytest.fixture
def one_page(tmp_path: Path) -> Path:
    """A PDF of one page."""
    path = tmp_path / "page.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


def test_a_missing_soffice_is_told_with_the_remedy(documents: list[Path]) -> None:
    engine = LibreOffice(None)
    assert engine.probe() is None
    with pytest.raises(EngineError, match="not installed") as caught:
        engine.convert(documents)
    assert caught.value.exit_code == ExitCode.ENGINE
    assert "BANGFU_SOFFICE" in caught.value.remedy


def test_a_soffice_that_does_not_start(tmp_path: Path, documents: list[Path]) -> None:
    engine = LibreOffice(tmp_path / "nowhere")
    assert engine.probe() is None
    with pytest.raises(EngineError, match="cannot be started"):
        engine.convert(documents)


def test_a_hanging_soffice_is_killed_with_its_child(tmp_path: Path, documents: list[Path]) -> None:
    pids = tmp_path / "pids"
    engine = office(tmp_path, f"sleep 60 &\necho $! >> {pids}\necho $$ >> {pids}\nwait\n", 0.2)
    start = time.monotonic()
    with pytest.raises(EngineError, match="did not finish"):
        engine.convert(documents)
    assert time.monotonic() - start < 10
    started = [int(line) for line in pids.read_text().split()]
    assert len(started) == 6  # three attempts, each with a child
    assert not [pid for pid in started if runs(pid)]


def test_a_child_left_behind_is_killed_too(tmp_path: Path, one_page: Path) -> None:
    pids = tmp_path / "pids"
    script = f'sleep 60 &\necho $! > {pids}\ncp {one_page} "$out/00000.pdf"\n'
    file = tmp_path / "a.docx"
    file.write_bytes(archive("x"))
    assert office(tmp_path, script, 20).convert([file])
    assert not runs(int(pids.read_text()))


def runs(pid: int) -> bool:
    """Whether a process still does something (a zombie does not)."""
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(
    "script",
    [
        "exit 0\n",
        'for f in $files; do echo rubbish > "$out/$(basename $f .docx).pdf"; done\n',
        'for f in $files; do : > "$out/$(basename $f .docx).pdf"; done\n',
        "kill -SEGV $$\n",
    ],
    ids=["no file", "rubbish", "empty file", "crash"],
)
def test_success_is_believed_only_with_a_pdf(
    tmp_path: Path, documents: list[Path], script: str
) -> None:
    with pytest.raises(EngineError, match="made no PDF") as caught:
        noise = "echo Warning: failed to launch javaldx - java may not function correctly\n"
        office(tmp_path, noise + "echo cannot be loaded\n" + script).convert(documents)
    assert "cannot be loaded" in caught.value.message
    assert "java" not in caught.value.message
    assert str(documents[0]) in caught.value.where


def test_a_pdf_without_pages_is_no_pdf(tmp_path: Path, documents: list[Path]) -> None:
    empty = tmp_path / "empty.pdf"
    with pikepdf.new() as pdf:
        pdf.save(empty)
    script = f'for f in $files; do cp {empty} "$out/$(basename $f .docx).pdf"; done\n'
    with pytest.raises(EngineError, match="made no PDF"):
        office(tmp_path, script).convert(documents)


def test_endless_noise_fills_neither_memory_nor_disk(tmp_path: Path, documents: list[Path]) -> None:
    start = time.monotonic()
    with pytest.raises(EngineError, match="did not finish") as caught:
        office(tmp_path, "exec yes noise\n", 0.2).convert(documents)
    assert time.monotonic() - start < 10
    assert len(str(caught.value)) < 2000


def test_what_a_run_left_out_is_tried_again(
    tmp_path: Path, documents: list[Path], one_page: Path
) -> None:
    """Each run converts its first file only; the second file comes with the second run."""
    script = f"""echo run >> {tmp_path}/runs
    set -- $files
    cp {one_page} "$out/$(basename $1 .docx).pdf"
    """
    made = office(tmp_path, script, 20).convert(documents)
    assert list(made) == documents
    assert (tmp_path / "runs").read_text().count("run") == 2


def test_a_file_that_hangs_does_not_take_the_others_along(
    tmp_path: Path, documents: list[Path], one_page: Path
) -> None:
    script = f"""for f in $files; do
      if grep -q side-a $f; then exec sleep 60; fi
      cp {one_page} "$out/$(basename $f .docx).pdf"
    done\n"""
    with pytest.raises(EngineError) as caught:
        office(tmp_path, script, 0.3).convert(documents)
    assert caught.value.where == str(documents[0])


def test_each_run_is_cut_off_from_the_network_and_the_users_profile(
    tmp_path: Path, one_page: Path
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(archive("x"))
    script = f'env > {tmp_path}/env\ncp {one_page} "$out/00000.pdf"\n'
    office(tmp_path, script, 20).convert([file])
    seen = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines())
    assert seen["http_proxy"].endswith(":9")
    profile = Path(seen["FONTCONFIG_FILE"]).parent
    settings = (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "BlockUntrustedRefererLinks" in settings
    assert f"-{os.getpid()}-" in profile.name


def test_a_kind_of_file_it_does_not_take(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"\.html"):
        office(tmp_path, "").render(b"<p>", ".html")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("source", [b"", b"plain text", b"\x89PNG\r\n"])
def test_what_is_no_office_file_is_not_printed_as_text(
    tmp_path: Path, source: bytes, suffix: str
) -> None:
    with pytest.raises(FormError, match=r"not a|is empty") as caught:
        office(tmp_path, "").render(source, suffix)
    assert caught.value.where == ""


def test_a_broken_docx_without_page_numbers_is_the_forms_fault(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="not a file of its kind"):
        office(tmp_path, "").render(b"rubbish", ".docx", page_numbers=False)


def test_the_version_is_read(tmp_path: Path) -> None:
    assert office(tmp_path, 'echo "LibreOffice 24.8.1.2 abc"\n').probe() == "24.8.1.2"
    assert office(tmp_path, "echo hello\n").probe() is None


def test_the_named_soffice_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_SOFFICE", str(tmp_path / "absent"))
    assert find_soffice() is None
    program = office(tmp_path, "").soffice
    monkeypatch.setenv("BANGFU_SOFFICE", str(program))
    assert find_soffice() == program == LibreOffice().soffice


def test_the_last_words_are_kept(tmp_path: Path) -> None:
    outcome = run_bounded(
        ["sh", "-c", "seq 100000; echo 最后; exit 3"], seconds=20, cwd=tmp_path, env=os.environ
    )
    assert outcome.code == 3
    assert outcome.words.endswith("99999 / 100000 / 最后")


@pytest.mark.parametrize("count", [100, 101, 250])
def test_many_files_go_in_runs_of_a_hundred(tmp_path: Path, one_page: Path, count: int) -> None:
    """As soffice does, the fake stops without a word after 246 files."""
    files = [tmp_path / f"{number}.docx" for number in range(count)]
    for file in files:
        file.write_bytes(archive("x"))
    script = f"""echo run >> {tmp_path}/runs
    set -- $files
    while [ $# -gt 0 ] && [ "${{made:-0}}" -lt 246 ]; do
      ln {one_page} "$out/$(basename $1 .docx).pdf"; made=$((${{made:-0}} + 1)); shift
    done
    """
    assert list(office(tmp_path, script, 60).convert(files)) == files
    assert (tmp_path / "runs").read_text().count("run") == -(-count // 100)


def test_a_pdf_that_fills_the_disk_is_not_read(tmp_path: Path, documents: list[Path]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    script = 'for f in $files; do truncate -s 10G "$out/$(basename $f .docx).pdf"; done\n'
    with pytest.raises(EngineError, match="made no PDF"):
        office(tmp_path, script, 20).convert(documents)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # kB


def test_a_temporary_folder_that_cannot_be_written(
    tmp_path: Path, documents: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="TMPDIR") as caught:
        office(tmp_path, "").convert(documents)
    assert caught.value.exit_code is ExitCode.OUTPUT


def test_a_slow_machine_may_give_it_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_SOFFICE_SECONDS", "90.5")
    assert LibreOffice(None).file_seconds == 90.5
    monkeypatch.setenv("BANGFU_SOFFICE_SECONDS", "long")
    assert LibreOffice(None).file_seconds == 20
