"""The `supervision` case 督导案卷: meetings, inspections, reports, and what was trained."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.identity import Person
from generator.cases.leftopen import OrBlank
from generator.cases.nothing import BLANK
from generator.i18n import N_


class Meeting(Model):
    """A meeting on the assistance 专题会议."""

    day: Date = Field(title="会议日期")
    subject: Text = Field(title="会议主题")


class Inspection(Model):
    """A visit to the receiver 督导检查."""

    day: Date = Field(title="督导日期")
    inspector: Literal["区卫生健康委", "医院主要领导", "科室主任"] = Field(title="督导方")
    receiver: Text = Field(title="受援单位")
    department: OrBlank[Text] = Field(BLANK, title="科室")
    report: bool = Field(False, title="工作报告", description=N_("whether a report was written"))


class AnnualReport(Model):
    """A prefecture's yearly report on what was achieved 年度报告."""

    prefecture: Text = Field(title="州（市）")
    year: int = Field(title="年度", ge=2000, le=2100)
    filed: Date | None = Field(None, title="报送日期")


class QuarterlyReport(Model):
    """A prefecture's quarterly statistics 季度统计."""

    prefecture: Text = Field(title="州（市）")
    year: int = Field(title="年度", ge=2000, le=2100)
    quarter: int = Field(title="季度", ge=1, le=4)
    filed: Date | None = Field(None, title="报送日期")
    total: int | None = Field(None, title="诊疗人次合计", ge=0)
    parts: tuple[int, ...] = Field((), title="各科室诊疗人次")


class Trained(Model):
    """Staff of a receiver trained in a year 培养骨干."""

    receiver: Text = Field(title="受援单位")
    year: int = Field(title="年度", ge=2000, le=2100)
    names: tuple[Person, ...] = Field((), title="培养人员")
    deputy: OrBlank[Person] = Field(
        BLANK, title="挂职副院长", description=N_("who serves as deputy head at the receiver")
    )


class CountyLevel(Model):
    """What level the best hospital of a county has reached."""

    county: Text = Field(title="县名称")
    population: int = Field(title="常住人口", ge=0)
    level: Literal["二级甲等", "二级", "二级以下"] = Field(title="医疗服务能力")


class Paper(Model):
    """A document that must be there, as the establishing of a leading group."""

    name: Literal["项目工作领导小组", "办事机构", "对口支援协议"] = Field(title="文件")
    day: Date | None = Field(None, title="文件日期")


class SupervisionCase(Case):
    """Supervision 督导 over a period."""

    kind: Literal["supervision"] = Field("supervision", title="类型")
    start: Date = Field(title="督导开始日期")
    end: Date = Field(title="督导结束日期")
    hospital: OrBlank[Text] = Field(BLANK, title="支援单位")
    departments: tuple[Text, ...] = Field(
        (), title="支援科室", description=N_("clinical and technical departments that send staff")
    )
    prefectures: tuple[Text, ...] = Field(
        (), title="报送州（市）", description=N_("prefectures that must report")
    )
    inspections: tuple[Inspection, ...] = Field((), title="督导检查")
    meetings: tuple[Meeting, ...] = Field((), title="专题会议")
    papers: tuple[Paper, ...] = Field((), title="文件")
    annual_reports: tuple[AnnualReport, ...] = Field((), title="年度报告")
    quarterly_reports: tuple[QuarterlyReport, ...] = Field((), title="季度报表")
    trained: tuple[Trained, ...] = Field((), title="人才培养")
    counties: tuple[CountyLevel, ...] = Field((), title="县级能力")
