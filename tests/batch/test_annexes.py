"""Annexes out of other cases, empty forms and PDFs, bound behind an official document."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from generator.errors import CaseError
from generator.options import BuildOptions, CaseResult
from generator.pipeline import build
from generator.problems import Severity
from tests.builds import LUQUAN, write_case
from tests.pdfpages import lines

NOTICE = {
    "kind": "notice",
    "policy": "yunnan-2022",
    "name": "样例",
    "issuers": [{"name": "样例县卫生健康局"}],
    "number": "样例卫发〔2024〕12号",
    "title": "关于做好对口帮扶工作的通知",
    "to": "各有关单位",
    "body": ["请认真贯彻执行。"],
    "signed": "2024-05-06",
    "imprint": {"office": "样例县卫生健康局办公室", "day": "2024-05-07"},
}
AGREEMENT = "yunnan-2022/annex-3-agreement"


def built(
    folder: Path, *annexes: dict[str, Any], **said: Any
) -> tuple[CaseResult, list[list[str]]]:
    """A notice with these annexes, built: the result, and the texts of its packet's pages."""
    path = folder / "notice.yaml"
    content = {**NOTICE, "annexes": list(annexes), **said}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    (result,) = build(BuildOptions((path,), folder / "out"), lambda _progress: None)
    (packet,) = (folder / "out").rglob("packet.pdf")
    found: list[list[str]] = [[] for _page in pypdf.PdfReader(packet).pages]
    for line in lines(packet.read_bytes()):
        found[line.page].append(line.text)
    return result, found


def test_annexes_follow_in_order_and_the_imprint_is_last(tmp_path: Path) -> None:
    write_case(tmp_path, LUQUAN, name="pairs")
    (tmp_path / "pages.pdf").write_bytes(_pdf(2))
    _result, pages = built(
        tmp_path,
        {"title": "协议书", "case": "pairs.yaml", "form": AGREEMENT},
        {"title": "协议书（模板）", "form": AGREEMENT},
        {"title": "流程图", "file": "pages.pdf"},
    )
    numbers = [page[-1] for page in pages if page and page[-1].startswith("—")]
    assert numbers[:4] == ["—1—", "—2—", "—3—", "—4—"]
    labels = {text for page in pages for text in page if text in ("附件1", "附件2", "附件3")}
    assert labels == {"附件1", "附件2", "附件3"}
    filled = next(page for page in pages if "附件1" in page)
    assert "附件1" in filled[0]
    assert any("禄劝县人民医院" in text for page in pages for text in page)
    assert len(pages) % 2 == 0
    assert "样例县卫生健康局办公室2024年5月7日印发" in pages[-1]


def test_where_an_empty_page_goes_before_the_imprint_neither_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "pages.pdf").write_bytes(_pdf(1))
    _result, pages = built(tmp_path, {"title": "流程图", "file": "pages.pdf"})
    assert [page[-1] if page else "" for page in pages[:3]] == ["—1—", "—2—", ""]
    assert pages[3] == ["样例县卫生健康局办公室2024年5月7日印发"]


def test_without_bound_annexes_the_imprint_is_in_the_document(tmp_path: Path) -> None:
    _result, pages = built(tmp_path, {"title": "名单", "text": ["另发。"]})
    assert len(pages) == 2
    assert pages[1][-2] == "样例县卫生健康局办公室2024年5月7日印发"
    assert not any("版记" in path.name for path in (tmp_path / "out").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("annex", "named"),
    [
        ({"title": "表", "form": "yunnan-2022/no-such-form"}, "no-such-form"),
        ({"title": "表", "form": "general/packet-cover"}, "packet-cover"),
        ({"title": "表", "form": AGREEMENT, "case": "notice.yaml"}, "notice.yaml"),
        ({"title": "表", "form": AGREEMENT, "case": "missing.yaml"}, "missing.yaml"),
    ],
)
def test_an_annex_that_is_not_there_is_named(
    tmp_path: Path, annex: dict[str, Any], named: str
) -> None:
    with pytest.raises(CaseError) as fault:
        built(tmp_path, annex)
    assert named in str(fault.value)
    assert fault.value.remedy


def test_a_file_not_there_yet_makes_a_draft(tmp_path: Path) -> None:
    result, pages = built(tmp_path, {"title": "流程图", "file": "missing.pdf"})
    assert [problem.severity for problem in result.problems if problem.makes_draft] == [
        Severity.GAP
    ]
    assert any("草稿" in text for text in pages[0])


def test_a_change_in_an_annexed_case_builds_the_notice_anew(tmp_path: Path) -> None:
    pairs = write_case(tmp_path, LUQUAN, name="pairs")
    annex = {"title": "协议书", "case": "pairs.yaml", "form": AGREEMENT}
    built(tmp_path, annex)
    before = _packet(tmp_path)
    built(tmp_path, annex)
    assert _packet(tmp_path) == before
    pairs.write_text(pairs.read_text("utf-8").replace("2025-12-31", "2026-12-31"), "utf-8")
    _result, pages = built(tmp_path, annex)
    assert _packet(tmp_path) != before
    assert any("2026年12月31日" in text for page in pages for text in page)


def _packet(folder: Path) -> bytes:
    (packet,) = (folder / "out").rglob("packet.pdf")
    return packet.read_bytes()


def _pdf(pages: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595.28, 841.89)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
