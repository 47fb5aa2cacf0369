"""Evaluations: how answers are read and counted, means and shares in exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.cases.evaluation import (
    LEVELS,
    MOST_QUESTIONS,
    STANDARD_QUESTIONS,
    Answer,
    Evaluation,
    Item,
    Tally,
    counted,
    grouped,
    items_of,
    read_score,
    together,
)

TWO = STANDARD_QUESTIONS[:2]


@pytest.mark.parametrize(
    ("text", "score"),
    [("5", 5), ("1", 1), ("3分", 3), (" 非常满意 ", 5), ("满意", 4), ("非常不满意", 1), (4, 4)],
)
def test_scores_as_they_are_ticked(text: object, score: int) -> None:
    assert read_score(text) == score


@pytest.mark.parametrize("text", ["0", "6", "55", "好", "", "4.5"])
def test_what_is_no_score(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="not a score"):
        read_score(text)


def test_every_question_has_a_column() -> None:
    answer = Answer(**{f"q{number}": 5 for number in range(1, MOST_QUESTIONS + 1)})
    assert answer.scores == (5,) * MOST_QUESTIONS
    assert len(STANDARD_QUESTIONS) <= MOST_QUESTIONS
    assert set(Answer.model_fields) == {f"q{n}" for n in range(1, MOST_QUESTIONS + 1)} | {"comment"}


def test_answers_are_counted_by_level_and_what_is_not_ticked_is_not() -> None:
    answers = (Answer(q1=5, q2=1), Answer(q1=4), Answer(q2=5))
    assert [item.counts for item in counted(TWO, answers)] == [(1, 1, 0, 0, 0), (1, 0, 0, 0, 1)]


@pytest.mark.parametrize(
    ("counts", "mean", "satisfied"),
    [
        ((1, 0, 0, 0, 0), "5.00", "100.0"),
        ((0, 0, 0, 0, 3), "1.00", "0.0"),
        ((2, 1, 0, 0, 0), "4.67", "100.0"),  # 4.666…
        ((1, 7, 0, 0, 0), "4.13", "100.0"),  # 4.125: a half goes up, not to the even digit
        ((1, 0, 15, 0, 0), "3.13", "6.3"),  # 3.125, 6.25
        ((1, 1, 1, 1, 1), "3.00", "40.0"),
    ],
)
def test_mean_and_share_round_half_up(counts: tuple[int, ...], mean: str, satisfied: str) -> None:
    tally = Tally("", counts)
    assert str(tally.mean) == mean
    assert str(tally.satisfied) == satisfied


def test_nobody_answered() -> None:
    tally = Tally("", (0,) * 5)
    assert tally.mean is None
    assert tally.satisfied is None
    assert together("", []).answered == 0


def test_a_dimension_pools_its_answers_and_is_no_mean_of_means() -> None:
    items = (
        Item(dimension="课程内容", item="甲", excellent=9),
        Item(dimension="课程内容", item="乙", bad=1),
        Item(dimension="后勤保障", item="丙", fair=2),
    )
    content, rest = grouped(items)
    assert (content.dimension, rest.dimension) == ("课程内容", "后勤保障")
    assert content.tally.mean == Decimal("4.60")  # 46 / 10; the mean of 5 and 1 would be 3
    assert together("总体", items).counts == (9, 0, 2, 0, 1)


@given(st.lists(st.integers(0, 500), min_size=5, max_size=5))
def test_mean_and_share_stay_within_their_bounds(counts: list[int]) -> None:
    tally = Tally("", tuple(counts))
    if tally.answered:
        assert tally.mean is not None
        assert Decimal(1) <= tally.mean <= Decimal(5)
        assert tally.satisfied is not None
        assert Decimal(0) <= tally.satisfied <= Decimal(100)
        exact = sum(n * s for n, s in zip(counts, (5, 4, 3, 2, 1), strict=True))
        assert abs(tally.mean * tally.answered - exact) <= Decimal("0.005") * tally.answered


def test_given_counts_come_before_answers() -> None:
    item = Item(dimension="课程内容", item="甲", good=3)
    both = Evaluation(items=(item,), answers=(Answer(q1=5),))
    assert items_of(both, TWO) == (item,)
    assert items_of(Evaluation(answers=(Answer(q1=5),)), TWO)[0].counts == (1, 0, 0, 0, 0)
    assert items_of(Evaluation(handed_out=3), TWO) == ()
    assert len(LEVELS) == 5
