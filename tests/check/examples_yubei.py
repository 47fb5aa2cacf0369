"""Examples of every rule of 渝北卫健〔2021〕72号."""

from __future__ import annotations

from typing import Any

from tests.check.rule_examples import Example, fails, passes

DISPATCH, SUPERVISION, APPRAISAL = (
    "yunnan-2022/dispatch",
    "yubei-2021/supervision",
    "yubei-2021/appraisal",
)
SENDERS = {"重医大附三院": 6, "渝北区中医院": 3, "渝北区人民医院": 2}


def member(number: int, **more: Any) -> dict[str, Any]:
    goal = {"goal": "示例", "deadline": "2021-09-30", "target": "培养2名医师"}
    return {"name": f"示例{'甲乙丙丁戊己'[number]}", "goals": [goal], **more}


def batch(sender: str, count: int, **more: Any) -> dict[str, Any]:
    return {
        "number": "1",
        "sender": sender,
        "receiver": "云阳县泥溪镇卫生院",
        "start": "2021-05-01",
        "end": "2021-10-31",
        "letters": [{"stored": "true", "welfare": "true"}],
        "members": [member(0, post="业务副院长"), *(member(n) for n in range(1, count))],
        **more,
    }


BATCHES = [batch(sender, count) for sender, count in SENDERS.items()]
BASE: dict[str, Any] = {"policy": "yubei-2021", "year": "2021", "batches": BATCHES}
CHANGE = {
    "leaving": "示例甲",
    "joining": "示例癸",
    "day": "2021-07-01",
    "reason": "患病",
    "hospital_consent": "2021-06-20",
    "commission_approval": "2021-06-25",
}


def dispatch(**changes: Any) -> dict[str, Any]:
    return {**BASE, **{key.replace("__", "."): value for key, value in changes.items()}}


FIRST = "batches.0.members.0"
GOAL = {"task": "教学查房", "deadline": "2021年10月31日前", "target": "20次"}
AGREEMENT = "yunnan-2022/agreement"
PAIR: dict[str, Any] = {
    "policy": "yubei-2021",
    "pairs": [
        {
            "county": "云阳县",
            "receiver": "云阳县泥溪镇卫生院",
            "helpers": ["渝北区中医院"],
            "start": "2021-05-01",
            "end": "2021-10-31",
            "goals": [GOAL],
        }
    ],
}
SENT = {**BASE, "batches": [batch("渝北区中医院", 3)]}

