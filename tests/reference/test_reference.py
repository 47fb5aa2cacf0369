"""Hospitals and counties: complete, consistent with each other and looked up by any name."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from generator.errors import CaseError, FormError
from generator.reference import load_policy, load_reference
from generator.reference.reading import read_reference, relation_rows
from tests.seedtext import repaired_lines, seed_lines

REFERENCE = load_reference()


def test_every_hospital_of_the_lists_is_known_and_no_other() -> None:
    listed = set()
    for path in REFERENCE.relation_files.values():
        for row in relation_rows(path):
            names = (row.receiver, *row.helpers, *row.assistants)
            listed |= {name for name in names if not name.startswith("待补")}
    known = {entry.name for entry in REFERENCE.hospitals}
    assert {REFERENCE.hospital_names[name].name for name in listed} == known
    assert Counter(entry.kind for entry in REFERENCE.hospitals) == {
        "tertiary": 98,
        "prefecture": 5,
        "county": 165,
        "helper": 9,
        "township": 7,
    }


def test_names_and_aliases_belong_to_one_hospital() -> None:
    names = [name for entry in REFERENCE.hospitals for name in (entry.name, *entry.aliases)]
    assert len(names) == len(set(names)) > 262


def test_a_hospital_has_the_lines_of_its_relations() -> None:
    expected: dict[str, set[int]] = defaultdict(set)
    for list_id in ("yunnan-2022-annex-1", "yunnan-2022-annex-2"):
        for row in relation_rows(REFERENCE.relations(list_id)):
            for name in (row.receiver, *row.helpers):
                expected[name].add(row.seed_line)
    for entry in (each for each in REFERENCE.hospitals if each.policy == "yunnan-2022"):
        # the sentence on the two prefectures runs over a page, from line 55 to line 57
        assert set(entry.lines) - {55, 57} == expected[entry.name], entry
        assert list(entry.lines) == sorted(entry.lines)
        for line in {55, 57} & set(entry.lines):
            text = seed_lines()[line - 1]
            assert any(n in text or text.endswith(n[:-2]) for n in (entry.name, *entry.aliases))


def test_a_name_is_printed_on_the_first_of_its_lines() -> None:
    for entry in REFERENCE.hospitals:
        policy = load_policy(entry.policy)
        assert policy is not None
        number = entry.lines[0] - 1
        first = repaired_lines(policy.seed)[number] + seed_lines(policy.seed)[number]
        assert any(name in first for name in (entry.name, *entry.aliases)), entry


def test_a_name_is_printed_on_all_of_its_lines_elsewhere() -> None:
    others = [entry for entry in REFERENCE.hospitals if entry.policy != "yunnan-2022"]
    assert len(others) == 22
    for entry in others:
        policy = load_policy(entry.policy)
        assert policy is not None
        lines = repaired_lines(policy.seed)
        assert all(entry.name in lines[number - 1] for number in entry.lines), entry


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("省肿瘤医院", "云南省肿瘤医院"),
        ("省第一人民医院", "云南省第一人民医院"),
        ("省口腔医院", "云南省口腔医院"),
        ("省阜外医院", "云南省阜外心血管病医院"),
        ("云大附属医院", "云南大学附属医院"),
        ("东方医院", "上海市东方医院"),
        ("仁济医院", "上海交通大学医学院附属仁济医院"),
        ("香格里拉市人民医院(迪庆州人民医院)", "香格里拉市人民医院（迪庆州人民医院）"),
    ],
)
def test_aliases_lead_to_full_names(short: str, full: str) -> None:
    assert REFERENCE.hospital(short) is REFERENCE.hospital(full) is not None


def test_what_is_not_in_the_seed_is_to_be_verified() -> None:
    doubtful = {entry.name for entry in REFERENCE.hospitals if entry.verified == "待核"}
    assert {entry.name for entry in REFERENCE.hospitals if entry.legal_name} == doubtful
    assert doubtful == {
        *("省心理卫生中心", "省急救中心", "新疆维吾尔医院", "祥云县妇计中心", "新区人民医院"),
        *("第七人民医院", "新区中医医院", "光明中医医院", "浦南医院", "新区妇幼院", "重医大附三院"),
    }
    for county in REFERENCE.counties:
        assert (county.verified == "seed") == (county.government == f"{county.name}人民政府"), (
            county
        )


def test_unknown_names_get_suggestions() -> None:
    assert REFERENCE.hospital("昆明延安医院") is None
    assert REFERENCE.suggest_hospital("昆明延安医院")[0] == "昆明市延安医院"
    assert len(REFERENCE.suggest_hospital("云南省第十人民医院")) <= 3
    assert "禄劝县" in REFERENCE.suggest_county("绿劝县")
    assert REFERENCE.suggest_hospital("xyz") == []


def test_102_counties_and_16_prefectures() -> None:
    kinds = Counter(
        county.kind for county in REFERENCE.counties if county.name != county.prefecture
    )
    assert kinds == {"县": 62, "自治县": 28, "市": 9, "区": 3}
    prefectures = Counter(c.kind for c in REFERENCE.counties if c.name == c.prefecture)
    assert prefectures == {"市": 8, "州": 8}


@pytest.mark.parametrize(
    ("name", "legal", "government", "prefecture"),
    [
        ("禄劝县", "禄劝彝族苗族自治县", "禄劝彝族苗族自治县人民政府", "昆明市"),
        (
            "双江县",
            "双江拉祜族佤族布朗族傣族自治县",
            "双江拉祜族佤族布朗族傣族自治县人民政府",
            "临沧市",
        ),
        ("芒市", "芒市", "芒市人民政府", "德宏州"),
        ("东川区", "东川区", "昆明市东川区人民政府", "昆明市"),
        ("云县", "云县", "云县人民政府", "临沧市"),
        ("怒江州", "怒江傈僳族自治州", "怒江傈僳族自治州人民政府", "怒江州"),
    ],
)
def test_governments(name: str, legal: str, government: str, prefecture: str) -> None:
    county = REFERENCE.county(name)
    assert county is not None
    assert (county.legal_name, county.government, county.prefecture) == (
        legal,
        government,
        prefecture,
    )
    assert REFERENCE.county(legal) is county
    assert REFERENCE.government(government) is county


@pytest.mark.parametrize("county", REFERENCE.counties, ids=lambda county: county.name)
def test_legal_names_fit_the_short_ones(county) -> None:
    stem = county.name.removesuffix("州") if county.kind == "州" else county.name.removesuffix("县")
    assert county.legal_name.startswith(stem)
    assert county.legal_name.endswith("自治州" if county.kind == "州" else county.kind)
    assert county.government.endswith(f"{county.legal_name}人民政府")
    prefecture = REFERENCE.county(county.prefecture)
    assert prefecture is not None
    assert county.prefecture_legal == prefecture.legal_name


@pytest.mark.parametrize(
    "name",
    [
        "怒江州中医医院",
        "迪庆州藏医院",
        "香格里拉市人民医院（迪庆州人民医院）",
        "迪庆州人民医院",
        "怒江州人民医院",
    ],
)
def test_a_prefectures_hospital_signs_with_the_prefecture(name: str) -> None:
    entry = REFERENCE.hospital(name)
    assert entry is not None
    assert entry.kind == "prefecture"
    assert (
        REFERENCE.county(name[:3] if name[2] == "州" else "迪庆州").government == entry.government
    )


def test_an_unknown_list_names_those_there_are() -> None:
    with pytest.raises(CaseError) as fault:
        REFERENCE.relations("yunnan-2022-annex-9")
    assert "yunnan-2022-annex-1" in fault.value.remedy


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("hospitals.yaml", "county: [{name: 甲医院, colour: red}]"),
        ("hospitals.yaml", "county: [{name: ''}]"),
        ("hospitals.yaml", "- 甲医院"),
        ("hospitals.yaml", "county: [{name: 甲医院"),
        ("counties.yaml", "prefectures: []"),
        ("counties.yaml", "prefectures: []\ncounties: [{name: 甲县, prefecture: 乙市}]"),
        ("counties.yaml", ""),
    ],
)
def test_broken_reference_data_is_a_form_error(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / "hospitals.yaml").write_text("county: []", encoding="utf-8")
    (tmp_path / "counties.yaml").write_text("prefectures: []\ncounties: []", encoding="utf-8")
    assert read_reference(tmp_path).hospitals == ()
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(FormError) as fault:
        read_reference(tmp_path)
    assert str(tmp_path) in fault.value.where


def test_a_missing_file_is_a_form_error(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"hospitals\.yaml"):
        read_reference(tmp_path)
