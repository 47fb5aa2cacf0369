"""The `activity` case 活动案卷: the year's plan of trips 计划 and each trip's filing 报备."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.filing import Filing
from generator.cases.identity import Person, Words
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK
from generator.cases.spans import Count, PlanMonths
from generator.i18n import N_


class Planned(Model):
    """A row of the year's plan of trips (附件4-1)."""

    region: OrGap[Text] = Field(title="支援地区")
    commission_team: OrBlank[Words] = Field(BLANK, title="组团名称（卫健委）")
    hospital_team: OrBlank[Words] = Field(BLANK, title="组团名称（医院）")
    leader: OrGap[Person] = Field(title="带队领导姓名")
    post: OrBlank[Text] = Field(BLANK, title="带队领导职务")
    months: OrGap[PlanMonths] = Field(title="计划出行时间", description=N_("months of the year"))
    people: OrGap[Count] = Field(title="组团人数")


class Figure(Model):
    """One figure of a report, as 义诊 320 人次."""

    item: Text = Field(title="项目")
    amount: int = Field(title="数量", ge=0)
    measure: Text = Field("次", title="计量单位")


class Report(Model):
    """What the written report 书面报告 tells: what was done, and what came of it."""

    people: int | None = Field(
        None, title="实际人数", description=N_("only where it is not as filed"), ge=1, le=999
    )
    start: OrBlank[Date] = Field(
        BLANK, title="实际开始日期", description=N_("only where it is not as filed")
    )
    end: OrBlank[Date] = Field(
        BLANK, title="实际结束日期", description=N_("only where it is not as filed")
    )
    work: OrGap[Text] = Field(title="开展情况", description=N_("a line for each paragraph"))
    figures: tuple[Figure, ...] = Field((), title="工作量")
    results: OrBlank[Text] = Field(BLANK, title="主要成效")
    problems: OrBlank[Text] = Field(BLANK, title="存在问题")
    next_steps: OrBlank[Text] = Field(BLANK, title="下一步打算")


class Trip(Filing):
    """A trip as it is filed before it starts (附件4-2), and its report afterwards."""

    report: Date | None = Field(None, title="书面报告日期")
    account: Report | None = Field(None, title="书面报告", description=N_("what it tells"))


class ActivityCase(Case):
    """Trips 帮扶活动 of a unit in a year: planned, filed and reported."""

    kind: Literal["activity"] = Field("activity", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    planned: tuple[Planned, ...] = Field((), title="活动计划")
    trips: Annotated[tuple[Trip, ...], Field(min_length=1)] = Field(title="活动报备")
