"""A whole case: which jobs it asks for, which are up to date, and what is told when all are done."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.batch.record import Built, Job
from generator.batch.uptodate import Earlier, fingerprint
from generator.bind import results
from generator.bind.index import index_xlsx
from generator.bind.manifest import manifest_json
from generator.bind.report import report_html
from generator.bind.results import DocumentResult, FileEntry, RecordResult, Status, file_entry
from generator.cases.kinds import KINDS
from generator.cases.nothing import Blank, Gap
from generator.cases.records import Record
from generator.errors import BangfuError, CaseError, ExitCode, UsageError
from generator.files import write_whole
from generator.forms.discover import discover_forms, discover_packets
from generator.forms.form import Form
from generator.forms.packets import Packet, choose_packet
from generator.i18n import _
from generator.load.case import LoadedCase
from generator.options import BuildOptions, CaseResult
from generator.problems import Problem, Severity, exit_code
from generator.reference import load_reference

Outcome = dict[str, Built | BangfuError]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built of one case."""

    loaded: LoadedCase
    problems: tuple[Problem, ...]
    jobs: tuple[Job, ...]
    folder: Path


def plan(loaded: LoadedCase, problems: tuple[Problem, ...], options: BuildOptions) -> Plan:
    """The jobs of a checked case.

    Raises UsageError for a form, packet or record that does not exist, CaseError when drafts are
    refused and there are some.
    """
    case = loaded.case
    forms = discover_forms()
    packet = choose_packet(discover_packets(forms=forms), case.policy, case.kind, options.packet)
    kind = KINDS[case.kind]
    records = kind.records(case, load_reference(), loaded.path.resolve().parent)
    chosen = _chosen(records, options.records)
    folder = options.output / loaded.path.stem
    used = _used(packet, forms, options.only)
    jobs = tuple(
        Job(
            record=record,
            programme=case.name,
            packet=packet,
            forms=used,
            only=options.only,
            engine=options.engine,
            draft=_is_draft(record, problems),
            folder=folder,
        )
        for record in chosen
    )
    if options.final:
        _refuse_drafts(jobs, loaded.path)
    return Plan(loaded, problems, jobs, folder)


def _used(packet: Packet, forms: Mapping[str, Form], only: Sequence[str]) -> dict[str, Form]:
    ids = [document.form for document in packet.documents]
    if unknown := [form for form in only if form not in ids]:
        raise UsageError(
            _("the packet {packet} has no form {form}", packet=packet.id, form=unknown[0]),
            remedy=_("It has: {forms}.", forms=", ".join(ids)),
        )
    return {form_id: forms[form_id] for form_id in (*ids, packet.cover, packet.contents) if form_id}


def _chosen(records: Sequence[Record], wanted: Sequence[str]) -> list[Record]:
    """The records asked for: by key, by number, or by a part of the title that fits only one."""
    if not wanted:
        return list(records)
    chosen: dict[str, Record] = {}
    for name in wanted:
        exact = [r for r in records if r.key == name or r.key.split("-")[0] == name.zfill(3)]
        found = exact or [r for r in records if name in r.title]
        if len(found) != 1:
            raise _not_one(name, found, records)
        chosen[found[0].key] = found[0]
    return [record for record in records if record.key in chosen]


def _not_one(name: str, found: Sequence[Record], records: Sequence[Record]) -> UsageError:
    if found:
        listed = ", ".join(record.key for record in found[:5])
        return UsageError(
            _("“{name}” fits {count} records", name=name, count=len(found)),
            remedy=_("Name one of them: {keys}.", keys=listed),
        )
    keys = [record.key for record in records]
    near = difflib.get_close_matches(name, keys, 3, 0.3) or keys[:3]
    return UsageError(
        _("there is no record “{name}”", name=name),
        remedy=_(
            "Name one by key, number or a part of its title, as: {keys}.", keys=", ".join(near)
        ),
    )


def _is_draft(record: Record, problems: Sequence[Problem]) -> bool:
    """Whether an error or gap of the record, or of the case as a whole, makes it a draft."""
    head = record.path[0] if record.path else None
    return any(
        problem.makes_draft
        and (problem.path[: len(record.path)] == record.path or problem.path[:1] != (head,))
        for problem in problems
    )


def _refuse_drafts(jobs: Sequence[Job], path: Path) -> None:
    drafts = [job.record.title for job in jobs if job.draft]
    if drafts:
        raise CaseError(
            _(
                "--final refuses drafts, there are {count}: {titles}",
                count=len(drafts),
                titles="; ".join(drafts[:5]),
            ),
            where=str(path),
            remedy=_("Mend what `bangfu check` shows for them, or build without --final."),
        )


