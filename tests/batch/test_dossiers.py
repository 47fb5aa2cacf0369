"""Appraisal dossiers: one command gives every member's, with photo and papers, and the summary."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image

from generator.batch.checklist import checklist
from generator.batch.plan import plan_cases
from generator.errors import ExitCode
from generator.fill import document_text, fill_docx
from generator.forms.form import Titles
from generator.forms.packets import Packet, PacketDocument
from generator.load.case import load_case
from generator.options import BuildOptions
from generator.pipeline import check
from generator.resources import data_dir
from tests.builds import build, files, manifest, mtimes, outline, page_texts
from tests.pictures.samples import held_as, jpeg, portrait

CASE = data_dir() / "cases" / "yubei-2021" / "appraisals.yaml"
MEMBER = {
    "name": "示例甲",
    "hospital": "渝北区中医院",
    "receiver": "云阳县蔈草镇卫生院",
    "stay": "2021.5.1-2021.10.31",
}


def write_case(folder: Path, *members: dict[str, object]) -> Path:
    """An appraisal case, as JSON, which is YAML."""
    content = {
        "kind": "appraisal",
        "policy": "yubei-2021",
        "name": "考核",
        "year": "2021",
        "members": [MEMBER | member for member in members],
    }
    path = folder / "case.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_the_case_of_the_notice_s_eleven_members_is_clean() -> None:
    ((loaded, problems),) = check([CASE])
    assert len(loaded.case.members) == 11  # type: ignore[attr-defined]
    assert problems == ()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first member's dossier and the team's summary."""
    output = tmp_path_factory.mktemp("dossiers")
    result = build(output, CASE, records=("000", "001"))
    assert result.exit_code is ExitCode.DONE
    assert not result.drafts
    return output / "appraisals"


def test_a_dossier_holds_all_its_documents_in_order(built: Path) -> None:
    (packet,) = built.glob("001-*/packet.pdf")
    titles = [title for title, _page in outline(packet)]
    months = [f"工作量月统计报告表（{month}月）" for month in range(5, 11)]
    assert titles == [
        *("封面", "目录", "材料清单", "医疗队员考核鉴定表"),
        *months,
        "工作量半年统计报告表",
        "医疗队员工作目标表（建议稿）",
        "工作目标完成情况对照表（建议稿）",
        *("派遣函", "医师执业证书（扫描件）", "学术讲座签到表", "感谢信（扫描件）"),
    ]
    texts = page_texts(packet)
    for title, page in outline(packet)[3:]:
        assert f"—{page}—" in texts[page - 1], title
        line = f"{title}".replace(" ", "")
        assert line in texts[2], title  # the contents


def test_photo_and_scans_are_pictures_in_the_packet(built: Path) -> None:
    (packet,) = built.glob("001-*/packet.pdf")
    with pikepdf.open(packet) as pdf:
        images = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image
        ]
        assert len(images) == 3  # the photo, which stands on two pages, and two scans
        assert all(each.Filter == pikepdf.Name.DCTDecode for each in images)


