"""The `training` case 培训案卷: a course, who ran it, and its roster of trainees with their results."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.identity import Person, Phone, RosterId
from generator.cases.nothing import BLANK, OrBlank, OrGap
from generator.i18n import N_

PASSED = ("合格", "良好", "优秀", "通过", "及格")
FAILED = ("不合格", "不及格", "未通过", "缺考", "未考核")

Result = Literal[
    "合格", "良好", "优秀", "通过", "及格", "不合格", "不及格", "未通过", "缺考", "未考核"
]

Material = Literal[
    "决算表", "项目工作总结", "课程安排", "学员名册", "学员对培训效果的评估", "学员鉴定表"
]
"""What the undertaker hands in after a course; certificates are no part of it."""


class Trainee(Model):
    """One trainee 学员, as the roster has them."""

    name: Text = Field(title="姓名")
    gender: OrBlank[Text] = Field(BLANK, title="性别")
    ethnicity: OrBlank[Text] = Field(BLANK, title="民族")
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
    result: OrBlank[Result] = Field(
        BLANK, title="考核结果", description=N_("only who passed gets a certificate")
    )
    number: Text | None = Field(
        None, title="证书编号", description=N_("only where it was given elsewhere before")
    )
    note: OrBlank[Text] = Field(BLANK, title="备注")

    @property
    def passed(self) -> bool:
        """Whether the appraisal 考核 was passed."""
        return self.result in PASSED


class TrainingCase(Case):
    """A training course 培训班 with its trainees, for certificates."""

    kind: Literal["training"] = Field("training", title="类型")
    course: OrGap[Text] = Field(title="培训班名称", description=N_("as certificates name it"))
    issuer: OrGap[Text] = Field(
        title="承办单位", description=N_("full legal name; it seals the certificates")
    )
    start: OrGap[Date] = Field(title="起始日期")
    end: OrGap[Date] = Field(title="终止日期")
    place: OrBlank[Text] = Field(BLANK, title="培训地点")
    hours: OrBlank[int] = Field(BLANK, title="学时")
    issued: OrBlank[Date] = Field(
        BLANK, title="发证日期", description=N_("the day of issue if absent")
    )
    date_style: Literal["arabic", "chinese"] = Field(
        "arabic",
        title="日期写法",
        description=N_("arabic (2024年6月7日) or chinese (二〇二四年六月七日)"),
    )
    number_format: Text | None = Field(
        None,
        title="编号格式",
        description=N_("as 培训结业〔{year}〕{number:04}号; with {year} it begins anew each year"),
    )
    contact: OrBlank[Person] = Field(BLANK, title="联系人")
    contact_phone: OrBlank[Phone] = Field(BLANK, title="联系电话")
    materials: tuple[Material, ...] = Field(
        (), title="报送材料", description=N_("what was handed in after the course")
    )
    handed_in: Date | None = Field(
        None, title="材料报送日期", description=N_("when it was handed in")
    )
    trainees: Annotated[tuple[Trainee, ...], Field(min_length=1)] = Field(title="学员名册")
