"""The `activity` case 活动案卷: the year's plan of trips 计划 and each trip's filing 报备."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.identity import Person, Phone
from generator.cases.nothing import BLANK, OrBlank, OrGap
from generator.cases.spans import Count, PlanMonths
from generator.i18n import N_


class Planned(Model):
    """A row of the year's plan of trips (附件4-1)."""

    region: OrGap[Text] = Field(title="支援地区")
    commission_team: OrBlank[Text] = Field(BLANK, title="组团名称（卫健委）")
    hospital_team: OrBlank[Text] = Field(BLANK, title="组团名称（医院）")
    leader: OrGap[Person] = Field(title="带队领导姓名")
    post: OrBlank[Text] = Field(BLANK, title="带队领导职务")
    months: OrGap[PlanMonths] = Field(title="计划出行时间", description=N_("months of the year"))
    people: OrGap[Count] = Field(title="组团人数")


class Trip(Model):
    """A trip as it is filed before it starts (附件4-2), and its report afterwards."""

    unit: OrGap[Text] = Field(title="单位")
    filed: OrBlank[Date] = Field(BLANK, title="报备日期")
    leader: OrGap[Person] = Field(title="带队领导")
    post: OrBlank[Text] = Field(BLANK, title="职务")
    contact: OrBlank[Person] = Field(BLANK, title="联系人")
    phone: OrBlank[Phone] = Field(BLANK, title="联系电话")
    task: OrGap[Text] = Field(title="任务内容")
    funding: OrBlank[Text] = Field(BLANK, title="经费来源")
    destination: OrGap[Text] = Field(title="前往地点", description=N_("one trip, one place"))
    start: OrGap[Date] = Field(title="出行开始日期")
    end: OrGap[Date] = Field(title="出行结束日期")
    people: int = Field(title="团组人数", ge=1, le=999)
    report: Date | None = Field(None, title="书面报告日期")


class ActivityCase(Case):
    """Trips 帮扶活动 of a unit in a year: planned, filed and reported."""

    kind: Literal["activity"] = Field("activity", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    planned: tuple[Planned, ...] = Field((), title="活动计划")
    trips: Annotated[tuple[Trip, ...], Field(min_length=1)] = Field(title="活动报备")
