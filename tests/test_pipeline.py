"""The whole flow on small cases: what is written where, what it says, and what is written again."""

from __future__ import annotations

import dataclasses
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator import pipeline
from generator.batch import plan
from generator.errors import CaseError, ExitCode, OutputError, UsageError
from generator.forms.packets import Packet
from generator.problems import CaseProblems, Severity
from generator.resources import data_dir
from tests.builds import (
    AGREEMENT,
    AGREEMENT_FORM,
    LUQUAN,
    LUQUAN_KEY,
    SUPPLEMENT,
    SUPPLEMENT_FORM,
    WEIXIN,
    XUNDIAN,
    XUNDIAN_TOO,
    build,
    build_all,
    digests,
    files,
    listed,
    manifest,
    mtimes,
    outline,
    page_texts,
    steps,
    write_case,
)

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "generator.cli", "build")
CASES = data_dir() / "cases" / "yunnan-2022"
UNDRAWABLE = "\U000f1234"  # a private character: no font has it


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


# ------------------------------------------------------------------------------------ what is built


def test_the_output_has_its_layout(tmp_path: Path) -> None:
    result = build(tmp_path / "out", write_case(tmp_path, LUQUAN))
    folder = tmp_path / "out" / "case"
    documents = [
        f"{name}.{suffix}" for name in (AGREEMENT, SUPPLEMENT) for suffix in ("docx", "pdf")
    ]
    assert files(folder).keys() == {
        *(f"{LUQUAN_KEY}/{name}" for name in (*documents, "packet.pdf")),
        "index.xlsx",
        "manifest.json",
        "report.html",
    }
    assert (result.folder, result.records, result.drafts) == (folder, 1, ())
    assert (result.written, result.unchanged, result.exit_code) == (8, 0, ExitCode.DONE)


def test_the_packet_holds_cover_contents_and_documents(tmp_path: Path) -> None:
    build(tmp_path, write_case(tmp_path, LUQUAN))
    folder = tmp_path / "case"
    packet = folder / LUQUAN_KEY / "packet.pdf"
    (record,) = manifest(folder)["records"]
    agreement, supplement = record["documents"]
    texts = page_texts(packet)
    assert record["packet"]["pages"] == len(texts)
    for document, name in ((agreement, AGREEMENT), (supplement, SUPPLEMENT)):
        own = page_texts(folder / LUQUAN_KEY / f"{name}.pdf")
        assert document["pages"] == len(own)
        begins = texts.index(own[0])
        assert begins % 2 == 0, "printed on both sides, a document begins on a sheet's front"
        assert texts[begins : begins + len(own)] == own
    first = [page for _title, page in outline(packet)]
    assert [title for title, _page in outline(packet)][2:] == [
        AGREEMENT[3:],
        SUPPLEMENT[3:],
    ]
    assert first == [1, 3, 5, 5 + agreement["pages"] + agreement["pages"] % 2]
    contents = texts[first[1] - 1]
    for document, page in zip((agreement, supplement), first[2:], strict=True):
        assert f"{document['title']}{document['pages']}{page}" in contents
    assert "禄劝县人民医院" in texts[0]
    assert "待签字、盖章" in texts[0]
    assert not any("草稿" in text for text in texts)


