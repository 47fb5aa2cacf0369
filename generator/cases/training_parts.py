"""Parts of a training case: sessions of the course, trainees, appraisals, plan, account, report."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Model, Text
from generator.cases.dates import Date
from generator.cases.handed import LargePhoto
from generator.cases.identity import Person, Phone, RosterId
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Yuan
from generator.cases.nothing import BLANK
from generator.cases.settlement import Category, Expense
from generator.cases.spans import PlanMonths
from generator.cases.stays import Stay
from generator.i18n import N_

PASSED = ("合格", "良好", "优秀", "通过", "及格")
FAILED = ("不合格", "不及格", "未通过", "缺考", "未考核")

Result = Literal[
    "合格", "良好", "优秀", "通过", "及格", "不合格", "不及格", "未通过", "缺考", "未考核"
]

Number = Annotated[int, Field(ge=0, le=100_000)]


class Trainee(Model):
    """One trainee 学员, as the roster has them."""

    name: Text = Field(title="姓名")
    gender: OrBlank[Text] = Field(BLANK, title="性别")
    ethnicity: OrBlank[Text] = Field(BLANK, title="民族")
    birth: OrBlank[Text] = Field(
        BLANK, title="出生年月", description=N_("out of 身份证号 if it is not given")
    )
    id_number: OrBlank[RosterId] = Field(
        BLANK,
        title="身份证号",
        description=N_("tells people of one name apart; certificates do not print it"),
    )
    unit: OrBlank[Text] = Field(BLANK, title="工作单位")
    department: OrBlank[Text] = Field(BLANK, title="科室")
    post: OrBlank[Text] = Field(BLANK, title="职务/职称")
    education: OrBlank[Text] = Field(BLANK, title="学历")
    phone: OrBlank[Phone] = Field(BLANK, title="手机号")
    placement: OrBlank[Text] = Field(
        BLANK, title="培训（进修）科室", description=N_("where the trainee is taught")
    )
    stay: OrBlank[Stay] = Field(
        BLANK, title="起止日期", description=N_("only where it is not the course's")
    )
    result: OrBlank[Result] = Field(
        BLANK, title="考核结果", description=N_("only who passed gets a certificate")
    )
    number: Text | None = Field(
        None, title="证书编号", description=N_("only where it was given elsewhere before")
    )
    photo: OrBlank[LargePhoto] = Field(
        BLANK, title="照片", description=N_("JPEG or PNG below the case's folder; else it is glued")
    )
    note: OrBlank[Text] = Field(BLANK, title="备注")

    @property
    def passed(self) -> bool:
        """Whether the appraisal 考核 was passed."""
        return self.result in PASSED


class Session(Model):
    """A line of the course plan 课程安排."""

    day: OrGap[Date] = Field(title="日期")
    time: OrBlank[Text] = Field(BLANK, title="时间", description=N_("as 9:00-11:30"))
    hours: OrBlank[Annotated[Decimal, Field(ge=0, le=24)]] = Field(BLANK, title="学时")
    content: OrGap[Text] = Field(title="内容")
    teacher: OrBlank[Text] = Field(BLANK, title="授课人")
    post: OrBlank[Text] = Field(BLANK, title="职称/单位")
    form: OrBlank[Text] = Field(BLANK, title="形式", description=N_("lecture, demonstration, …"))
    place: OrBlank[Text] = Field(BLANK, title="地点")
    remark: OrBlank[Text] = Field(BLANK, title="备注")


class TraineeAppraisal(Model):
    """What is said of one trainee 学员鉴定."""

    name: Text = Field(title="姓名", description=N_("as on the roster"))
    unit: OrBlank[Text] = Field(
        BLANK, title="工作单位", description=N_("where the roster has the name twice")
    )
    mentor: OrBlank[Person] = Field(BLANK, title="带教老师")
    due: OrBlank[Number] = Field(BLANK, title="应出勤", description=N_("days"))
    present: OrBlank[Number] = Field(BLANK, title="实际出勤", description=N_("days"))
    leave: OrBlank[Number] = Field(BLANK, title="请假", description=N_("days"))
    content: OrBlank[Text] = Field(BLANK, title="主要内容")
    own_words: OrBlank[Text] = Field(BLANK, title="自我鉴定")
    mentor_opinion: OrBlank[Text] = Field(BLANK, title="带教老师（科室）意见")
    issuer_opinion: OrBlank[Text] = Field(BLANK, title="承办单位意见")
    sender_opinion: OrBlank[Text] = Field(BLANK, title="选送单位意见")


class CoursePlan(Model):
    """What the year's plan 项目计划表 says of the course."""

    name: OrBlank[Text] = Field(
        BLANK, title="项目名称", description=N_("only where it is not the course's name")
    )
    number: OrBlank[Number] = Field(BLANK, title="项目序号")
    region: OrGap[Text] = Field(title="受援地区")
    category: OrGap[Category] = Field(title="项目类别")
    audience: OrBlank[Text] = Field(BLANK, title="培训对象")
    people: OrBlank[Number] = Field(BLANK, title="计划人数")
    days: OrBlank[Number] = Field(BLANK, title="计划天数")
    batches: OrBlank[Number] = Field(BLANK, title="计划批次")
    months: OrBlank[PlanMonths] = Field(
        BLANK, title="实施时间", description=N_("months of the year, as 5 or 5-8, or 全年")
    )
    approved: OrGap[Yuan] = Field(title="核定计划额度", description=N_("元, or 21万元"))
    source: OrBlank[Text] = Field(BLANK, title="经费来源")
    plan_level: Literal["浦东新区", "市卫生健康委"] = Field(
        "浦东新区", title="计划下达", description=N_("who issued the plan")
    )
    leader: OrBlank[Person] = Field(BLANK, title="项目负责人")


class Account(Model):
    """What the course cost: the rows of its 决算表."""

    payer: OrBlank[Text] = Field(BLANK, title="核拨单位")
    claimed: Yuan | None = Field(
        None, title="申请核拨金额", description=N_("computed if not given")
    )
    submitted: OrBlank[Date] = Field(BLANK, title="填报日期")
    stated_total: Yuan | None = Field(
        None, title="所称合计", description=N_("checked against the sum of 决算数")
    )
    expenses: Annotated[tuple[Expense, ...], Field(min_length=1)] = Field(title="支出")


class Report(Model):
    """The work report 项目工作总结; a line break begins a new paragraph."""

    overview: OrGap[Text] = Field(title="项目概况")
    carrying_out: OrGap[Text] = Field(title="组织实施")
    results: OrGap[Text] = Field(title="成效")
    problems: OrGap[Text] = Field(title="存在问题")
    suggestions: OrGap[Text] = Field(title="建议")
    dated: OrBlank[Date] = Field(BLANK, title="总结日期")
