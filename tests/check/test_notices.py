"""Official documents: what the standard asks of their text is found, at its place, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.notices import notice_findings
from generator.load import load_case
from generator.problems import Severity
from tests.builds import LUQUAN, WEIXIN, write_case

NOTICE: dict[str, Any] = {
    "kind": "notice",
    "policy": "yunnan-2022",
    "name": "样例",
    "issuers": [{"name": "样例县卫生健康局"}],
    "number": "样例卫发〔2024〕12号",
    "title": "关于做好对口帮扶工作的通知",
    "to": "各有关单位",
    "body": ["一、任务", "（一）派驻", "1.派驻人员。", "2.按时到岗（见附件1）。", "二、要求"],
    "annexes": [{"title": "名单", "text": ["另发。"]}],
    "signed": "2024-05-06",
    "imprint": {"office": "样例县卫生健康局办公室", "day": "2024-05-07"},
}


def found(folder: Path, **said: Any) -> list[tuple[tuple[Any, ...], Severity]]:
    path = folder / "notice.yaml"
    path.write_text(yaml.safe_dump({**NOTICE, **said}, allow_unicode=True), "utf-8")
    return [(each.path, each.severity) for each in notice_findings(load_case(path).case, folder)]


def test_a_good_document_has_none(tmp_path: Path) -> None:
    assert found(tmp_path) == []


ERROR, WARNING = Severity.ERROR, Severity.WARNING
WRONG: list[tuple[dict[str, Any], tuple[Any, ...], Severity]] = [
    ({"number": "样例卫发第12号"}, ("number",), ERROR),
    ({"number": "样例卫发[2024]012号"}, ("number",), WARNING),
    ({"number": "样例卫发〔2023〕12号"}, ("number",), WARNING),
    ({"title": "关于做好对口帮扶工作的通知。"}, ("title",), WARNING),
    ({"title": "关于\n" + "很" * 21}, ("title",), WARNING),
    ({"title": "关于对口帮扶工作的请示"}, ("title",), WARNING),
    ({"to": "各有关单位："}, ("to",), WARNING),
    ({"imprint": {"office": "办公室", "day": "2024-05-05"}}, ("imprint", "day"), ERROR),
    ({"body": ["一、任务", "三、要求"]}, ("body", 1), WARNING),
    ({"body": ["一、任务", "（一）甲", "（三）乙"]}, ("body", 2), WARNING),
    ({"body": ["请认真执行,按时报送。"]}, ("body", 0), WARNING),
    ({"body": ["名单见附件3。"]}, ("body", 0), WARNING),
    (
        {"enclosed": {"title": "方案", "body": ["按时报送(书面)。"]}},
        ("enclosed", "body", 0),
        WARNING,
    ),
    ({"annexes": [{"title": "名单。"}]}, ("annexes", 0, "title"), WARNING),
    (
        {"annexes": [{"title": "甲", "number": "1"}, {"title": "乙", "number": "1"}]},
        ("annexes", 1, "number"),
        ERROR,
    ),
    ({"annexes": [{"title": "甲", "text": ["字"], "form": "a/b"}]}, ("annexes", 0), ERROR),
    ({"annexes": [{"title": "甲", "case": "pairs.yaml"}]}, ("annexes", 0, "case"), ERROR),
    (
        {"annexes": [{"title": "甲", "case": "no.yaml", "form": "a/b"}]},
        ("annexes", 0, "case"),
        ERROR,
    ),
    (
        {"annexes": [{"title": "甲", "form": "a/b"}, {"title": "乙", "text": ["字"]}]},
        ("annexes", 1, "text"),
        ERROR,
    ),
]


@pytest.mark.parametrize(("said", "path", "severity"), WRONG)
def test_what_is_wrong_is_found_at_its_place(
    tmp_path: Path, said: dict[str, Any], path: tuple[Any, ...], severity: Severity
) -> None:
    write_case(tmp_path, LUQUAN, name="pairs")
    assert (path, severity) in found(tmp_path, **said)


def test_annex_4_may_be_4_1_and_4_2(tmp_path: Path) -> None:
    annexes = [{"title": "甲", "number": "4-1"}, {"title": "乙", "number": "4-2"}]
    assert found(tmp_path, body=["见附件4。"], annexes=annexes) == []


@pytest.mark.parametrize(("pair", "open_points"), [(LUQUAN, False), (WEIXIN, True)])
def test_what_is_open_in_an_annexed_case_makes_the_document_a_draft(
    tmp_path: Path, pair: dict[str, Any], open_points: bool
) -> None:
    write_case(tmp_path, pair, name="pairs")
    annex = {"title": "协议", "case": "pairs.yaml", "form": "yunnan-2022/annex-3-agreement"}
    expected = [(("annexes", 0, "case"), Severity.GAP)] if open_points else []
    assert found(tmp_path, annexes=[annex], body=["请执行。"]) == expected


def test_documents_that_name_one_another_are_checked_once(tmp_path: Path) -> None:
    annex = {"title": "本文", "case": "notice.yaml", "form": "general/official-document"}
    assert found(tmp_path, annexes=[annex], body=["请执行。"]) == []