def test_index_report_and_manifest_tell_of_every_record(tmp_path: Path) -> None:
    build(tmp_path, write_case(tmp_path, LUQUAN, XUNDIAN))
    folder = tmp_path / "case"
    report = (folder / "report.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(folder / "index.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    for receiver in ("禄劝县人民医院", "寻甸县人民医院"):
        assert receiver in report
        assert any(receiver in cell for cell in cells)
    told = manifest(folder)
    assert [record["key"][:3] for record in told["records"]] == ["001", "002"]
    assert {record["engines"][0] for record in told["records"]} == {"embedded"}
    assert "仿宋_GB2312" in told["records"][0]["fonts"]
    names = [entry["path"] for entry in told["inputs"]]
    assert "case.yaml" in names
    assert f"forms/{AGREEMENT_FORM}/template.docx" in names
    assert str(tmp_path) not in (folder / "manifest.json").read_text("utf-8")


def test_a_face_that_stands_in_is_told(tmp_path: Path) -> None:
    result = build(tmp_path, write_case(tmp_path, LUQUAN))
    told = [p.message for p in result.problems if p.severity is Severity.INFO]
    assert any("仿宋_GB2312" in message for message in told)


def test_the_steps_count_up_to_all_records(tmp_path: Path) -> None:
    told = steps(tmp_path, write_case(tmp_path, LUQUAN, XUNDIAN))
    assert (told[0].stage, told[-1].stage) == ("load", "bind")
    assert [(step.done, step.total) for step in told[1:]] == [(0, 2), (1, 2), (2, 2)]


# ------------------------------------------------------------------------------------------- drafts


def test_a_gap_makes_a_draft_on_every_page(tmp_path: Path) -> None:
    result = build(tmp_path, write_case(tmp_path, LUQUAN, WEIXIN))
    assert result.exit_code is ExitCode.DONE
    assert [title[:7] for title in result.drafts] == ["威信县中医医院"]
    (gap,) = [p for p in result.problems if p.severity is Severity.GAP]
    assert gap.place.file.endswith("case.yaml")
    assert gap.place.line > 0
    assert "三级医院" in gap.message
    final, draft = manifest(tmp_path / "case")["records"]
    assert (final["status"], draft["status"]) == ("final", "draft")
    packet = tmp_path / "case" / draft["packet"]["path"]
    printed = [text for text in page_texts(packet) if text]
    assert len(printed) >= 7
    assert all("草稿" in text for text in printed)
    assert "草稿" in page_texts(packet.with_name(f"{AGREEMENT}.pdf"))[-1]
    assert not any("草稿" in t for t in page_texts(tmp_path / "case" / final["packet"]["path"]))


def test_final_refuses_drafts_and_writes_nothing(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, WEIXIN)
    with pytest.raises(CaseError, match="威信县中医医院") as caught:
        build(tmp_path / "out", case, final=True)
    assert caught.value.exit_code is ExitCode.CASE
    assert not (tmp_path / "out").exists()
    assert build(tmp_path / "out", case, final=True, records=("1",)).records == 1


def test_an_error_makes_a_draft_and_exit_1(tmp_path: Path) -> None:
    wrong = LUQUAN | {"end": "2020-12-31"}
    result = build(tmp_path, write_case(tmp_path, wrong, XUNDIAN))
    assert result.exit_code is ExitCode.CASE
    assert [title[:7] for title in result.drafts] == ["禄劝县人民医院"]
    assert result.records == 2


def test_errors_of_form_stop_all_cases_before_the_first_file(tmp_path: Path) -> None:
    good, bad = write_case(tmp_path, LUQUAN), write_case(tmp_path, {"receiver": ""}, name="bad")
    with pytest.raises(CaseProblems):
        build_all(tmp_path / "out", good, bad)
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------------------- what is asked for


def test_only_makes_one_form_under_the_packets_number(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN)
    result = build(tmp_path, case, only=(SUPPLEMENT_FORM,))
    made = {path.name for path in (tmp_path / "case" / LUQUAN_KEY).iterdir()}
    assert made == {f"{SUPPLEMENT}.docx", f"{SUPPLEMENT}.pdf"}
    assert (result.records, result.written) == (1, 5)
    with pytest.raises(UsageError, match="no-such-form"):
        build(tmp_path, case, only=("no-such-form",))


@pytest.mark.parametrize(
    "name", ["002-寻甸县人民医院-上海市肺科医院", "2", "002", "上海市肺科医院"]
)
def test_a_record_is_found_by_key_number_and_title(tmp_path: Path, name: str) -> None:
    result = build(tmp_path, write_case(tmp_path, LUQUAN, XUNDIAN, XUNDIAN_TOO), records=(name,))
    assert result.records == 1
    assert listed(tmp_path / "case") == ["002-寻甸县人民医院-上海市肺科医院"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("寻甸县人民医院", "fits 2 records"), ("9", "no record"), ("", "no record")],
)
def test_a_record_that_is_not_one_is_refused(tmp_path: Path, wanted: str, message: str) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN, XUNDIAN_TOO)
    with pytest.raises(UsageError, match=message) as caught:
        build(tmp_path / "out", case, records=(wanted,))
    assert "00" in caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_an_unknown_packet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no packet nothing") as caught:
        build(tmp_path / "out", write_case(tmp_path, LUQUAN), packet="nothing")
    assert "agreement" in caught.value.remedy


