"""Records of agreements: names in full, who signs, how many copies, what is still a gap."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cases.agreement_records import agreement_records
from generator.cases.base import Case
from generator.cases.kinds import KINDS
from generator.cases.nothing import BLANK, Gap
from generator.cases.records import Record
from generator.reference import load_reference
from tests.cases.agreements import agreement

BASE = Path("folder")
NINE = ["省第一人民医院", "省肿瘤医院", "省阜外医院"]


def record(pair: dict[str, Any] | None = None, **case: Any) -> Record:
    return agreement_records(agreement(pair or {}, **case), load_reference(), BASE)[0]


def test_a_plain_pair() -> None:
    found = record({"start": "2021-01-01", "end": "2025年12月31日"})
    assert found.key == "001-禄劝县人民医院-昆明市延安医院"
    assert found.title == "禄劝县人民医院 ← 昆明市延安医院"
    assert found.path == ("pairs", 0)
    parties = found.fields["parties"]
    assert parties == found.parties
    assert {key: value for key, value in found.fields.items() if key != "parties"} == {
        "county": "禄劝县",
        "county_legal": "禄劝彝族苗族自治县",
        "prefecture": "昆明市",
        "government": "禄劝彝族苗族自治县人民政府",
        "receiver": "禄劝县人民医院",
        "helpers": ["昆明市延安医院"],
        "lead": "昆明市延安医院",
        "joint": False,
        "number": BLANK,
        "copies": 4,
        "government_copy": False,
        "start": date(2021, 1, 1),
        "end": date(2025, 12, 31),
        "signed": BLANK,
        "goals": (),
        "assistants": (),
        "terms": (),
        "policy": {
            "number": "云卫医发〔2022〕5号",
            "title": "云南省卫生健康委 云南省乡村振兴局关于印发云南省“十四五”时期三级医院对口帮扶"
            "县级医院工作方案的通知",
        },
    }
    assert [(p.role, p.label, p.name) for p in parties] == [
        ("helper", "支援医院", "昆明市延安医院"),
        ("government", "受援地人民政府", "禄劝彝族苗族自治县人民政府"),
        ("receiver", "受援医院", "禄劝县人民医院"),
    ]


def test_a_joint_agreement() -> None:
    found = record({"helpers": NINE}, mode="joint")
    full = ["云南省第一人民医院", "云南省肿瘤医院", "云南省阜外心血管病医院"]
    assert found.fields["helpers"] == full
    assert found.fields["lead"] == full[0]
    assert found.fields["joint"] is True
    assert found.title == "禄劝县人民医院 ← 云南省第一人民医院等3家医院"
    assert [(p.role, p.label) for p in found.parties[:2]] == [
        ("helper", "支援医院（牵头）"),
        ("helper", "支援医院"),
    ]


@pytest.mark.parametrize(
    ("pair", "mode", "copies", "government"),
    [
        ({}, "pairwise", 4, False),
        ({"government_copy": True}, "pairwise", 5, True),
        ({}, "joint", 5, True),
        ({"helpers": NINE}, "joint", 7, True),
        ({"helpers": NINE, "government_copy": False}, "joint", 6, False),
        ({"copies": 9}, "pairwise", 9, False),
    ],
)
def test_copies(pair: dict[str, Any], mode: str, copies: int, government: bool) -> None:
    fields = record(pair, mode=mode).fields
    assert (fields["copies"], fields["government_copy"]) == (copies, government)


@pytest.mark.parametrize(
    ("pair", "county_legal", "government", "prefecture"),
    [
        ({"county": "东川区"}, "东川区", "昆明市东川区人民政府", "昆明市"),
        ({"county": "芒市"}, "芒市", "芒市人民政府", "德宏州"),
        (
            {"county": "禄劝彝族苗族自治县"},
            "禄劝彝族苗族自治县",
            "禄劝彝族苗族自治县人民政府",
            "昆明市",
        ),
        (
            {"county": "泸水市", "receiver": "怒江州中医医院"},
            "泸水市",
            "怒江傈僳族自治州人民政府",
            "怒江州",
        ),
        (
            {"county": "怒江州", "receiver": "怒江州人民医院"},
            "怒江傈僳族自治州",
            "怒江傈僳族自治州人民政府",
            "怒江州",
        ),
        ({"government": "某开发区管委会"}, "禄劝彝族苗族自治县", "某开发区管委会", "昆明市"),
        ({"county": "河口县"}, "河口县", Gap("签约政府"), Gap("州（市）")),
        (
            {"county": "河口县", "prefecture": "红河州", "government": "河口瑶族自治县人民政府"},
            "河口县",
            "河口瑶族自治县人民政府",
            "红河州",
        ),
        ({"county": "待补"}, Gap("县名称"), Gap("签约政府"), Gap("州（市）")),
    ],
)
def test_who_signs(
    pair: dict[str, Any], county_legal: object, government: object, prefecture: object
) -> None:
    fields = record(pair).fields
    assert fields["county_legal"] == county_legal
    assert fields["government"] == government
    assert fields["prefecture"] == prefecture


def test_gaps_name_their_field() -> None:
    pair = {"receiver": "待补", "helpers": ["待补"], "start": "待定", "goals": [{"goal": "待补"}]}
    found = record(pair)
    assert found.fields["receiver"] == Gap("受援医院")
    assert found.fields["lead"] == Gap("支援医院")
    assert found.fields["start"] == Gap("起始日期")
    assert found.fields["goals"][0].goal == Gap("帮扶目标")
    assert found.key == "001-待补-待补"
    assert found.title == "【待补：受援医院】 ← 【待补：支援医院】"


def test_a_gaps_own_note_is_kept() -> None:
    found = record({"helpers": ["待补：三级医院"]})
    assert found.fields["helpers"] == [Gap("三级医院")]
    assert found.title == "禄劝县人民医院 ← 【待补：三级医院】"


def test_a_case_brings_its_own_hospitals() -> None:
    found = record({"helpers": ["甲院"]}, hospitals=[{"name": "某市甲医院", "aliases": ["甲院"]}])
    assert found.fields["helpers"] == ["某市甲医院"]


def test_a_name_nobody_knows_stays_as_it_is() -> None:
    assert record({"helpers": ["昆明延安医院"]}).fields["helpers"] == ["昆明延安医院"]


def test_seals_go_to_their_party() -> None:
    images = {
        key: {"file": f"seals/{key}.png", "owner": key, "diameter_mm": "45"}
        for key in ("helper", "helper_2", "government")
    }
    found = record({"helpers": NINE, "seals": images}, mode="joint")
    seals = [party.seal for party in found.parties]
    assert [seal and seal.owner for seal in seals] == [
        "helper",
        "helper_2",
        None,
        "government",
        None,
    ]
    assert seals[0] is not None
    assert Path(seals[0].file) == (BASE / "seals" / "helper.png").resolve()
    assert seals[0].diameter_mm == 45


def test_what_must_be_looked_at() -> None:
    found = record({"suspect": "名称待核", "helpers": ["省急救中心"]})
    assert found.suspects[0] == "名称待核"
    assert "禄劝彝族苗族自治县人民政府" in found.suspects[1]
    assert "云南省急救中心" in found.suspects[2]
    assert found.fields["helpers"] == ["省急救中心"]  # not the name from general knowledge
    assert record({"county": "会泽县"}).suspects == ()


def test_an_unknown_policy_leaves_gaps() -> None:
    assert record(policy="yunnan-2032").fields["policy"] == {
        "number": Gap("发文字号"),
        "title": Gap("政策文件标题"),
    }


def test_kinds_give_the_records() -> None:
    kind = KINDS["agreement"]
    case = agreement({}, {"county": "寻甸县"})
    assert isinstance(case, kind.model)
    assert (
        len(kind.records(case, load_reference(), BASE)) == len(getattr(case, kind.list_field)) == 2
    )
    with pytest.raises(TypeError):
        kind.records(Case(kind="plan", policy="p", name="n"), load_reference(), BASE)
