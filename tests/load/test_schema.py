"""The JSON Schemas: they accept what loads, and object where an editor should underline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.cases.kinds import KINDS
from generator.errors import UsageError
from generator.load import load_case
from generator.load.schema import case_schema
from generator.load.skeleton import new_case
from generator.resources import data_dir, forms_dir

HEAD = {"kind": "agreement", "policy": "yunnan-2022", "name": "测试"}
PAIR = {"county": "禄劝县", "receiver": "禄劝县人民医院", "helpers": ["昆明市延安医院"]}
SAMPLES = (
    path
    for path in sorted(forms_dir().glob("*/*/sample.yaml"))
    if "kind:" in path.read_text("utf-8")
)
CASES = [*sorted(data_dir().glob("cases/*/*.yaml")), *SAMPLES]  # samples of general forms are data


class EditorLoader(yaml.SafeLoader):
    """Scalars typed as an editor types them (YAML 1.2 knows no dates)."""


EditorLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(case: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(case_schema(case.get("kind", "agreement")))
    return [each.message for each in validator.iter_errors(case)]


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_schema(kind: str) -> None:
    schema = case_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["name"]["title"] == "名称"


def test_there_are_cases() -> None:
    assert len(CASES) >= 2


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_cases_validate(path: Path) -> None:
    case = yaml.load(path.read_text("utf-8"), Loader=EditorLoader)
    assert load_case(path).case.kind == case["kind"]
    assert faults(case) == []
    case["pairz"] = []
    assert any("pairz" in message for message in faults(case))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 7},
        {"协议编号": "7"},
        {"start": "2021年5月1日", "copies": "4", "government_copy": "否"},
        {"start": "待补", "signed": None, "goals": None},
        {"goals": {"from": "goals.xlsx#Sheet1", "defaults": {"年度": 2022}}},
        {"goals": {"rows": [{"goal": "a"}, {"帮扶目标": "b"}], "默认": {"year": 2022}}},
        {"goals": [{"goal": "a"}, {"来源": "goals.csv"}]},
        {"helpers": {"from": "helpers.csv"}},
        {"seals": {"helper": {"file": "a.png", "印章单位": "甲"}}},
    ],
)
def test_accepts(changes: dict[str, Any]) -> None:
    assert faults({**HEAD, "pairs": [{**PAIR, **changes}]}) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"reciever": "a"},
        {"县名称": "a"},  # beside `county`
        {"copies": 100},
        {"government_copy": "maybe"},
        {"helpers": []},
        {"helpers": "昆明市延安医院"},
        {"goals": {"rows": [{"gaol": "a"}]}},
        {"goals": {"from": "a.csv", "rows": []}},
        {"goals": [{"gaol": "a"}]},
        {"seals": {"helper": {"file": "a.png"}}},
    ],
)
def test_objects(changes: dict[str, Any]) -> None:
    assert faults({**HEAD, "pairs": [{**PAIR, **changes}]})


@pytest.mark.parametrize("key", ["kind", "policy", "name", "pairs"])
def test_required(key: str) -> None:
    case = {**HEAD, "pairs": [PAIR]}
    assert not faults(case)
    del case[key]
    assert faults(case)


def test_unknown_kind() -> None:
    with pytest.raises(UsageError) as caught:
        case_schema("agrement")
    assert "agreement" in caught.value.remedy


def test_new_case_loads_and_validates(tmp_path: Path) -> None:
    text = new_case("agreement", "yunnan-2022")
    path = tmp_path / "new.yaml"
    path.write_text(text, "utf-8")
    loaded = load_case(path)
    assert loaded.warnings == ()
    assert faults(yaml.load(text, Loader=EditorLoader)) == []
    assert text.startswith("# yaml-language-server: $schema=agreement.schema.json\n")


def test_new_case_shows_every_field() -> None:
    text = new_case("agreement", "yunnan-2022")
    for field in case_schema("agreement")["$defs"]["Pair"]["properties"].values():
        if "title" in field:
            assert f"# {field['title']}" in text


@pytest.mark.parametrize(
    ("kind", "policy", "offered"),
    [
        ("agreement", "x", "There are: agreement --policy yunnan-2022."),
        ("../agreement", ".", "There are: activity, agreement, appraisal, "),
        ("x", "", "There are: activity, agreement, appraisal, "),
    ],
)
def test_no_example(kind: str, policy: str, offered: str) -> None:
    with pytest.raises(UsageError) as caught:
        new_case(kind, policy)
    assert caught.value.remedy.startswith(offered)
    assert f" {kind} case" in str(caught.value)
    assert ("under" in str(caught.value)) == (kind == "agreement")