@pytest.mark.parametrize("other", ["case", "Case"])
def test_two_cases_of_one_name_are_refused(tmp_path: Path, other: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    first, second = write_case(tmp_path, LUQUAN), write_case(elsewhere, XUNDIAN, name=other)
    with pytest.raises(UsageError, match="would both be written"):
        build_all(tmp_path / "out", first, second)
    assert not (tmp_path / "out").exists()


def test_a_case_stays_below_the_output_whatever_its_name(tmp_path: Path) -> None:
    result = build(tmp_path / "out", write_case(tmp_path, LUQUAN, name=".."))
    assert result.folder.parent == tmp_path / "out"
    assert result.folder.name not in ("", ".", "..")


def test_problems_of_records_not_asked_for_are_not_told(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN | {"end": "2020-12-31"})
    assert build(tmp_path, case, records=("1",)).exit_code is ExitCode.DONE
    assert build(tmp_path, case, records=("2",)).exit_code is ExitCode.CASE


# ------------------------------------------------------------------------------------ second runs


def test_a_second_run_rewrites_nothing(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, WEIXIN)
    first = build(tmp_path / "out", case)
    before = mtimes(tmp_path / "out")
    second = build(tmp_path / "out", case)
    assert mtimes(tmp_path / "out") == before
    assert (second.written, second.unchanged) == (0, len(before))
    assert first.written == len(before)
    assert (second.problems, second.drafts) == (first.problems, first.drafts)


def test_only_a_changed_pair_is_built_again(tmp_path: Path) -> None:
    build(tmp_path / "out", write_case(tmp_path, LUQUAN, XUNDIAN))
    before = mtimes(tmp_path / "out" / "case")
    build(tmp_path / "out", write_case(tmp_path, LUQUAN, XUNDIAN | {"number": "〔2022〕1"}))
    after = mtimes(tmp_path / "out" / "case")
    changed = {name for name in after if after[name] != before[name]}
    assert {name.partition("-")[0] for name in changed if "/" in name} == {"002"}
    assert sum("/" in name for name in changed) == 5


@pytest.mark.parametrize("name", ["packet.pdf", f"{AGREEMENT}.docx"])
def test_a_lost_or_damaged_file_is_built_again(tmp_path: Path, name: str) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    build(tmp_path, case)
    before = digests(tmp_path / "case", ".pdf", ".docx")
    victim = tmp_path / "case" / LUQUAN_KEY / name
    for damage in (lambda: victim.unlink(), lambda: victim.write_bytes(b"half")):
        damage()
        assert build(tmp_path, case).written > 0
        assert digests(tmp_path / "case", ".pdf", ".docx") == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"records": [{"key": 1}]}'])
def test_a_damaged_manifest_only_costs_time(tmp_path: Path, content: str) -> None:
    case = write_case(tmp_path, LUQUAN)
    build(tmp_path, case)
    whole = (tmp_path / "case" / "manifest.json").read_bytes()
    (tmp_path / "case" / "manifest.json").write_text(content, "utf-8")
    assert build(tmp_path, case).written == 6
    assert (tmp_path / "case" / "manifest.json").read_bytes() == whole


