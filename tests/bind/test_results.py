"""Manifest, report and index tell the same story, escape everything and hold no clock."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from generator.bind.index import index_xlsx
from generator.bind.manifest import manifest_json, versions
from generator.bind.report import report_html
from generator.bind.results import file_entry
from tests.bind.cases import BITING, CASE


@pytest.fixture(params=["zh", "en"], autouse=True)
def _language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("generator.i18n.language", lambda: request.param)
    monkeypatch.setattr("generator.bind.report.language", lambda: request.param)
    return request.param


def test_the_manifest_names_everything() -> None:
    manifest = json.loads(manifest_json(CASE, {"libreoffice": "24.2"}))
    assert manifest["summary"] == {
        "records": 3,
        "drafts": 1,
        "pages": 30,
        "problems": {"gap": 1, "warning": 1, "info": 1},
    }
    assert [r["status"] for r in manifest["records"]] == ["final", "draft", "final"]
    assert manifest["records"][1]["problems"] == {"gap": 1}
    assert manifest["records"][0]["packet"] == {
        "path": "001-禄劝/packet.pdf", "sha256": "ab" * 32, "size": 1234, "pages": 10
    }  # fmt: skip
    assert [f["path"] for f in manifest["inputs"]] == ["agreements.yaml", "relations.yaml"]
    assert manifest["versions"].keys() >= {"bangfu", "python", "typst", "pikepdf", "libreoffice"}
    assert "somewhere" not in json.dumps(manifest)


def test_versions_are_those_installed() -> None:
    import pikepdf

    assert versions()["pikepdf"] == pikepdf.__version__


def test_a_file_entry_is_relative_and_hashed(tmp_path: Path) -> None:
    path = tmp_path / "001" / "材料.pdf"
    path.parent.mkdir()
    path.write_bytes(b"content")
    entry = file_entry(path, tmp_path)
    assert entry == file_entry(path, tmp_path, b"content")
    assert (entry.path, entry.size) == ("001/材料.pdf", 7)
    assert entry.sha256 == hashlib.sha256(b"content").hexdigest()
    assert file_entry(path, tmp_path / "other", b"").path == "../001/材料.pdf"


class Page(HTMLParser):
    """What a browser would make of the report: tags, links and visible text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.addresses.append(value or "")
            if name == "href":
                self.links.append(unquote(value or ""))

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data


def test_the_report_shows_every_record_problem_and_link() -> None:
    page = Page(report_html(CASE))
    for record in CASE.records:
        assert record.title in page.text
        assert f"./{record.packet.path}" in page.links
        for file in record.documents[0].files:
            assert f"./{file.path}" in page.links
    for problem in CASE.all_problems:
        assert problem.message in page.text
        assert problem.remedy in page.text
    assert "agreements.yaml:57:5" in page.text
    assert "roster.xlsx#Sheet1!C7" in page.text
    assert "YN-07 · 附件1" in page.text
    assert "./index.xlsx" in page.links


def test_the_report_escapes_data_and_names_no_machine() -> None:
    source = report_html(CASE)
    page = Page(source)
    assert "<script>alert" not in source
    assert page.text.count(BITING) == 2  # a record's title and a problem's message
    assert page.tags.count("script") == 1
    assert "somewhere" not in source


def test_the_report_needs_no_network() -> None:
    source = report_html(CASE)
    page = Page(source)
    assert page.addresses
    assert all(address.startswith("./") for address in page.addresses)
    assert not re.search(r"https?://|@import|url\(", source)


def test_the_report_is_in_the_users_language(_language: str) -> None:
    source = report_html(CASE)
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[_language] }">' in source


def test_a_case_of_finals_only_says_so() -> None:
    from msgspec.structs import replace

    case = replace(CASE, records=CASE.records[:1], problems=())
    source = report_html(case)
    assert "data-draft" not in re.sub(r"(?s)<script>.*", "", source)
    assert "case-problems" not in re.sub(r"(?s)<style>.*</style>", "", source)


def index():
    return openpyxl.load_workbook(io.BytesIO(index_xlsx(CASE))).worksheets[0]


def test_the_index_has_a_row_a_record() -> None:
    sheet = index()
    assert sheet["A1"].value == CASE.name
    assert [cell.value for cell in sheet[2]][1:3] == ["县名称", "备注"]
    assert sheet.max_row == 2 + len(CASE.records)
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == ["禄劝县", "威信县", BITING]
    assert [row[4] for row in rows] == [10, 10, 10]
    assert [row[5] for row in rows] == [0, 1, 1]


def test_no_cell_of_the_index_is_a_formula() -> None:
    sheet = index()
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet["C3"].value == "=1+1"
    assert sheet["C5"].value == "@SUM(A1)"
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_the_index_leads_to_the_packets() -> None:
    sheet = index()
    targets = [unquote(sheet.cell(row, 7).hyperlink.target) for row in (3, 4, 5)]
    assert targets == [record.packet.path for record in CASE.records]


def test_the_index_prints_well() -> None:
    sheet = index()
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:G5"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_same_results_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [(index_xlsx(CASE), report_html(CASE), manifest_json(CASE))]
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    time.sleep(1.1)  # core.xml counts in seconds
    made.append((index_xlsx(CASE), report_html(CASE), manifest_json(CASE)))
    assert made[0] == made[1]


def test_the_index_holds_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(index_xlsx(CASE))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-[^<]+)<", core) == ["1980-01-01T00:00:00Z"] * 2
