"""The `settlement` case 决算案卷: what each project was granted, what it cost, what is to be paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.identity import Person, Phone, Words
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Yuan
from generator.cases.nothing import BLANK
from generator.i18n import N_

Category = Literal["来沪办班", "赴对口地区培训", "来沪挂职进修", "柔性援助"]

Subject = Literal[
    "住宿费",
    "伙食费",
    "场地费",
    "讲课费",
    "资料费",
    "往返交通费",
    "参训人员餐费",
    "其他费用",
]

_ZERO = Decimal(0)


class Expense(Model):
    """One line of the account: a subject 科目, planned and spent."""

    subject: Subject = Field(title="科目")
    budget: Yuan = Field(title="预算数")
    actual: Yuan = Field(title="决算数")
    unit_price: OrBlank[Yuan] = Field(BLANK, title="单价", description=N_("元 a person and day"))
    people: OrBlank[Annotated[int, Field(ge=0)]] = Field(BLANK, title="人数")
    days: OrBlank[Annotated[int, Field(ge=0)]] = Field(BLANK, title="天数")
    remark: OrBlank[Text] = Field(BLANK, title="备注")

    @property
    def difference(self) -> Decimal:
        """What was left of the budget, in 元; below zero where more was spent."""
        return self.budget - self.actual

    @property
    def product(self) -> Decimal | None:
        """Unit price × people × days, of those that are given; None without a unit price."""
        if not isinstance(self.unit_price, Decimal):
            return None
        factors = (each for each in (self.people, self.days) if isinstance(each, int))
        product = self.unit_price
        for factor in factors:
            product *= factor
        return product


class Settlement(Model):
    """The account 决算 of one project."""

    project: OrGap[Words] = Field(title="项目名称")
    number: OrBlank[int] = Field(
        BLANK, title="项目序号", description=N_("as the plan table has it")
    )
    unit: OrGap[Words] = Field(title="填报单位", description=N_("who carried it out and seals"))
    region: OrGap[Words] = Field(title="受援地区")
    category: OrGap[Category] = Field(title="项目类别")
    audience: OrBlank[Words] = Field(BLANK, title="培训对象")
    start: OrGap[Date] = Field(title="起始日期")
    end: OrGap[Date] = Field(title="终止日期")
    planned_people: OrBlank[Annotated[int, Field(ge=0)]] = Field(BLANK, title="计划人数")
    actual_people: OrBlank[Annotated[int, Field(ge=0)]] = Field(BLANK, title="实际人数")
    batches: OrBlank[Annotated[int, Field(ge=1)]] = Field(BLANK, title="批次")
    approved: OrGap[Yuan] = Field(title="核定计划额度", description=N_("元, or 21万元"))
    source: OrBlank[Text] = Field(BLANK, title="经费来源")
    plan_level: Literal["浦东新区", "市卫生健康委"] = Field(
        "浦东新区", title="计划下达", description=N_("who issued the plan")
    )
    payer: OrBlank[Text] = Field(BLANK, title="核拨单位")
    claimed: Yuan | None = Field(
        None, title="申请核拨金额", description=N_("computed if not given")
    )
    leader: OrBlank[Person] = Field(BLANK, title="项目负责人")
    contact: OrBlank[Person] = Field(BLANK, title="联系人")
    phone: OrBlank[Phone] = Field(BLANK, title="联系电话")
    submitted: OrBlank[Date] = Field(BLANK, title="填报日期")
    stated_total: Yuan | None = Field(
        None, title="所称合计", description=N_("checked against the sum of 决算数")
    )
    expenses: Annotated[tuple[Expense, ...], Field(min_length=1)] = Field(title="支出")

    @property
    def days(self) -> int | None:
        """How many days, both ends counted; None while one is a gap."""
        start, end = self.start, self.end
        if isinstance(start, date) and isinstance(end, date):
            return (end - start).days + 1
        return None

    @property
    def budget(self) -> Decimal:
        """The sum of the budgets, in 元."""
        return sum((each.budget for each in self.expenses), _ZERO)

    @property
    def actual(self) -> Decimal:
        """The sum of what was spent, in 元."""
        return sum((each.actual for each in self.expenses), _ZERO)

    @property
    def payable(self) -> Decimal | None:
        """What is paid out, in 元: what was spent, within what was granted (原文第103—105行)."""
        return min(self.approved, self.actual) if isinstance(self.approved, Decimal) else None

    @property
    def balance(self) -> Decimal | None:
        """What is left of the grant, in 元."""
        payable = self.payable
        return (
            None
            if payable is None or not isinstance(self.approved, Decimal)
            else (self.approved - payable)
        )


class SettlementCase(Case):
    """Settlements of projects 经费决算, one for each project."""

    kind: Literal["settlement"] = Field("settlement", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    settlements: Annotated[tuple[Settlement, ...], Field(min_length=1)] = Field(title="决算")
