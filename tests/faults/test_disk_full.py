"""A disk that fills up at every place the program writes to: exit code 5, a remedy, nothing half done."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from generator.batch.journal import NAME as JOURNAL
from generator.cli import answers
from generator.errors import ExitCode
from tests.builds import LUQUAN_KEY, build
from tests.faults.conftest import speak
from tests.faults.harm import Fault, disk_full, harmed, may_mount, temporaries, tree

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST = f"{LUQUAN_KEY}/"

# Every place a build writes to, by the name `points` gives it.
POINTS = {
    "out": Fault("pathlib:Path.mkdir", disk_full, about="out/case')"),
    "out/.lock": Fault("os:open", disk_full, about=".lock"),
    "out/.part": Fault("pathlib:Path.touch", disk_full, about=".part"),
    "out/record": Fault("pathlib:Path.mkdir", disk_full, about=LUQUAN_KEY),
    "out/record/.docx": Fault("pathlib:Path.replace", disk_full, about=f"{FIRST}01-", call=1),
    "out/record/.pdf": Fault("pathlib:Path.replace", disk_full, about=f"{FIRST}01-", call=2),
    "out/record/packet.pdf": Fault("pathlib:Path.replace", disk_full, about=f"{FIRST}packet"),
    "out/record/.part": Fault("os:fsync", disk_full, call=1),
    f"out/{JOURNAL}": Fault("pathlib:Path.open", disk_full, about=JOURNAL, call=2),
    "out/index.xlsx": Fault("pathlib:Path.replace", disk_full, about="index.xlsx"),
    "out/report.html": Fault("pathlib:Path.replace", disk_full, about="report.html"),
    "out/manifest.json": Fault("pathlib:Path.replace", disk_full, about="manifest.json"),
}
ONE_RECORD = {name for name in POINTS if name.startswith("out/record")}

# Prints whatever is opened for writing, made or renamed below the folder, once a line.
WATCH = """
import os, sys
from pathlib import Path
folder, case = sys.argv[1:]
seen = set()
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        path, mode, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and path.startswith(folder):
            seen.add(path)
    elif event in ("os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate"):
        path = os.fspath(arguments[1] if event == "os.rename" else arguments[0])
        if path.startswith(folder):
            seen.add(path)
sys.addaudithook(watch)
from generator.options import BuildOptions
from generator.pipeline import build
build(BuildOptions((Path(case),), Path(folder), workers=1), lambda step: None)
print("\\n".join(sorted(seen)))
"""


def points(paths: list[str], out: Path) -> set[str]:
    """The places of these paths by name: a record's folder as `record`, its documents by suffix."""
    names = set()
    for path in paths:
        name = Path(path).relative_to(out).as_posix()
        name = re.sub(r"^case", "out", name)
        name = re.sub(r"^out/\d\d\d-[^/]+", "out/record", name)
        name = re.sub(r"/\d\d-[^/]+(\.\w+)$", r"/\1", name)
        names.add(re.sub(r"\.[0-9a-f]{16}\.part$", ".part", name))
    return names - {"."}


def test_every_place_a_build_writes_to_is_among_the_points(tmp_path: Path, case: Path) -> None:
    """Whoever adds a writer adds its point above."""
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(out), str(case)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert points(done.stdout.split("\n")[:-1], out) == set(POINTS)


