"""The `workload` case 工作量案卷: one receiver's figures, department by department."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.identity import Person, Words
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.money import Wan
from generator.cases.nothing import BLANK
from generator.i18n import N_

Counted = Annotated[int, Field(ge=0)]


class DepartmentRow(Model):
    """One department: a row of 工作量统计表, where nothing may stay empty (0 is a figure)."""

    department: Words = Field(title="援助科室")
    outpatients: OrBlank[Counted] = Field(BLANK, title="门诊数")
    emergencies: OrBlank[Counted] = Field(BLANK, title="急诊数")
    admissions: OrBlank[Counted] = Field(BLANK, title="入院人数")
    discharges: OrBlank[Counted] = Field(BLANK, title="出院人数")
    operations: OrBlank[Counted] = Field(BLANK, title="开展手术例数")
    consultations: OrBlank[Counted] = Field(BLANK, title="会诊及疑难病例讨论次数")
    techniques: OrBlank[Counted] = Field(BLANK, title="开展新技术新业务数")
    free_clinics: OrBlank[Counted] = Field(BLANK, title="义诊人次")
    trainees: OrBlank[Counted] = Field(BLANK, title="接收进修人次")
    lectures: OrBlank[Counted] = Field(BLANK, title="学术讲座次数")
    trained: OrBlank[Counted] = Field(BLANK, title="业务培训人次")
    rounds: OrBlank[Counted] = Field(BLANK, title="教学查房次数")
    demonstrations: OrBlank[Counted] = Field(BLANK, title="手术示教次数")
    tours: OrBlank[Counted] = Field(BLANK, title="巡回医疗诊治患者数")
    specialties: OrBlank[Counted] = Field(BLANK, title="建立特色专科数量")
    funds: OrBlank[Wan] = Field(BLANK, title="配套经费（万元）")
    equipment: OrBlank[Wan] = Field(BLANK, title="设备捐赠（万元）")
    remark: OrBlank[Text] = Field(BLANK, title="备注")


class Achievement(Model):
    """A new technique or a specialty, by name: a row of the second table."""

    doctor: Person = Field(title="医师姓名")
    technique: OrBlank[Words] = Field(BLANK, title="开展新项目")
    specialty: OrBlank[Words] = Field(BLANK, title="建立的特色专科名称")


class WorkloadCase(Case):
    """Workload 工作量 of one receiver in a quarter, or in a year."""

    kind: Literal["workload"] = Field("workload", title="类型")
    unit: OrGap[Words] = Field(title="填写单位名称")
    prefecture: OrBlank[Text] = Field(BLANK, title="州（市）")
    year: int = Field(title="年度", ge=2000, le=2100)
    quarter: int | None = Field(
        None, title="季度", ge=1, le=4, description=N_("none for the whole year")
    )
    departments: Annotated[tuple[DepartmentRow, ...], Field(min_length=1)] = Field(
        title="科室工作量"
    )
    achievements: tuple[Achievement, ...] = Field((), title="新技术新业务和特色专科")
