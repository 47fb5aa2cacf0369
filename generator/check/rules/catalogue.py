"""Every idea by the name policy files give it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.cases.activity import ActivityCase
from generator.cases.agreement import AgreementCase
from generator.cases.agreement_copies import CopyHolders
from generator.cases.appraisal import AppraisalCase
from generator.cases.attendance import AttendanceCase
from generator.cases.dispatch import DispatchCase
from generator.cases.plan import PlanCase
from generator.cases.settlement import SettlementCase
from generator.cases.supervision import SupervisionCase
from generator.cases.training import TrainingCase
from generator.cases.workload import WorkloadCase
from generator.check.rules import (
    appraising,
    beside,
    courses,
    coverage,
    funding,
    leaves,
    letters,
    members,
    pairing,
    people,
    planning,
    reports,
    rollcalls,
    settling,
    stays,
    supervising,
    trips,
    workloads,
)
from generator.check.rules.coordination import coordination
from generator.check.rules.copies import copies
from generator.check.rules.ideas import Across, Idea
from generator.check.rules.lead import LeadLists, lead_hospital
from generator.check.rules.parameters import Parameters
from generator.check.rules.period import Period, period
from generator.check.rules.signing import Window, signing_window, taking_effect
from generator.check.rules.supplement import (
    Elements,
    Filing,
    supplement_elements,
    supplement_filing,
)

ALONE: Mapping[str, Idea] = MappingProxyType(
    {
        "coordination": Idea(AgreementCase, Parameters, coordination),
        "copies": Idea(AgreementCase, CopyHolders, copies),
        "lead-hospital": Idea(AgreementCase, LeadLists, lead_hospital),
        "period": Idea(AgreementCase, Period, period),
        "signing-window": Idea(AgreementCase, Window, signing_window),
        "supplement-elements": Idea(AgreementCase, Elements, supplement_elements),
        "supplement-filing": Idea(AgreementCase, Filing, supplement_filing),
        "taking-effect": Idea(AgreementCase, Parameters, taking_effect),
        "project-count": Idea(PlanCase, planning.ProjectCount, planning.project_count),
        "plan-totals": Idea(PlanCase, planning.StatedTotals, planning.plan_totals),
        "within-year": Idea(PlanCase, planning.WithinYear, planning.within_year),
        "fits-window": Idea(PlanCase, Parameters, planning.fits_window),
        "named-undertakers": Idea(PlanCase, planning.Vague, planning.named_undertakers),
        "funding": Idea(PlanCase, funding.Funding, funding.funding),
        "class-size": Idea(PlanCase, funding.Sizes, funding.class_size),
        "team-batches": Idea(PlanCase, funding.Sizes, funding.team_batches),
        "team-size": Idea(DispatchCase, people.TeamSize, people.team_size),
        "headcount": Idea(DispatchCase, people.Headcount, people.headcount),
        "leader-title": Idea(DispatchCase, people.LeaderTitle, people.leader_title),
        "leader-post": Idea(DispatchCase, people.Posts, people.leader_post),
        "member-post": Idea(DispatchCase, people.Posts, people.member_post),
        "deputy-named": Idea(DispatchCase, people.Posts, people.deputy_named),
        "insurance": Idea(DispatchCase, Parameters, members.insurance),
        "measurable-goals": Idea(DispatchCase, Parameters, members.measurable_goals),
        "replacement": Idea(DispatchCase, Parameters, members.replacement),
        "replaced-at-all": Idea(DispatchCase, Parameters, members.replaced_at_all),
        "stay-months": Idea(DispatchCase, stays.StayMonths, stays.stay_months),
        "fixed-stay": Idea(DispatchCase, stays.FixedStay, stays.fixed_stay),
        "arrival": Idea(DispatchCase, stays.Arrival, stays.arrival),
        "one-letter": Idea(DispatchCase, Parameters, letters.one_letter),
        "letter-agrees": Idea(DispatchCase, Parameters, letters.letter_agrees),
        "complete-list": Idea(DispatchCase, Parameters, letters.complete_list),
        "welfare": Idea(DispatchCase, Parameters, letters.welfare),
        "paired": Idea(DispatchCase, pairing.Relations, pairing.paired),
        "attended-days": Idea(AttendanceCase, stays.AttendedDays, stays.attended_days),
        "days-recorded": Idea(AttendanceCase, Parameters, stays.days_recorded),
        "leave-approvals": Idea(AttendanceCase, leaves.LeaveSteps, leaves.leave_approvals),
        "recall": Idea(AttendanceCase, leaves.Recall, leaves.recall),
        "monthly-roll-call": Idea(AttendanceCase, Parameters, rollcalls.monthly_roll_call),
        "absent-in-a-row": Idea(AttendanceCase, rollcalls.Absences, rollcalls.absent_in_a_row),
        "nothing-taken": Idea(AttendanceCase, Parameters, rollcalls.nothing_taken),
        "meetings": Idea(SupervisionCase, supervising.Every, supervising.meetings),
        "papers": Idea(SupervisionCase, supervising.Papers, supervising.papers),
        "inspections": Idea(SupervisionCase, supervising.Inspections, supervising.inspections),
        "annual-reports": Idea(SupervisionCase, reports.Years, reports.annual_reports),
        "quarterly-reports": Idea(SupervisionCase, Parameters, reports.quarterly_reports),
        "trained": Idea(SupervisionCase, supervising.Trained, supervising.trained),
        "county-level": Idea(SupervisionCase, supervising.County, supervising.county_level),
        "member-figures": Idea(AppraisalCase, appraising.Sums, appraising.member_figures),
        "receiver-figures": Idea(AppraisalCase, appraising.Sums, appraising.receiver_figures),
        "appraised-goals": Idea(AppraisalCase, Parameters, appraising.appraised_goals),
        "handed-in": Idea(AppraisalCase, Parameters, appraising.handed_in),
        "opinions-in-order": Idea(AppraisalCase, Parameters, appraising.opinions_in_order),
        "promotion-ban": Idea(AppraisalCase, appraising.Ban, appraising.promotion_ban),
        "complete-figures": Idea(WorkloadCase, Parameters, workloads.complete_figures),
        "achievements-named": Idea(WorkloadCase, Parameters, workloads.achievements_named),
        "filed-before": Idea(ActivityCase, Parameters, trips.filed_before),
        "one-event": Idea(ActivityCase, Parameters, trips.one_event),
        "certificates-passed": Idea(TrainingCase, Parameters, beside.certificates_passed),
        "settled-within": Idea(SettlementCase, courses.Within, settling.settled_within),
        "paid-out": Idea(SettlementCase, Parameters, settling.paid_out),
        "payer": Idea(SettlementCase, settling.Payers, settling.payer),
        "allowed-items": Idea(SettlementCase, settling.Items, settling.allowed_items),
        "settled-in-year": Idea(SettlementCase, settling.LastDay, settling.settled_in_year),
        "named-people": Idea(SettlementCase, settling.Named, settling.named_people),
        "course-months": Idea(TrainingCase, courses.CourseMonths, courses.course_months),
        "materials": Idea(TrainingCase, courses.Materials, courses.materials),
        "all-appraised": Idea(TrainingCase, Parameters, courses.all_appraised),
        "handed-in-within": Idea(TrainingCase, courses.Within, courses.handed_in_within),
        "contact": Idea(TrainingCase, Parameters, courses.contact),
        "trip-reported": Idea(ActivityCase, Parameters, trips.reported),
    }
)

ACROSS: Mapping[str, Across] = MappingProxyType(
    {
        "whole-year": Across((DispatchCase,), coverage.WholeYear, coverage.whole_year),
        "handover": Across((DispatchCase,), coverage.Handover, coverage.handover),
        "agreed": Across((AgreementCase, DispatchCase), Parameters, pairing.agreed),
        "dispatched-people": Across(
            (DispatchCase, AttendanceCase), Parameters, beside.dispatched_people
        ),
        "trained-as-settled": Across(
            (TrainingCase, SettlementCase), Parameters, beside.trained_as_settled
        ),
        "as-planned": Across((PlanCase, SettlementCase), Parameters, settling.as_planned),
        "planned-trips": Across((ActivityCase,), Parameters, trips.planned_trips),
        "quarterly-sums": Across(
            (SupervisionCase, WorkloadCase), Parameters, reports.quarterly_sums
        ),
    }
)
