"""The relations are those of the seed, row for row, and fall into none of its traps."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.reference import RelationRow, load_policy, load_reference
from generator.reference.reading import relation_rows
from tests.seedtext import repaired_lines, seed_lines, table

REFERENCE = load_reference()
ANNEX_1 = relation_rows(REFERENCE.relations("yunnan-2022-annex-1"))
ANNEX_2 = relation_rows(REFERENCE.relations("yunnan-2022-annex-2"))
REGIONS = relation_rows(REFERENCE.relations("yunnan-2022-three-regions"))
PUDONG = relation_rows(REFERENCE.relations("pudong-2023"))
YUBEI = relation_rows(REFERENCE.relations("yubei-2021"))
PUDONG_SEED, YUBEI_SEED = "001_d3a3ff959194a5ac.txt", "003_cabd1cfda3d03208.txt"
UNKNOWN = "待补：三级医院"


def complete(rows: tuple[RelationRow, ...]) -> list[RelationRow]:
    return [row for row in rows if UNKNOWN not in row.helpers]


def test_annex_1_is_the_seeds_table() -> None:
    expected, county, receiver = [], "", ""
    for line, (_number, county_cell, receiver_cell, helper) in table(96, 257):
        county, receiver = county_cell or county, receiver_cell or receiver
        expected.append((line, county, receiver, (helper or UNKNOWN,)))
    assert len(expected) == 148
    assert [(r.seed_line, r.county, r.receiver, r.helpers) for r in ANNEX_1] == expected


def test_annex_2_is_the_seeds_table() -> None:
    expected = [
        (line, county, receiver, tuple(helpers.split("、")))
        for line, (_number, county, receiver, helpers) in table(264, 291)
    ]
    assert len(expected) == 26
    assert [(r.seed_line, r.county, r.receiver, r.helpers) for r in ANNEX_2] == expected


def test_three_regions_are_the_seeds_sentence() -> None:
    sentence = re.findall(r"由(\w+)牵头，([\w、]+)参与帮扶(\w+州人民医院)", repaired_lines()[54])
    expected = [(receiver, (lead, *rest.split("、"))) for lead, rest, receiver in sentence]
    assert [len(helpers) for _receiver, helpers in expected] == [9, 8]
    assert [(row.receiver, row.helpers) for row in REGIONS] == expected


def test_annex_1_counts() -> None:
    known = complete(ANNEX_1)
    assert len(known) == 146
    assert len({row.county for row in ANNEX_1}) == 94
    assert len({row.receiver for row in ANNEX_1}) == 136
    helpers = Counter(row.helpers[0] for row in known)
    assert len(helpers) == 64
    assert helpers["云南省第一人民医院"] == helpers["大理州中医医院"] == 7
    doubles = [name for name, n in Counter(row.receiver for row in ANNEX_1).items() if n == 2]
    assert len(doubles) == 12
    assert max(Counter(row.receiver for row in ANNEX_1).values()) == 2


def test_annex_1_by_prefecture() -> None:
    counts = Counter(
        county.prefecture for row in ANNEX_1 if (county := REFERENCE.county(row.county))
    )
    expected = (
        "大理州22 普洱市15 临沧市14 昭通市13 楚雄州12 文山州11 玉溪市10 昆明市9 曲靖市7 红河州7 "
        "保山市7 德宏州7 丽江市5 西双版纳州4 迪庆州3 怒江州2"
    )
    assert counts == {name: int(n) for name, n in re.findall(r"(\D+?)(\d+) ?", expected)}
    assert counts.total() == 148


def test_annex_2_counts() -> None:
    assert sum(len(row.helpers) for row in ANNEX_2) == 71
    assert len({helper for row in ANNEX_2 for helper in row.helpers}) == 50
    assert len({row.helpers[0] for row in ANNEX_2}) == 19
    assert Counter(len(row.helpers) for row in ANNEX_2) == {3: 19, 2: 2, 1: 4, 6: 1}


def test_both_annexes() -> None:
    receivers = {row.receiver for row in (*ANNEX_1, *ANNEX_2)}
    assert len(receivers) == 162
    assert len({row.county for row in (*ANNEX_1, *ANNEX_2)}) == 102
    assert len({row.county for row in ANNEX_1} & {row.county for row in ANNEX_2}) == 18
    first, second = (
        {h for row in complete(rows) for h in row.helpers} for rows in (ANNEX_1, ANNEX_2)
    )
    assert (len(first | second), len(first & second)) == (97, 17)


@pytest.mark.parametrize(("line", "receiver"), [(115, "威信县中医医院"), (181, "姚安县中医医院")])
def test_a_missing_tertiary_hospital_is_not_filled_down(line: int, receiver: str) -> None:
    row = next(row for row in ANNEX_1 if row.seed_line == line)
    assert (row.receiver, row.helpers) == (receiver, (UNKNOWN,))
    assert row.repair
    assert [r.seed_line for r in ANNEX_1 if UNKNOWN in r.helpers] == [115, 181]


def test_no_hospital_is_helped_by_one_of_its_own_county() -> None:
    for row in (*complete(ANNEX_1), *ANNEX_2, *REGIONS):
        for helper in row.helpers:
            entry = REFERENCE.hospital(helper)
            assert entry is not None, helper
            assert entry.county != row.county, row


def test_a_name_split_over_a_page_is_one_hospital_with_two_helpers() -> None:
    rows = [row for row in ANNEX_1 if "香格里拉市人民医院" in row.receiver]
    assert {row.receiver for row in rows} == {"香格里拉市人民医院（迪庆州人民医院）"}
    assert [row.helpers for row in rows] == [("上海交通大学附属瑞金医院",), ("昆明市儿童医院",)]
    assert all(row.repair for row in rows)


def test_a_doubtful_character_is_kept_and_flagged() -> None:
    row = next(row for row in ANNEX_1 if row.seed_line == 172)
    assert row.receiver == "沧源县中医佉医医院"
    assert "佉" in seed_lines()[171]
    assert row.suspect and "佤" in row.suspect


def test_irregular_names_are_flagged() -> None:
    flagged = {row.seed_line for row in (*ANNEX_1, *ANNEX_2) if row.suspect}
    assert flagged == {102, 126, 172, 188, 218, 222, 231, 273, 277, 280, 282}


def test_pudongs_pairs_are_the_seeds_sentences() -> None:
    found = []
    for number in (95, 97, 99):
        line = repaired_lines(PUDONG_SEED)[number - 1]
        for helper, receivers in re.findall(r"(?<=[。，；（])(\w+)结对([\w]+)", line):
            places = r"西藏|福建三明市(?:大田县|永安市)(?=\w)"
            for receiver in receivers.split("和"):
                name = re.sub("西藏|福建三明市", "", receiver)
                assert re.search(places, receiver) or name == receiver
                found.append((number, name, (helper,)))
    assert len(found) == 15
    assert [(row.seed_line, row.receiver, row.helpers) for row in PUDONG] == found


def test_pudongs_assistants_are_named_beside_their_pair() -> None:
    (row,) = (row for row in PUDONG if row.assistants)
    text = f"{row.helpers[0]}结对{row.receiver}（{row.assistants[0]}和{row.assistants[1]}协助参与）"
    assert text in repaired_lines(PUDONG_SEED)[row.seed_line - 1]
    assert row.repair and "光明中医医医院" in row.repair
    assert row.suspect


def test_a_hospital_without_a_partner_is_no_pair() -> None:
    assert "新疆莎车县人民医院由委层面统筹安排" in seed_lines(PUDONG_SEED)[94]
    assert "莎车县人民医院" not in {row.receiver for row in PUDONG}


def test_the_rule_for_batches_and_the_list_say_the_same() -> None:
    policy = load_policy("pudong-2023")
    assert policy is not None
    parameters = policy.parameters_of("paired")
    assert parameters is not None
    said = {
        (receiver, helper)
        for row in PUDONG
        for receiver in [row.receiver]
        for helper in (*row.helpers, *row.assistants)
    }
    ruled = {
        (row_receiver, row_helper)
        for each in parameters["pairs"]
        for row_receiver, row_helper in said
        if any(name in row_receiver for name in each["receiver"])
        and any(name in row_helper for name in each["helpers"])
    }
    assert ruled == said
    count = sum(len(each["helpers"]) for each in parameters["pairs"] for _r in each["receiver"])
    assert count >= len(said) == 17


def test_yubeis_pairs_are_the_seeds_table() -> None:
    lines = [line.strip() for line in repaired_lines(YUBEI_SEED)]
    starts = range(193, 294, 10)  # ten lines a member: sender, receiver, contact, …
    members = [(number, lines[number - 1], lines[number]) for number in starts]
    assert len(members) == 11
    first: dict[tuple[str, str], int] = {}
    for number, sender, receiver in members:
        first.setdefault((receiver, sender), number)
    expected = [(number, receiver, (sender,)) for (receiver, sender), number in first.items()]
    assert len(expected) == 10
    assert [(row.seed_line, row.receiver, row.helpers) for row in YUBEI] == expected
    assert len({row.receiver for row in YUBEI}) == 8
    assert {row.county for row in YUBEI} == {"云阳县"}
