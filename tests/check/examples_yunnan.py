"""Examples of every rule of 云卫医发〔2022〕5号."""

from __future__ import annotations

from typing import Any

from tests.check.rule_examples import Example, fails, passes

AGREEMENT, DISPATCH = "yunnan-2022/agreement", "yunnan-2022/dispatch"
ATTENDANCE, SUPERVISION = "yunnan-2022/attendance", "yunnan-2022/supervision"
COURSE = "pudong-2024/training"
MEMBERS, LEADER = "batches.0.members", "batches.0.members.0"
LEAVE = "leaves.0"


def approvals(*steps: str) -> list[dict[str, str]]:
    return [dict(zip(("office", "act"), step.split(), strict=True)) for step in steps]


def leave(start: str, end: str, *steps: str, **more: str) -> dict[str, Any]:
    return {"name": "示例甲", "start": start, "end": end, "approvals": approvals(*steps), **more}


HEAD, OFFICE = "帮扶科室主任 批准", "医务科 批准"
DEAN = ("院长 批准", "县卫生健康主管部门 备案")
STATE = ("县卫生健康主管部门 提出意见", "州市卫生健康主管部门 批准", "省卫生健康委 备案")


def stay(start: str, end: str, days: str) -> dict[str, str]:
    return {
        "name": "示例甲",
        "receiver": "禄劝县人民医院",
        "start": start,
        "end": end,
        "days": days,
    }


def dates(start: str, end: str) -> dict[str, str]:
    return {"batches.0.start": start, "batches.0.end": end}


def yunnan_course(start: str, end: str) -> dict[str, str]:
    return {"policy": "yunnan-2022", "start": start, "end": end}


FIRST = {"year": "2022", "batches.0.number": "1", **dates("2022-02-18", "2022-12-31")}
TCM = {"batches.0.receiver": "禄劝县中医医院"}
NEXT: dict[str, Any] = {
    "name": "下一批",
    **dates("2023-07-01", "2023-12-31"),
    "batches.0.number": "3",
}
CALLER = "省级项目管理办"

