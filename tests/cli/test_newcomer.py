"""A newcomer's three mistakes: each gets its place, what was found, a suggestion, and exit 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bangfu

CASE = """\
kind: agreement
policy: yunnan-2022
name: 我的协议
pairs:
  - county: 禄劝县
    receiver: 禄劝县人民医院
    helpers: [昆明市延安医院]
    start: 2021-01-01
    end: 2025-12-31
"""

MISTAKES = {
    "a misspelt key": (
        ("    receiver: ", "    reciever: "),
        "mine.yaml:6:5: ",
        {
            "en": ("unknown key", "reciever", "receiver"),
            "zh": ("不认识的键", "reciever", "receiver"),
        },
    ),
    "an unknown hospital": (
        ("昆明市延安医院", "昆明延安医院"),
        "mine.yaml:7:15: ",
        {"en": ("no hospital is called", "昆明市延安医院"), "zh": ("没有名为", "昆明市延安医院")},
    ),
    "an end before the start": (
        ("end: 2025-12-31", "end: 2020-12-31"),
        "mine.yaml:9:10: ",
        {"en": ("2020-12-31 is before", "Correct one"), "zh": ("2020-12-31 早于", "请改正")},
    ),
}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_newcomers_mistake(bangfu: Bangfu, mine: Path, mistake: str, lang: str) -> None:
    (right, wrong), place, words = MISTAKES[mistake]
    mine.write_text(CASE.replace(right, wrong), encoding="utf-8")
    answer = bangfu("check", "mine.yaml", lang=lang)
    assert answer.code == 1
    assert answer.err == ""
    first = answer.out.split(place, 1)
    assert len(first) == 2, answer.out
    message = first[1].split("mine.yaml", 1)[0]
    assert message.startswith({"en": "error: ", "zh": "错误: "}[lang])
    assert [word for word in words[lang] if word not in message] == []
    assert "\n  → " in message, "a remedy"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_same_as_json(bangfu: Bangfu, mine: Path, mistake: str) -> None:
    (right, wrong), place, _words = MISTAKES[mistake]
    mine.write_text(CASE.replace(right, wrong), encoding="utf-8")
    answer = bangfu("check", "mine.yaml", "--format", "json")
    assert answer.code == 1
    (case,) = json.loads(answer.out)["cases"]
    places = [f"{p['file']}:{p['line']}:{p['column']}: " for p in case["problems"]]
    assert place in places
    assert all(p["remedy"] for p in case["problems"] if p["severity"] == "error")


def test_several_files_each_get_their_problems(bangfu: Bangfu, mine: Path) -> None:
    mine.with_name("other.yaml").write_text(
        CASE.replace("end: 2025", "end: 2020"), encoding="utf-8"
    )
    answer = bangfu("check", "gone.yaml", "other.yaml", "mine.yaml")
    assert answer.code == 1
    assert "gone.yaml: error" in answer.out
    assert "other.yaml:9:10: error" in answer.out
    assert " error: " not in answer.out.partition("other.yaml: errors: 1")[2]
    assert "\nmine.yaml: " in answer.out


def test_the_unspoilt_case_is_right(bangfu: Bangfu, mine: Path) -> None:
    answer = bangfu("check", "mine.yaml")
    assert answer.code == 0
    assert " error: " not in answer.out
