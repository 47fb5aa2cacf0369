"""What trainees think of their course 学员对培训效果的评估: questions, answers, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.cases.base import Model, Text
from generator.cases.leftopen import OrBlank
from generator.cases.nothing import BLANK
from generator.i18n import N_

Dimension = Literal["课程内容", "授课教师", "组织管理", "培训收获", "后勤保障"]

LEVELS = ("非常满意", "满意", "一般", "不满意", "非常不满意")
"""The five levels of an answer, the best first; they score 5, 4, 3, 2, 1."""

SATISFIED = 2  # how many of the levels, from the best, count as satisfied
MOST_QUESTIONS = 16

_MEAN = Decimal("0.01")
_PERCENT = Decimal("0.1")

Number = Annotated[int, Field(ge=0, le=100_000)]


def read_score(value: object) -> object:
    """A score 1 to 5 out of 5, 5分 or 非常满意; values that are no text pass unread.

    Raises PydanticCustomError `score_notation` for anything else.
    """
    if not isinstance(value, str):
        return value
    text = value.strip().removesuffix("分")
    if text in LEVELS:
        return len(LEVELS) - LEVELS.index(text)
    if text in tuple("12345"):
        return int(text)
    raise PydanticCustomError("score_notation", "not a score")


Score = Annotated[
    int,
    BeforeValidator(read_score),
    Field(ge=1, le=len(LEVELS)),
    WithJsonSchema({"type": "string", "examples": ["5", "非常满意"]}),
]
"""One answer: 5 is the best."""


class Question(Model):
    """A line of the questionnaire."""

    dimension: Dimension = Field(title="维度")
    item: Text = Field(title="评价项目")


class Item(Question):
    """A question with how many chose each level."""

    excellent: Number = Field(0, title="非常满意")
    good: Number = Field(0, title="满意")
    fair: Number = Field(0, title="一般")
    poor: Number = Field(0, title="不满意")
    bad: Number = Field(0, title="非常不满意")

    @property
    def counts(self) -> tuple[int, ...]:
        """How many chose each level, the best first."""
        return (self.excellent, self.good, self.fair, self.poor, self.bad)

    @property
    def tally(self) -> Tally:
        """What they add up to."""
        return Tally(self.item, self.counts)


class Answer(Model):
    """One questionnaire that came back: a score for each question, in the questionnaire's order."""

    q1: OrBlank[Score] = Field(BLANK, title="第1题")
    q2: OrBlank[Score] = Field(BLANK, title="第2题")
    q3: OrBlank[Score] = Field(BLANK, title="第3题")
    q4: OrBlank[Score] = Field(BLANK, title="第4题")
    q5: OrBlank[Score] = Field(BLANK, title="第5题")
    q6: OrBlank[Score] = Field(BLANK, title="第6题")
    q7: OrBlank[Score] = Field(BLANK, title="第7题")
    q8: OrBlank[Score] = Field(BLANK, title="第8题")
    q9: OrBlank[Score] = Field(BLANK, title="第9题")
    q10: OrBlank[Score] = Field(BLANK, title="第10题")
    q11: OrBlank[Score] = Field(BLANK, title="第11题")
    q12: OrBlank[Score] = Field(BLANK, title="第12题")
    q13: OrBlank[Score] = Field(BLANK, title="第13题")
    q14: OrBlank[Score] = Field(BLANK, title="第14题")
    q15: OrBlank[Score] = Field(BLANK, title="第15题")
    q16: OrBlank[Score] = Field(BLANK, title="第16题")
    comment: OrBlank[Text] = Field(BLANK, title="意见和建议")

    @property
    def scores(self) -> tuple[int | None, ...]:
        """The scores in the order of the questions, None where nothing was ticked."""
        given = (getattr(self, f"q{number}") for number in range(1, MOST_QUESTIONS + 1))
        return tuple(score if isinstance(score, int) else None for score in given)


