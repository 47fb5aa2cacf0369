"""Examples of every rule of the notices of 浦东新区 for 2023 and 2024."""

from __future__ import annotations

from typing import Any

from tests.check.rule_examples import Example, fails, passes

PLAN, ACTIVITY, DISPATCH = "pudong-2024/plan", "pudong-2024/activity", "pudong-2024/dispatch"
COURSE, WORKLOAD = "pudong-2024/training", "yunnan-2022/workload"
SETTLED = "pudong-2024/settlement"
AGREEMENT = "yunnan-2022/agreement"
ROW = "settlements.0"
PAPERS = ["决算表", "项目工作总结", "课程安排", "学员名册", "学员对培训效果的评估", "学员鉴定表"]
HANDED_IN = {"handed_in": "2024-07-19", "materials": PAPERS}
P23 = {"policy": "pudong-2023", "year": "2023"}
COURSE_23 = {
    "policy": "pudong-2023",
    **HANDED_IN,
    "contact": "示例甲",
    "contact_phone": "021-38583211",
}


def paired(county: str, receiver: str, helper: str) -> dict[str, Any]:
    pair = {"county": county, "receiver": receiver, "helpers": [helper]}
    return {"policy": "pudong-2023", "pairs": [pair]}


def row(number: int, content: str, **more: Any) -> dict[str, Any]:
    return {
        "number": str(number),
        "name": f"示例项目{number}",
        "audience": "示例对象",
        "content": content,
        "people": "10",
        "days": "10",
        "months": "5-8",
        "amount": "1",
        "source": "援滇专项",
        "department": "党政办",
        "undertaker": "东方医院",
        **more,
    }


