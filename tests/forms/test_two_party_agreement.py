"""The agreement of two parties: what it prints of a case, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.cases.nothing import BLANK, Gap
from generator.cases.records import Party
from generator.fill import document_text
from generator.fill.compiled import compiled_docx
from generator.fill.docx import fill_compiled
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms


@pytest.fixture(scope="module")
def form() -> Form:
    (found,) = (f for f in discover_forms().values() if f.case == "agreement" and not f.source)
    return found


@pytest.fixture(scope="module")
def fields(form: Form) -> Mapping[str, Any]:
    return sample_fields(form)


def filled(form: Form, fields: Mapping[str, Any], **changes: Any) -> str:
    return document_text(fill_compiled(compiled_docx(form.template), {**fields, **changes}))


def test_it_says_that_it_is_a_proposal(form: Form, fields: Mapping[str, Any]) -> None:
    assert "（建议稿，以主管部门下发版本为准）" in filled(form, fields)


def test_terms_and_tasks_are_left_out_where_there_are_none(
    form: Form, fields: Mapping[str, Any]
) -> None:
    text = filled(form, fields, terms=(), goals=())
    assert "帮扶目标、任务内容和时间安排由双方协商确定。" in text
    assert "任务分解" not in text
    assert "任务分解见下表" in filled(form, fields)


def test_a_title_within_a_title_has_single_marks(form: Form, fields: Mapping[str, Any]) -> None:
    policy = {"number": "甲发〔2023〕7号", "title": "关于印发《某方案》的通知"}
    text = filled(form, fields, policy=policy)
    assert "根据《关于印发〈某方案〉的通知》（甲发〔2023〕7号）要求" in text
    text = filled(form, fields, policy={**policy, "number": Gap("发文字号")})
    assert "的通知》要求" in text


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        (2, "一式两份，甲乙双方各执一份。"),
        (3, "一式三份，甲乙双方各执一份，其余按有关规定报备。"),
        (12, "一式十二份，"),
    ],
)
def test_who_keeps_a_copy(form: Form, fields: Mapping[str, Any], copies: int, said: str) -> None:
    assert said in filled(form, fields, copies=copies)


def test_assistants_are_named_and_do_not_sign(form: Form, fields: Mapping[str, Any]) -> None:
    text = filled(form, fields, assistants=("甲医院", "乙医院"))
    assert "做好工作交接。甲医院、乙医院协助参与。" in text
    assert text.count("甲医院") == 1


def test_blanks_stay_for_handwriting(form: Form, fields: Mapping[str, Any]) -> None:
    text = filled(form, fields, **dict.fromkeys(("number", "start", "end", "signed"), BLANK))
    assert "协议编号" not in text
    assert "自　　年　月　日起至　　年　月　日止" in text


def test_no_government_signs(form: Form, fields: Mapping[str, Any]) -> None:
    parties = (
        Party("helper", "支援医院（牵头）", "甲医院"),
        Party("helper", "支援医院", "乙医院"),
        Party("government", "受援地人民政府", "丙县人民政府"),
        Party("receiver", "受援医院", "丙县人民医院"),
    )
    text = filled(form, fields, joint=True, helpers=["甲医院", "乙医院"], parties=parties)
    assert "丙县人民政府" not in text
    assert [text.count(f"‹seal_{name}›") for name in ("helper", "helper_2", "receiver")] == [1] * 3
    assert "甲方（支援单位，牵头）：↵甲医院" in text
    assert "甲方（支援单位）：↵乙医院" in text
