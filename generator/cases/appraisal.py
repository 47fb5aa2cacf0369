"""The `appraisal` case 考核案卷: members, their months' figures, goals, and the four opinions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.dispatch import Goal
from generator.cases.handed import DocumentFile, Photo
from generator.cases.identity import Gender, Person
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Wan
from generator.cases.nothing import BLANK
from generator.cases.stays import Stay
from generator.i18n import N_

Result = Literal["优秀", "合格", "基本合格", "不合格"]


class Figures(Model):
    """What a member did in one month: the rows of 开展工作量统计报告表."""

    month: int = Field(title="月份", ge=1, le=12)
    patients: int = Field(0, title="诊疗病人（人次）", ge=0)
    operations: int = Field(0, title="开展手术（例）", ge=0)
    rounds: int = Field(0, title="教学查房（次）", ge=0)
    tours: int = Field(0, title="巡回诊疗（次）", ge=0)
    lectures: int = Field(0, title="开展讲座（次）", ge=0)
    trained: int = Field(0, title="培训人数（人次）", ge=0)
    classes: int = Field(0, title="举办业务培训班（次）", ge=0)
    specialties: int = Field(0, title="建设特色科室（个）", ge=0)
    specialty_names: OrBlank[Text] = Field(BLANK, title="特色科室名称")
    techniques: int = Field(0, title="培育适宜技术（项）", ge=0)
    systems: int = Field(0, title="建立完善相关制度（项）", ge=0)
    publicity: int = Field(0, title="开展健康教育宣传（次）", ge=0)
    donations: Wan | None = Field(None, title="援助设备、药品等（万元）")
    others: OrBlank[Text] = Field(BLANK, title="开展的其它项目")


COUNTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "诊疗病人": ("patients",),
        "开展手术": ("operations",),
        "教学查房": ("rounds",),
        "巡回诊疗": ("tours",),
        "开展讲座": ("lectures",),
        "讲座和培训班": ("lectures", "classes"),
        "培训人数": ("trained",),
        "特色科室": ("specialties",),
        "适宜技术": ("techniques",),
        "规章制度": ("systems",),
        "健康教育宣传": ("publicity",),
    }
)
"""What goals may be counted by: the clerk's word, and the figures that count together."""


class AppraisedGoal(Goal):
    """A goal of a member, and what came of it: counted from the months, or told by the case."""

    figure: str | None = Field(
        None,
        title="计量项目",
        json_schema_extra={"enum": [*COUNTED]},
        description=N_("what of the monthly figures counts, as 教学查房"),
    )
    least: int | None = Field(None, title="目标数量", ge=0)
    result: OrBlank[Text] = Field(
        BLANK, title="完成情况", description=N_("only where it is not counted from the months")
    )
    met: bool | None = Field(
        None, title="是否完成", description=N_("only where it is not counted from the months")
    )

    @field_validator("figure")
    @classmethod
    def _counted(cls, value: str | None) -> str | None:
        if value is not None and value not in COUNTED:
            raise PydanticCustomError(
                "literal_error", "not counted", {"expected": " or ".join(COUNTED)}
            )
        return value


class Attachment(Model):
    """A paper that goes into the member's dossier as it is: 派遣函, 证书, 总结, 扫描件."""

    title: Text = Field(title="附件名称")
    file: OrGap[DocumentFile] = Field(
        title="文件", description=N_("PDF, JPEG or PNG, path relative to the case file")
    )


class Opinion(Model):
    """One of the opinions 意见 on a member."""

    text: OrBlank[Text] = Field(BLANK, title="意见")
    day: OrBlank[Date] = Field(BLANK, title="意见日期")


class Opinions(Model):
    """The four opinions 考核意见 in their order."""

    receiver: Opinion = Field(Opinion(), title="受援乡镇卫生院考核意见")
    receiver_authority: Opinion = Field(Opinion(), title="受援区县卫生健康行政部门意见")
    sender: Opinion = Field(Opinion(), title="派出人员所在单位考核意见")
    sender_authority: Opinion = Field(Opinion(), title="派出人员所在区县卫生健康行政部门考核意见")


class Appraised(Model):
    """A member 医疗队员 who is appraised."""

    name: OrGap[Person] = Field(title="姓名")
    gender: OrBlank[Gender] = Field(BLANK, title="性别")
    ethnicity: OrBlank[Text] = Field(BLANK, title="民族")
    photo: OrBlank[Photo] = Field(
        BLANK,
        title="照片",
        description=N_("JPEG or PNG, path relative to the case file; printed 25 × 35 mm"),
    )
    born: OrBlank[Text] = Field(BLANK, title="出生年月")
    education: OrBlank[Text] = Field(BLANK, title="最高学历")
    studied: OrBlank[Text] = Field(BLANK, title="所学专业")
    hospital: OrGap[Text] = Field(title="工作单位")
    practice: OrBlank[Text] = Field(BLANK, title="现从事专业")
    title: OrBlank[Text] = Field(BLANK, title="现任专业技术职务")
    appointed: OrBlank[Text] = Field(BLANK, title="聘任时间")
    receiver: OrGap[Text] = Field(title="对口支援单位")
    tasks: OrBlank[Text] = Field(BLANK, title="对口支援主要任务")
    stay: OrGap[Stay] = Field(title="对口支援起止时间")
    summary: OrBlank[Text] = Field(BLANK, title="本人对口支援工作总结")
    result: OrBlank[Result] = Field(BLANK, title="考核结果")
    handed_in: Date | None = Field(
        None, title="交表日期", description=N_("when both forms were handed in after the stay")
    )
    promoted: Date | None = Field(
        None, title="晋升聘任日期", description=N_("to the next professional title, if at all")
    )
    opinions: Opinions = Field(Opinions(), title="考核意见")
    goals: tuple[AppraisedGoal, ...] = Field((), title="工作目标表")
    months: tuple[Figures, ...] = Field((), title="各月工作量")
    attachments: tuple[Attachment, ...] = Field((), title="附件")


class AppraisalCase(Case):
    """Appraisals 考核鉴定 of members."""

    kind: Literal["appraisal"] = Field("appraisal", title="类型")
    year: int = Field(title="年度", ge=2000, le=2100)
    receiver_authority: OrBlank[Text] = Field(
        BLANK, title="受援区县卫生健康行政部门", description=N_("who seals the second opinion")
    )
    sender_authority: OrBlank[Text] = Field(
        BLANK, title="派出区县卫生健康行政部门", description=N_("who seals the fourth opinion")
    )
    members: Annotated[tuple[Appraised, ...], Field(min_length=1)] = Field(title="医疗队员")