EXAMPLES: dict[str, list[Example]] = {
    "YN-1": [
        passes(DISPATCH, boundary=True),
        fails(DISPATCH, {f"{MEMBERS}.4": None}, boundary=True),
        passes(DISPATCH, {f"{MEMBERS}.4": None, **TCM}),
        passes(DISPATCH, {f"{MEMBERS}.4": None, f"{MEMBERS}.3": None, **TCM}, boundary=True),
        fails(
            DISPATCH,
            {f"{MEMBERS}.4": None, f"{MEMBERS}.3": None, f"{MEMBERS}.2": None, **TCM},
            boundary=True,
        ),
    ],
    "YN-2": [
        passes(DISPATCH, {**dates("2023-09-01", "2024-02-29"), "batches.0.in_province": "false"},
               boundary=True),
        fails(DISPATCH, {**dates("2023-09-01", "2024-02-28"), "batches.0.in_province": "false"},
              *["error"] * 5, boundary=True),
        passes(DISPATCH, {**dates("2022-09-01", "2023-02-28"), "batches.0.in_province": "false"},
               boundary=True),
        passes(DISPATCH, dates("2024-02-29", "2025-02-28"), boundary=True),
        fails(DISPATCH, dates("2023-01-01", "2023-12-30"), *["warning"] * 5, boundary=True),
        fails(DISPATCH, {f"{MEMBERS}.1.stay": "2023年1月-2023年5月"}, "error", "warning"),
    ],
    "YN-3": [
        passes(ATTENDANCE, {"stays": [stay("2023-01-01", "2023-12-31", "240")]}, boundary=True),
        fails(ATTENDANCE, {"stays": [stay("2023-01-01", "2023-12-31", "239")]}, boundary=True),
        passes(ATTENDANCE, {"stays.0.days": "120"}, boundary=True),
        fails(ATTENDANCE, {"stays.0.days": "119"}, boundary=True),
        passes(ATTENDANCE, {"stays": [stay("2023-01-01", "2023-06-29", "100")]}),
        # one year in two halves that follow each other is one year
        fails(ATTENDANCE, {"stays": [stay("2023-01-01", "2023-06-30", "120"),
                                     stay("2023-07-01", "2023-12-31", "119")]}),
        fails(ATTENDANCE, {"stays.0.days": ""}),
        passes(ATTENDANCE, beside=((DISPATCH, {}),)),
        fails(ATTENDANCE, {"stays.0.name": "示例癸"}, beside=((DISPATCH, {}),)),
        fails(ATTENDANCE, {}, beside=((DISPATCH, {"batches.0.end": "2023-06-29"}),), boundary=True),
        passes(ATTENDANCE, beside=((DISPATCH, {"batches.0.end": "2023-06-30"}),), boundary=True),
        fails(ATTENDANCE, {"stays.0.days": "182"}),
    ],
    "YN-4": [
        passes(DISPATCH, {f"{LEADER}.position": "副主任中医师"}, boundary=True),
        passes(DISPATCH, {f"{LEADER}.position": "院长助理/主任药师"}),
        fails(DISPATCH, {f"{LEADER}.position": "科室主任/主治医师"}, boundary=True),
        fails(DISPATCH, {f"{LEADER}.position": ""}),
        fails(DISPATCH, {f"{LEADER}.leader": "false"}),
        fails(DISPATCH, {f"{MEMBERS}.1.leader": "true"}, "error", "error"),
    ],
    "YN-5": [
        passes(DISPATCH, {f"{LEADER}.post": "执行院长"}),
        passes(DISPATCH, {f"{LEADER}.post": "副院长"}, boundary=True),
        fails(DISPATCH, {f"{LEADER}.post": "院长助理"}, boundary=True),
        fails(DISPATCH, {f"{LEADER}.post": ""}),
        fails(DISPATCH, {f"{MEMBERS}.1.post": "副院长"}, "info"),
    ],
    "YN-6": [
        passes(DISPATCH),
        passes(DISPATCH, dates("2023-01-01", "2023-06-30"), beside=((DISPATCH, NEXT),), boundary=True),
        fails(DISPATCH, dates("2023-01-01", "2023-06-29"), beside=((DISPATCH, NEXT),), boundary=True),
        fails(DISPATCH, dates("2023-01-02", "2023-12-30"), "error", "error"),
        passes(DISPATCH, FIRST, boundary=True),
        fails(DISPATCH, {**FIRST, "batches.0.start": "2022-02-19"}, boundary=True),
    ],
    "YN-7": [
        passes(SUPERVISION, boundary=True),
        fails(SUPERVISION, {"trained.0.names": ["甲某", "乙某"]}, boundary=True),
        fails(SUPERVISION, {"trained.0.names": ["徐冲", "徐 冲", "乙某"]}),
    ],
    "YN-8": [
        passes(DISPATCH, FIRST, boundary=True),
        fails(DISPATCH, {**FIRST, "batches.0.start": "2022-02-19"}, boundary=True),
        fails(DISPATCH, {**FIRST, "batches.0.reported": ""}, "warning"),
        passes(DISPATCH, {"batches.0.number": "1"}),  # another year
    ],
    "YN-9": [
        passes(AGREEMENT, {"pairs.0.signed": "2022-02-28"}, boundary=True),
        fails(AGREEMENT, {"pairs.0.signed": "2022-03-01"}, boundary=True),
        fails(AGREEMENT, {"pairs.0.goals.0.technique": ""}, "warning"),
    ],
    "YN-10": [
        passes(SUPERVISION, {"end": "2023-12-31"}, boundary=True),
        fails(SUPERVISION, {"annual_reports": []}, boundary=True),
        fails(SUPERVISION, {"prefectures": ["昆明市", "曲靖市"]}),
        passes(SUPERVISION, {"annual_reports": [], "end": "2023-12-30"}, boundary=True),
        fails(SUPERVISION, {"annual_reports.0.filed": ""}),
    ],
    "YN-11": [
        passes("yubei-2021/appraisal", {"policy": "yunnan-2022"}),
        fails("yubei-2021/appraisal", {"policy": "yunnan-2022", "members.0.result": "不合格",
              "members.0.promoted": "2023-10-30"}, "info", boundary=True),
        passes("yubei-2021/appraisal", {"policy": "yunnan-2022", "members.0.result": "基本合格"},
               boundary=True),
    ],
    "YN-12": [
        passes(ATTENDANCE, {"roll_calls+": [
            {"day": "2023-03-20", "caller": CALLER, "absent": ["示例乙"]}]}, boundary=True),
        fails(ATTENDANCE, {"roll_calls+": [
            {"day": "2023-03-20", "caller": CALLER, "absent": ["示例乙"]},
            {"day": "2023-04-20", "caller": CALLER, "absent": ["示例 乙"]}]}, boundary=True),
        passes(ATTENDANCE, {"roll_calls+": [
            {"day": "2023-03-20", "caller": CALLER, "absent": ["示例乙"]},
            {"day": "2023-04-10", "caller": CALLER},
            {"day": "2023-04-20", "caller": CALLER, "absent": ["示例乙"]}]}),
        passes(ATTENDANCE, {"roll_calls+": [  # on leave on the first of the two
            {"day": "2023-03-07", "caller": CALLER, "absent": ["示例甲"]},
            {"day": "2023-04-20", "caller": CALLER, "absent": ["示例甲"]}]}),
    ],
    "YN-13": [
        passes(ATTENDANCE, boundary=True),
        passes(ATTENDANCE, {"roll_calls.1.day": "2023-02-28"}, boundary=True),
        fails(ATTENDANCE, {"roll_calls.1.day": "2023-03-01"}, boundary=True),
        fails(ATTENDANCE, {"roll_calls.1.caller": CALLER}),
        fails(ATTENDANCE, {"roll_calls.1.reported": ""}),
    ],
    "YN-14": [
        passes(DISPATCH, boundary=True),
        fails(DISPATCH, {f"{LEADER}.insurance": None}),
        fails(DISPATCH, {f"{LEADER}.insurance.end": "2023-12-30"}, boundary=True),
        fails(DISPATCH, {f"{LEADER}.insurance.start": "2023-01-02"}, boundary=True),
    ],
    "YN-15": [
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-06", HEAD)}, boundary=True),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-07", HEAD)}, boundary=True),
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-07", OFFICE)}, boundary=True),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-08", OFFICE)}, boundary=True),
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-08", *DEAN)}, boundary=True),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-09", *DEAN)}, boundary=True),
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-09", *STATE)}, boundary=True),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-08", DEAN[0])}),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-09", *STATE[:2])}),
        # half a day more is a fourth day
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-09", *DEAN, days="3.5")}),
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-08", *DEAN, days="2.5")}),
        # two leaves that follow each other are one of five days
        fails(ATTENDANCE, {"leaves": [leave("2023-03-06", "2023-03-08", *DEAN),
                                      leave("2023-03-09", "2023-03-10", *DEAN)]}, boundary=True),
        passes(ATTENDANCE, {"leaves": [leave("2023-03-06", "2023-03-08", *DEAN),
                                       leave("2023-03-10", "2023-03-12", *DEAN)]}, boundary=True),
        # approved when it had begun
        fails(ATTENDANCE, {f"{LEAVE}.approvals.0.day": "2023-03-07"}),
    ],
    "YN-16": [
        passes(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-20", "派出医院 请示",
               "州市卫生健康主管部门 审核同意", "省卫生健康委 批准", reason="调回")}, boundary=True),
        fails(ATTENDANCE, {LEAVE: leave("2023-03-06", "2023-03-06", "派出医院 请示",
              "州市卫生健康主管部门 审核同意", reason="调回")}, boundary=True),
    ],
    "YN-17": [
        passes(SUPERVISION),
        fails(SUPERVISION, {"quarterly_reports.3": None}, boundary=True),
        passes(SUPERVISION, {"quarterly_reports.3": None, "end": "2023-12-30"}, boundary=True),
        fails(SUPERVISION, {"quarterly_reports.0.total": "1201"}, boundary=True),
        passes(SUPERVISION, {"quarterly_reports.0.total": "380", "quarterly_reports.0.parts": []},
               beside=(("yunnan-2022/workload", {}),), boundary=True),
        fails(SUPERVISION, {"quarterly_reports.0.total": "381", "quarterly_reports.0.parts": []},
              beside=(("yunnan-2022/workload", {}),), boundary=True),
        fails("yunnan-2022/workload", {"achievements": []}),
        fails("yunnan-2022/workload", {"departments.0.specialties": "1"}),
    ],
    "YN-18": [
        passes(COURSE, yunnan_course("2022-03-01", "2022-05-31"), boundary=True),
        fails(COURSE, yunnan_course("2022-03-01", "2022-05-30"), "warning", boundary=True),
        passes(COURSE, yunnan_course("2023-03-01", "2024-02-29"), boundary=True),
        fails(COURSE, yunnan_course("2023-03-01", "2024-03-01"), "warning", boundary=True),
    ],
    "YN-19": [
        passes(ATTENDANCE, {"payments": [{"name": "示例甲", "item": "津贴", "amount": "0"}]},
               boundary=True),
        fails(ATTENDANCE, {"payments": [{"name": "示例甲", "item": "津贴", "amount": "0.01"}]},
              boundary=True),
    ],
    "YN-20": [
        passes(AGREEMENT, {"pairs.0.copies": "4"}, boundary=True),
        fails(AGREEMENT, {"pairs.0.copies": "5"}, boundary=True),
        passes(AGREEMENT, {"pairs.0.copies": "5", "pairs.0.government_copy": "true"}),
    ],
    "YN-21": [
        passes(AGREEMENT, {"pairs.0.signed": "2022-02-01", "pairs.0.start": "2022-02-01"},
               boundary=True),
        fails(AGREEMENT, {"pairs.0.signed": "2022-02-01", "pairs.0.start": "2022-01-31"}, "info",
              boundary=True),
    ],
    "YN-22": [
        passes(AGREEMENT, boundary=True),
        fails(AGREEMENT, {"pairs.0.end": "2025-12-30"}, boundary=True),
        fails(AGREEMENT, {"pairs.0.start": "2022-01-01"}, boundary=True),
    ],
    "YN-23": [
        passes(AGREEMENT, {"pairs.0.goals": []}, boundary=True),
        fails(AGREEMENT, {}, "info", boundary=True),
    ],
    "YN-24": [
        passes(AGREEMENT, boundary=True),
        fails(AGREEMENT, {"pairs+": [{"county": "禄劝县", "receiver": "禄劝县人民医院",
                                      "helpers": ["云南省肿瘤医院"]}]},
              "warning", "warning", boundary=True),
    ],
    "YN-25": [
        passes(AGREEMENT, {"mode": "joint", "pairs.0.county": "会泽县", "pairs.0.receiver":
               "会泽县人民医院", "pairs.0.helpers": ["云南省第一人民医院", "曲靖市第二人民医院"]},
               boundary=True),
        fails(AGREEMENT, {"mode": "joint", "pairs.0.county": "会泽县", "pairs.0.receiver":
              "会泽县人民医院", "pairs.0.helpers": ["曲靖市第二人民医院", "云南省第一人民医院"]},
              boundary=True),
    ],
    "YN-26": [
        passes(SUPERVISION, {"counties.0.population": "50000", "counties.0.level": "二级以下"},
               boundary=True),
        fails(SUPERVISION, {"counties.0.population": "50001", "counties.0.level": "二级以下"},
              "info", boundary=True),
        passes(SUPERVISION, {"counties.0.level": "二级"}),
    ],
}  # fmt: skip
