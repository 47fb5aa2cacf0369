"""Cases of any content: checked and built with a documented exit code, whatever stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cases.agreement import Goal, Pair
from generator.cli import answers
from generator.errors import ExitCode
from generator.load.yamltext import MAX_DEPTH
from generator.pipeline import check
from generator.problems import CaseProblems
from tests.faults.harm import temporaries

calm = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DOCUMENTED = set(ExitCode) - {ExitCode.BUG, ExitCode.USAGE, ExitCode.INTERRUPTED}

WORDS = st.sampled_from(
    ["禄劝县", "禄劝县人民医院", "昆明市延安医院", "怒江州人民医院", "待补", "待补：三级医院", "待定",
     "{{7*7}}", "{% if %}", "<a&b>", "../..", "CON", "长" * 90, "右\u202e左", "零\u200b宽", "\U0001f600",
     "\U000f1234", "=1+1", "a\nb", "a\tb", "", "  ", "2021-01-01", "0", "-1", "1e9", "nan", "是", "no"]
)  # fmt: skip
TEXT = st.one_of(WORDS, st.text(max_size=20), st.lists(WORDS, max_size=3).map("".join))
DAY = st.one_of(
    st.dates().map(str), st.sampled_from(["2021年1月1日", "2021-02-30", "待补", "", "９"])
)
GOAL = st.dictionaries(st.sampled_from(sorted(Goal.model_fields)), TEXT, max_size=8)
SEAL = st.fixed_dictionaries({"file": TEXT, "owner": TEXT})
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "helpers": st.lists(TEXT, max_size=4),
    "start": DAY,
    "end": DAY,
    "signed": DAY,
    "copies": st.one_of(st.integers(-2, 120), TEXT),
    "government_copy": st.sampled_from(["是", "否", "true", "x"]),
    "goals": st.lists(GOAL, max_size=4),
    "seals": st.dictionaries(st.sampled_from(["helper", "receiver", "x"]), SEAL, max_size=2),
    "seed_line": st.integers(0, 600),
}
USUAL = {"county": "禄劝县", "receiver": "禄劝县人民医院", "helpers": ["昆明市延安医院"]}
PAIR = st.fixed_dictionaries(
    {},
    optional={key: SPECIAL.get(key, TEXT) for key in Pair.model_fields},
).map(lambda own: USUAL | own)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def written(folder: Path, pairs: list[dict[str, Any]], mode: str, name: str) -> Path:
    content = {"kind": "agreement", "policy": "yunnan-2022", "name": name, "mode": mode}
    path = folder / "case.yaml"
    # JSON is YAML, and knows no aliases.
    text = json.dumps({**content, "pairs": pairs}, ensure_ascii=False)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


@settings(calm, max_examples=150)
@given(
    pairs=st.lists(PAIR, min_size=1, max_size=3),
    mode=st.sampled_from(["joint", "pairwise"]),
    name=TEXT,
)
def test_any_case_is_checked(
    folder: Path, pairs: list[dict[str, Any]], mode: str, name: str
) -> None:
    path = written(folder, pairs, mode, name)
    try:
        ((_loaded, problems),) = check((path,))
    except CaseProblems as fault:
        problems = fault.problems
    assert all(problem.message and problem.place.file for problem in problems)


@settings(calm, max_examples=40)
@given(pair=PAIR, mode=st.sampled_from(["joint", "pairwise"]))
def test_any_case_is_built(folder: Path, pair: dict[str, Any], mode: str) -> None:
    """Each into the same folder, over what the one before has left."""
    path = written(folder, [USUAL, pair], mode, "任意")
    out = folder / "out"
    assert answers.answer(["build", str(path), "-o", str(out), "--workers", "1"]) in DOCUMENTED
    assert temporaries(folder) == []
    assert {each.name for each in folder.iterdir()} <= {"case.yaml", "out"}


JUNK = st.recursive(
    TEXT,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=8,
)
KEYS = ("kind", "policy", "name", "mode", "pairs", "hospitals", "类型", "from", "rows", "defaults")


@settings(calm, max_examples=100)
@given(content=st.dictionaries(st.one_of(st.sampled_from(KEYS), TEXT), JUNK, max_size=6))
def test_any_structure_is_told(folder: Path, content: dict[str, Any]) -> None:
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump({"kind": "agreement", **content}, allow_unicode=True), "utf-8")
    assert answers.answer(["check", str(path)]) in {ExitCode.DONE, ExitCode.CASE}


@settings(calm, max_examples=30)
@given(depth=st.integers(1, 3 * MAX_DEPTH), kind=st.sampled_from(["[{}]", "- {}", "{{a: {}}}"]))
def test_any_depth_is_told(folder: Path, depth: int, kind: str) -> None:
    before, after = kind.format("\0").split("\0")
    (folder / "case.yaml").write_text(
        "kind: agreement\nx:\n  " + before * depth + "a" + after * depth
    )
    assert answers.answer(["check", str(folder / "case.yaml")]) == ExitCode.CASE
