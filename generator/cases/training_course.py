"""The course of a training case as one record: its fields, sums and differences worked out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.cases.base import Case, title_of
from generator.cases.evaluation import LEVELS, Group, grouped, items_of, together
from generator.cases.keys import record_key
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Party, Record
from generator.cases.row_records import named_gaps
from generator.cases.settlement import Settlement, SettlementCase
from generator.cases.settlement_records import settlement_fields, settlement_parties
from generator.cases.training import TrainingCase
from generator.cases.training_appraised import appraised
from generator.cases.training_parts import Report
from generator.identifiers.periods import Period
from generator.reference import Reference

DUE_DAYS = 15
"""Calendar days after the course by which all is handed in (浦东2024 第87行, 浦卫办〔2023〕7号 第129行)."""

SENDER = "选送单位"
PEOPLE, DAYS, BATCHES, MONEY = "培训人数", "培训天数", "批次", "经费"
_REPORT_PARTS = ("overview", "carrying_out", "results", "problems", "suggestions")


class Compared(Struct, frozen=True):
    """A line of 计划完成情况: what was planned, what was done."""

    name: str
    unit: str
    planned: int | Decimal | Blank | Gap
    actual: int | Decimal | Blank

    @property
    def difference(self) -> int | Decimal | Blank:
        """Actual less planned; blank while one of the two is not known."""
        if isinstance(self.planned, int | Decimal) and isinstance(self.actual, int | Decimal):
            return self.actual - self.planned
        return BLANK


def course_record(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record of the whole course, whoever passed.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, TrainingCase):
        raise TypeError(f"not a training case: {type(case).__name__}")
    own = dict(named_gaps(case))
    fields = {
        **_account(case),
        **own,
        "days": _known(days_of(case)),
        "stay": _stay(case),
        "due_by": _known(due_of(case)),
        "session_hours": session_hours(case),
        "questions": [question.model_dump() for question in case.questions],
        "levels": LEVELS,
        **_evaluation(case),
        "appraisals": appraised(case),
        "compared": compared(case),
        "report": _report(case),
        "dated": _dated(case),
    }
    parties = (
        Party("issuer", title_of(TrainingCase, "issuer"), own["issuer"]),
        Party("sender", SENDER, SENDER),
        *settlement_parties(own["issuer"]),
    )
    return (
        Record(
            key=record_key(1, _word(own["course"])),
            title=_word(own["course"]),
            path=(),
            fields={**fields, "parties": parties[:1]},
            parties=parties,
            columns={
                title_of(TrainingCase, key): own[key]
                for key in ("course", "issuer", "start", "end")
            },
        ),
    )


def days_of(case: TrainingCase) -> int | None:
    """How many days the course lasts, both ends counted; None while one is a gap."""
    if isinstance(case.start, date) and isinstance(case.end, date):
        return (case.end - case.start).days + 1
    return None


def _stay(case: TrainingCase) -> Period | Blank:
    """The course's days, for trainees whose own are not given."""
    if isinstance(case.start, date) and isinstance(case.end, date):
        return Period(case.start, case.end)
    return BLANK


def due_of(case: TrainingCase) -> date | None:
    """The day by which everything is handed in; None while the end is a gap."""
    return case.end + timedelta(days=DUE_DAYS) if isinstance(case.end, date) else None


def session_hours(case: TrainingCase) -> Decimal:
    """Σ学时 of the sessions; those without hours count nothing."""
    given = (each.hours for each in case.sessions)
    total = sum((hours for hours in given if isinstance(hours, Decimal)), Decimal(0))
    return total.quantize(Decimal(1)) if total == total.to_integral() else total.normalize()


def compared(case: TrainingCase) -> tuple[Compared, ...]:
    """People, days, batches and money as planned and as they were."""
    plan, days = case.plan, days_of(case)
    spent = (
        BLANK
        if case.account is None
        else sum((each.actual for each in case.account.expenses), Decimal(0))
    )
    return (
        Compared(PEOPLE, "人", plan.people if plan else BLANK, len(case.trainees)),
        Compared(DAYS, "天", plan.days if plan else BLANK, _known(days)),
        Compared(BATCHES, "批", plan.batches if plan else BLANK, case.batches),
        Compared(MONEY, "元", plan.approved if plan else BLANK, spent),
    )


def settlement_case_of(case: TrainingCase) -> SettlementCase | None:
    """The course's account as a settlement case of its own; None without plan, account or dates."""
    settlement = settlement_of(case)
    if settlement is None or not isinstance(settlement.end, date):
        return None
    return SettlementCase(
        policy=case.policy,
        name=case.name,
        waive=case.waive,
        year=settlement.start.year if isinstance(settlement.start, date) else settlement.end.year,
        settlements=(settlement,),
    )


def settlement_of(case: TrainingCase) -> Settlement | None:
    """The settlement 决算 of the course; what both would say the course says once."""
    plan, account = case.plan, case.account
    if plan is None or account is None:
        return None
    return Settlement(
        project=plan.name if isinstance(plan.name, str) else case.course,
        number=plan.number,
        unit=case.issuer,
        region=plan.region,
        category=plan.category,
        audience=plan.audience,
        start=case.start,
        end=case.end,
        planned_people=plan.people,
        actual_people=len(case.trainees),
        batches=case.batches,
        approved=plan.approved,
        source=plan.source,
        plan_level=plan.plan_level,
        payer=account.payer,
        claimed=account.claimed,
        leader=plan.leader,
        contact=case.contact,
        phone=case.contact_phone,
        submitted=account.submitted,
        stated_total=account.stated_total,
        expenses=account.expenses,
    )


def _account(case: TrainingCase) -> dict[str, Any]:
    """The fields of the settlement, for its form; `settlement` tells whether there is one."""
    settled = settlement_of(case)
    if settled is None:
        return {"settlement": BLANK, "actual_people": len(case.trainees)}
    year = settled.start.year if isinstance(settled.start, date) else BLANK
    return {"settlement": settled, **settlement_fields(settled), "year": year}


def _evaluation(case: TrainingCase) -> dict[str, Any]:
    evaluation = case.evaluation
    if evaluation is None:
        return {"evaluated": BLANK, "groups": (), "items": (), "overall": BLANK, "comments": ()}
    items = items_of(evaluation, case.questions)
    counted = len(evaluation.answers) or None
    groups: tuple[Group, ...] = grouped(items)
    comments = [a.comment for a in evaluation.answers if isinstance(a.comment, str)]
    return {
        "evaluated": {
            "handed_out": _known(evaluation.handed_out),
            "collected": _known(evaluation.collected, counted),
            "valid": _known(evaluation.valid, counted),
        },
        "items": items,
        "groups": groups,
        "overall": together("总体", items) if items else BLANK,
        "comments": (*evaluation.comments, *comments),
    }


def _report(case: TrainingCase) -> Any:
    """The report's parts, each as its paragraphs; blank without a report."""
    if case.report is None:
        return BLANK
    return {key: _paragraphs(getattr(case.report, key), key) for key in _REPORT_PARTS}


def _paragraphs(text: str | Gap, key: str) -> tuple[str | Gap, ...]:
    if isinstance(text, Gap):
        return (Gap(title_of(Report, key)) if text == Gap() else text,)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _dated(case: TrainingCase) -> Any:
    return BLANK if case.report is None else case.report.dated


def _known(*values: Any) -> Any:
    """The first value that is known, else a blank."""
    return next((value for value in values if value is not None), BLANK)


def _word(value: Any) -> str:
    return "待补" if isinstance(value, Gap) else str(value)
