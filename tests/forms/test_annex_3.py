"""The filled agreement, blanks aside, is the seed's 附件3 clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.cases.nothing import BLANK
from generator.cases.records import Party
from generator.fill import document_text
from generator.fill.archive import read_parts, write_archive
from generator.fill.compiling import compile_template
from generator.fill.docx import fill_compiled
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms
from tests.seedtext import repaired_lines

# What stands in the seed's blanks once the sample is filled in: clause → filled clause.
FILLED = {
    "三级医院对口帮扶县级医院协议书（模板）": "三级医院对口帮扶县级医院协议书",
    "一式X份": "一式四份",
    "云南省XX州（市）卫生健康委": "云南省昆明市卫生健康委",
    "自2021年 月 日起至2025年 月 日止": "自2021年1月1日起至2025年12月31日止",
    "县人民政府（受援医院所属": "禄劝彝族苗族自治县人民政府（受援医院所属",
}
DATE = ("年 月 日", "2022年1月20日")
# What the filled agreement has beyond the seed: its number, the hospitals' names.
ADDED = ("协议编号：样例〔2022〕1号", "昆明市中医医院", "禄劝县中医医院")


def annex_3_clauses() -> list[str]:
    """The lines of 附件3 with something in them, from its title to the date."""
    first, last = 295, 367
    return [line for line in repaired_lines()[first - 1 : last] if line.strip()]


@pytest.fixture(scope="module")
def form() -> Form:
    (found,) = (
        f
        for f in discover_forms().values()
        if f.source and (f.source.policy, f.source.annex) == ("yunnan-2022", "3")
    )
    return found


@pytest.fixture(scope="module")
def fields(form: Form) -> Mapping[str, Any]:
    return sample_fields(form)


def expected_clauses() -> list[str]:
    """The seed's clauses with the sample's values in their blanks, each found exactly once."""
    text = "\n".join(annex_3_clauses())
    for blank, value in FILLED.items():
        assert text.count(blank) == 1, blank
        text = text.replace(blank, value)
    *clauses, date = text.split("\n")
    assert date == DATE[0]
    return [*clauses, DATE[1]]


def filled_clauses(form: Form, fields: Mapping[str, Any], template: bytes) -> list[str]:
    """The agreement's paragraphs: cells apart, without footers, seal places and what was added."""
    filled = fill_compiled(compile_template(form.template, template), fields)
    lines = document_text(filled).replace("\t", "\n").replace("↵", "\n").split("\n")
    body = [line for line in lines if line and not line.startswith(("〔页脚", "‹"))]
    assert [line for line in body if line in ADDED] == list(ADDED)
    return [line for line in body if line not in ADDED]


def test_the_seed_is_read_whole() -> None:
    clauses = annex_3_clauses()
    assert len(clauses) == 36
    assert clauses[0].startswith("三级医院对口帮扶")
    assert not any(mark in clause for clause in clauses for mark in "()[],:;")


def test_filled_agreement_is_the_seed_clause_by_clause(
    form: Form, fields: Mapping[str, Any]
) -> None:
    assert filled_clauses(form, fields, form.template.read_bytes()) == expected_clauses()


@pytest.mark.parametrize(
    ("word", "other", "clause"),
    [
        ("不得收取", "可以收取", "4.下派人员应自觉遵守"),
        ("院长考核内容", "考核内容", "（二）将对口帮扶"),
        ("各保留一份", "各留一份", "（一）本协议书"),
        ("（签字、盖章）", "（盖章）", "（"),
    ],
)
def test_a_changed_word_is_reported_with_its_clause(
    form: Form, fields: Mapping[str, Any], word: str, other: str, clause: str
) -> None:
    parts = read_parts(form.template.read_bytes())
    document = parts["word/document.xml"].decode("utf-8")
    assert document.count(word) == 1
    parts["word/document.xml"] = document.replace(word, other).encode("utf-8")
    found = filled_clauses(form, fields, write_archive(parts))
    wrong = [pair for pair in zip(found, expected_clauses(), strict=True) if pair[0] != pair[1]]
    assert len(wrong) == 1
    assert wrong[0][0].startswith(clause)


def filled_text(form: Form, fields: Mapping[str, Any]) -> str:
    compiled = compile_template(form.template, form.template.read_bytes())
    return document_text(fill_compiled(compiled, fields))


@pytest.mark.parametrize(
    ("joint", "government_copy", "holders"),
    [
        (False, False, "甲乙双方各保留一份"),
        (False, True, "甲乙双方、受援地人民政府各保留一份"),
        (True, False, "各支援医院、受援医院各保留一份"),
        (True, True, "各支援医院、受援医院、受援地人民政府各保留一份"),
    ],
)
def test_who_keeps_a_copy(
    form: Form, fields: Mapping[str, Any], joint: bool, government_copy: bool, holders: str
) -> None:
    changed = {**fields, "joint": joint, "government_copy": government_copy}
    assert f"份，{holders}，报备云南省卫生健康委" in filled_text(form, changed)


def test_blanks_stay_for_handwriting(form: Form, fields: Mapping[str, Any]) -> None:
    blank = dict.fromkeys(("number", "start", "end", "signed"), BLANK)
    text = filled_text(form, {**fields, **blank})
    assert "协议编号" not in text
    assert "自2021年　月　日起至2025年　月　日止。" in text
    assert "（签字、盖章）↵　　年　月　日\n" in text


def joint_parties(helpers: int) -> tuple[Party, ...]:
    return (
        Party("helper", "支援医院（牵头）", "甲医院"),
        *(Party("helper", "支援医院", f"第{n}医院") for n in range(2, helpers + 1)),
        Party("government", "受援医院所属地方人民政府", "乙县人民政府"),
        Party("receiver", "受援医院", "乙县人民医院"),
    )


@pytest.mark.parametrize("helpers", [1, 2, 3, 4, 6, 9])
def test_every_party_has_one_seal_place(
    form: Form, fields: Mapping[str, Any], helpers: int
) -> None:
    text = filled_text(form, {**fields, "joint": True, "parties": joint_parties(helpers)})
    names = ["helper", *(f"helper_{n}" for n in range(2, helpers + 1)), "government", "receiver"]
    assert [name for name in names if text.count(f"‹seal_{name}›") == 1] == names
    assert text.count("‹seal_") == helpers + 2
    assert text.count("（签字、盖章）") == 1
    assert text.count("支援医院（牵头）：↵甲医院") == 1
