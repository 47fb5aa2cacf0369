"""Official documents: headings by their numbers, titles in lines, signatures in their place."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import ceil

import pytest

from generator.cases.headings import Block, block, level_of
from generator.cases.nothing import Gap
from generator.cases.signatures import signature
from generator.cases.title_lines import MOST, title_lines, width_of

LONG = "方案" * 25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体要求", Block(1, "一、总体要求", "")),
        ("十二、附则", Block(1, "十二、附则", "")),
        ("一、先看文字。再写标题", Block(1, "", "一、先看文字。再写标题")),
        ("（一）人员派驻", Block(2, "（一）人员派驻", "")),
        ("（一）人员派驻。按协议派驻。", Block(2, "（一）人员派驻。", "按协议派驻。")),
        ("（一）标准班，按每班资助；其他", Block(2, "", "（一）标准班，按每班资助；其他")),
        (f"（一）{LONG}。按协议。", Block(2, "", f"（一）{LONG}。按协议。")),
        ("1.选派骨干。", Block(3, "", "1.选派骨干。")),
        ("（1）不少于3个月。", Block(4, "", "（1）不少于3个月。")),
        ("2024年是关键一年。", Block(0, "", "2024年是关键一年。")),
        ("3.5万元一年。", Block(0, "", "3.5万元一年。")),
    ],
)
def test_headings_are_told_by_their_numbers(text: str, expected: Block) -> None:
    assert block(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("一、", 1), ("十、", 10), ("十一、", 11), ("二十、", 20), ("三十二、", 32), ("（九）", 9)],
)
def test_numbers_in_chinese(text: str, number: int) -> None:
    assert level_of(text)[1] == number


@pytest.mark.parametrize(
    "title",
    [
        "关于印发《2023年浦东新区卫生健康系统对口支援工作项目实施方案》的通知",
        "关于做好2021年对口帮扶云阳县乡镇卫生院有关工作的通知",
        "云南省卫生健康委 云南省乡村振兴局关于印发工作方案的通知",
        "通知" * 40,
        "2024" * 4 + "年度的方案和计划",
    ],
)
def test_titles_are_broken_evenly_and_nothing_is_lost(title: str) -> None:
    found = title_lines(title)
    assert "".join(found) == title.replace(" ", "") or "".join(found) == title
    assert all(0 < width_of(line) <= MOST for line in found)
    assert len(found) == ceil(width_of(title) / MOST)
    assert not any(line[0] in "》）”、，的" or line[-1] in "《（“" for line in found)
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(found))


def test_lines_the_writer_gave_stay() -> None:
    assert title_lines("关于\n印发方案的通知\n") == ("关于", "印发方案的通知")


@pytest.mark.parametrize(
    ("day", "lead"),
    [(date(2024, 12, 31), ""), (date(2024, 5, 24), "\u00a0"), (date(2024, 5, 6), "\u3000")],
)
def test_short_dates_are_moved_right(day: date, lead: str) -> None:
    assert signature(["某局"], day)["lead"] == lead


def test_rows_hold_three_seals() -> None:
    rows = signature(["甲", "乙", "丙", Gap("丁")], date(2024, 5, 6))["rows"]
    assert [(len(row.names), row.last) for row in rows] == [(3, False), (1, True)]


def test_without_a_seal_the_longer_of_name_and_date_keeps_two_characters() -> None:
    short = signature(["某局"], date(2024, 12, 31))
    assert len(short["unsealed_lead"]) == 28 - 2 - 8
    assert short["unsealed"][0] == "\u3000" * (28 - 2 - 8 - 2) + "某局"
    long = signature(["样例县卫生健康局"], date(2024, 5, 6))
    assert long["unsealed"][0] == "\u3000" * (28 - 2 - 8) + "样例县卫生健康局"
