"""The kinds of case there are, each with its model, its records and its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.cases.activity import ActivityCase
from generator.cases.agreement import AgreementCase
from generator.cases.agreement_records import agreement_records
from generator.cases.appraisal import AppraisalCase
from generator.cases.attendance import AttendanceCase
from generator.cases.base import Case
from generator.cases.dispatch import DispatchCase
from generator.cases.plan import PlanCase
from generator.cases.plan_records import plan_records
from generator.cases.records import Record
from generator.cases.relations import RelationsCase, relation_records
from generator.cases.row_records import row_records, whole_record
from generator.cases.settlement import SettlementCase
from generator.cases.settlement_records import settlement_records
from generator.cases.supervision import SupervisionCase
from generator.cases.training import TrainingCase
from generator.cases.training_records import training_records
from generator.cases.workload import WorkloadCase
from generator.cases.workload_records import workload_records
from generator.reference import Reference


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case file 案卷类型."""

    model: type[Case]
    records: Callable[[Case, Reference, Path], tuple[Record, ...]]
    list_field: str  # the list whose rows become records


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "agreement": Kind(AgreementCase, agreement_records, "pairs"),
        "plan": Kind(PlanCase, plan_records, "projects"),
        "relations": Kind(RelationsCase, relation_records, "relations"),
        "dispatch": Kind(
            DispatchCase, row_records("batches", "number", "receiver", "sender"), "batches"
        ),
        "activity": Kind(ActivityCase, row_records("trips", "destination", "start"), "trips"),
        "attendance": Kind(AttendanceCase, whole_record("name"), "stays"),
        "appraisal": Kind(AppraisalCase, row_records("members", "name", "receiver"), "members"),
        "supervision": Kind(SupervisionCase, whole_record("name"), "inspections"),
        "settlement": Kind(SettlementCase, settlement_records, "settlements"),
        "workload": Kind(WorkloadCase, workload_records, "departments"),
        "training": Kind(TrainingCase, training_records, "trainees"),
    }
)