WORDS = {"en": ("the disk is full", "Make room on the disk"), "zh": ("磁盘已满", "请腾出磁盘空间")}


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("point", POINTS)
def test_a_full_disk_at(
    point: str,
    lang: str,
    tmp_path: Path,
    case: Path,
    whole: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    for _spoken in speak(lang, monkeypatch):
        with harmed(POINTS[point]):
            code = answers.answer(["build", str(case), "-o", str(out), "--workers", "1"])
    said = capsys.readouterr().err
    assert code == ExitCode.OUTPUT, said
    message, remedy = WORDS[lang]
    assert message in said
    assert remedy in said
    assert "Traceback" not in said
    assert temporaries(out) == []
    standing = {name: c for name, c in tree(out).items() if name.endswith((".docx", ".pdf"))}
    assert standing.items() <= whole.items()
    if point in ONE_RECORD:
        assert said.count(message) == 1, "the one record is told once"
        assert {name.split("/")[1][:3] for name in standing} >= {"002", "003"}
    for _spoken in speak("en", monkeypatch):
        build(out, case)
    assert tree(out) == whole


def test_a_file_size_limit_stops_writing_half_way(
    tmp_path: Path, case: Path, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """The kernel itself refuses the second half of every packet, and of nothing smaller."""
    packets = {name: c for name, c in whole.items() if name.endswith("packet.pdf")}
    others = {name: c for name, c in whole.items() if "/0" in name.partition("-")[2]}
    limit = min(map(len, packets.values())) - 1
    assert max(map(len, others.values())) < limit
    out = tmp_path / "out"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        code = answers.answer(["build", str(case), "-o", str(out), "--workers", "1"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    said = capsys.readouterr().err
    assert (code, said.count("larger than this system allows")) == (ExitCode.OUTPUT, 3)
    assert temporaries(out) == []
    standing = tree(out)
    assert others.keys() <= standing.keys()
    assert not packets.keys() & standing.keys()
    build(out, case)
    assert tree(out) == whole


# Fills a small disk of its own, then makes it larger; what stood there at either time is copied out.
SMALL_DISK = """
set -e
mount -t tmpfs -o size={size}k tmpfs {out}
set +e
{build} 2> {first}.err; echo $? > {first}.code
cp -a {out} {first}
mount -o remount,size=64m {out}
{build} 2> {second}.err; echo $? > {second}.code
cp -a {out} {second}
umount {out}
"""
# The stand-in where none may be mounted: no file may be larger than a small one.
SMALL_FILES = """
(ulimit -f 20; {build} 2> {first}.err; echo $? > {first}.code)
cp -a {out} {first}
{build} 2> {second}.err; echo $? > {second}.code
cp -a {out} {second}
"""


@pytest.mark.parametrize("records", [0, 2])
def test_a_real_disk_that_is_full(
    records: int, tmp_path: Path, case: Path, whole: dict[str, bytes]
) -> None:
    """A file system with room for so many records; a limit on files where none may be mounted."""
    out, first, second = (tmp_path / name for name in ("out", "first", "second"))
    out.mkdir()
    own_disk = may_mount()
    script = (SMALL_DISK if own_disk else SMALL_FILES).format(
        size=room(whole, records),
        out=out,
        first=first,
        second=second,
        build=f"{sys.executable} -m generator.cli build {case} -o {out} --workers 1",
    )
    subprocess.run(
        [*(["unshare", "-rm"] if own_disk else []), "sh", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    code, said = (Path(f"{first}.{kind}").read_text("utf-8") for kind in ("code", "err"))
    assert int(code) == ExitCode.OUTPUT, said
    assert ("the disk is full" if own_disk else "larger than this system allows") in said
    assert "Traceback" not in said
    assert temporaries(first) == []
    built = {name: c for name, c in tree(first).items() if name.endswith((".docx", ".pdf"))}
    assert built.items() <= whole.items()
    if own_disk:
        assert len([name for name in built if name.endswith("packet.pdf")]) >= records
    assert int(Path(f"{second}.code").read_text()) == ExitCode.DONE
    assert tree(second) == whole


def room(files: dict[str, bytes], records: int) -> int:
    """kB that hold so many records and a little of the next."""
    page = 4096
    sizes = [
        -(-len(content) // page) * page
        for name, content in files.items()
        if name.split("/")[1][:3] <= f"{records:03}"
    ]
    return (sum(sizes) + (records + 12) * page) // 1024


@pytest.mark.parametrize(
    "arguments",
    [
        ["fill", "template.docx", "data.yaml", "-o", "out/x.docx"],
        ["render", "template.docx", "-o", "out/x.pdf"],
        ["new", "agreement", "-o", "out/case.yaml"],
        ["schema", "agreement", "-o", "out/x.json"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_other_commands_on_a_full_disk(
    arguments: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from docx import Document

    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_paragraph("{{ name }}")
    document.save("template.docx")
    (tmp_path / "data.yaml").write_text("name: 甲\n", "utf-8")
    with harmed(Fault("os:fsync", disk_full, call=0)):
        code = answers.answer(arguments)
    said = capsys.readouterr().err
    assert (code, "the disk is full" in said) == (ExitCode.OUTPUT, True), said
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


@pytest.mark.parametrize("command", ["forms list", "rules list", "--help"])
def test_what_is_printed_on_a_full_disk(command: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", *command.split()],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == ExitCode.OUTPUT
    assert "standard output: error: cannot write: the disk is full" in done.stderr
    assert "bug" not in done.stderr
