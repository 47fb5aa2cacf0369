"""Findings are kept in order, each once, however many there are."""

from __future__ import annotations

import time

import pytest

from generator.render.refusal import BeyondPageModel, Refusals, Unsupported


def test_each_finding_once_in_the_order_of_the_file() -> None:
    refusals = Refusals()
    for place in ("二", "一", "二"):
        refusals.add("frame", place)
    refusals.extend([Unsupported("frame", "一"), Unsupported("chart", "一")])
    assert [str(one) for one in refusals.findings] == ["二: frame", "一: frame", "一: chart"]


def test_nothing_found_raises_nothing() -> None:
    Refusals().raise_any()


def test_what_was_found_is_raised() -> None:
    refusals = Refusals()
    refusals.add("frame", "一")
    with pytest.raises(BeyondPageModel) as caught:
        refusals.raise_any()
    assert caught.value.findings == (Unsupported("frame", "一"),)


def test_a_hundred_thousand_findings_take_no_longer_each_than_a_few() -> None:
    refusals = Refusals()
    begun = time.perf_counter()
    for number in range(100_000):
        refusals.add("frame", f"¶{number}")
    assert len(refusals.findings) == 100_000
    assert time.perf_counter() - begun < 5  # looking each up in a list took minutes
