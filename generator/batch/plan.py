"""What is to be built of a checked case: its jobs, those asked for, and whom each problem concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.annexes import annexes_of
from generator.batch.choose import chosen_records
from generator.batch.job import Job
from generator.cases.base import Case
from generator.cases.keys import record_key, safe_name
from generator.cases.kinds import KINDS
from generator.cases.records import Record
from generator.errors import CaseError, UsageError
from generator.forms.discover import discover_forms, discover_packets
from generator.forms.form import Form
from generator.forms.packets import Packet, case_packet, choose_packet
from generator.i18n import _
from generator.load.case import LoadedCase
from generator.options import BuildOptions
from generator.problems import Problem
from generator.reference import load_reference

Checked = tuple[LoadedCase, tuple[Problem, ...]]
InChinese = Callable[[], Sequence[Checked]]
"""Checks the cases anew, every problem told in Chinese, as documents print it."""

_DRAFTS_NAMED = 5


class Plan(Struct, frozen=True):
    """What is to be built of one case."""

    loaded: LoadedCase
    folder: Path  # output/<case>
    jobs: tuple[Job, ...]  # one for each record of the case
    asked: frozenset[str]  # keys of the records to build
    problems: Mapping[str, tuple[Problem, ...]]  # by record; those of the whole case under ""

    @property
    def wanted(self) -> tuple[Job, ...]:
        """The jobs to do, in the case's order."""
        return tuple(job for job in self.jobs if job.record.key in self.asked)

    def problems_of(self, jobs: Sequence[Job]) -> tuple[Problem, ...]:
        """The problems of the whole case, then those of these jobs' records."""
        own = (problem for job in jobs for problem in self.problems[job.record.key])
        return (*self.problems[""], *own)


def plan_cases(
    checked: Sequence[Checked], options: BuildOptions, in_chinese: InChinese | None = None
) -> tuple[Plan, ...]:
    """Plans of all cases, before anything is written.

    `in_chinese` is asked where a packet has a checklist; without it the problems are printed as
    they are.

    Raises UsageError for a form, packet or record that does not exist and for cases that would
    write to one folder, CaseError when drafts are refused and there are some.
    """
    _refuse_shared_folders([loaded.path for loaded, _problems in checked])
    plans = tuple(plan_case(loaded, problems, options) for loaded, problems in checked)
    if not any(job.packet.checklist for plan in plans for job in plan.jobs):
        return plans
    told = in_chinese() if in_chinese else checked
    return tuple(
        _with_checklists(plan, own) for plan, (_case, own) in zip(plans, told, strict=True)
    )


def plan_case(loaded: LoadedCase, problems: Sequence[Problem], options: BuildOptions) -> Plan:
    """The plan of one case. Raises as `plan_cases`."""
    case = loaded.case
    forms = discover_forms()
    packet = choose_packet(discover_packets(), case.policy, case.kind, options.packet)
    used = _used(packet, forms, options.only)
    per_case = _of_the_whole_case(packet, used)
    records = records_of(loaded, "case" if per_case else "record")
    if len(records) > 1 and per_case:
        records = (_whole(case, records, 1),)
    by_record = _by_record(problems, records)
    folder = options.output / folder_name(loaded.path)

    def job(record: Record, packet: Packet, own: Sequence[Problem]) -> Job:
        return Job(
            record=record,
            programme=case.name,
            packet=packet,
            forms=used,
            only=options.only,
            engine=options.engine,
            draft=any(problem.makes_draft for problem in own),
            folder=folder,
            annexes=annexes_of(record, packet.annexes, loaded, forms) if packet.annexes else (),
        )

    jobs = [job(each, packet, (*by_record[""], *by_record[each.key])) for each in records]
    if packet.case_documents and records:
        whole = _whole(case, records, 0)
        by_record[whole.key] = ()
        jobs.append(job(whole, case_packet(packet), problems))
    plan = Plan(loaded, folder, tuple(jobs), _asked(jobs, options), by_record)
    if options.final:
        _refuse_drafts(plan)
    return plan


def records_of(loaded: LoadedCase, per: str) -> tuple[Record, ...]:
    """The records of a case for documents of which there is one for each record, or `per` case."""
    records = KINDS[loaded.case.kind].records_for(per)
    return records(loaded.case, load_reference(), loaded.path.resolve().parent)


