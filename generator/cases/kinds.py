"""The kinds of case there are, each with its model, its records and its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from generator.cases.base import Case
from generator.cases.records import Record
from generator.cases.row_records import whole_record
from generator.reference import Reference

RecordsOf = Callable[[Case, Reference, Path], tuple[Record, ...]]
"""The records of a case, given the reference data and the folder the case's files stand in."""


class Kind:
    """A kind of case file 案卷类型, loaded when it is first asked for: most runs need one."""

    def __init__(
        self,
        load: Callable[[], tuple[type[Case], RecordsOf]],
        list_field: str,
        load_whole: Callable[[], RecordsOf] | None = None,
    ) -> None:
        self._load = load
        self.list_field = list_field  # the list whose rows become records
        self._load_whole = load_whole

    @cached_property
    def _parts(self) -> tuple[type[Case], RecordsOf]:
        return self._load()

    @property
    def model(self) -> type[Case]:
        """What a case of the kind is."""
        return self._parts[0]

    @property
    def records(self) -> RecordsOf:
        """What makes its records."""
        return self._parts[1]

    def records_for(self, per: str) -> RecordsOf:
        """What makes the records of documents that are one for each record, or `per` case.

        Most kinds tell their forms the same in both; a course has a record of its own.
        """
        return self._load_whole() if per == "case" and self._load_whole else self.records


def _agreement() -> tuple[type[Case], RecordsOf]:
    from generator.cases.agreement import AgreementCase
    from generator.cases.agreement_records import agreement_records

    return AgreementCase, agreement_records


def _plan() -> tuple[type[Case], RecordsOf]:
    from generator.cases.plan import PlanCase
    from generator.cases.plan_records import plan_records

    return PlanCase, plan_records


def _relations() -> tuple[type[Case], RecordsOf]:
    from generator.cases.relations import RelationsCase, relation_records

    return RelationsCase, relation_records


def _dispatch() -> tuple[type[Case], RecordsOf]:
    from generator.cases.dispatch import DispatchCase
    from generator.cases.dispatch_records import dispatch_records

    return DispatchCase, dispatch_records


def _activity() -> tuple[type[Case], RecordsOf]:
    from generator.cases.activity import ActivityCase
    from generator.cases.activity_records import activity_records

    return ActivityCase, activity_records


def _attendance() -> tuple[type[Case], RecordsOf]:
    from generator.cases.attendance import AttendanceCase

    return AttendanceCase, whole_record("name")


def _appraisal() -> tuple[type[Case], RecordsOf]:
    from generator.cases.appraisal import AppraisalCase
    from generator.cases.appraisal_records import appraisal_records

    return AppraisalCase, appraisal_records


def _supervision() -> tuple[type[Case], RecordsOf]:
    from generator.cases.supervision import SupervisionCase

    return SupervisionCase, whole_record("name")


def _settlement() -> tuple[type[Case], RecordsOf]:
    from generator.cases.settlement import SettlementCase
    from generator.cases.settlement_records import settlement_records

    return SettlementCase, settlement_records


def _workload() -> tuple[type[Case], RecordsOf]:
    from generator.cases.workload import WorkloadCase
    from generator.cases.workload_records import workload_records

    return WorkloadCase, workload_records


def _training() -> tuple[type[Case], RecordsOf]:
    from generator.cases.training import TrainingCase
    from generator.cases.training_records import training_records

    return TrainingCase, training_records


def _course() -> RecordsOf:
    from generator.cases.training_course import course_record

    return course_record


def _notice() -> tuple[type[Case], RecordsOf]:
    from generator.cases.notice import NoticeCase
    from generator.cases.notice_records import notice_records

    return NoticeCase, notice_records


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "agreement": Kind(_agreement, "pairs"),
        "plan": Kind(_plan, "projects"),
        "relations": Kind(_relations, "relations"),
        "dispatch": Kind(_dispatch, "batches"),
        "activity": Kind(_activity, "trips"),
        "attendance": Kind(_attendance, "stays"),
        "appraisal": Kind(_appraisal, "members"),
        "supervision": Kind(_supervision, "inspections"),
        "settlement": Kind(_settlement, "settlements"),
        "workload": Kind(_workload, "departments"),
        "training": Kind(_training, "trainees", _course),
        "notice": Kind(_notice, "annexes"),
    }
)
