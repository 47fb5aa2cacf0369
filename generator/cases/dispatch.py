"""The `dispatch` case 派遣案卷: batches of staff 批次, their members, their letters 派遣函."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.filing import Filing
from generator.cases.identity import (
    DocumentNumber,
    Gender,
    Mobile,
    Person,
    Phone,
    ResidentId,
    Words,
)
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK
from generator.cases.stays import Stay
from generator.i18n import N_
from generator.identifiers.periods import Period


class Goal(Model):
    """A goal 工作目标 of one member, with its day and its figure."""

    goal: Text = Field(title="工作目标")
    deadline: OrBlank[Date] = Field(BLANK, title="完成时间")
    target: OrBlank[Text] = Field(BLANK, title="量化指标", description=N_("with a figure"))


class Insurance(Model):
    """A policy of accident insurance 人身意外保险."""

    number: Text = Field(title="保单号")
    start: Date = Field(title="保险起始日期")
    end: Date = Field(title="保险终止日期")


class Member(Model):
    """One member of a batch: a row of 派驻人员基本信息表."""

    name: OrGap[Person] = Field(title="姓名")
    gender: OrBlank[Gender] = Field(BLANK, title="性别")
    id_number: OrBlank[ResidentId] = Field(BLANK, title="身份证号")
    politics: OrBlank[Words] = Field(BLANK, title="政治面貌")
    hospital: OrBlank[Words] = Field(
        BLANK, title="所属三级医院", description=N_("only where it is not the sender")
    )
    position: OrBlank[Words] = Field(BLANK, title="原单位职务/职称")
    department: OrBlank[Words] = Field(BLANK, title="原单位科室/部门")
    specialty: OrBlank[Words] = Field(BLANK, title="专业/方向")
    education: OrBlank[Words] = Field(BLANK, title="学历")
    phone: OrBlank[Mobile] = Field(BLANK, title="手机号")
    stay: OrBlank[Stay] = Field(
        BLANK, title="派驻起止日期", description=N_("only where it is not the batch's")
    )
    remark: OrBlank[Text] = Field(BLANK, title="备注")
    leader: bool = Field(False, title="队长")
    post: OrBlank[Text] = Field(
        BLANK, title="受援医院任职", description=N_("post at the receiver, as 副院长")
    )
    insurance: Insurance | None = Field(None, title="人身意外保险")
    goals: tuple[Goal, ...] = Field((), title="工作目标表")


class Replacement(Model):
    """A member who is replaced 替换 during the stay, with what that needs."""

    leaving: Person = Field(title="离队人员")
    joining: Person = Field(title="接替人员")
    day: Date = Field(title="替换日期")
    reason: OrBlank[Text] = Field(BLANK, title="替换原因")
    hospital_consent: Date | None = Field(None, title="支援单位领导同意日期")
    commission_approval: Date | None = Field(None, title="卫健委批准日期")


class Letter(Model):
    """The letter 派遣函 of a batch, as it was sent."""

    number: OrBlank[DocumentNumber] = Field(BLANK, title="发文字号")
    issued: OrBlank[Date] = Field(BLANK, title="发函日期")
    stored: bool = Field(False, title="存档", description=N_("whether a copy is kept"))
    headcount: int | None = Field(None, title="函中人数", ge=1)
    stay: OrBlank[Stay] = Field(BLANK, title="函中派驻起止日期")
    names: tuple[Person, ...] = Field((), title="函中人员")
    welfare: bool = Field(
        False, title="待遇不变说明", description=N_("whether it says that pay stays the same")
    )
    copies_to: tuple[Text, ...] = Field((), title="抄送", description=N_("who gets a copy"))
    contact: OrBlank[Person] = Field(BLANK, title="联系人")
    phone: OrBlank[Phone] = Field(BLANK, title="联系电话")


class AgreementRef(Model):
    """The agreement a batch is sent under, as its letter names it."""

    title: Text = Field("对口帮扶协议书", title="协议名称")
    number: OrBlank[Text] = Field(BLANK, title="协议编号")
    signed: OrBlank[Date] = Field(BLANK, title="协议签订日期")


class HandoverItem(Model):
    """A row of the handover note 交接单."""

    item: Text = Field(title="交接事项")
    state: OrBlank[Text] = Field(BLANK, title="交接内容")
    remark: OrBlank[Text] = Field(BLANK, title="备注")


class Takeover(Model):
    """How a batch takes over 交接 from the one before: when, from whom, and what."""

    previous: int | None = Field(
        None, title="上一批批次", description=N_("the number before if not given"), ge=1, le=999
    )
    day: OrBlank[Date] = Field(
        BLANK, title="交接日期", description=N_("the earlier batch's own if not given")
    )
    from_person: OrBlank[Person] = Field(BLANK, title="移交人")
    to_person: OrBlank[Person] = Field(
        BLANK, title="接收人", description=N_("the leader if not given")
    )
    witness: OrBlank[Person] = Field(
        BLANK, title="监交人", description=N_("somebody of the receiver")
    )
    items: tuple[HandoverItem, ...] = Field((), title="交接清单")


class Batch(Model):
    """One batch 批次: who goes from where to where, from when to when."""

    number: int = Field(title="批次", ge=1, le=999)
    sender: OrGap[Words] = Field(title="支援医院")
    receiver: OrGap[Words] = Field(title="受援医院")
    receiver_contact: OrBlank[Text] = Field(
        BLANK, title="受援医院联系电话", description=N_("name and number, as 示例甲：1990…")
    )
    start: OrGap[Date] = Field(title="派驻开始日期")
    end: OrGap[Date] = Field(title="派驻结束日期")
    in_province: bool | None = Field(
        None, title="省内医院", description=N_("whether the sender lies in the receiver's province")
    )
    arrived: Date | None = Field(None, title="到位日期", description=N_("the start if not given"))
    reported: Date | None = Field(
        None, title="名单上报日期", description=N_("when the list of members was handed in")
    )
    handover: Date | None = Field(
        None, title="交接日期", description=N_("when work was handed over to the next batch")
    )
    takeover: Takeover | None = Field(
        None, title="接上一批", description=N_("how it takes over from the batch before")
    )
    grounds: tuple[Text, ...] = Field(
        (),
        title="依据文件",
        description=N_(
            "title and number, as 《…》（浦卫办〔2023〕7号）; the policy's if not given"
        ),
    )
    agreement: AgreementRef | None = Field(None, title="依据协议")
    filing: Filing | None = Field(
        None, title="活动报备", description=N_("where its departure is filed as a trip")
    )
    letters: tuple[Letter, ...] = Field((), title="派遣函")
    replacements: tuple[Replacement, ...] = Field((), title="队员替换")
    members: Annotated[tuple[Member, ...], Field(min_length=1)] = Field(title="派驻人员")

    @property
    def period(self) -> Period | None:
        """From the start to the end, both counted; None while one is a gap or they are reversed."""
        start, end = self.start, self.end
        if isinstance(start, date) and isinstance(end, date):
            return Period(start, end) if start <= end else None
        return None

    def stay_of(self, member: Member) -> Period | None:
        """The member's own stay, else the batch's."""
        return member.stay if isinstance(member.stay, Period) else self.period


class DispatchCase(Case):
    """Dispatched staff 派驻人员, batch by batch."""

    kind: Literal["dispatch"] = Field("dispatch", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    number_format: Text | None = Field(
        None,
        title="编号格式",
        description=N_("of the letters, as 某某医院函〔{year}〕{number}号"),
    )
    batches: Annotated[tuple[Batch, ...], Field(min_length=1)] = Field(title="派驻批次")
