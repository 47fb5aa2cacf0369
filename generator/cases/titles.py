"""Known variants of column titles: what clerks' lists and other years' forms call the same column."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VARIANTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "手机号": ("手机号码", "手机", "联系方式", "联系电话", "电话"),
        "身份证号": ("身份证号码", "身份证", "公民身份号码", "居民身份证号"),
        "金额（万元）": ("金额", "资金（万元）", "资金安排（万元）"),
        "职务/职称": ("原单位职务/职称", "职称", "职务", "专业技术职务"),
        "科室": ("原单位科室/部门", "科室/部门", "部门", "原单位科室"),
        "专业/方向": ("专业", "方向", "专业方向"),
        "派驻起止日期": (
            "派驻起止日期（xx年xx月-xx年xx月）",
            "起止日期",
            "起止时间",
            "派驻时间",
            "支援时间",
        ),
        "组团名称（卫健委）": ("卫健委",),
        "组团名称（医院）": ("医院",),
        "带队领导姓名": ("姓名",),
        "带队领导职务": ("职务",),
        "原单位职务/职称": ("职务/职称", "职称", "职务"),
        "原单位科室/部门": ("科室/部门", "科室", "部门"),
        "受援医院": (
            "受援县级医院",
            "县级医院",
            "县医院",
            "受援卫生院名称",
            "受援单位",
            "受援单位名称",
        ),
        "支援医院": (
            "所属三级医院",
            "三级医院",
            "帮扶医院",
            "帮扶医院（排名第一为牵头医院）",
            "支援单位名称",
            "支援单位",
            "派出单位",
        ),
    }
)
"""By a field's own title."""


def variants_of(title: str) -> tuple[str, ...]:
    """Other names of a column of this title."""
    return VARIANTS.get(title, ())


def known_titles() -> frozenset[str]:
    """Every title with variants, and the variants: no misspelling of anything else."""
    return frozenset(VARIANTS).union(*VARIANTS.values())
