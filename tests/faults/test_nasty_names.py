"""Names that look like tags, paths, formulas or devices: literal text on paper, safe names on disk."""

from __future__ import annotations

import dataclasses
import html
import os
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.batch.job import Job
from generator.batch.plan import plan_case
from generator.errors import ExitCode, UsageError
from generator.fill.text import document_text
from generator.load.case import load_case
from generator.options import BuildOptions
from tests.builds import LUQUAN, build, build_all, files, manifest, page_texts, write_case

NAMES = [
    "甲&乙<丙>医院",
    "甲&amp;乙医院",
    "{{7*7}}医院",
    "{% raw %}医院",
    "../../../etc/passwd",
    "..\\..\\医院",
    "CON",
    "nul.医院",
    "长" * 200,
    "A" * 200,
    "零\u200b宽\u200d连\u2060医院",
    "右\u202e左\u202c医院",
    "مستشفى",
    "😀医院",
    '"双\'单"医院',
    "a:b|c?*",
    "医院.",
    "空 格 医院 ",
    "=1+1",
    "@SUM(A1)",
    "-医院",
    "${x} #{y} \\n `id`",
    "%2e%2e%2f",
    "e\u0301医院",
    "\u00e9医院",
    "Ａ医院",
    "A医院",
    "a医院",
]
LIMIT = 255  # bytes of a name on Linux; on Windows and macOS characters
FORBIDDEN = set('<>:"/\\|?*')
DEVICES = {"con", "prn", "aux", "nul"}


def pair(name: str) -> dict[str, Any]:
    own = {"receiver": name, "helpers": ["昆明市延安医院"], "number": f"〔2022〕{name[:20]}"}
    return LUQUAN | own  # a list of its own: YAML would write an alias


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case's folder of a build with a pair for each of the names."""
    parent = tmp_path_factory.mktemp("nasty")
    case = write_case(
        parent,
        *(pair(name) for name in NAMES),
        hospitals=[{"name": name} for name in NAMES],
        name="{{7*7}} & CON",
    )
    result = build(parent / "out", case)
    assert (result.exit_code, result.records) == (ExitCode.DONE, len(NAMES)), result.problems
    assert {path.name for path in parent.iterdir()} == {"out", case.name}, "nothing escaped"
    return result.folder


def bare(text: str) -> str:
    """Characters that are seen: no spaces, marks of direction or width, composed."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c)[0] not in "CZ")


@pytest.mark.parametrize(
    "number", range(len(NAMES)), ids=lambda number: f"{number} {ascii(NAMES[number])[:20]}"
)
def test_a_name_is_literal_text(folder: Path, number: int) -> None:
    name = NAMES[number].strip()
    record = manifest(folder)["records"][number]
    assert name in record["title"]
    paths = [folder / file["path"] for each in record["documents"] for file in each["files"]]
    assert len(paths) == 4
    for path in paths:
        if path.suffix == ".docx":
            assert name in document_text(path.read_bytes())
    printed = bare("".join(page_texts(folder / record["packet"]["path"])))
    wanted = bare(name)
    if unicodedata.bidirectional(wanted[0]) == "AL" or "\u202e" in name:
        assert set(wanted) <= set(printed)  # a PDF holds it in the order it is seen
    else:
        assert wanted in printed


def test_index_and_report_hold_text(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "index.xlsx").worksheets[0]
    cells = {str(cell.value): cell.data_type for row in sheet.iter_rows() for cell in row}
    report = (folder / "report.html").read_text("utf-8")
    for name in map(str.strip, NAMES):
        assert cells[name] == "s", name
        assert html.escape(name, quote=False).replace('"', "&#34;").replace("'", "&#39;") in report
    assert "<丙>" not in report


def test_files_have_safe_and_distinct_names(folder: Path) -> None:
    paths = [path.relative_to(folder.parent) for path in folder.rglob("*")]
    assert len([path for path in paths if path.name == "packet.pdf"]) == len(NAMES)
    for path in paths:
        for part in path.parts:
            assert not FORBIDDEN & set(part)
            assert all(c == " " or unicodedata.category(c)[0] not in "CZ" for c in part)
            assert len(os.fsencode(part)) <= LIMIT
            assert part == part.rstrip(" .")
            assert part.partition(".")[0].lower() not in DEVICES
    # Windows and macOS know neither case nor whether an accent is composed.
    folded = {unicodedata.normalize("NFC", str(path)).casefold() for path in paths}
    assert len(folded) == len(paths)


def test_every_file_of_the_manifest_is_there(folder: Path) -> None:
    told = {
        file["path"]
        for record in manifest(folder)["records"]
        for file in (record["packet"], *(f for d in record["documents"] for f in d["files"]))
    }
    assert told == {name for name in files(folder) if "/" in name}


@pytest.mark.parametrize("name", NAMES)
def test_a_document_named_by_a_field(name: str, tmp_path: Path) -> None:
    """A form may put a field into its file's name."""
    case = write_case(tmp_path, pair(name), hospitals=[{"name": name}])
    job: Job = plan_case(load_case(case), (), BuildOptions((case,), tmp_path)).jobs[0]
    form = dataclasses.replace(next(iter(job.forms.values())), file_name="{receiver}协议书")
    made = form.document_name(job.record.fields)
    path = tmp_path / f"01-{made}.docx"
    path.write_bytes(b"")
    assert path.resolve().parent == tmp_path.resolve()
    assert not FORBIDDEN & set(made)


@pytest.mark.parametrize(
    ("one", "other"), [("Case", "case"), ("a:b", "a_b"), ("e\u0301", "\u00e9"), ("c", "c ")]
)
def test_cases_whose_folders_would_be_one(one: str, other: str, tmp_path: Path) -> None:
    for side in ("1", "2"):
        (tmp_path / side).mkdir()
    first = write_case(tmp_path / "1", LUQUAN, name=one)
    second = write_case(tmp_path / "2", LUQUAN, name=other)
    with pytest.raises(UsageError, match="would both be written"):
        build_all(tmp_path / "out", first, second)
    assert not (tmp_path / "out").exists()
