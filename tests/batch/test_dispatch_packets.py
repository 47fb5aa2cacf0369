"""The cases of dispatched teams and trips, built in one go: complete packets that agree in themselves."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pypdf
import pytest

from generator.cases.dispatch import DispatchCase
from generator.load.case import load_case
from generator.options import CaseResult
from generator.resources import data_dir
from tests.builds import build_all

CASES = data_dir() / "cases"
TEAMS = (
    CASES / "pudong-2024/dispatch-lanping.yaml",
    CASES / "pudong-2024/dispatch-gongshan.yaml",
    CASES / "yunnan-2022/dispatch.yaml",
)
TRIPS = CASES / "pudong-2024/activity.yaml"
SENT, KEPT = "派遣函（送达）", "派遣函（留存）"
LIST, FILING = "派驻人员基本信息表", "浦东新区卫健系统赴对口支援地区开展帮扶活动报备表"
INSURANCE, HANDOVER, REPORT = (
    "派驻人员人身意外保险告知单",
    "医疗队工作交接单",
    "帮扶活动情况报告",
)
EXPECTED = {
    "dispatch-lanping": [
        [f"示例浦医函〔2024〕3号 {SENT}", f"示例浦医函〔2024〕3号 {KEPT}", LIST],
        [SENT, KEPT, LIST, FILING, INSURANCE, HANDOVER],
    ],
    "dispatch-gongshan": [
        [f"示例周医函〔2024〕12号 {SENT}", f"示例周医函〔2024〕12号 {KEPT}", LIST]
    ],
    "dispatch": [
        [f"示例昆中函〔2022〕2号 {SENT}", f"示例昆中函〔2022〕2号 {KEPT}", LIST, INSURANCE],
        [f"示例昆中函〔2023〕1号 {SENT}", f"示例昆中函〔2023〕1号 {KEPT}", LIST, INSURANCE, HANDOVER],
    ],
    "activity": [[FILING, REPORT], [FILING]],
}  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def results(output: Path) -> dict[str, CaseResult]:
    built = build_all(output, *TEAMS, TRIPS)
    return {result.case_path.stem: result for result in built}


def folders(output: Path, case: str) -> list[Path]:
    return sorted(path for path in (output / case).iterdir() if path.is_dir())


def said(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


@pytest.mark.parametrize("case", EXPECTED)
def test_each_packet_has_its_documents(
    case: str, output: Path, results: dict[str, CaseResult]
) -> None:
    assert results[case].exit_code == 0
    found = [
        [path.stem[3:] for path in sorted(folder.glob("[0-9]*.pdf"))]
        for folder in folders(output, case)
    ]
    assert found == EXPECTED[case]
    for folder, titles in zip(folders(output, case), found, strict=True):
        outline = pypdf.PdfReader(folder / "packet.pdf").outline
        assert [str(entry.title) for entry in outline][-len(titles) :] == titles  # type: ignore[union-attr]


@pytest.mark.usefixtures("results")
@pytest.mark.parametrize("path", TEAMS, ids=lambda path: path.stem)
def test_letter_and_list_say_the_same(path: Path, output: Path) -> None:
    case = load_case(path).case
    assert isinstance(case, DispatchCase)
    for batch, folder in zip(case.batches, folders(output, path.stem), strict=True):
        (sent,), (kept,) = folder.glob("01-*.pdf"), folder.glob("02-*.pdf")
        assert sent.read_bytes() == kept.read_bytes(), "two originals"
        (sheet,) = openpyxl.load_workbook(folder / f"03-{LIST}.xlsx").worksheets
        rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
        names = [str(row[2]) for row in rows]
        assert names == [member.name for member in batch.members]
        text = said(sent)
        assert f"共{len(rows)}人：{'、'.join(names)}。" in text
        for day in (batch.start, batch.end):
            assert f"{day.year}年{day.month}月{day.day}日" in text  # type: ignore[union-attr]
            assert any(f"{day.year}年{day.month}月" in str(row[12]) for row in rows)  # type: ignore[union-attr]


@pytest.mark.usefixtures("results")
def test_a_letter_tells_when_the_earlier_team_hands_over(output: Path) -> None:
    _first, second = folders(output, "dispatch-lanping")
    (letter,) = second.glob("01-*.pdf")
    assert "本批医疗队于2024年8月30日与第一批医疗队在贵院办理工作交接" in said(letter)
    assert "【待编号】" in said(letter)
    (note,) = second.glob("06-*.pdf")
    assert re.search("移交人：示例甲.*接收人：示例己", said(note))


@pytest.mark.usefixtures("results")
def test_the_checklist_misses_a_report_that_is_due(output: Path) -> None:
    done, due = (said(folder / "packet.pdf") for folder in folders(output, "activity"))
    assert "示例甲（副院长）带队，一行5人" in done
    assert "报备6人" in done
    assert "尚缺材料1项" in due
    assert "尚缺" not in done


def test_nobody_s_number_is_real() -> None:
    for path in TEAMS:
        text = path.read_text(encoding="utf-8")
        numbers = re.findall(r'id_number: "(\w+)"', text)
        assert numbers and all(number.startswith("999999") for number in numbers)
        assert set(re.findall(r'phone: "?(1\d{10})', text)) <= {
            f"199000000{number:02}" for number in range(100)
        }
