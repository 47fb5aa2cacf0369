"""What dossiers are made from: months added up, goals against results, papers, those who seal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.cases.appraisal import AppraisalCase, AppraisedGoal, Figures
from generator.cases.appraisal_records import appraisal_records, lines_of
from generator.cases.appraisal_targets import goal_targets, rule_targets, totals
from generator.cases.handed import Attached, files_in
from generator.cases.nothing import BLANK, Gap
from generator.cases.records import Record
from generator.pictures.file import PictureFile
from generator.reference import load_policy, load_reference
from tests.pictures.samples import jpeg


def figures(month: int, **counted: Any) -> Figures:
    return Figures.model_validate({"month": month, **counted})


def goal(**said: Any) -> AppraisedGoal:
    return AppraisedGoal.model_validate({"goal": "目标", **said})


def records(base: Path, *members: dict[str, Any], **case: Any) -> tuple[Record, ...]:
    usual = {
        "name": "示例甲",
        "hospital": "渝北区中医院",
        "receiver": "云阳县蔈草镇卫生院",
        "stay": "2021.5.1-2021.10.31",
    }
    content = {
        "policy": "yubei-2021",
        "name": "考核",
        "year": "2021",
        "members": [usual | member for member in members],
        **case,
    }
    return appraisal_records(AppraisalCase.model_validate(content), load_reference(), base)


def test_months_add_up_to_the_half_year() -> None:
    found = totals(
        [
            figures(5, patients=120, lectures=1, specialties=1, specialty_names="儿科"),
            figures(6, patients=80, donations="0.8", others="义诊1次", specialty_names="儿科"),
            figures(7, donations="0.7", others="捐书"),
        ]
    )
    assert (found["patients"], found["lectures"], found["rounds"]) == (200, 1, 0)
    assert found["donations"] == Decimal(15000)
    assert (found["specialty_names"], found["others"]) == ("儿科", "义诊1次；捐书")


def test_what_nobody_gave_is_not_nought() -> None:
    assert totals([figures(5)])["donations"] is None
    assert totals([])["others"] == BLANK


@pytest.mark.parametrize(
    ("lectures", "classes", "rounds", "verdicts"),
    [
        (5, 0, 20, ["达到", "达到"]),
        (4, 1, 21, ["达到", "达到"]),
        (3, 1, 19, ["未达到，差1次", "未达到，差1次"]),
        (0, 0, 0, ["未达到，差5次", "未达到，差20次"]),
    ],
)
def test_the_notice_s_wishes_are_those_of_its_rules(
    lectures: int, classes: int, rounds: int, verdicts: list[str]
) -> None:
    policy = load_policy("yubei-2021")
    assert policy
    found = rule_targets(policy, [figures(5, lectures=lectures, classes=classes, rounds=rounds)])
    assert [target.verdict for target in found] == verdicts
    assert [target.target for target in found] == ["不少于5次", "不少于20次"]
    assert found[0].text == "开展讲座、举办业务培训班"
    assert f"开展讲座{lectures}次、举办业务培训班{classes}次" in str(found[0].result)


def test_goals_are_counted_up_to_the_month_they_were_due() -> None:
    months = [figures(month, rounds=5) for month in range(5, 11)]
    due = goal(figure="教学查房", least=20, deadline="2021-07-31", target="20次")
    late = due.model_copy(update={"deadline": date(2021, 10, 31)})
    open_ended = due.model_copy(update={"deadline": BLANK, "target": BLANK})
    first, second, third = goal_targets([due, late, open_ended], months)
    assert (first.result, first.verdict, first.target) == ("15次", "未达到，差5次", "20次")
    assert (second.result, second.verdict) == ("30次", "达到")
    assert (third.result, third.target) == ("30次", "不少于20次")


def test_goals_without_a_figure_say_what_the_case_says() -> None:
    told, refused, silent = goal_targets(
        [goal(result="带教2名", met="true"), goal(met="false"), goal(target="明显提高")], []
    )
    assert (told.result, told.verdict) == ("带教2名", "达到")
    assert (refused.verdict, refused.met) == ("未达到", False)
    assert (silent.verdict, silent.met) == ("", None)


def test_a_figure_nobody_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="not counted"):
        goal(figure="喝茶")


def test_a_member_s_record(tmp_path: Path) -> None:
    jpeg(tmp_path / "photo.jpg")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-")
    (record,) = records(
        tmp_path,
        {
            "photo": "photo.jpg",
            "attachments": [
                {"title": "派遣函", "file": "letter.pdf"},
                {"title": "证书", "file": "没有.pdf"},
            ],
            "months": [{"month": 6, "rounds": 3}, {"month": 5, "lectures": 5}],
            "summary": "一段\n\n  二段 \n",
        },
        receiver_authority="云阳县卫生健康委员会",
    )
    fields = record.fields
    assert fields["photo"] == PictureFile(tmp_path / "photo.jpg")
    assert fields["attachments"] == (
        Attached("派遣函", tmp_path / "letter.pdf"),
        Attached("证书", None),
    )
    assert list(files_in(fields)) == [tmp_path / "photo.jpg", tmp_path / "letter.pdf"]
    assert [month.month for month in fields["months"]] == [5, 6]
    assert (fields["start"], fields["end"]) == (date(2021, 5, 1), date(2021, 10, 31))
    assert fields["summary_lines"] == ("一段", "二段")
    assert fields["months_covered"] == "5—6月"
    assert fields["missed_numbers"] == "第2项"
    assert [target.short for target in fields["shortfalls"]] == ["差17次"]
    assert [party.name for party in record.parties] == [
        "云阳县蔈草镇卫生院",
        "云阳县卫生健康委员会",
        "渝北区中医院",
        Gap(),
    ]


def test_without_photo_and_papers(tmp_path: Path) -> None:
    blank, missing = records(tmp_path, {}, {"name": "示例乙", "photo": "没有.jpg"})
    assert blank.fields["photo"] == BLANK
    assert missing.fields["photo"] == Gap("照片")
    assert blank.fields["attachments"] == ()
    assert list(files_in(blank.fields)) == []


def test_the_team_has_a_line_for_every_member(tmp_path: Path) -> None:
    done = [{"month": 5, "lectures": 5, "rounds": 20}]
    found = records(tmp_path, {"months": done}, {"name": "示例乙", "months": done[:0]})
    assert found[0].fields["team"] == found[1].fields["team"]
    one, two = found[0].fields["team"]
    assert (one["name"], one["lectures"], one["missed"]) == ("示例甲", 5, "无")
    assert two["missed"] == "开展讲座、举办业务培训班差5次\n教学查房差20次"


def test_lines() -> None:
    assert lines_of(BLANK) == (BLANK,)
    assert lines_of(Gap("总结")) == (Gap("总结"),)
    assert lines_of("一\n\n二\r\n 三 ") == ("一", "二", "三")
