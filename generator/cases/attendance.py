"""The `attendance` case 考勤案卷: stays, leave 请假 with its approvals, and roll-calls 抽查点名."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.identity import Person
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Yuan
from generator.cases.nothing import BLANK
from generator.i18n import N_

Office = Literal[
    "帮扶科室主任",
    "医务科",
    "院长",
    "派出医院",
    "县卫生健康主管部门",
    "州市卫生健康主管部门",
    "省卫生健康委",
]
Act = Literal["批准", "备案", "提出意见", "请示", "审核同意"]


class StayRow(Model):
    """A person's stay and the days on which attendance was recorded 打卡."""

    name: OrGap[Person] = Field(title="姓名")
    receiver: OrGap[Text] = Field(title="受援医院")
    start: OrGap[Date] = Field(title="派驻开始日期")
    end: OrGap[Date] = Field(title="派驻结束日期")
    days: int | None = Field(
        None, title="驻点天数", ge=0, le=2000, description=N_("days with attendance recorded")
    )


class Approval(Model):
    """One step of an approval."""

    office: Office = Field(title="审批单位")
    act: Act = Field(title="审批事项")
    day: Date | None = Field(None, title="审批日期")


class Leave(Model):
    """A leave 请假, or a recall 调回 for an emergency."""

    name: Person = Field(title="姓名")
    start: Date = Field(title="请假开始日期")
    end: Date = Field(title="请假结束日期")
    days: Decimal | None = Field(
        None,
        title="请假天数",
        gt=0,
        le=366,
        description=N_("only for half days; they are rounded up"),
    )
    reason: Literal["请假", "调回"] = Field(
        "请假", title="事由", description=N_("调回: recalled for an emergency")
    )
    approvals: tuple[Approval, ...] = Field((), title="审批")


class RollCall(Model):
    """An unannounced check of who is there."""

    day: Date = Field(title="点名日期")
    caller: Literal["支援医院", "省级项目管理办"] = Field("支援医院", title="点名单位")
    absent: tuple[Person, ...] = Field((), title="不在岗人员")
    reported: Date | None = Field(None, title="上报日期")


class Payment(Model):
    """Money a member took from the receiver, which none may."""

    name: Person = Field(title="姓名")
    item: Text = Field(title="项目")
    amount: Yuan = Field(title="金额（元）")


class AttendanceCase(Case):
    """Attendance 考勤 of dispatched staff in a period."""

    kind: Literal["attendance"] = Field("attendance", title="类型")
    hospital: OrBlank[Text] = Field(BLANK, title="支援医院")
    start: Date = Field(title="考勤开始日期")
    end: Date = Field(title="考勤结束日期")
    stays: Annotated[tuple[StayRow, ...], Field(min_length=1)] = Field(title="驻点情况")
    leaves: tuple[Leave, ...] = Field((), title="请假情况")
    roll_calls: tuple[RollCall, ...] = Field((), title="抽查点名")
    payments: tuple[Payment, ...] = Field((), title="受援医院发放费用")
