"""Every idea by the name policy files give it, and where it is: loaded when a rule needs it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.check.rules.ideas import Across, Idea

ALONE: Mapping[str, Idea] = MappingProxyType(
    {
        "coordination": Idea("agreement", "parameters:Parameters", "coordination:coordination"),
        "copies": Idea("agreement", "copies:CopyHolders", "copies:copies"),
        "fixed-period": Idea("agreement", "period:FixedPeriod", "period:fixed_period"),
        "lead-hospital": Idea("agreement", "lead:LeadLists", "lead:lead_hospital"),
        "listed-pair": Idea("agreement", "listed:OwnLists", "listed:listed_pair"),
        "other-relations": Idea("agreement", "listed:OtherLists", "listed:other_relations"),
        "period": Idea("agreement", "period:Period", "period:period"),
        "signing-window": Idea("agreement", "signing:Window", "signing:signing_window"),
        "supplement-elements": Idea(
            "agreement", "supplement:Elements", "supplement:supplement_elements"
        ),
        "supplement-given": Idea(
            "agreement", "parameters:Parameters", "supplement:supplement_given"
        ),
        "supplement-filing": Idea("agreement", "supplement:Filing", "supplement:supplement_filing"),
        "taking-effect": Idea("agreement", "parameters:Parameters", "signing:taking_effect"),
        "project-count": Idea("plan", "planning:ProjectCount", "planning:project_count"),
        "plan-totals": Idea("plan", "planning:StatedTotals", "planning:plan_totals"),
        "within-year": Idea("plan", "planning:WithinYear", "planning:within_year"),
        "fits-window": Idea("plan", "parameters:Parameters", "planning:fits_window"),
        "named-undertakers": Idea("plan", "planning:Vague", "planning:named_undertakers"),
        "funding": Idea("plan", "funding:Funding", "funding:funding"),
        "class-size": Idea("plan", "funding:Sizes", "funding:class_size"),
        "team-batches": Idea("plan", "funding:Sizes", "funding:team_batches"),
        "team-size": Idea("dispatch", "people:TeamSize", "people:team_size"),
        "headcount": Idea("dispatch", "people:Headcount", "people:headcount"),
        "leader-title": Idea("dispatch", "people:LeaderTitle", "people:leader_title"),
        "leader-post": Idea("dispatch", "people:Posts", "people:leader_post"),
        "member-post": Idea("dispatch", "people:Posts", "people:member_post"),
        "deputy-named": Idea("dispatch", "people:Posts", "people:deputy_named"),
        "insurance": Idea("dispatch", "parameters:Parameters", "members:insurance"),
        "measurable-goals": Idea("dispatch", "parameters:Parameters", "members:measurable_goals"),
        "replacement": Idea("dispatch", "parameters:Parameters", "members:replacement"),
        "replaced-at-all": Idea("dispatch", "parameters:Parameters", "members:replaced_at_all"),
        "stay-months": Idea("dispatch", "stays:StayMonths", "stays:stay_months"),
        "fixed-stay": Idea("dispatch", "stays:FixedStay", "stays:fixed_stay"),
        "arrival": Idea("dispatch", "stays:Arrival", "stays:arrival"),
        "one-letter": Idea("dispatch", "parameters:Parameters", "letters:one_letter"),
        "letter-agrees": Idea("dispatch", "parameters:Parameters", "letters:letter_agrees"),
        "complete-list": Idea("dispatch", "parameters:Parameters", "letters:complete_list"),
        "welfare": Idea("dispatch", "parameters:Parameters", "letters:welfare"),
        "paired": Idea("dispatch", "pairing:Relations", "pairing:paired"),
        "attended-days": Idea("attendance", "stays:AttendedDays", "stays:attended_days"),
        "days-recorded": Idea("attendance", "parameters:Parameters", "stays:days_recorded"),
        "leave-approvals": Idea("attendance", "leaves:LeaveSteps", "leaves:leave_approvals"),
        "recall": Idea("attendance", "leaves:Recall", "leaves:recall"),
        "monthly-roll-call": Idea(
            "attendance", "parameters:Parameters", "rollcalls:monthly_roll_call"
        ),
        "absent-in-a-row": Idea("attendance", "rollcalls:Absences", "rollcalls:absent_in_a_row"),
        "nothing-taken": Idea("attendance", "parameters:Parameters", "rollcalls:nothing_taken"),
        "meetings": Idea("supervision", "supervising:Every", "supervising:meetings"),
        "papers": Idea("supervision", "supervising:Papers", "supervising:papers"),
        "inspections": Idea("supervision", "supervising:Inspections", "supervising:inspections"),
        "annual-reports": Idea("supervision", "reports:Years", "reports:annual_reports"),
        "quarterly-reports": Idea(
            "supervision", "parameters:Parameters", "reports:quarterly_reports"
        ),
        "trained": Idea("supervision", "supervising:Trained", "supervising:trained"),
        "county-level": Idea("supervision", "supervising:County", "supervising:county_level"),
        "member-figures": Idea("appraisal", "appraising:Sums", "appraising:member_figures"),
        "receiver-figures": Idea("appraisal", "appraising:Sums", "appraising:receiver_figures"),
        "appraised-goals": Idea("appraisal", "parameters:Parameters", "appraising:appraised_goals"),
        "handed-in": Idea("appraisal", "parameters:Parameters", "appraising:handed_in"),
        "opinions-in-order": Idea(
            "appraisal", "parameters:Parameters", "appraising:opinions_in_order"
        ),
        "promotion-ban": Idea("appraisal", "appraising:Ban", "appraising:promotion_ban"),
        "complete-figures": Idea("workload", "parameters:Parameters", "workloads:complete_figures"),
        "achievements-named": Idea(
            "workload", "parameters:Parameters", "workloads:achievements_named"
        ),
        "filed-before": Idea("activity", "parameters:Parameters", "trips:filed_before"),
        "departure-filed": Idea("dispatch", "parameters:Parameters", "trips:departure_filed"),
        "one-event": Idea("activity", "parameters:Parameters", "trips:one_event"),
        "certificates-passed": Idea(
            "training", "parameters:Parameters", "beside:certificates_passed"
        ),
        "settled-within": Idea("settlement", "courses:Within", "settling:settled_within"),
        "paid-out": Idea("settlement", "parameters:Parameters", "settling:paid_out"),
        "payer": Idea("settlement", "settling:Payers", "settling:payer"),
        "allowed-items": Idea("settlement", "settling:Items", "settling:allowed_items"),
        "settled-in-year": Idea("settlement", "settling:LastDay", "settling:settled_in_year"),
        "named-people": Idea("settlement", "settling:Named", "settling:named_people"),
        "course-months": Idea("training", "courses:CourseMonths", "courses:course_months"),
        "materials": Idea("training", "courses:Materials", "courses:materials"),
        "all-appraised": Idea("training", "parameters:Parameters", "courses:all_appraised"),
        "handed-in-within": Idea("training", "courses:Within", "courses:handed_in_within"),
        "one-appraisal-each": Idea(
            "training", "parameters:Parameters", "courses:one_appraisal_each"
        ),
        "course-window": Idea("training", "parameters:Parameters", "courses:course_window"),
        "course-in-year": Idea("training", "courses:LastDay", "courses:course_in_year"),
        "course-as-planned": Idea("training", "parameters:Parameters", "courses:course_as_planned"),
        "contact": Idea("training", "parameters:Parameters", "courses:contact"),
        "trip-reported": Idea("activity", "parameters:Parameters", "trips:reported"),
    }
)

ACROSS: Mapping[str, Across] = MappingProxyType(
    {
        "whole-year": Across(("dispatch",), "coverage:WholeYear", "coverage:whole_year"),
        "handover": Across(("dispatch",), "coverage:Handover", "coverage:handover"),
        "agreed": Across(("agreement", "dispatch"), "parameters:Parameters", "pairing:agreed"),
        "dispatched-people": Across(
            ("dispatch", "attendance"), "parameters:Parameters", "beside:dispatched_people"
        ),
        "trained-as-settled": Across(
            ("training", "settlement"), "parameters:Parameters", "beside:trained_as_settled"
        ),
        "as-planned": Across(
            ("plan", "settlement"), "parameters:Parameters", "settling:as_planned"
        ),
        "planned-trips": Across(("activity",), "parameters:Parameters", "trips:planned_trips"),
        "quarterly-sums": Across(
            ("supervision", "workload"), "parameters:Parameters", "reports:quarterly_sums"
        ),
    }
)
