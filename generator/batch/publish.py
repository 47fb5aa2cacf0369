"""What is told of a case when its jobs are done: index, report, manifest, and the run's own answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Thread

from msgspec.structs import replace

from generator.batch.journal import Journal
from generator.batch.leftovers import leftovers
from generator.batch.outcome import Outcome, Standing
from generator.batch.plan import Plan
from generator.batch.uptodate import office_version, surroundings
from generator.bind import results
from generator.bind.manifest import manifest_json
from generator.bind.results import FileEntry, RecordResult, Status, file_entry
from generator.cases.handed import files_in
from generator.cases.nothing import Blank, Gap
from generator.errors import ExitCode
from generator.files import write_changed
from generator.i18n import _
from generator.options import CaseResult
from generator.places import Place
from generator.problems import Problem, Severity, exit_code
from generator.resources import data_files, root

INDEX, REPORT, MANIFEST = "index.xlsx", "report.html", "manifest.json"


@cache
def prepare(engine: str) -> None:
    """Begin to load what is needed when records are done, while workers start: nobody waits for it."""
    Thread(target=_load, args=(engine,)).start()


def _load(engine: str) -> None:
    with suppress(Exception):  # whoever needs it meets it again, and says so
        from generator.bind.report import report_template

        surroundings(engine)
        report_template()
        import_module("generator.bind.index")


def publish(outcome: Outcome, seconds: float) -> CaseResult:
    """Write index, report and manifest of all that stands there, and answer for this run.

    The files tell of every record that stands there up to date, built now or before; the answer
    is about the records asked for. Raises OutputError.
    """
    plan = outcome.plan
    standing = tuple(outcome.records())
    notes = (*_stand_ins(standing), *leftovers(plan.folder, _paths(standing)))
    office = any(each.built and "libreoffice" in each.built.engines for each in standing)
    versions = {"libreoffice": office_version()} if office else {}
    case = _case_result(plan, standing, notes)
    changed = [False] * 3
    if outcome.built_something or notes or not _is_published(case, plan.folder, versions):
        files = _case_files(case, versions)
        changed = [write_changed(plan.folder / name, content) for name, content in files.items()]
    Journal(plan.folder).clear()
    asked = [each for each in standing if each.job.record.key in plan.asked]
    problems = (*plan.problems_of(plan.wanted), *notes, *_failures(plan, asked))
    documents = sum(len(each.built.files()) for each in asked if each.built)
    return CaseResult(
        case_path=plan.loaded.path,
        folder=plan.folder,
        records=sum(1 for each in asked if each.built and not each.fault),
        problems=problems,
        written=outcome.written + sum(changed),
        unchanged=documents - outcome.written + changed.count(False),
        drafts=tuple(each.job.record.title for each in asked if each.job.draft and each.built),
        seconds=seconds,
        exit_code=_worst(problems, asked),
    )


def _worst(problems: Sequence[Problem], standing: Sequence[Standing]) -> ExitCode:
    codes = [each.fault.exit_code for each in standing if each.fault]
    if any(each.built and each.built.lacking for each in standing):
        codes.append(ExitCode.ENGINE)
    return max([*codes, exit_code(problems)])


# --------------------------------------------------------------------------- the case's own files


def _case_files(case: results.CaseResult, versions: Mapping[str, str]) -> dict[str, bytes]:
    """Each file by name; the report links the index, and the manifest names it with its digest."""
    from generator.bind.index import index_xlsx  # heavy, and workers do without
    from generator.bind.report import report_html

    index = index_xlsx(case)
    entry = file_entry(Path(INDEX), Path(), index)
    report = report_html(replace(case, files=(entry,))).encode()
    files = (entry, file_entry(Path(REPORT), Path(), report))
    return {
        INDEX: index,
        REPORT: report,
        MANIFEST: manifest_json(replace(case, files=files), versions),
    }


def _is_published(case: results.CaseResult, folder: Path, versions: Mapping[str, str]) -> bool:
    """Whether index, report and manifest stand there and tell of this very case.

    The manifest holds the digests of the other two, and of all they were made from but the
    language; that one reads from the report's beginning.
    """
    from generator.bind.report import opening

    try:
        files = tuple(file_entry(folder / name, folder) for name in (INDEX, REPORT))
        with (folder / REPORT).open(encoding="utf-8") as report:
            spoken = report.read(len(opening())) == opening()
        manifest = (folder / MANIFEST).read_bytes()
    except (OSError, UnicodeDecodeError):
        return False
    return spoken and manifest == manifest_json(replace(case, files=files), versions)


def _case_result(
    plan: Plan, standing: Sequence[Standing], notes: Iterable[Problem]
) -> results.CaseResult:
    case = plan.loaded.case
    return results.CaseResult(
        name=case.name,
        kind=case.kind,
        policy=case.policy,
        records=tuple(_record_result(plan, each) for each in standing),
        problems=(*plan.problems[""], *notes),
        inputs=tuple(_inputs(plan)),
    )


def _record_result(plan: Plan, standing: Standing) -> RecordResult:
    job, built = standing.job, standing.built
    record = job.record
    return RecordResult(
        key=record.key,
        title=record.title,
        path=record.path,
        status=Status.DRAFT if job.draft else Status.FINAL,
        documents=built.documents if built else (),
        packet=built.packet if built else None,
        packet_pages=built.packet_pages if built else 0,
        problems=(*plan.problems[record.key], *_failures(plan, [standing])),
        columns={title: _printed(value) for title, value in record.columns.items()},
        fingerprint=standing.fingerprint if built else "",
        engines=built.engines if built else (),
        fonts=built.fonts if built else {},
    )


def _printed(value: object) -> str:
    """A value as the index shows it."""
    if isinstance(value, Gap):
        return f"【待补：{value.note}】" if value.note else "【待补】"
    if isinstance(value, Blank):
        return ""
    if isinstance(value, list | tuple):
        return "、".join(_printed(item) for item in value)
    return str(value)


def _inputs(plan: Plan) -> Iterator[FileEntry]:
    """Every file read, named from the case's folder or the project's, whatever machine they are on."""
    forms = plan.jobs[0].forms.values()
    read = [path.resolve() for path in plan.loaded.inputs]
    read += [path for job in plan.jobs for path in files_in(job.record.fields)]
    read += [path for path in data_files(plan.loaded.case.policy) if path.is_file()]
    read += [path for form in forms for path in (form.template, form.folder / "form.yaml")]
    for path in dict.fromkeys(read):
        bases = (plan.loaded.path.resolve().parent, root())
        base = next((base for base in bases if path.is_relative_to(base)), path.parent)
        yield file_entry(path, base)


def _paths(standing: Iterable[Standing]) -> frozenset[str]:
    """The documents and packets that stand there up to date."""
    return frozenset(entry.path for each in standing if each.built for entry in each.built.files())


# -------------------------------------------------------------------- problems the run itself met


def _failures(plan: Plan, standing: Iterable[Standing]) -> Iterator[Problem]:
    """The records that could not be built, and documents without their PDF, as problems."""
    for each in standing:
        for document in each.built.lacking if each.built else ():
            yield Problem(
                Severity.ERROR,
                plan.loaded.place(each.job.record.path),
                _(
                    "{document} has no PDF and is not in the packet: {reason}",
                    document=document.title,
                    reason=document.reason,
                ),
                document.remedy,
                path=each.job.record.path,
            )
        if fault := each.fault:
            yield Problem(
                Severity.ERROR,
                plan.loaded.place(each.job.record.path),
                _(
                    "{record} was not built: {reason}",
                    record=each.job.record.title,
                    reason=f"{fault.where}: {fault.message}" if fault.where else fault.message,
                ),
                fault.remedy,
                path=each.job.record.path,
            )


def _stand_ins(standing: Iterable[Standing]) -> Iterator[Problem]:
    """Every face the documents name and another one draws, once."""
    fonts = {pair: None for each in standing if each.built for pair in each.built.fonts.items()}
    for requested, used in sorted(fonts):
        yield Problem(
            Severity.INFO,
            Place(requested),
            _("the font {requested} is drawn by {used}", requested=requested, used=used),
            _("Word and WPS show the official face where it is installed; see `bangfu doctor`."),
        )