def test_a_partial_run_keeps_what_stands_there(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    build(tmp_path, case)
    before = mtimes(tmp_path)
    result = build(tmp_path, case, records=("2",))
    assert mtimes(tmp_path) == before
    assert (result.records, result.written, result.unchanged) == (1, 0, 8)
    build(tmp_path, case, only=(SUPPLEMENT_FORM,))
    assert mtimes(tmp_path) == before


def test_one_form_then_the_other_then_the_packet(tmp_path: Path) -> None:
    case, folder = write_case(tmp_path, LUQUAN), tmp_path / "case"
    for form in (SUPPLEMENT_FORM, AGREEMENT_FORM):
        build(tmp_path, case, only=(form,))
    (record,) = manifest(folder)["records"]
    assert [document["form"] for document in record["documents"]] == [
        AGREEMENT_FORM,
        SUPPLEMENT_FORM,
    ]
    assert record["packet"] is None
    apart = digests(folder, ".docx", ".pdf")
    assert build(tmp_path, case).written > 0
    whole = digests(folder, ".docx", ".pdf")
    assert whole.keys() - apart.keys() == {f"{LUQUAN_KEY}/packet.pdf"}
    assert apart.items() <= whole.items()


def test_records_built_from_an_earlier_state_are_told_not_listed(tmp_path: Path) -> None:
    build(tmp_path, write_case(tmp_path, LUQUAN, XUNDIAN))
    changed = write_case(tmp_path, *(pair | {"number": "〔2022〕1"} for pair in (LUQUAN, XUNDIAN)))
    result = build(tmp_path, changed, records=("1",))
    assert [key[:3] for key in listed(tmp_path / "case")] == ["001"]
    (warning,) = [p for p in result.problems if "earlier state" in p.message]
    assert warning.severity is Severity.WARNING
    assert "002-寻甸县人民医院" in warning.message
    assert result.exit_code is ExitCode.DONE
    assert not [p for p in build(tmp_path, changed).problems if "earlier state" in p.message]


def test_a_folder_of_a_renamed_record_is_named_and_left(tmp_path: Path) -> None:
    build(tmp_path, write_case(tmp_path, LUQUAN))
    old = files(tmp_path / "case" / LUQUAN_KEY)
    (tmp_path / "case" / "扫描件").mkdir()
    (tmp_path / "case" / "扫描件" / "scan.pdf").touch()
    result = build(tmp_path, write_case(tmp_path, XUNDIAN))
    (warning,) = [p for p in result.problems if "earlier state" in p.message]
    assert LUQUAN_KEY in warning.message
    assert "扫描件" not in warning.message
    assert files(tmp_path / "case" / LUQUAN_KEY) == old
    assert LUQUAN_KEY in (tmp_path / "case" / "report.html").read_text("utf-8")


# -------------------------------------------------------------------------------- same inputs, bytes


@pytest.mark.slow
def test_two_workers_make_what_one_makes(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN, XUNDIAN_TOO, WEIXIN)
    one = build(tmp_path / "one", case, workers=1)
    two = build(tmp_path / "two", case, workers=2)
    kinds = (".docx", ".pdf", ".xlsx", ".json")
    assert len(digests(tmp_path / "one", *kinds)) == 22
    assert digests(tmp_path / "one", *kinds) == digests(tmp_path / "two", *kinds)
    assert (one.written, one.problems) == (two.written, two.problems)


# ----------------------------------------------------------------------------------------- failures


def undrawable(pair: dict[str, Any]) -> dict[str, Any]:
    return pair | {"goals": [{"goal": f"提升{UNDRAWABLE}能力"}]}


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_record_that_fails_does_not_stop_the_others(tmp_path: Path, workers: int) -> None:
    case = write_case(tmp_path, LUQUAN, undrawable(XUNDIAN), XUNDIAN_TOO)
    result = build(tmp_path, case, workers=workers)
    assert result.exit_code is ExitCode.ENGINE
    assert result.records == 2
    (failure,) = [p for p in result.problems if p.severity is Severity.ERROR]
    assert "was not built" in failure.message
    assert "U+F1234" in failure.message
    assert failure.place.line > 0
    failed = manifest(tmp_path / "case")["records"][1]
    assert (failed["packet"], failed["documents"]) == (None, [])
    assert failed["problems"]["error"] == 1
    report = (tmp_path / "case" / "report.html").read_text("utf-8")
    assert failure.message.partition(":")[0] in report
    again = build(tmp_path, case, workers=1)
    assert (again.exit_code, again.written) == (ExitCode.ENGINE, 0)


def test_a_seal_image_that_is_broken_fails_its_record(tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    seals = {"helper": {"file": "seal.png", "owner": "昆明市延安医院"}}
    result = build(tmp_path, write_case(tmp_path, LUQUAN | {"seals": seals}, XUNDIAN))
    assert (result.exit_code, result.records) == (ExitCode.CASE, 1)
    assert any("seal.png" in p.message and "was not built" in p.message for p in result.problems)


def test_a_seal_image_that_changed_builds_its_record_again(tmp_path: Path) -> None:
    from PIL import Image

    seals = {"helper": {"file": "seal.png", "owner": "昆明市延安医院"}}
    case = write_case(tmp_path, LUQUAN | {"seals": seals}, XUNDIAN)
    Image.new("RGB", (40, 40), "red").save(tmp_path / "seal.png")
    assert build(tmp_path, case).exit_code is ExitCode.DONE
    Image.new("RGB", (44, 44), "blue").save(tmp_path / "seal.png")
    before = mtimes(tmp_path / "case")
    build(tmp_path, case)
    after = mtimes(tmp_path / "case")
    assert {n[:3] for n in after if after[n] != before[n] and "/" in n} == {"001"}


@pytest.mark.parametrize("place", ["out", "out/case"])
def test_output_that_cannot_be_written_is_told_before_work_begins(
    tmp_path: Path, place: str
) -> None:
    blocked = tmp_path / place
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("a file where a folder should be")
    with pytest.raises(OutputError) as caught:
        build(tmp_path / "out", write_case(tmp_path, LUQUAN))
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert caught.value.remedy


def test_a_file_that_cannot_be_replaced_fails_its_record_only(tmp_path: Path) -> None:
    (tmp_path / "case" / LUQUAN_KEY / "packet.pdf").mkdir(parents=True)
    result = build(tmp_path, write_case(tmp_path, LUQUAN, XUNDIAN))
    assert (result.exit_code, result.records) == (ExitCode.OUTPUT, 1)
    assert not list(tmp_path.rglob("*.part"))


def test_an_interrupted_run_leaves_whole_files_and_goes_on_from_there(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN, XUNDIAN_TOO)
    options = plan.BuildOptions((case,), tmp_path / "out", workers=1)

    def interrupt(step: pipeline.Progress) -> None:
        if step.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build(options, interrupt)
    folder = tmp_path / "out" / "case"
    assert [key[:3] for key in listed(folder)] == ["001", "002"]
    assert not [name for name in files(folder) if name.endswith(".part")]
    before = mtimes(folder)
    result = build(tmp_path / "out", case)
    assert (result.records, result.written) == (3, 5 + 3)
    assert all(mtimes(folder)[name] == before[name] for name in before if "/" in name)


@pytest.mark.slow
def test_ctrl_c_with_workers_ends_quietly_and_keeps_what_was_built(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "agreements"
    process = subprocess.Popen(
        [*COMMAND, CASES / "agreements.yaml", "-o", tmp_path / "out", "--workers", "2"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BANGFU_LANG": "en"},
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    for _poll in range(600):
        if len(list(folder.glob("*/packet.pdf"))) > 3:
            break
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _out, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (ExitCode.INTERRUPTED, "Interrupted.")
    assert not list(folder.rglob("*.part"))
    packets = list(folder.glob("*/packet.pdf"))
    assert 3 < len(packets) < 148
    assert all(page_texts(packet) for packet in packets)
    # What the workers had begun they ended, and the next run knows of it. One record may be lost to
    # it, whose end was being told as the interrupt came.
    assert 3 <= len(listed(folder)) <= len(packets) <= len(listed(folder)) + 1


# ------------------------------------------------------------------------- packets of another shape


@pytest.fixture
def continuous(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agreement packet with pages numbered through."""
    found = plan.discover_packets

    def numbered() -> dict[str, Packet]:
        return {
            key: dataclasses.replace(packet, numbering="continuous", duplex=False)
            for key, packet in found().items()
        }

    monkeypatch.setattr(plan, "discover_packets", numbered)


@pytest.mark.usefixtures("continuous")
def test_continuous_packets_number_their_pages_through(tmp_path: Path) -> None:
    build(tmp_path, write_case(tmp_path, LUQUAN))
    folder = tmp_path / "case" / LUQUAN_KEY
    texts = page_texts(folder / "packet.pdf")
    numbers = [re.findall(r"—(\d+)—", text) for text in texts]
    assert numbers == [[], [], *([str(page)] for page in range(3, len(texts) + 1))]
    own = [re.findall(r"—(\d+)—", text) for text in page_texts(folder / f"{SUPPLEMENT}.pdf")]
    assert own == [[str(page)] for page in range(1, len(own) + 1)]
    begins = dict(outline(folder / "packet.pdf"))[SUPPLEMENT[3:]]
    assert f"{SUPPLEMENT[3:]}{len(own)}{begins}" in texts[1]


# --------------------------------------------------------------------------------------- the rest


@pytest.mark.oracle
def test_libreoffice_builds_the_same_packet(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN)
    ours = build(tmp_path / "typst", case)
    theirs = build(tmp_path / "office", case, engine="libreoffice")
    assert theirs.exit_code is ExitCode.DONE
    (mine,), (other,) = (manifest(result.folder)["records"] for result in (ours, theirs))
    assert other["engines"] == ["libreoffice"]
    assert manifest(theirs.folder)["versions"]["libreoffice"]
    assert other["packet"]["pages"] == mine["packet"]["pages"]
    packets = [result.folder / LUQUAN_KEY / "packet.pdf" for result in (ours, theirs)]
    assert outline(packets[0]) == outline(packets[1])
    assert "印章处" in "".join(page_texts(packets[1]))


def test_a_preview_shows_the_record_asked_for(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    before = files(tmp_path)
    first = pipeline.preview(case, AGREEMENT_FORM)
    second = pipeline.preview(case, AGREEMENT_FORM, "2")
    assert all(page.startswith(b"\x89PNG") for page in (*first, *second))
    assert first != second
    assert files(tmp_path) == before


def test_a_preview_is_of_a_form_for_the_case(tmp_path: Path) -> None:
    case = write_case(tmp_path, LUQUAN)
    with pytest.raises(UsageError, match="general/packet-cover"):
        pipeline.preview(case, "general/packet-cover")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "records", "drafts"),
    [
        ("agreements", 148, ["威信县中医医院", "姚安县中医医院"]),
        ("joint-agreements", 28, []),
    ],
)
def test_the_whole_of_yunnan(tmp_path: Path, name: str, records: int, drafts: list[str]) -> None:
    result = build(tmp_path, CASES / f"{name}.yaml", workers=2)
    assert result.exit_code is ExitCode.DONE
    assert result.records == records
    assert [title.partition(" ")[0] for title in result.drafts] == drafts
    gaps = [p for p in result.problems if p.severity is Severity.GAP]
    assert len(gaps) == len(drafts)
    for gap in gaps:
        assert gap.place.file.endswith("yunnan-2022-annex-1.yaml")
        assert gap.place.line > 0
        assert "三级医院" in gap.message
    packets = list((tmp_path / name).glob("*/packet.pdf"))
    assert len(packets) == records
    told = manifest(tmp_path / name)["records"]
    assert sum(record["status"] == "draft" for record in told) == len(drafts)
    assert all(record["packet"]["pages"] >= 8 for record in told)