# -------------------------------------------------------------------- before and after the jobs


def outdated(case: Plan) -> Outcome:
    """What stands there already and is up to date, by record; everything else must be built."""
    earlier = Earlier(case.folder)
    found: Outcome = {}
    for job in case.jobs:
        if built := earlier.built(job, fingerprint(job)):
            found[job.record.key] = built
    return found


def finish(case: Plan, outcome: Outcome, fresh: Sequence[str], seconds: float) -> CaseResult:
    """Write manifest, report and index of a case whose jobs are done, and tell what came of it.

    `fresh` are the keys of the records built in this run. Raises OutputError.
    """
    failures = _failures(case, outcome)
    problems = (*case.problems, *failures)
    result = _result(case, outcome, problems)
    index = index_xlsx(result)
    files = {"index.xlsx": index}
    entries = tuple(_entry(name, content) for name, content in files.items())
    result = results.CaseResult(
        result.name, result.kind, result.policy, result.records, result.problems,
        result.inputs, entries,
    )  # fmt: skip
    files["report.html"] = report_html(result).encode()
    files["manifest.json"] = manifest_json(result)
    written = sum(_put(case.folder / name, content) for name, content in files.items())
    counts = {key: built.files for key, built in outcome.items() if isinstance(built, Built)}
    made = sum(count for key, count in counts.items() if key in fresh)
    return CaseResult(
        case_path=case.loaded.path,
        folder=case.folder,
        records=sum(1 for count in counts.values() if count),
        problems=problems,
        written=made + written,
        unchanged=sum(counts.values()) - made + len(files) - written,
        drafts=tuple(job.record.title for job in case.jobs if job.draft),
        seconds=seconds,
        exit_code=_worst(problems, outcome),
    )


def _failures(case: Plan, outcome: Outcome) -> list[Problem]:
    """The records that could not be built, as problems of their own."""
    found = []
    for job in case.jobs:
        fault = outcome.get(job.record.key)
        if isinstance(fault, BangfuError):
            found.append(
                Problem(
                    Severity.ERROR,
                    case.loaded.place(job.record.path),
                    _(
                        "{record} was not built: {reason}",
                        record=job.record.title,
                        reason=f"{fault.where}: {fault.message}" if fault.where else fault.message,
                    ),
                    fault.remedy,
                    path=job.record.path,
                )
            )
    return found


def _worst(problems: Sequence[Problem], outcome: Outcome) -> ExitCode:
    codes = [fault.exit_code for fault in outcome.values() if isinstance(fault, BangfuError)]
    return max([*codes, exit_code(problems)])


def _result(case: Plan, outcome: Outcome, problems: Sequence[Problem]) -> results.CaseResult:
    records = []
    attributed: set[int] = set()
    for job in case.jobs:
        own = tuple(p for p in problems if p.path[: len(job.record.path)] == job.record.path)
        attributed.update(id(problem) for problem in own)
        records.append(_record(job, outcome.get(job.record.key), own))
    loaded = case.loaded
    return results.CaseResult(
        name=loaded.case.name,
        kind=loaded.case.kind,
        policy=loaded.case.policy,
        records=tuple(records),
        problems=tuple(p for p in problems if id(p) not in attributed),
        inputs=tuple(file_entry(path, case.folder) for path in loaded.inputs),
    )


def _record(
    job: Job, built: Built | BangfuError | None, problems: tuple[Problem, ...]
) -> RecordResult:
    documents: tuple[DocumentResult, ...] = ()
    packet, pages, digest = None, 0, ""
    if isinstance(built, Built):
        documents, packet, pages = built.documents, built.packet, built.packet_pages
        digest = fingerprint(job)
    return RecordResult(
        key=job.record.key,
        title=job.record.title,
        path=job.record.path,
        status=Status.DRAFT if job.draft else Status.FINAL,
        documents=documents,
        packet=packet,
        packet_pages=pages,
        problems=problems,
        columns=_columns(job.record),
        fingerprint=digest,
    )


def _columns(record: Record) -> dict[str, str]:
    """The index's columns: what the kind of case shows of a record."""
    return {title: _printed(value) for title, value in record.columns.items()}


def _printed(value: object) -> str:
    if isinstance(value, Gap):
        return f"【待补：{value.note}】" if value.note else "【待补】"
    if isinstance(value, Blank):
        return ""
    if isinstance(value, list | tuple):
        return "、".join(_printed(item) for item in value)
    return str(value)


def _entry(name: str, content: bytes) -> FileEntry:
    return file_entry(Path(name), Path(), content)


def _put(path: Path, content: bytes) -> bool:
    """Write a file of the case unless it already stands there as it should; whether it was written."""
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    write_whole(path, content)
    return True
