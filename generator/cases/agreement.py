"""The `agreement` case 协议书案卷: which hospitals sign with which, for how long, and with what goals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK, Blank, Gap
from generator.i18n import N_


class Goal(Model):
    """One row of the supplementary agreement 补充协议; what is not yet agreed stays blank."""

    goal: OrBlank[Text] = Field(BLANK, title="帮扶目标")
    year: OrBlank[Text] = Field(BLANK, title="年度")
    task: OrBlank[Text] = Field(BLANK, title="任务内容")
    technique: OrBlank[Text] = Field(BLANK, title="具体项目（技术）")
    helper_department: OrBlank[Text] = Field(BLANK, title="支援方责任科室")
    receiver_department: OrBlank[Text] = Field(BLANK, title="受援方责任科室")
    deadline: OrBlank[Text] = Field(BLANK, title="时间节点")
    target: OrBlank[Text] = Field(BLANK, title="量化指标")


class SealImages(Model):
    """Impressions the parties handed over as files; the case must say whose and how large."""

    file: Text = Field(title="文件", description=N_("PNG or SVG, path relative to the case file"))
    owner: Text = Field(title="印章单位", description=N_("the name the seal bears"))
    diameter_mm: float = Field(42, title="直径（毫米）", gt=10, le=60)


class Pair(Model):
    """One hospital pair 结对关系; a joint one has several helpers, the first of them leading."""

    county: OrGap[Text] = Field(title="县名称", description=N_("short name, as 禄劝县"))
    receiver: OrGap[Text] = Field(title="受援医院", description=N_("the county-level hospital"))
    helpers: tuple[OrGap[Text], ...] = Field(
        title="支援医院",
        min_length=1,
        description=N_("the tertiary hospital; of several the first leads"),
    )
    assistants: tuple[Text, ...] = Field(
        (), title="协助医院", description=N_("hospitals that take part and do not sign")
    )
    prefecture: Text | None = Field(
        None, title="州（市）", description=N_("only where the reference data has none")
    )
    government: Text | None = Field(
        None, title="签约政府", description=N_("only where it is not the county's own")
    )
    number: Text | None = Field(None, title="协议编号")
    start: OrBlank[Date] = Field(BLANK, title="起始日期")
    end: OrBlank[Date] = Field(BLANK, title="终止日期")
    signed: OrBlank[Date] = Field(BLANK, title="签订日期")
    government_copy: bool | None = Field(
        None, title="政府执一份", description=N_("whether the government keeps a copy; joint: yes")
    )
    copies: int | None = Field(
        None, title="协议份数", ge=1, le=99, description=N_("counted if absent")
    )
    goals: tuple[Goal, ...] = Field((), title="帮扶任务")
    seals: dict[str, SealImages] = Field(
        default_factory=dict,
        title="印章图片",
        description=N_("by party: helper, helper_2, …, government, receiver"),
    )
    seed_line: int | None = Field(
        None, title="原文行号", description=N_("line of the policy's text")
    )
    repair: Text | None = Field(
        None, title="修补说明", description=N_("what was repaired in the text")
    )
    suspect: Text | None = Field(None, title="待核", description=N_("what must be looked at"))


class Hospital(Model):
    """A hospital the reference data does not know, brought by the case."""

    name: Text = Field(title="医院名称", description=N_("full legal name"))
    aliases: tuple[Text, ...] = Field((), title="简称")


class AgreementCase(Case):
    """Agreements 协议书, one for each pair."""

    kind: Literal["agreement"] = Field("agreement", title="类型")
    mode: Literal["pairwise", "joint"] = Field(
        "pairwise",
        title="签订方式",
        description=N_("pairwise (one by one), or joint (several helpers sign together)"),
    )
    terms: tuple[Text, ...] = Field(
        (),
        title="主要任务",
        description=N_("what every pair agrees to do, one clause each; for forms that print it"),
    )
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1)] = Field(title="结对关系")
    hospitals: tuple[Hospital, ...] = Field((), title="医院")


__all__ = ["AgreementCase", "Blank", "Gap", "Goal", "Hospital", "Pair", "SealImages"]
