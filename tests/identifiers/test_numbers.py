"""Identity numbers, credit codes, phones, document numbers and names: the examples and the traps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.identifiers.credit_code import faults_of_credit_code, holder_kind
from generator.identifiers.document_number import (
    faults_of_document_number,
    normal_document_number,
    read_document_number,
)
from generator.identifiers.masks import masked_id, masked_name, masked_phone
from generator.identifiers.names import faults_of_name, name_key
from generator.identifiers.phones import (
    faults_of_mobile,
    faults_of_phone,
    read_contact,
)
from generator.identifiers.resident_id import (
    check_digit,
    clean_resident_id,
    faults_of_resident_id,
    read_resident_id,
    region_name,
    to_18,
)

STANDARD = "11010519491231002X"  # the example of GB 11643
DAY = date(1990, 6, 1)  # a day on which its holder is 40


def certain(text: str, **given: object) -> list[bool]:
    return [fault.certain for fault in faults_of_resident_id(text, **{"on": DAY, **given})]


def test_the_standards_examples() -> None:
    assert faults_of_resident_id(STANDARD, on=DAY) == []
    read = read_resident_id(STANDARD)
    assert read and (read.born, read.male) == (date(1949, 12, 31), False)
    assert faults_of_resident_id("440524188001010014", on=date(1930, 1, 1)) == []


def test_age_counts_full_years() -> None:
    read = read_resident_id(STANDARD)
    assert read
    assert (read.age(date(1967, 12, 30)), read.age(date(1967, 12, 31))) == (17, 18)
    assert certain(STANDARD, on=date(1967, 12, 31)) == []
    assert certain(STANDARD, on=date(1967, 12, 30)) == [False]
    assert certain(STANDARD, on=date(2020, 12, 30)) == []
    assert certain(STANDARD, on=date(2020, 12, 31)) == [False]
    assert certain(STANDARD, on=date(1949, 12, 30)) == [True]  # not yet born


@pytest.mark.parametrize("male", [True, False])
def test_the_sex_beside_it(male: bool) -> None:
    assert certain(STANDARD, male=male) == ([True] if male else [])


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        "１１０１０５19491231002Ｘ",
        " 110105 19491231 002X",
        "'11010519491231002X",
    ],
)
def test_it_is_cleaned(text: str) -> None:
    assert clean_resident_id(text) == STANDARD
    assert certain(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.10105E+17", "spreadsheet"),
        ("1.10105194912310E+17", "spreadsheet"),
        ("110105194912310000", "ends in 000"),
        ("110105194912310021", "check digit"),
        ("110105194902310021", "no day of birth 19490231"),
        ("11010519491231002", "17 characters"),
        ("A1010519491231002X", "not an identity number"),
        ("", "0 characters"),
    ],
)
def test_a_certain_fault(text: str, words: str) -> None:
    (fault,) = faults_of_resident_id(text, on=DAY)
    assert words in fault.message
    assert fault.certain and fault.remedy


def test_fifteen_digits_are_to_be_looked_at() -> None:
    assert to_18("110105491231002") == STANDARD
    (fault,) = faults_of_resident_id("110105491231002", on=DAY)
    assert not fault.certain and "15 digits" in fault.message
    assert to_18("110105000101997").startswith("1101051800")
    assert certain("110105491331002") == [True]


def test_historic_regions_stay_known() -> None:
    assert region_name("310225") == "上海市南汇县"
    assert region_name("533421") == "云南省香格里拉县"
    assert region_name("110105") == "北京市朝阳区"
    number = "999999194912310029"
    assert certain(number[:17] + check_digit(number)) == [False]
    assert "999999" in faults_of_resident_id(number[:17] + check_digit(number), on=DAY)[0].message


@given(st.text("0123456789", min_size=17, max_size=17))
def test_one_check_digit_of_eleven_fits(first: str) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True))
    assert check_digit(first) == "10X98765432"[total % 11]


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_wrong_digit_is_found(place: int, more: int) -> None:
    digit = str((int(STANDARD[place]) + more) % 10)
    assert True in certain(STANDARD[:place] + digit + STANDARD[place + 1 :])


@pytest.mark.parametrize(
    "code", ["91110000101623741K", "911101066976941872", " 91110000-101623741k"]
)
def test_a_credit_code(code: str) -> None:
    assert faults_of_credit_code(code) == []


@pytest.mark.parametrize(
    "code", ["91350211M0000XUF46", "91110000101623741L", "9111000010162374", "I1"]
)
def test_a_credit_code_is_never_certainly_wrong(code: str) -> None:
    (fault,) = faults_of_credit_code(code)
    assert not fault.certain and fault.remedy


def test_a_check_value_of_31_is_written_0() -> None:
    alphabet, weights = (
        "0123456789ABCDEFGHJKLMNPQRTUWXY",
        (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28),
    )
    bodies = (f"12530000{number:09}" for number in range(1000))
    body = next(
        body
        for body in bodies
        if sum(alphabet.index(c) * w for c, w in zip(body, weights, strict=True)) % 31 == 0
    )
    assert faults_of_credit_code(f"{body}0") == []
    assert faults_of_credit_code(f"{body}Y") != []


def test_who_holds_a_code() -> None:
    assert holder_kind("12530000431202155X") == "事业单位"
    assert holder_kind("11530000015110212U") == "机关"
    assert holder_kind("XX") == ""


@pytest.mark.parametrize(
    ("text", "name", "numbers"),
    [
        ("13800001234", "", ["13800001234"]),
        ("+86 138 0000 1234", "", ["13800001234"]),
        ("0871-67195125/67195135", "", ["0871-67195125", "0871-67195135"]),
        ("38583211", "", ["38583211"]),
        ("刘某某：13800001234", "刘某某", ["13800001234"]),
        ("021－38583211、13800001234", "", ["021-38583211", "13800001234"]),
        ("02138583211-801", "", ["021-38583211-801"]),
    ],
)
def test_phones(text: str, name: str, numbers: list[str]) -> None:
    contact = read_contact(text)
    assert contact is not None
    assert (contact.name, [str(phone) for phone in contact.phones]) == (name, numbers)


@pytest.mark.parametrize(
    "text", ["", "12345", "12800001234", "1380000123", "15022753号", "刘某某："]
)
def test_no_phone(text: str) -> None:
    assert read_contact(text) is None
    assert [fault.certain for fault in faults_of_phone(text)] == [True]
    assert [fault.certain for fault in faults_of_mobile(text)] == [True]


def test_a_landline_where_a_mobile_is_wanted() -> None:
    assert [fault.certain for fault in faults_of_mobile("0871-67195125")] == [False]
    assert faults_of_mobile("13800001234") == faults_of_phone("13800001234") == []
    assert faults_of_phone("0871-67195125") == []
    assert [fault.certain for fault in faults_of_phone("38583211")] == [False]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云卫医发〔2022〕5号", "云卫医发〔2022〕5号"),
        ("浦卫办【2023】7号", "浦卫办〔2023〕7号"),
        ("沪卫计财务[2018]146 号", "沪卫计财务〔2018〕146号"),
        ("渝府办发［2018］46号", "渝府办发〔2018〕46号"),
        ("浦卫办(2022)第011号", "浦卫办〔2022〕11号"),
        ("浦卫办（2022）11号", "浦卫办〔2022〕11号"),
    ],
)
def test_document_numbers(text: str, number: str) -> None:
    assert normal_document_number(text) == number
    assert [fault.certain for fault in faults_of_document_number(text)] == [False] * (
        text != number
    )


@pytest.mark.parametrize(
    "text", ["浦卫办2023-7", "〔2022〕5号", "云卫医发〔22〕5号", "云卫医发〔2022〕0号"]
)
def test_no_document_number(text: str) -> None:
    assert read_document_number(text) is None
    assert normal_document_number(text) == text
    assert [fault.certain for fault in faults_of_document_number(text)] == [True]


@given(st.sampled_from("〔[【［(（"), st.integers(1900, 2099), st.integers(1, 9999))
def test_a_document_number_comes_back(bracket: str, year: int, serial: int) -> None:
    close = dict(zip("〔[【［(（", "〕]】］)）", strict=True))[bracket]
    read = read_document_number(f"沪卫计财务{bracket}{year}{close}{serial}号")
    assert read and read_document_number(str(read)) == read
    assert (read.year, read.serial) == (year, serial)


@pytest.mark.parametrize(
    "name", ["徐冲", "徐 冲", "徐　冲", "阿依古丽·买买提", "李𬭎", "䶮三", "John Smith"]
)
def test_names(name: str) -> None:
    assert faults_of_name(name) == []


@pytest.mark.parametrize(
    ("name", "sure"),
    [("阿依•古丽", False), ("阿依.古丽", False), ("张三1", False), ("\ue863某", True)],
)
def test_doubtful_names(name: str, sure: bool) -> None:
    assert [fault.certain for fault in faults_of_name(name)] == [sure]


def test_names_are_compared_without_layout() -> None:
    assert name_key("徐 冲") == name_key("徐　冲") == name_key("徐冲")
    assert name_key("阿依•古丽") == name_key("阿依·古丽")
    assert name_key("徐冲") != name_key("徐种")


def test_masks() -> None:
    assert masked_id(STANDARD) == "110105********002X"
    assert masked_id("110105491231002") == "110105******002"
    assert masked_id("护照") == "**"
    assert masked_phone("13800001234") == "138****1234"
    assert masked_phone("02138583211") == "*********11"
    assert masked_name("徐 冲") == "徐＊"
    assert masked_name("阿依·古丽") == "阿＊·＊＊"
