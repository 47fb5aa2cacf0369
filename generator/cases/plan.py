"""The `plan` case 项目计划案卷: a year's assistance projects as the plan table 项目计划表 lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.identity import Words
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Wan
from generator.cases.nothing import BLANK
from generator.cases.spans import Count, Days, PlanMonths, Span
from generator.i18n import N_

Category = Literal["进修", "派出", "办班", "建设"]
"""来沪进修 trainees, teams sent out 派出, classes 来沪办班, building up of a hospital 能力建设."""

_CATEGORIES: tuple[tuple[Category, re.Pattern[str]], ...] = (
    ("办班", re.compile(r"办班")),
    ("进修", re.compile(r"来[沪浦].*(?:进修|交流|挂职|学习)")),
    ("建设", re.compile(r"建设")),
    ("派出", re.compile(r"赴|送教|讲学|义诊|巡回|示教|查房")),
)


class PlanRow(Model):
    """One line of the table; lines of one 序号 are the batches of one project."""

    number: int = Field(title="序号", ge=1, le=9999)
    name: OrGap[Words] = Field(title="项目名称")
    audience: OrGap[Words] = Field(title="对象")
    content: OrGap[Words] = Field(title="工作内容")
    people: OrGap[Count] = Field(
        title="人数", description=N_("a number, a range as 5-10, or -- where nobody is counted")
    )
    days: OrGap[Days] = Field(title="天数", description=N_("a number or a range as 90-180"))
    months: OrGap[PlanMonths] = Field(
        title="实施时间", description=N_("months of the year, as 5 or 5-8, or 全年")
    )
    amount: OrGap[Wan] = Field(
        title="金额（万元）",
        description=N_("in 万元; the same in all lines of a project, counted once"),
    )
    source: OrGap[Words] = Field(title="来源", description=N_("which funds, as 援疆专项"))
    department: OrGap[Words] = Field(title="责任部门（单位）")
    undertaker: OrGap[Words] = Field(
        title="承办部门（单位）", description=N_("who carries it out, or 待定")
    )
    remark: OrBlank[Text] = Field(BLANK, title="备注")
    batches: int = Field(
        1, title="批次", ge=1, le=999, description=N_("teams this line sends out; not printed")
    )
    category: Category | None = Field(
        None,
        title="类别",
        description=N_("only where 工作内容 does not tell it; not printed"),
    )
    region: OrBlank[Text] = Field(
        BLANK, title="受援地区", description=N_("county or prefecture helped; not printed")
    )
    seed_line: int | None = Field(
        None, title="原文行号", description=N_("line of the policy's text")
    )

    @property
    def kind_of_work(self) -> Category | None:
        """The category 类别: as given, else what 工作内容 tells; None when it tells nothing."""
        if self.category or not isinstance(self.content, str):
            return self.category
        content = self.content
        return next((name for name, told in _CATEGORIES if told.search(content)), None)


class Stated(Model):
    """The totals the notice states in words; what the rows give is checked against them."""

    projects: int | None = Field(None, title="项目数", ge=0)
    trainees: int | None = Field(None, title="来沪进修人数", ge=0)
    teams: int | None = Field(None, title="培训指导团队数", ge=0)
    classes: int | None = Field(None, title="来沪办班数", ge=0)


class PlanCase(Case):
    """A year's project plan 项目计划, one row for each line of its table."""

    kind: Literal["plan"] = Field("plan", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    projects: Annotated[tuple[PlanRow, ...], Field(min_length=1)] = Field(title="项目")
    stated: Stated = Field(Stated(), title="文中所称", description=N_("totals the notice states"))


class Project(Struct, frozen=True):
    """A project 项目: the consecutive lines of one 序号, and where the first stands in the case."""

    index: int
    lines: tuple[PlanRow, ...]

    @property
    def head(self) -> PlanRow:
        """The first line, which speaks for the project."""
        return self.lines[0]

    @property
    def amount(self) -> Decimal | None:
        """The project's money in 元; None while it is a gap."""
        return self.head.amount if isinstance(self.head.amount, Decimal) else None


def projects_of(case: PlanCase) -> Iterator[Project]:
    """The projects in order; lines of one 序号 that follow each other are one project."""
    for _number, group in groupby(enumerate(case.projects), key=lambda pair: pair[1].number):
        lines = list(group)
        yield Project(lines[0][0], tuple(line for _index, line in lines))


class Totals(Struct, frozen=True):
    """What the rows add up to, as the table's note 注 tells it."""

    projects: int
    trainees: int  # 来沪进修 and 来沪交流, people
    teams: int  # 赴对口支援地区培训指导团队
    classes: int  # 来沪办班
    amount: Decimal  # 元; gaps count nothing


def totals_of(case: PlanCase) -> Totals:
    """The totals of the plan; a range of people counts with its lower end."""
    projects = tuple(projects_of(case))
    return Totals(
        projects=len({project.head.number for project in projects}),
        trainees=sum(_people(row) for row in case.projects if row.kind_of_work == "进修"),
        teams=sum(row.batches for row in case.projects if row.kind_of_work == "派出"),
        classes=sum(row.batches for row in case.projects if row.kind_of_work == "办班"),
        amount=sum((project.amount or Decimal(0) for project in projects), Decimal(0)),
    )


def _people(row: PlanRow) -> int:
    return row.people.low if isinstance(row.people, Span) else 0