class Evaluation(Model):
    """The evaluation of a course by its trainees: counts, or the answers they are counted from."""

    handed_out: Number | None = Field(None, title="发放份数")
    collected: Number | None = Field(None, title="回收份数")
    valid: Number | None = Field(
        None, title="有效份数", description=N_("the number of answers if it is not given")
    )
    items: tuple[Item, ...] = Field(
        (), title="各项评价", description=N_("how many chose each level; or give answers")
    )
    answers: tuple[Answer, ...] = Field(
        (),
        title="问卷",
        description=N_("one row for each questionnaire, as `bangfu collect` writes them"),
    )
    comments: tuple[Text, ...] = Field((), title="其他意见")


STANDARD_QUESTIONS: tuple[Question, ...] = tuple(
    Question(dimension=dimension, item=item)
    for dimension, items in (
        ("课程内容", ("课程设置符合工作需要", "内容充实、重点突出", "理论与实践结合紧密")),
        ("授课教师", ("备课充分、讲解清楚", "教学方法灵活、互动充分", "专业水平和示教带教能力")),
        ("组织管理", ("日程安排合理", "教学组织有序", "工作人员服务态度")),
        ("培训收获", ("更新了知识和理念", "掌握了新技术、新方法", "对今后工作有帮助")),
        ("后勤保障", ("住宿条件", "用餐安排")),
    )
    for item in items
)
"""What is asked unless the case asks something else (建议稿: no notice has a questionnaire)."""


class Tally(Struct, frozen=True):
    """What the answers to one question, or to several, add up to."""

    name: str
    counts: tuple[int, ...]  # by level, the best first

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def mean(self) -> Decimal | None:
        """The mean score, 5 the best: two decimals, a half goes up; None without answers."""
        if not self.answered:
            return None
        total = sum(count * (len(LEVELS) - place) for place, count in enumerate(self.counts))
        return (Decimal(total) / self.answered).quantize(_MEAN, ROUND_HALF_UP)

    @property
    def satisfied(self) -> Decimal | None:
        """满意率, in percent: who chose 非常满意 or 满意 of those who answered.

        One decimal, a half goes up; None without answers.
        """
        return self.shares[0] if self.answered else None

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """The satisfied, then each level, in percent of those who answered (for charts)."""
        parts = (sum(self.counts[:SATISFIED]), *self.counts)
        if not self.answered:
            return tuple(Decimal(0) for _part in parts)
        return tuple(
            (Decimal(100 * part) / self.answered).quantize(_PERCENT, ROUND_HALF_UP)
            for part in parts
        )


class Group(Struct, frozen=True):
    """The questions of one dimension 维度, and all of them together."""

    tally: Tally
    items: tuple[Tally, ...]

    @property
    def dimension(self) -> str:
        """Its name."""
        return self.tally.name


def counted(questions: Sequence[Question], answers: Iterable[Answer]) -> tuple[Item, ...]:
    """The questions with how many of the answers chose each level."""
    columns: list[list[int]] = [[0] * len(LEVELS) for _question in questions]
    for answer in answers:
        for column, score in zip(columns, answer.scores, strict=False):
            if score is not None:
                column[len(LEVELS) - score] += 1
    return tuple(
        Item(
            dimension=question.dimension, item=question.item,
            excellent=column[0], good=column[1], fair=column[2], poor=column[3], bad=column[4],
        )
        for question, column in zip(questions, columns, strict=True)
    )  # fmt: skip


def items_of(evaluation: Evaluation, questions: Sequence[Question]) -> tuple[Item, ...]:
    """The counts as given, else counted from the answers; empty where there are neither."""
    if evaluation.items or not evaluation.answers:
        return evaluation.items
    return counted(questions, evaluation.answers)


def grouped(items: Sequence[Item]) -> tuple[Group, ...]:
    """The items by dimension, in the order the dimensions first come."""
    names = dict.fromkeys(item.dimension for item in items)
    return tuple(
        Group(
            tally=together(name, [item for item in items if item.dimension == name]),
            items=tuple(item.tally for item in items if item.dimension == name),
        )
        for name in names
    )


def together(name: str, items: Sequence[Item]) -> Tally:
    """All answers to several questions as one tally: each answer counts the same."""
    columns = zip(*(item.counts for item in items), strict=True)
    return Tally(name, tuple(map(sum, columns)) or (0,) * len(LEVELS))
