"""The `training` case 培训案卷: a course, its roster of trainees, and what is handed in after it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.agreement import SealImages
from generator.cases.base import Case, Text
from generator.cases.dates import Date
from generator.cases.evaluation import MOST_QUESTIONS, STANDARD_QUESTIONS, Evaluation, Question
from generator.cases.identity import Person, Phone
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK
from generator.cases.training_parts import (
    FAILED,
    PASSED,
    Account,
    CoursePlan,
    Report,
    Session,
    Trainee,
    TraineeAppraisal,
)
from generator.cases.webaddress import WebAddress
from generator.i18n import N_

__all__ = ["FAILED", "PASSED", "Trainee", "TrainingCase"]

Material = Literal[
    "决算表", "项目工作总结", "课程安排", "学员名册", "学员对培训效果的评估", "学员鉴定表"
]
"""What the undertaker hands in after a course; certificates are no part of it."""


class TrainingCase(Case):
    """A training course 培训班: its trainees, for certificates, and what is handed in after it."""

    kind: Literal["training"] = Field("training", title="类型")
    course: OrGap[Text] = Field(title="培训班名称", description=N_("as certificates name it"))
    issuer: OrGap[Text] = Field(
        title="承办单位", description=N_("full legal name; it seals the certificates")
    )
    start: OrGap[Date] = Field(title="起始日期")
    end: OrGap[Date] = Field(title="终止日期")
    place: OrBlank[Text] = Field(BLANK, title="培训地点")
    head_teacher: OrBlank[Person] = Field(BLANK, title="班主任")
    batches: Annotated[int, Field(ge=1, le=999)] = Field(
        1, title="实际批次", description=N_("how many times the course was held")
    )
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
    verify_url: WebAddress | None = Field(
        None,
        title="核验网址",
        description=N_("what a scanned code opens, as https://…; else the code is plain text"),
    )
    seals: dict[str, SealImages] = Field(
        default_factory=dict, title="印章图片", description=N_("by party: issuer")
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
    people: int | None = Field(
        None, title="实际人数", ge=0, description=N_("checked against the roster")
    )
    plan: CoursePlan | None = Field(
        None, title="项目计划", description=N_("what the plan table says of the course")
    )
    sessions: tuple[Session, ...] = Field((), title="课程安排")
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST_QUESTIONS)] = (
        Field(
            STANDARD_QUESTIONS,
            title="评估问卷",
            description=N_("what trainees are asked; the usual questions if it is not given"),
        )
    )
    evaluation: Evaluation | None = Field(None, title="学员对培训效果的评估")
    appraisals: tuple[TraineeAppraisal, ...] = Field((), title="学员鉴定")
    report: Report | None = Field(None, title="项目工作总结")
    account: Account | None = Field(None, title="决算", description=N_("needs plan (项目计划)"))
