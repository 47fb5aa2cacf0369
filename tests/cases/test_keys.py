"""Folder names: safe on Windows and Linux, short, and never the same twice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cases.keys import record_key, safe_name


def test_a_key() -> None:
    assert record_key(13, "威信县中医医院", "待补") == "013-威信县中医医院-待补"
    assert record_key(1234, "甲", "乙") == "1234-甲-乙"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("名. .", "名"),
        ("名\u200b\u202e\u2028\u3000称", "名____称"),
        ("a\nb\0c", "a_b_c"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("console", "console"),
        ("徐 冲", "徐 冲"),
        ("", "_"),
    ],
)
def test_dangerous_names(text: str, safe: str) -> None:
    assert safe_name(text) == safe


@given(st.text(max_size=200))
def test_any_name_is_safe(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 61
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(char)[0] == "C" for char in name)
    assert name == name.strip(" ").rstrip(". ")
    assert len(name.encode()) <= 255
    assert safe_name(name) == name or name.startswith("_")


@given(st.lists(st.text(max_size=80), min_size=2, max_size=5))
def test_keys_are_distinct(names: list[str]) -> None:
    keys = {record_key(number, name).casefold() for number, name in enumerate(names, 1)}
    assert len(keys) == len(names)
    assert all(len(record_key(1, name)) <= 60 for name in names)
