"""Times of timetables: the notations there are, and whether two overlap."""

from __future__ import annotations

import pytest

from generator.identifiers.clock import Hours, read_hours


@pytest.mark.parametrize(
    "text",
    ["8:30-11:00", "08：30—11：00", "8:30～11:00", "8点30分至11点", "8时30分-11时", "8.30-11.00"],
)
def test_notations(text: str) -> None:
    assert read_hours(text) == Hours(8 * 60 + 30, 11 * 60)


@pytest.mark.parametrize("text", ["上午", "8:30", "11:00-8:30", "23:00-25:00", "9:00-9:00", ""])
def test_what_names_no_clock(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("8:00-9:00", "9:00-10:00", False),
        ("8:00-9:01", "9:00-10:00", True),
        ("8:00-12:00", "9:00-10:00", True),
        ("13:00-14:00", "9:00-10:00", False),
    ],
)
def test_overlaps(one: str, other: str, overlap: bool) -> None:
    first, second = read_hours(one), read_hours(other)
    assert first is not None
    assert second is not None
    assert first.overlaps(second) is overlap
    assert second.overlaps(first) is overlap
