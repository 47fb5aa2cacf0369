"""Checks that need no policy: names, dates, pairs, gaps and what must be looked at."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from generator.check import check_case
from generator.problems import Severity
from generator.reference import load_reference
from tests.cases.agreements import agreement
from tests.check.checked import Made, problems


def test_a_correct_pair_has_no_problem() -> None:
    dates = {"start": "2021-01-01", "end": "2025-12-31"}
    assert problems({}) == []
    assert problems(dates) == []
    assert problems({**dates, "signed": ""}) == []


@pytest.mark.parametrize(
    ("pair", "path", "words", "remedy"),
    [
        (
            {"helpers": ["昆明延安医院"]},
            ("helpers", 0),
            "no hospital is called 昆明延安医院",
            "昆明市延安医院",
        ),
        ({"receiver": "禄劝县人民医完"}, ("receiver",), "受援医院", "禄劝县人民医院"),
        ({"receiver": "xyz"}, ("receiver",), "xyz", "hospitals:"),
        ({"county": "绿劝县"}, ("county",), "no county is called 绿劝县", "禄劝县"),
        ({"county": "绿劝县", "government": "甲"}, ("county",), "绿劝县", "prefecture"),
        (
            {"start": "2025-12-31", "end": "2021-01-01"},
            ("end",),
            "终止日期 2021-01-01 is before 起始日期 2025-12-31",
            "Correct",
        ),
        (
            {"helpers": ["禄劝县中医医院"]},
            ("helpers", 0),
            "禄劝县中医医院 is a hospital of 禄劝县 itself",
            "待补：三级医院",
        ),
        (
            {"county": "威信县", "receiver": "威信县人民医院", "helpers": ["威信县中医医院"]},
            ("helpers", 0),
            "of 威信县 itself",
            "待补：三级医院",
        ),
        (
            {"county": "怒江州", "receiver": "怒江州人民医院", "helpers": ["怒江州人民医院"]},
            ("helpers", 0),
            "itself",
            "待补",
        ),
        ({"helpers": ["省肿瘤医院", "昆明市延安医院"]}, ("helpers",), "2 hospitals", "mode: joint"),
        (
            {"seals": {"hospital": {"file": "a.png", "owner": "甲"}}},
            ("seals", "hospital"),
            "no party is called hospital",
            "helper, government, receiver",
        ),
        (
            {"seals": {"helper": {"file": "a.png", "owner": "甲"}}},
            ("seals", "helper", "file"),
            "no such file: a.png",
            "relative",
        ),
        (
            {"seals": {"helper": {"file": "a" * 500, "owner": "甲"}}},
            ("seals", "helper", "file"),
            "no such file",
            "relative",
        ),
    ],
)
def test_an_error(pair: dict[str, Any], path: tuple[object, ...], words: str, remedy: str) -> None:
    errors = [p for p in problems(pair) if p.severity is Severity.ERROR]
    assert [p.path for p in errors] == [("pairs", 0, *path)]
    assert words in errors[0].message
    assert remedy in errors[0].remedy
    assert errors[0].makes_draft


def test_a_seal_image_that_is_there(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    seals = {"helper": {"file": "a.png", "owner": "甲"}}
    assert problems({"seals": seals}, folder=tmp_path) == []


def test_a_county_the_reference_lacks_may_be_described() -> None:
    pair = {"county": "河口县", "prefecture": "红河州", "government": "河口瑶族自治县人民政府"}
    case = {"hospitals": [{"name": "河口县人民医院"}]}
    assert problems({**pair, "receiver": "河口县人民医院"}, **case) == []


def test_a_hospital_the_case_brings_is_known_and_suggested() -> None:
    hospitals = [{"name": "某市甲医院", "aliases": ["甲院"]}]
    assert problems({"helpers": ["甲院"]}, hospitals=hospitals) == []
    found = problems({"helpers": ["某市甲医完"]}, hospitals=hospitals)
    assert "某市甲医院" in found[0].remedy


@pytest.mark.parametrize("second", ["省肿瘤医院", "云南省肿瘤医院"])
def test_the_same_pair_twice(second: str) -> None:
    found = problems({"helpers": ["云南省肿瘤医院"]}, {}, {"helpers": [second]})
    errors = [p for p in found if p.severity is Severity.ERROR]
    assert [p.path for p in errors] == [("pairs", 2, "helpers", 0)]
    assert "row 1" in errors[0].message


def test_two_gaps_are_not_the_same_pair() -> None:
    found = problems({"helpers": ["待补"]}, {"helpers": ["待补"]}, {"receiver": "待补"})
    assert [p.severity for p in found] == [Severity.GAP] * 3


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ({"county": "寻甸县"}, "禄劝县人民医院 is not listed in 寻甸县 but in 禄劝县"),
        ({"receiver": "云南省肿瘤医院"}, "no county"),
        ({"helpers": ["会泽县中医医院"]}, "会泽县中医医院 is listed as a county-level hospital"),
        ({"suspect": "“佉”疑为“佤”"}, "“佉”疑为“佤”"),
    ],
)
def test_a_warning(pair: dict[str, Any], words: str) -> None:
    found = problems(pair)
    assert [p.severity for p in found] == [Severity.WARNING]
    assert words in found[0].message
    assert not found[0].makes_draft


def test_names_from_general_knowledge_are_to_be_verified() -> None:
    def notes(pair: dict[str, Any]) -> list[tuple[object, ...]]:
        found = check_case(Made(agreement(pair)), load_reference())
        assert {p.severity for p in found} <= {Severity.WARNING}
        return [p.path[2:] for p in found]

    assert notes({}) == [("county",)]
    assert notes({"helpers": ["省急救中心"]}) == [("county",), ("helpers", 0)]
    assert notes({"county": "会泽县", "receiver": "会泽县中医医院"}) == []
    assert notes({"government": "禄劝彝族苗族自治县人民政府"}) == []  # the case's own word


@pytest.mark.parametrize(
    ("pair", "path", "words"),
    [
        (
            {"helpers": ["待补：三级医院"]},
            ("helpers", 0),
            "支援医院 is still to be learnt (待补): 三级医院",
        ),
        ({"county": "待定"}, ("county",), "县名称 is still to be learnt"),
        ({"signed": "待补"}, ("signed",), "签订日期"),
        ({"goals": [{}, {"task": "待补：任务"}]}, ("goals", 1, "task"), "任务内容"),
    ],
)
def test_a_gap(pair: dict[str, Any], path: tuple[object, ...], words: str) -> None:
    found = [p for p in problems(pair) if p.severity is Severity.GAP]
    assert [p.path for p in found] == [("pairs", 0, *path)]
    assert words in found[0].message
    assert found[0].makes_draft
    assert "Line" not in found[0].remedy


def test_a_gap_of_the_policys_text_names_its_line() -> None:
    found = problems({"helpers": ["待补：三级医院"], "seed_line": "115"})
    assert "Line 115" in found[0].remedy


def test_an_unknown_policy() -> None:
    found = problems({}, policy="yunnan-2021")
    assert [p.path for p in found] == [("policy",)]
    assert "yunnan-2022" in found[0].remedy
    assert found[0].severity is Severity.ERROR


def test_problems_come_by_place() -> None:
    found = problems({"county": "寻甸县"}, {"helpers": ["甲"]}, {"county": "待补"}, {"copies": 9})
    places = [p.place for p in found]
    assert places == sorted(places)
    assert {place.line for place in places} == {1, 2, 3, 4}