def test_the_manifest_lists_what_was_handed_in(built: Path) -> None:
    told = manifest(built)
    inputs = {entry["path"]: entry["sha256"] for entry in told["inputs"]}
    for name in ("appraisals/photos/01.jpg", "appraisals/papers/certificate.jpg"):
        assert inputs[name] == hashlib.sha256((CASE.parent / name).read_bytes()).hexdigest()
    record = next(each for each in told["records"] if each["key"].startswith("001"))
    attached = [each for each in record["documents"] if not each["form"]]
    assert [each["title"] for each in attached][:2] == ["派遣函", "医师执业证书（扫描件）"]
    for each in attached:
        (entry,) = each["files"]
        content = (built / entry["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == each["pages"]


def test_the_summary_adds_the_team_up(built: Path) -> None:
    (pdf,) = built.glob("000-*/01-*.pdf")
    ((loaded, _problems),) = check([CASE])
    members = loaded.case.members  # type: ignore[attr-defined]
    text = "".join(page_texts(pdf))
    assert all(member.name in text for member in members)
    assert str(sum(month.patients for member in members for month in member.months)) in text
    assert str(sum(month.rounds for member in members for month in member.months)) in text


def test_a_changed_photo_or_paper_rebuilds_its_record_alone(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg")
    jpeg(tmp_path / "b.jpg")
    shutil.copy(CASE.parent / "appraisals/papers/speech.pdf", tmp_path / "paper.pdf")
    case = write_case(
        tmp_path,
        {"photo": "a.jpg", "attachments": [{"title": "签到表", "file": "paper.pdf"}]},
        {"name": "示例乙", "photo": "b.jpg"},
    )
    output = tmp_path / "out"
    build(output, case)
    before = mtimes(output / "case")
    assert build(output, case).written == 0
    jpeg(tmp_path / "b.jpg", Image.new("RGB", (300, 420), "blue"))
    build(output, case)
    changed = {name for name, when in mtimes(output / "case").items() if before[name] != when}
    packets = {name for name in changed if name.endswith("packet.pdf")}
    assert {name[:3] for name in packets} == {"002"}
    before = mtimes(output / "case")
    shutil.copy(CASE.parent / "appraisals/papers/letter-zyy.pdf", tmp_path / "paper.pdf")
    build(output, case)
    changed = {name for name, when in mtimes(output / "case").items() if before[name] != when}
    assert {name[:3] for name in changed if name.endswith("packet.pdf")} == {"000", "001"}


def test_a_missing_paper_is_a_gap_that_the_checklist_names(tmp_path: Path) -> None:
    case = write_case(tmp_path, {"attachments": [{"title": "派遣函", "file": "没有.pdf"}]})
    result = build(tmp_path / "out", case)
    assert "示例甲 · 云阳县蔈草镇卫生院" in result.drafts
    (plan,) = plan_cases([(load_case(case), ())], BuildOptions((case,), tmp_path / "out"))
    entries = checklist(plan.jobs[0], [1] * len(plan.jobs[0].documents()))["entries"]
    assert ("派遣函", "缺") in [(entry.title, entry.state) for entry in entries]
    (packet,) = (tmp_path / "out").glob("case/001-*/packet.pdf")
    assert "派遣函" not in [title for title, _page in outline(packet)]


def test_a_broken_paper_leaves_its_record_unbuilt_and_named(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    jpeg(tmp_path / "a.jpg")
    case = write_case(
        tmp_path,
        {"attachments": [{"title": "派遣函", "file": "坏.pdf"}]},
        {"name": "示例乙", "photo": "a.jpg"},
    )
    result = build(tmp_path / "out", case)
    assert result.exit_code is ExitCode.CASE
    told = [each.message for each in result.problems if "坏.pdf" in each.message]
    assert len(told) == 2  # at check, and where the record was not built
    built = files(tmp_path / "out" / "case")
    assert any(name.startswith("002") for name in built)
    assert not any(name.startswith("001") for name in built)


def test_attachments_stand_behind_all_forms() -> None:
    form, attached = PacketDocument(form="a/b"), PacketDocument(attachments="papers")
    titles = Titles("一", "a")
    assert Packet("a", titles, "appraisal", (form, attached)).forms == (form,)
    with pytest.raises(ValueError, match="behind all forms"):
        Packet("a", titles, "appraisal", (attached, form))
    with pytest.raises(ValueError, match="either"):
        PacketDocument(form="a/b", attachments="papers")


# ------------------------------------------------------------------------------------ hard inputs

APPRAISAL = "01-医疗队员考核鉴定表"
HOSPITAL = "重庆医科大学附属第三医院（捷尔医院）渝北区两江新区仁爱路院区肾脏内科与血液净化中"
LONG = ("半年来在蔈草镇坚持门诊、查房和巡回诊疗，带教当地医务人员规范处置常见病；" * 90)[:3000]
LINES = "\n".join(f"{number}．第{number}周讲座1次" for number in range(1, 61))


@pytest.mark.parametrize(
    "member",
    [
        {"summary": LONG},
        {"summary": ""},
        {"summary": LINES},
        {"hospital": HOSPITAL, "receiver": HOSPITAL},
        {"name": "阿依·古丽", "ethnicity": "维吾尔族"},
        {"name": "买买提·吐尔逊·阿卜杜拉"},
        {"name": "欧阳蔈佉"},
        {"photo": "side.jpg"},
        {"photo": "cmyk.jpg"},
        {"opinions": {"receiver": {"text": "认真负责，" * 60}, "sender": {"text": LINES}}},
    ],
    ids=lambda member: "-".join(member) if isinstance(member, dict) else "",
)
def test_hard_inputs_are_printed_whole(tmp_path: Path, member: dict[str, object]) -> None:
    held_as(tmp_path / "side.jpg", 6)
    jpeg(tmp_path / "cmyk.jpg", portrait().convert("CMYK"))
    case = write_case(tmp_path, member)
    (plan,) = plan_cases([(load_case(case), ())], BuildOptions((case,), tmp_path / "out"))
    job = plan.jobs[0]
    wanted = job.documents()[0]
    text = document_text(fill_docx(wanted.form.template, wanted.fields))
    build(tmp_path / "out", case)
    pdf = tmp_path / "out" / "case" / job.record.key / f"{APPRAISAL}.pdf"
    printed = "".join(page_texts(pdf))
    for value in member.values():
        if isinstance(value, str) and not value.endswith(".jpg"):
            assert "".join(value.split()) in "".join(text.split()).replace("↵", "")
            for char in set(value) - set(" \n"):
                assert printed.count(char) >= value.count(char), char
