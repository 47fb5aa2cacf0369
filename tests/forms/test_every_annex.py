"""Every annex 附件 that the notices name has its form, and so has every paper they ask for by name."""

from __future__ import annotations

import re
import unicodedata

import pytest

from generator.forms import discover_forms
from generator.reference import Annex, Policy, load_policy, policy_ids
from generator.resources import data_dir
from tests.seedtext import repaired_lines

POLICIES = {policy.id: policy for name in policy_ids() if (policy := load_policy(name))}
ANNEXES = [(policy, annex) for policy in POLICIES.values() for annex in policy.annexes]
FORMS = discover_forms().values()

_BEGIN = re.compile(r"^[-\s]*附件[：:](?=\s*1[.．])")
_END = re.compile(r"联系人|附件|卫生健康委员会")
_ITEM = re.compile(r"^\s*(\d(?:-\d)?)\s*[.．](.+)")

# What the notices ask for by name without an annex, the words they use, and what its form is called.
PAPERS = [
    ("pudong-2024", "派遣函", "派遣函"),
    ("pudong-2024", "课程安排", "课程安排"),
    ("pudong-2024", "学员名册", "学员名册"),
    ("pudong-2024", "学员对培训效果的评估", "评估"),
    ("pudong-2024", "学员鉴定表", "学员鉴定表"),
    ("pudong-2024", "结业证书", "结业证书"),
    ("pudong-2024", "项目工作总结", "总结"),
    ("pudong-2024", "各项帮扶协议", "协议书"),
    ("yubei-2021", "签订对口支援协议", "协议书"),
    ("yunnan-2022", "补充签订具体协议", "补充协议"),
]


def plain(text: str) -> str:
    """Text as titles are compared: spaces, marks of titles and width are the copyist's."""
    return re.sub(r"[\s《》]", "", unicodedata.normalize("NFKC", text))


def listed(policy: Policy) -> list[tuple[str, str]]:
    """Number and title of each annex in the list after the notice's body 附件说明."""
    lines = repaired_lines(policy.seed)
    (start,) = (number for number, line in enumerate(lines) if _BEGIN.search(line))
    found: list[tuple[str, str]] = []
    for line in (_BEGIN.sub("", lines[start]), *lines[start + 1 :]):
        if _END.search(line):
            break
        if item := _ITEM.match(line):
            found.append((item[1], item[2]))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return [(number, plain(title)) for number, title in found]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
def test_the_policys_annexes_are_those_the_notice_lists(policy: Policy) -> None:
    known = [(annex.number, plain(annex.list_title or annex.title)) for annex in policy.annexes]
    assert known == listed(policy)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
def test_the_body_refers_to_no_other_annex(policy: Policy) -> None:
    body = "".join(repaired_lines(policy.seed))
    named = set(re.findall(r"(?<=附件)\s*(\d(?:-\d)?)", body))
    assert named
    numbers = {annex.number for annex in policy.annexes}
    # The text says 附件4 for the pair 4-1 and 4-2.
    assert named <= numbers | {number.partition("-")[0] for number in numbers}


def test_the_lists_are_read_whole() -> None:
    counts = {name: len(listed(policy)) for name, policy in POLICIES.items()}
    assert counts == {"pudong-2023": 3, "pudong-2024": 6, "yubei-2021": 3, "yunnan-2022": 5}


@pytest.mark.parametrize(
    ("policy", "annex"), ANNEXES, ids=[f"{policy.id}-{annex.number}" for policy, annex in ANNEXES]
)
def test_an_annex_has_its_form(policy: Policy, annex: Annex) -> None:
    forms = [
        form.id
        for form in FORMS
        if form.source and (form.source.policy, form.source.annex) == (policy.id, annex.number)
    ]
    with_notice = annex.is_text and printed_with_the_notice(policy, annex)
    assert forms or with_notice, f"{policy.id} 附件{annex.number} {annex.title}: no form"


def printed_with_the_notice(policy: Policy, annex: Annex) -> bool:
    """Whether a case of the notice itself carries the annex, a text that nobody fills in."""
    cases = (data_dir() / "cases" / policy.id).glob("*.yaml")
    texts = (path.read_text(encoding="utf-8") for path in cases)
    return any("kind: notice" in text and plain(annex.title) in plain(text) for text in texts)


def test_few_annexes_are_texts() -> None:
    texts = [(policy.id, annex.number) for policy, annex in ANNEXES if annex.is_text]
    assert texts == [("pudong-2023", "1")]


@pytest.mark.parametrize(("policy", "asked", "title"), PAPERS)
def test_a_paper_asked_for_has_its_form(policy: str, asked: str, title: str) -> None:
    assert asked in plain("".join(repaired_lines(POLICIES[policy].seed)))
    assert [form.id for form in FORMS if title in form.titles.zh], f"{asked}: no form"