def plan(
    *rows: dict[str, Any], stated: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    return {"projects": list(rows), "stated": stated or {}, **more}


def numbered(count: int) -> list[dict[str, Any]]:
    return [row(n, "能力建设", people="--") for n in range(1, count + 1)]


SHANGHAI = row(1, "来沪进修", people="94", days="30", amount="75.2")
TEAMS = row(2, "赴莎培训指导", region="莎车县", batches="16", amount="160")
CLASS = row(3, "来沪办班", people="20", amount="12")
TOTALS = {"trainees": "94", "teams": "16", "classes": "1"}
SECOND: dict[str, Any] = {
    "batches.0.number": "2", "batches.0.start": "2024-09-01", "batches.0.end": "2025-02-28",
    "batches.0.letters.0.stay": "", "batches.0.letters.0.issued": "2024-08-20",
}  # fmt: skip


FILING = {
    "unit": "上海市浦东医院", "leader": "示例甲", "task": "示例", "destination": "云南省兰坪县",
    "start": "2024-02-29", "end": "2024-08-31", "people": "2",
}  # fmt: skip
NINE = row(9, "来沪办班", name="江孜县卫生人才来浦东短期培训", people="20", amount="12")
TWENTY = {f"{ROW}.approved": "12万元", f"{ROW}.planned_people": "20"}


GRANT = {
    "region": "莎车县", "category": "来沪挂职进修", "people": "2", "days": "60", "months": "5-7",
    "approved": "16万元", "leader": "示例甲",
}  # fmt: skip


def spent(amount: str) -> dict[str, Any]:
    """An account of one row, settled in time."""
    row_of = {"subject": "伙食费", "budget": "160000", "actual": amount}
    return {"submitted": "2024-07-10", "expenses": [row_of]}


SAME = {"course": "江孜县卫生人才来浦东短期培训", "start": "2024-05-13", "end": "2024-05-22"}


def later(start: str, taken: str = "") -> tuple[tuple[str, dict[str, Any]], ...]:
    """The second batch from a day on, which says that it took over on another."""
    takeover = {"batches.0.takeover": {"day": taken}} if taken else {}
    return ((DISPATCH, {**SECOND, "batches.0.start": start, **takeover}),)


def funded(category: str, standard: bool | None = None, **row_values: str) -> dict[str, Any]:
    return {**P23, **plan(row(1, category, **row_values))}


PEOPLE, MEMBER = "batches.0.members", "batches.0.members.1"

EXAMPLES: dict[str, list[Example]] = {
    "P24-1": [
        passes(PLAN, plan(*numbered(16), stated={"projects": "16"}), boundary=True),
        fails(PLAN, plan(*numbered(15), stated={"projects": "16"}), boundary=True),
        fails(PLAN, plan(*numbered(17), stated={"projects": "17"}), "warning"),
        fails(PLAN, plan(*numbered(15), row(17, "能力建设"), stated={"projects": "16"})),
    ],
    "P24-2": [
        passes(PLAN, plan(SHANGHAI, TEAMS, CLASS, stated=TOTALS), boundary=True),
        fails(PLAN, plan({**SHANGHAI, "people": "93"}, TEAMS, CLASS, stated=TOTALS), boundary=True),
        fails(PLAN, plan({**SHANGHAI, "content": "其他"}, TEAMS, CLASS, stated=TOTALS)),
        fails(PLAN, plan(SHANGHAI, {**TEAMS, "batches": "15"}, CLASS), "warning"),
    ],
    "P24-3": [
        passes(SETTLED, boundary=True),
        fails(SETTLED, {f"{ROW}.submitted": "2024-06-07"}, boundary=True),
        passes(COURSE, {"handed_in": "2024-07-19"}, boundary=True),
        fails(COURSE, {"handed_in": "2024-07-20"}, boundary=True),
        passes(COURSE),
    ],
    "P24-4": [
        passes(COURSE, HANDED_IN, boundary=True),
        fails(COURSE, {**HANDED_IN, "materials": PAPERS[:-1]}, boundary=True),
        fails(COURSE, {**HANDED_IN, "trainees.1.result": ""}),
        passes(COURSE, {"appraisals": [{"name": "张小样"}, {"name": "李小样"}]}, boundary=True),
        fails(COURSE, {"appraisals": [{"name": "张小样"}]}, boundary=True),
        passes(COURSE, {"trainees.0.number": "结业1号"}, boundary=True),
        fails(COURSE, {"trainees.1.number": "结业1号"}, boundary=True),
        passes(COURSE, SAME, beside=((SETTLED, {f"{ROW}.actual_people": "2"}),)),
        fails(COURSE, SAME, beside=((SETTLED, {f"{ROW}.actual_people": "3"}),), boundary=True),
        fails(COURSE, {**SAME, "end": "2024-05-23"},
              beside=((SETTLED, {f"{ROW}.actual_people": "2"}),), boundary=True),
    ],
    "P24-5": [
        passes(COURSE, {"plan": GRANT, "account": spent("160000")}, boundary=True),
        fails(COURSE, {"plan": GRANT, "account": spent("160000.01")}, "warning", boundary=True),
        passes(SETTLED, {f"{ROW}.claimed": "65000"}, boundary=True),
        fails(SETTLED, {f"{ROW}.claimed": "65000.01"}, boundary=True),
        fails(SETTLED, {f"{ROW}.approved": "6.4万元"}, "warning"),
        passes(SETTLED, {f"{ROW}.approved": "6.5万元"}, boundary=True),
    ],
    "P24-6": [
        passes(SETTLED, boundary=True),
        fails(SETTLED, {f"{ROW}.plan_level": "市卫生健康委"}, boundary=True),
        passes(SETTLED, {f"{ROW}.region": "怒江州", f"{ROW}.payer": "怒江州卫健委"}),
        fails(SETTLED, {f"{ROW}.region": "怒江州", f"{ROW}.payer": "怒江州乡村振兴局"}),
    ],
    "P24-7": [
        passes(SETTLED, TWENTY, beside=((PLAN, plan(NINE)),), boundary=True),
        fails(SETTLED, {**TWENTY, f"{ROW}.approved": "12.01万元"}, beside=((PLAN, plan(NINE)),),
              boundary=True),
        fails(SETTLED, {**TWENTY, f"{ROW}.planned_people": "19"}, beside=((PLAN, plan(NINE)),),
              boundary=True),
        fails(SETTLED, TWENTY, beside=((PLAN, plan({**NINE, "name": "别的项目"})),)),
        fails(SETTLED, {f"{ROW}.expenses.4.subject": "往返交通费"}, "warning"),
        passes(COURSE, {"plan": GRANT}, boundary=True),
        fails(COURSE, {"plan": {**GRANT, "people": "3"}}, "warning", boundary=True),
        fails(COURSE, {"plan": {**GRANT, "days": "61"}}, "warning", boundary=True),
        fails(COURSE, {"plan": {**GRANT, "months": "6-7"}}, "warning", boundary=True),
        fails(COURSE, {"plan": {**GRANT, "months": "5-6"}}, "warning", boundary=True),
        passes(PLAN, plan(SHANGHAI, TEAMS, CLASS), boundary=True),
        fails(PLAN, plan({**SHANGHAI, "amount": "75.3"}), "warning", boundary=True),
        fails(PLAN, plan(row(1, "能力建设")), "warning"),
        fails(PLAN, plan({**CLASS, "people": "19", "amount": "11.4"}), "warning", boundary=True),
        fails(PLAN, plan({**TEAMS, "people": "4-10"}), "warning", boundary=True),
    ],
    "P24-8": [
        passes(COURSE, {"start": "2024-12-01", "end": "2024-12-31"}, boundary=True),
        fails(COURSE, {"start": "2024-12-01", "end": "2025-01-01"}, "warning", boundary=True),
        passes(SETTLED, {f"{ROW}.end": "2024-12-31", f"{ROW}.submitted": ""}, boundary=True),
        fails(SETTLED, {f"{ROW}.end": "2025-01-01", f"{ROW}.submitted": ""}, "warning",
              boundary=True),
        passes(PLAN, plan(row(1, "来沪进修", days="31", months="12")), boundary=True),
        fails(PLAN, plan(row(1, "来沪进修", days="32", months="12")), "warning", "warning",
              boundary=True),
        fails(PLAN, plan(row(1, "来沪进修", days="180", months="5")), "warning"),
    ],
    "P24-9": [
        passes(SETTLED),
        fails(SETTLED, {f"{ROW}.leader": ""}),
        passes(PLAN, plan(row(1, "来沪进修")), boundary=True),
        passes(PLAN, plan(row(1, "来沪进修", undertaker="待定"))),  # a gap, told elsewhere
        fails(PLAN, plan(row(1, "来沪进修", undertaker="相关医院")), "warning", boundary=True),
    ],
    "P24-10": [
        passes(ACTIVITY),
        passes(ACTIVITY, {"planned.0.months": "6-8"}, boundary=True),
        fails(ACTIVITY, {"planned.0.months": "7-8"}, "warning", boundary=True),
        fails(ACTIVITY, {"trips.0.destination": "云南省贡山县"}, "warning"),
        fails(ACTIVITY, {"planned": []}, "warning"),
        passes(ACTIVITY, {"planned": []}, beside=((ACTIVITY, {}),)),
    ],
    "P24-11": [
        passes(ACTIVITY, {"trips.0.filed": "2024-06-09"}, boundary=True),
        fails(ACTIVITY, {"trips.0.filed": "2024-06-10"}, boundary=True),
        fails(ACTIVITY, {"trips.0.filed": ""}, "warning"),
        fails(ACTIVITY, {"trips.0.destination": "兰坪县、贡山县"}),
        passes(DISPATCH, {"batches.0.filing": {**FILING, "filed": "2024-02-28"}}, boundary=True),
        fails(DISPATCH, {"batches.0.filing": {**FILING, "filed": "2024-02-29"}}, boundary=True),
        fails(DISPATCH, {"batches.0.filing": FILING}, "warning"),
    ],
    "P24-12": [
        passes(ACTIVITY, {"trips.0.report": "2024-06-16"}, boundary=True),
        fails(ACTIVITY, {"trips.0.report": "2024-06-15"}, boundary=True),
        passes(ACTIVITY, {"trips.0.report": ""}),
    ],
    "P24-13": [
        passes(DISPATCH),
        passes(DISPATCH, beside=later("2024-09-01"), boundary=True),
        fails(DISPATCH, {}, "warning", beside=later("2024-09-02"), boundary=True),
        fails(DISPATCH, {}, beside=later("2024-09-03"), boundary=True),
        passes(DISPATCH, beside=later("2024-08-25")),
        fails(DISPATCH, {"batches.0.handover": ""}, "warning", beside=later("2024-09-01")),
        passes(DISPATCH, {"batches.0.handover": ""}, beside=later("2024-09-01", "2024-08-30")),
        passes(DISPATCH, beside=later("2024-09-01", "2024-08-30"), boundary=True),
        fails(DISPATCH, {}, beside=later("2024-09-01", "2024-08-29"), boundary=True),
    ],
    "P24-14": [
        passes(DISPATCH, boundary=True),
        fails(DISPATCH, {"batches.0.letters": []}, "warning"),
        fails(DISPATCH, {"batches.0.letters.0.stored": "false"}, "warning"),
        fails(DISPATCH, {"batches.0.letters.0.headcount": "3"}, boundary=True),
        fails(DISPATCH, {"batches.0.letters.0.stay": "2024.3.1-2024.8.30"}, boundary=True),
        fails(DISPATCH, {"batches.0.letters.0.names": ["示例甲", "示例丙"]}),
        passes(DISPATCH, {"batches.0.letters.0.names": ["示例 甲", "示例乙"]}),
        fails(DISPATCH, {"batches.0.letters.0.issued": "2024-03-02"}, boundary=True),
        passes(DISPATCH, {"batches.0.letters.0.issued": "2024-03-01"}, boundary=True),
        fails(DISPATCH, {"batches.0.letters+": [{"stored": "true"}]}),
        fails(DISPATCH, {f"{MEMBER}.education": ""}),
    ],
    "P24-15": [
        passes(WORKLOAD, {"policy": "pudong-2024", "year": "2024"}),
        passes(WORKLOAD, {"policy": "pudong-2024", "departments.0.tours": "0"}, boundary=True),
        fails(WORKLOAD, {"policy": "pudong-2024", "departments.0.tours": ""}, boundary=True),
    ],
    "P23-1": [
        passes(PLAN, funded("来沪办班", people="50", days="15", amount="45"), boundary=True),
        fails(PLAN, funded("来沪办班", people="50", days="15", amount="44.9"), boundary=True),
    ],
    "P23-2": [
        passes(PLAN, funded("来沪办班", people="20", days="10", amount="12"), boundary=True),
        fails(PLAN, funded("来沪办班", people="20", days="10", amount="12.1"), boundary=True),
        fails(PLAN, funded("来沪办班", people="19", days="10", amount="11.4"), "warning",
              boundary=True),
        passes(PLAN, funded("来沪办班", people="20", days="15", amount="18"), boundary=True),
        fails(PLAN, funded("来沪办班", people="20", days="16", amount="19.2"), "warning",
              boundary=True),
        fails(PLAN, funded("来沪办班", people="20", days="9", amount="10.8"), "warning"),
    ],
    "P23-3": [
        passes(PLAN, funded("赴莎培训指导", region="莎车县", people="5", days="5", amount="10"),
               boundary=True),
        fails(PLAN, funded("赴莎培训指导", region="莎车县", people="4", days="5", amount="10"),
              boundary=True),
        fails(PLAN, funded("赴莎培训指导", region="莎车县", people="5", days="4", amount="10"),
              boundary=True),
        fails(PLAN, funded("赴怒江义诊", region="怒江州", people="5", days="5", amount="10")),
        passes(PLAN, funded("赴怒江义诊", region="怒江州", people="5", days="5", amount="14",
                            batches="2")),
    ],
    "P23-4": [
        passes(PLAN, funded("来沪进修", people="10", days="60", amount="16"), boundary=True),
        fails(PLAN, funded("来沪进修", people="10", days="61", amount="16"), boundary=True),
        passes(PLAN, funded("来沪进修", people="12", days="90-180", amount="43.2")),
        fails(PLAN, funded("来沪进修", people="12", days="90-180", amount="44.4")),
        fails(PLAN, funded("来沪进修", people="12", days="90-180", amount="57.7"), boundary=True),
    ],
    "P23-5": [
        passes(SETTLED, P23, boundary=True),
        fails(SETTLED, {**P23, f"{ROW}.expenses.4.subject": "往返交通费"}, boundary=True),
        passes(SETTLED, {**P23, f"{ROW}.category": "柔性援助",
                         f"{ROW}.expenses.4.subject": "往返交通费"}),
        fails(SETTLED, {**P23, f"{ROW}.category": "来沪挂职进修"}, *["error"] * 3),
    ],
    "P23-11": [
        passes(SETTLED, {**P23, f"{ROW}.region": "怒江州", f"{ROW}.payer": "怒江州乡村振兴局"},
               boundary=True),
        fails(SETTLED, {**P23, f"{ROW}.region": "怒江州", f"{ROW}.payer": "怒江州卫健委"},
              boundary=True),
    ],
    "P23-6": [
        passes(COURSE, {**COURSE_23, "handed_in": "2024-07-19"}, boundary=True),
        fails(COURSE, {**COURSE_23, "handed_in": "2024-07-20"}, boundary=True),
        fails(COURSE, {**COURSE_23, "materials": PAPERS[1:]}),
        fails(COURSE, {**COURSE_23, "appraisals": [{"name": "张小样"}]}, boundary=True),
    ],
    "P23-7": [
        passes(PLAN, {**P23, **plan(row(1, "来沪进修", days="31", months="12"))}, boundary=True),
        fails(PLAN, {**P23, **plan(row(1, "来沪进修", days="32", months="12"))}, "error", "warning",
              boundary=True),
        passes(COURSE, {**COURSE_23, "plan": GRANT}, boundary=True),
        fails(COURSE, {**COURSE_23, "start": "2023-12-01", "end": "2024-01-01", "handed_in": "2024-01-05"},
              boundary=True),
        fails(COURSE, {**COURSE_23, "plan": {**GRANT, "people": "3"}}, "warning", boundary=True),
        fails(COURSE, {**COURSE_23, "plan": {**GRANT, "months": "5-6"}}, "warning", boundary=True),
    ],
    "P23-8": [
        passes(COURSE, COURSE_23, boundary=True),
        fails(COURSE, {**COURSE_23, "contact_phone": ""}, boundary=True),
        fails(COURSE, {**COURSE_23, "contact": ""}),
    ],
    "P23-9": [
        passes(PLAN, {**P23, **plan(*numbered(12))}, boundary=True),
        fails(PLAN, {**P23, **plan(*numbered(11), stated={"projects": "12"})}, boundary=True),
    ],
    "P23-10": [
        passes(DISPATCH, P23, boundary=True),
        fails(DISPATCH, {**P23, "batches.0.sender": "上海市周浦医院"}, boundary=True),
        fails(DISPATCH, {**P23, "batches.0.receiver": "维西县人民医院"}),
        passes(AGREEMENT, paired("江孜县", "江孜县人民医院", "新区人民医院"), boundary=True),
        fails(AGREEMENT, paired("江孜县", "江孜县人民医院", "东方医院"), boundary=True),
        fails(AGREEMENT, paired("剑川县", "剑川县人民医院", "东方医院"), "info", boundary=True),
        fails(AGREEMENT, paired("洱源县", "洱源县人民医院", "公利医院"), "info"),
        fails(AGREEMENT, paired("洱源县", "洱源县人民医院", "周浦医院"), "error", "info"),
        passes(AGREEMENT, paired("洱源县", "待补", "公利医院")),
    ],
}  # fmt: skip
