"""What a packet asks for beyond a fixed row of forms: one document an item, when, checklist, whole."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

from generator.batch.checklist import checklist
from generator.batch.job import Built, Job
from generator.batch.plan import plan_cases
from generator.batch.record import build_record
from generator.batch.uptodate import fingerprint
from generator.cases.nothing import BLANK, Gap
from generator.files import Beside
from generator.forms.discover import discover_forms
from generator.forms.form import is_given, value_at
from generator.forms.packets import PacketDocument, case_packet
from generator.load.case import load_case
from generator.options import BuildOptions
from generator.pipeline import build
from generator.places import Place
from generator.problems import Problem, Severity
from tests.builds import AGREEMENT_FORM, LUQUAN, SUPPLEMENT_FORM, XUNDIAN, write_case

CHECKLIST = "general/packet-checklist"
PLAN = Path("data/cases/pudong-2024/plan.yaml")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    (plan,) = plan_cases([(load_case(case), ())], BuildOptions((case,), tmp_path / "out"))
    forms = discover_forms()
    return replace(plan.jobs[0], forms={**plan.jobs[0].forms, CHECKLIST: forms[CHECKLIST]})


def built_of(job: Job) -> Built:
    with Beside() as files:
        built = build_record(job, files)
        files.settle()
    return built


def with_form(job: Job, form_id: str, **said: object) -> Job:
    """The job with one form described otherwise."""
    changed = dataclasses.replace(job.forms[form_id], **said)
    return replace(job, forms={**job.forms, form_id: changed})


def with_packet(job: Job, **said: object) -> Job:
    return replace(job, packet=dataclasses.replace(job.packet, **said))


def test_a_form_with_each_makes_a_document_for_every_item(job: Job) -> None:
    each = with_form(
        job, AGREEMENT_FORM, each="parties", file_name="协议（{item.label}，{item_number}）"
    )
    names = [wanted.name for wanted in each.documents()]
    assert names == [
        "01-协议（支援医院，1）",
        "01-协议（受援地人民政府，2）",
        "01-协议（受援医院，3）",
        "02-三级医院对口帮扶县级医院补充协议",
    ]
    assert each.documents()[1].fields["item"] == job.record.parties[1]
    built = built_of(each)
    assert [document.title for document in built.documents][:2] == [n[3:] for n in names[:2]]
    assert len(pypdf.PdfReader(each.folder / built.packet.path).outline) == 6  # type: ignore[union-attr]


def test_documents_of_one_name_are_told_apart(job: Job) -> None:
    each = with_form(job, AGREEMENT_FORM, each="parties", file_name="协议")
    assert [w.name for w in each.documents()][:3] == ["01-协议", "01-协议（2）", "01-协议（3）"]
    assert len(set(each.files())) == len(each.files())


@pytest.mark.parametrize(("field", "there"), [("goals", True), ("number", False), ("no", False)])
def test_a_document_may_wait_for_a_field(job: Job, field: str, there: bool) -> None:
    job = replace(job, record=replace(job.record, fields={**job.record.fields, "goals": (1,)}))
    documents = (
        PacketDocument(form=AGREEMENT_FORM),
        PacketDocument(form=SUPPLEMENT_FORM, when=field),
    )
    forms = [wanted.form.id for wanted in with_packet(job, documents=documents).documents()]
    assert forms == [AGREEMENT_FORM, *([SUPPLEMENT_FORM] if there else [])]


@pytest.mark.parametrize(
    ("value", "given"),
    [
        *((nothing, False) for nothing in (Gap("x"), BLANK, None, (), "", False)),
        *((something, True) for something in (0, "a", (1,), True)),
    ],
)
def test_what_counts_as_given(value: object, given: bool) -> None:
    assert is_given(value) is given


def test_a_path_leads_through_mappings_and_objects() -> None:
    place = Place("a.yaml", 3)
    assert value_at({"a": {"b": place}}, "a.b.line") == 3
    assert value_at({"a": {"b": place}}, "a.c.line") is None


def test_the_checklist_tells_what_is_there_due_and_open(job: Job) -> None:
    documents = (
        PacketDocument(form=AGREEMENT_FORM),
        PacketDocument(form=SUPPLEMENT_FORM, when="no", due=True),
    )
    path = job.record.path
    points = (
        Problem(Severity.WARNING, Place("c.yaml"), "甲", rule="YN-1"),
        Problem(Severity.INFO, Place("c.yaml"), "不列"),
        Problem(Severity.ERROR, Place("c.yaml"), "乙", path=(*path, "goals", 2, "year")),
    )
    made = checklist(
        replace(with_packet(job, documents=documents, papers=("签到表",)), open=points), [4]
    )
    entries = [(entry.pages, entry.state) for entry in made["entries"]]
    assert entries == [(4, "已生成"), (BLANK, "缺"), (BLANK, "另附")]
    assert made["entries"][0].seals == "支援医院、受援医院所属地方人民政府、受援医院"
    assert made["lacking"] == 1
    assert [(point.weight, point.where, point.message) for point in made["points"]] == [
        ("错误", "第3行", "乙"),
        ("待核", "", "甲"),
    ]


def test_the_checklist_stands_behind_the_contents_and_in_them(job: Job) -> None:
    listed = with_packet(job, checklist=CHECKLIST)
    built = built_of(listed)
    assert built.packet
    packet = pypdf.PdfReader(listed.folder / built.packet.path)
    titles = [str(item.title) for item in packet.outline]  # type: ignore[union-attr]
    assert titles[:3] == ["封面", "目录", "材料清单"]
    assert "材料清单" in packet.pages[2].extract_text()
    assert built.packet_pages == len(packet.pages)


def test_what_the_checklist_says_is_part_of_what_a_packet_is_made_from(job: Job) -> None:
    told = replace(job, open=(Problem(Severity.GAP, Place("c.yaml"), "甲"),))
    assert fingerprint(told) != fingerprint(job)


def test_checklists_are_chinese_for_everyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packets = []
    for lang in ("zh", "en"):
        monkeypatch.setenv("BANGFU_LANG", lang)
        build(BuildOptions((PLAN,), tmp_path / lang, workers=1), lambda _told: None)
        (packet,) = (tmp_path / lang).glob("plan/*/packet.pdf")
        packets.append(packet.read_bytes())
    assert packets[0] == packets[1]


def test_documents_of_the_whole_case_are_a_job_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Job
) -> None:
    packet = dataclasses.replace(
        job.packet, case_documents=(PacketDocument(form=SUPPLEMENT_FORM),), cover=None
    )
    monkeypatch.setattr("generator.batch.plan.choose_packet", lambda *_asked: packet)
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    checked = [(load_case(case), (Problem(Severity.GAP, Place("c"), "x", path=("pairs", 1)),))]
    (plan,) = plan_cases(checked, BuildOptions((case,), tmp_path / "out"))
    whole = plan.wanted[-1]
    assert [job.record.key for job in plan.wanted[:2]] == [j.record.key for j in plan.jobs[:2]]
    assert whole.record.key.startswith("000-")
    assert whole.packet == case_packet(packet)
    assert [job.draft for job in plan.wanted] == [False, True, True]  # it tells of both
    (only,) = plan_cases(checked, BuildOptions((case,), tmp_path, only=(AGREEMENT_FORM,)))
    assert len(only.wanted) == 2  # the whole case has no such document