def _of_the_whole_case(packet: Packet, used: Mapping[str, Form]) -> bool:
    """Whether all the packet's forms of its own kind of case are one for the case.

    A form of another kind, as the settlement of a course, takes what record there is.
    """
    own = [form for each in packet.forms if (form := used[each.form]).case == packet.case]
    return bool(own) and all(form.per == "case" for form in own)


def _whole(case: Case, records: Sequence[Record], number: int) -> Record:
    """One record for all of a case's, for documents that tell of the whole case."""
    key = record_key(number, case.name)
    return replace(records[0], key=key, title=case.name, path=(), columns={})


def _asked(jobs: Sequence[Job], options: BuildOptions) -> frozenset[str]:
    """The keys of the jobs to do: those of the records asked for that have such documents."""
    chosen = chosen_records([job.record for job in jobs], options.records)
    having = {job.record.key for job in jobs if not options.only or job.documents()}
    return frozenset(record.key for record in chosen if record.key in having)


def _with_checklists(plan: Plan, in_chinese: Sequence[Problem]) -> Plan:
    """The plan, its jobs knowing what their checklists say is open."""
    found = _by_record(in_chinese, [job.record for job in plan.jobs])
    jobs = (
        replace(job, open=(*found[""], *found[job.record.key])) if job.packet.checklist else job
        for job in plan.jobs
    )
    return replace(plan, jobs=tuple(jobs))


def folder_name(case: Path) -> str:
    """The case's folder below the output: the file's name without `.yaml`."""
    return safe_name(case.stem)


def form_for(kind: str, form_id: str) -> Form:
    """The form, which must be one for the kind of case. Raises UsageError."""
    forms = {form.id: form for form in discover_forms().values() if form.case == kind}
    if form_id not in forms:
        raise UsageError(
            _("there is no form {form} for {kind} cases", form=form_id, kind=kind),
            remedy=_("There are: {forms}.", forms=", ".join(forms) or "-"),
        )
    return forms[form_id]


def _used(packet: Packet, forms: Mapping[str, Form], only: Sequence[str]) -> dict[str, Form]:
    """The packet's forms, by id; `only` may name its documents."""
    ids = [document.form for document in (*packet.forms, *packet.case_documents)]
    if unknown := [form for form in only if form not in ids]:
        raise UsageError(
            _("the packet {packet} has no form {form}", packet=packet.id, form=unknown[0]),
            remedy=_("It has: {forms}.", forms=", ".join(ids)),
        )
    fronts = (packet.cover, packet.contents, packet.checklist)
    return {form_id: forms[form_id] for form_id in (*ids, *fronts) if form_id}


def _by_record(
    problems: Sequence[Problem], records: Sequence[Record]
) -> dict[str, tuple[Problem, ...]]:
    """Each record's problems by its key; what stands inside no record concerns the whole case."""
    keys = {record.path: record.key for record in records}
    found: dict[str, list[Problem]] = {"": [], **{key: [] for key in keys.values()}}
    for problem in problems:
        around = (problem.path[:length] for length in range(len(problem.path), 0, -1))
        found[next((keys[path] for path in around if path in keys), "")].append(problem)
    return {key: tuple(own) for key, own in found.items()}


def _refuse_shared_folders(cases: Sequence[Path]) -> None:
    taken: dict[str, Path] = {}
    for case in cases:
        # Windows and macOS know no difference between Case and case.
        other = taken.setdefault(folder_name(case).casefold(), case)
        if other is not case:
            raise UsageError(
                _(
                    "{one} and {other} would both be written to the folder {folder}",
                    one=other,
                    other=case,
                    folder=folder_name(case),
                ),
                remedy=_("Build them one after the other, each with its own -o, or rename one."),
            )


def _refuse_drafts(plan: Plan) -> None:
    drafts = [job.record.title for job in plan.wanted if job.draft]
    if drafts:
        raise CaseError(
            _(
                "--final refuses drafts, there are {count}: {titles}",
                count=len(drafts),
                titles="; ".join(drafts[:_DRAFTS_NAMED]),
            ),
            where=str(plan.loaded.path),
            remedy=_("Mend what `bangfu check` shows for them, or build without --final."),
        )
