"""The agreements of 浦东新区 and 渝北区: their pairs, who signs, and what else is known of them."""

from __future__ import annotations

import re

import pytest

from generator.cases.agreement import AgreementCase
from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK
from generator.cases.records import Record
from generator.check import check_case
from generator.load import LoadedCase, load_case
from generator.problems import ExitCode, Severity, exit_code
from generator.reference import load_policy, load_reference
from generator.resources import data_dir
from tests.check.checked import problems
from tests.reference.test_policy import compact
from tests.seedtext import repaired_lines

CASES = {"pudong-2023": 15, "yubei-2021": 10}
SAME = {"剑川县人民医院", "宾川县人民医院", "兰坪县人民医院", "贡山县人民医院"}
OTHER = {
    *("洱源县人民医院", "巍山县人民医院", "鹤庆县人民医院", "福贡县人民医院"),
    *("怒江州人民医院", "泸水市人民医院"),
}


def loaded(policy: str) -> LoadedCase:
    return load_case(data_dir() / "cases" / policy / "agreements.yaml")


def records(policy: str) -> tuple[Record, ...]:
    case = loaded(policy)
    return KINDS[case.case.kind].records(case.case, load_reference(), case.path.parent)


@pytest.mark.parametrize("policy", CASES)
def test_both_hospitals_sign_and_no_government(policy: str) -> None:
    found = records(policy)
    assert len(found) == len({record.key for record in found}) == CASES[policy]
    for record in found:
        assert [party.role for party in record.parties] == ["helper", "receiver"]
        assert record.fields["copies"] == 2
        assert record.fields["government"] is BLANK


@pytest.mark.parametrize("policy", CASES)
def test_the_case_passes_its_check(policy: str) -> None:
    found = check_case(loaded(policy), load_reference())
    assert {problem.severity for problem in found} <= {Severity.WARNING, Severity.INFO}
    assert exit_code(found) is ExitCode.DONE


@pytest.mark.parametrize("policy", CASES)
def test_what_they_agree_to_is_the_notices_own_text(policy: str) -> None:
    case = loaded(policy).case
    assert isinstance(case, AgreementCase) and case.terms
    notice = load_policy(policy)
    assert notice is not None
    text = compact("".join(repaired_lines(notice.seed)))
    for term in case.terms:
        # The last sentence's end may be a comma of the notice's.
        assert all(part in text for part in re.split("[。;；]", compact(term))), term


def test_the_overlap_with_yunnan_is_told_with_both_sources() -> None:
    told = {}
    for problem in check_case(loaded("pudong-2023"), load_reference()):
        if problem.rule == "P23-10":
            assert problem.severity is Severity.INFO
            assert "云卫医发〔2022〕5号" in problem.message
            assert "浦卫办〔2023〕7号（第97行）" in problem.message or (
                "浦卫办〔2023〕7号 (line 97)" in problem.message
            )
            receiver = records("pudong-2023")[int(problem.path[1])].fields["receiver"]
            told[receiver] = problem.message
    assert set(told) == SAME | OTHER
    same = {receiver for receiver, message in told.items() if "←" in message}
    assert same == SAME
    assert "208" in told["洱源县人民医院"] and "云南省第三人民医院" in told["洱源县人民医院"]


def test_nothing_is_corrected_by_the_other_list() -> None:
    helpers = {r.fields["receiver"]: r.fields["helpers"] for r in records("pudong-2023")}
    assert helpers["洱源县人民医院"] == ["上海市浦东新区公利医院"]
    assert helpers["怒江州人民医院"] == ["上海市东方医院"]


def test_a_county_on_no_list_is_only_a_place_where_no_government_signs() -> None:
    pair = {"county": "江孜县", "receiver": "江孜县人民医院", "helpers": ["东方医院"]}
    assert not any("江孜县" in p.message and p.path[-1:] == ("county",)
                   for p in problems(pair, policy="pudong-2023"))  # fmt: skip
    assert any(p.path[-1:] == ("county",) for p in problems(pair))
    wrong = problems({**pair, "county": "江只县"}, policy="pudong-2023")
    assert any(p.path[-1:] == ("receiver",) and "江只县" in p.message for p in wrong)


def test_a_seal_of_a_government_that_does_not_sign_is_refused() -> None:
    seal = {"government": {"file": "a.png", "owner": "某县人民政府"}}
    pair = {"county": "江孜县", "receiver": "江孜县人民医院", "helpers": ["新区人民医院"]}
    found = problems({**pair, "seals": seal}, policy="pudong-2023")
    (told,) = (p for p in found if p.severity is Severity.ERROR)
    assert told.path == ("pairs", 0, "seals", "government")
    assert "helper, receiver" in told.remedy


def test_an_assistant_nobody_knows_is_told() -> None:
    pair = {"county": "江孜县", "receiver": "江孜县人民医院", "helpers": ["新区人民医院"]}
    found = problems({**pair, "assistants": ["浦东第九医院"]}, policy="pudong-2023")
    assert [p.path for p in found if p.severity is Severity.ERROR] == [
        ("pairs", 0, "assistants", 0)
    ]


def test_a_joint_agreement_of_two_parties_needs_no_copy_for_a_government() -> None:
    found = check_case(loaded("pudong-2023"), load_reference())
    assert not [p for p in found if "copies" in p.path]
    case = loaded("pudong-2023").case.model_copy(update={"mode": "joint"})
    made = KINDS["agreement"].records(case, load_reference(), data_dir())
    assert {record.fields["copies"] for record in made} == {2}
