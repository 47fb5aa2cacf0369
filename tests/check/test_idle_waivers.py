"""A waiver is printed even where its rule has nothing against the case."""

from __future__ import annotations

from pathlib import Path

from generator.check import check_case
from generator.load.case import load_case
from generator.problems import Severity
from generator.reference import load_reference

CASE = """\
kind: training
policy: pudong-2024
name: 班
course: 示例班
issuer: 示例医院
start: 2024-05-06
end: 2024-05-15
waive: {p24-3: 材料已交到区里}
trainees: [{name: 示例甲, result: 合格}]
"""


def test_a_waiver_of_nothing_is_told(tmp_path: Path) -> None:
    case = tmp_path / "course.yaml"
    case.write_text(CASE, encoding="utf-8")
    problems = check_case(load_case(case), load_reference())
    (told,) = [each for each in problems if each.path[:1] == ("waive",)]
    assert told.severity is Severity.INFO
    assert "P24-3" in told.message
    assert "材料已交到区里" in told.message
    assert told.place.line == 8
