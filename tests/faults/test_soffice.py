"""Whole builds over a `soffice` that is missing, hangs, lies, babbles or breaks: exit code 4, told."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from generator.errors import ExitCode
from generator.render.engine import render
from tests.builds import (
    AGREEMENT,
    AGREEMENT_FORM,
    LUQUAN,
    LUQUAN_KEY,
    XUNDIAN,
    build,
    listed,
    write_case,
)
from tests.faults.harm import bangfu, temporaries, tree
from tests.render.test_libreoffice_faults import HEAD, runs

VERSION = 'case "$*" in *--version*) echo LibreOffice 24.8.1.2; exit;; esac\n'
PDFS = 'for f in $files; do to="$out/$(basename $f .docx).pdf";'

# Each with words of the English and the Chinese message.
FAULTS = {
    "hanging with a child": (
        "sleep 60 & echo $! >> {folder}/pids; wait\n",
        "did not finish within",
        "秒内没有完成",
    ),
    "exit 0 without a file": ("exit 0\n", "made no PDF of it: it said nothing", "没有生成 PDF"),
    "rubbish": (f"{PDFS} echo rubbish > $to; done\n", "made no PDF", "没有生成 PDF"),
    "an empty file": (f"{PDFS} : > $to; done\n", "made no PDF", "没有生成 PDF"),
    "endless noise": ("exec yes noise\n", "did not finish within", "秒内没有完成"),
    "10 GB of PDF": (f"{PDFS} truncate -s 10G $to; done\n", "made no PDF", "没有生成 PDF"),
    "crash": ("echo no display >&2; kill -SEGV $$\n", "no display", "no display"),
}
MOST_MEMORY = 400  # MB


def soffice(folder: Path, script: str) -> Path:
    """A program that says it is LibreOffice and then does as the script says."""
    program = folder / "soffice"
    program.write_text("#!/bin/sh\n" + VERSION + HEAD.removeprefix("#!/bin/sh\n") + script, "utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_soffice(name: str, lang: str, tmp_path: Path) -> None:
    script, *words = FAULTS[name]
    program = soffice(tmp_path, script.replace("{folder}", str(tmp_path)))
    started = time.monotonic()
    ended = bangfu(
        tmp_path,
        *("build", write_case(tmp_path, LUQUAN), "-o", tmp_path / "out"),
        *("--engine", "libreoffice", "--workers", "1"),
        BANGFU_SOFFICE=str(program),
        BANGFU_SOFFICE_SECONDS="0.05",
        BANGFU_LANG=lang,
    )
    assert ended.code == ExitCode.ENGINE, ended.err
    assert words[lang == "zh"] in ended.err
    assert "  → " in ended.err
    assert "Traceback" not in ended.err
    assert len(ended.err) < 2000
    assert time.monotonic() - started < 20
    assert not list((tmp_path / "out").rglob("*.pdf"))
    assert temporaries(tmp_path / "out") == []
    pids = tmp_path / "pids"
    assert not [
        pid for pid in (pids.read_text().split() if pids.exists() else []) if runs(int(pid))
    ]
    assert 0 < ended.memory < MOST_MEMORY


@pytest.mark.parametrize(
    ("lang", "message", "remedy"),
    [
        ("en", "LibreOffice is not installed", "BANGFU_SOFFICE"),
        ("zh", "没有安装 LibreOffice", "BANGFU_SOFFICE"),
    ],
)
def test_a_missing_soffice(lang: str, message: str, remedy: str, tmp_path: Path) -> None:
    ended = bangfu(
        tmp_path,
        *("build", write_case(tmp_path, LUQUAN), "-o", tmp_path / "out"),
        *("--engine", "libreoffice", "--workers", "1"),
        BANGFU_SOFFICE=str(tmp_path / "nowhere"),
        BANGFU_LANG=lang,
    )
    assert ended.code == ExitCode.ENGINE, ended.err
    assert message in ended.err
    assert remedy in ended.err
    assert not list((tmp_path / "out").rglob("*.pdf"))


# Says nothing and makes nothing of what names the hospital; all else becomes the PDF given.
HALF = f"""#!{sys.executable}
import sys, zipfile
from pathlib import Path
if "--version" in sys.argv:
    sys.exit(print("LibreOffice 24.8.1.2"))
at = sys.argv.index("--outdir")
out = Path(sys.argv[at + 1])
out.mkdir(exist_ok=True)
for file in map(Path, sys.argv[at + 2:]):
    if "寻甸" not in zipfile.ZipFile(file).read("word/document.xml").decode():
        (out / f"{{file.stem}}.pdf").write_bytes(Path({{pdf!r}}).read_bytes())
"""


def test_the_others_are_built(tmp_path: Path) -> None:
    case, out = write_case(tmp_path, XUNDIAN, LUQUAN), tmp_path / "out"
    build(tmp_path / "embedded", case, only=(AGREEMENT_FORM,))
    key = LUQUAN_KEY.replace("001", "002")
    filled = tmp_path / "embedded" / "case" / key / f"{AGREEMENT}.docx"
    pdf = tmp_path / "good.pdf"
    pdf.write_bytes(render(filled.read_bytes(), ".docx").pdf)
    program = tmp_path / "soffice"
    program.write_text(HALF.replace("{pdf!r}", repr(str(pdf))), "utf-8")
    program.chmod(0o755)
    ended = bangfu(
        tmp_path,
        *("build", case, "-o", out, "--only", AGREEMENT_FORM),
        *("--engine", "libreoffice", "--workers", "1"),
        BANGFU_SOFFICE=str(program),
    )
    assert ended.code == ExitCode.ENGINE, ended.err
    assert "packets: 1" in ended.out
    assert "寻甸县人民医院 ← 上海市肺科医院 was not built" in ended.err
    made = {name for name in tree(out) if name.endswith((".docx", ".pdf"))}
    assert made == {f"case/{key}/{AGREEMENT}.docx", f"case/{key}/{AGREEMENT}.pdf"}
    assert listed(out / "case")[1:] == [key]