EXAMPLES: dict[str, list[Example]] = {
    "CQ-1": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, "batches.2.end": "2021-10-30"}, "error", "error", boundary=True),
        fails(DISPATCH, {**BASE, f"{FIRST}.stay": "2021.5.2-2021.10.31"}, boundary=True),
        passes(DISPATCH, {**BASE, f"{FIRST}.stay": "2021年5月-2021年10月"}),
        passes(AGREEMENT, PAIR, boundary=True),
        passes(AGREEMENT, {**PAIR, "pairs.0.start": "", "pairs.0.end": ""}),
        fails(AGREEMENT, {**PAIR, "pairs.0.end": "2021-10-30"}, boundary=True),
    ],
    "CQ-2": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, "batches.2": batch("渝北区人民医院", 1)}, "error", "error",
              boundary=True),
        fails(DISPATCH, {**BASE, "batches.2": batch("渝北区人民医院", 3),
                         "batches.1": batch("渝北区中医院", 2)}, "error", "error"),
    ],
    "CQ-3": [
        passes(APPRAISAL, boundary=True),
        passes(APPRAISAL, {"members.0.months.0.specialties": "1"}, boundary=True),
        fails(APPRAISAL, {"members.0.months.0.specialties": "2"}, "warning", boundary=True),
        fails(APPRAISAL, {"members.0.months.1.specialties": "0"}, boundary=True),
        fails(APPRAISAL, {"members.0.months.2.techniques": "0"}, boundary=True),
    ],
    "CQ-4": [
        passes(SUPERVISION, boundary=True),
        fails(SUPERVISION, {"trained.0.names": []}, boundary=True),
        fails(SUPERVISION, {"trained.0.deputy": ""}),
        passes(DISPATCH, dispatch()),
        fails(DISPATCH, {**BASE, f"{FIRST}.post": "科室副主任"}, "warning"),
    ],
    "CQ-5": [
        passes(APPRAISAL, boundary=True),
        fails(APPRAISAL, {"members.0.months.4.lectures": "0"}, boundary=True),
        passes(APPRAISAL, {"members.0.months.4.lectures": "0", "members.0.months.4.classes": "1"}),
        fails(APPRAISAL, {"members.0.months.5.rounds": "1"}, boundary=True),
    ],
    "CQ-6": [
        passes(SUPERVISION),
        passes(SUPERVISION, {"meetings.0.day": "2021-07-31"}, boundary=True),
        fails(SUPERVISION, {"meetings.0.day": "2021-08-01"}, boundary=True),
        fails(SUPERVISION, {"papers.1": None}),
        fails(SUPERVISION, {"papers.1.day": ""}),
        passes(AGREEMENT, PAIR, boundary=True),
        fails(AGREEMENT, {**PAIR, "pairs.0.goals": []}, "warning", boundary=True),
        fails(AGREEMENT, {**PAIR, "pairs.0.goals.0.target": ""}, "warning"),
        passes(AGREEMENT, {**PAIR, "pairs.0.goals": [{}]}),
        passes(AGREEMENT, PAIR, beside=((DISPATCH, SENT),)),
        fails(AGREEMENT, {**PAIR, "pairs.0.receiver": "云阳县人和街道中心卫生院"},
              beside=((DISPATCH, SENT),)),
    ],
    "CQ-7": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, "batches.0.replacements": [CHANGE]}, "warning", boundary=True),
        fails(DISPATCH, {**BASE, "batches.0.replacements": [{**CHANGE, "commission_approval": None}]},
              "error", "warning"),
    ],
    "CQ-8": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, "batches.0.letters": [{"stored": "true"}]}, "info", boundary=True),
    ],
    "CQ-9": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, f"{FIRST}.goals": []}),
        fails(DISPATCH, {**BASE, f"{FIRST}.goals.0.deadline": ""}, boundary=True),
        fails(DISPATCH, {**BASE, f"{FIRST}.goals.0.target": "明显提高"}, boundary=True),
        passes(APPRAISAL),
        fails(APPRAISAL, {"members.0.goals": []}),
    ],
    "CQ-10": [
        passes(SUPERVISION, boundary=True),
        fails(SUPERVISION, {"inspections.0": None}, boundary=True),
        fails(SUPERVISION, {"inspections.3.report": "false"}),
        fails(SUPERVISION, {"inspections.3.department": "内科"}),
        fails(SUPERVISION, {"departments": ["妇产科", "内科"]}),
        fails(SUPERVISION, {"inspections.2": None}, boundary=True),
    ],
    "CQ-11": [
        passes(APPRAISAL),
        passes(APPRAISAL, {"members.0.handed_in": "2021-10-31"}, boundary=True),
        fails(APPRAISAL, {"members.0.handed_in": "2021-10-30"}, boundary=True),
        fails(APPRAISAL, {"members.0.months": []}),
        fails(APPRAISAL, {"members.0.opinions.sender.day": "2021-11-01"}, "warning"),
    ],
    "CQ-12": [
        passes(DISPATCH, dispatch(), boundary=True),
        fails(DISPATCH, {**BASE, "batches.1.arrived": "2021-05-02"}, boundary=True),
    ],
    "CQ-13": [
        passes(AGREEMENT, PAIR, boundary=True),
        fails(AGREEMENT, {**PAIR, "pairs.0.helpers": ["渝北区人民医院"]}, boundary=True),
        fails(AGREEMENT, {**PAIR, "pairs.0.receiver": "云阳县沙市镇中心卫生院"}),
        passes(AGREEMENT, {**PAIR, "pairs.0.receiver": "待补"}),
    ],
}  # fmt: skip
