"""Issuing: numbers reserved together, files made by workers, and only then are they called issued."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.batch.lock import writing
from generator.errors import BangfuError, EngineError, LedgerError
from generator.files import open_folder
from generator.i18n import _
from generator.issue.job import Document, Job, Made, digest, documents_of, make
from generator.issue.options import IssueOptions, IssueResult
from generator.issue.plan import IssuePlan, fields_of, identity_of, stem_of, varying_of, wanted_of
from generator.issue.register import write_register
from generator.ledger import Entry, FileMark, Ledger, State
from generator.ledger.lookup import all_entries, entries_of, files_of
from generator.ledger.numbering import mark_issued, reserve
from generator.options import Progress

VOLUME = 500  # documents of a print run in one file

OnProgress = Callable[[Progress], None]


class _Standing(Struct, frozen=True):
    """One record with its number and the state of its files."""

    entry: Entry
    document: Document
    changed: bool  # the case says otherwise than when the number was given
    altered: tuple[str, ...]  # files that are not as they were made

    @property
    def usable(self) -> bool:
        """Whether its document may be made (again)."""
        return self.entry.state in (State.RESERVED, State.ISSUED) and not self.changed

    @property
    def waiting(self) -> bool:
        """Whether a file of it has to be made."""
        return self.usable and (self.document.pdf or self.document.docx)


def issue(
    plan: IssuePlan,
    options: IssueOptions,
    ledger: Callable[[], Ledger],
    on_progress: OnProgress,
    executor: Executor | None = None,
    today: date | None = None,
) -> IssueResult:
    """Issue what a plan holds; whoever has a number keeps it, and what stands there is left alone.

    `ledger` is asked only when the output is known to be writable, so that no number is taken in
    vain. Raises OutputError when the output cannot be written, LedgerError when the ledger
    refuses; what was reserved until then is finished by the next run.
    """
    started = time.perf_counter()
    with writing(plan.folder.parent):
        open_folder(plan.folder.parent)
        open_folder(plan.folder)
        book = ledger()
        standing = _reserved(plan, options, book, today or date.today())
        jobs = list(_jobs(plan, options, book, standing))
        notes = [*_changes(standing), *_alterations(standing), *_lost_volumes(plan, book, standing)]
        made = _work(jobs, book, on_progress, executor)
        register = _register(plan, book)
        return _result(plan, standing, made, register, notes, time.perf_counter() - started)


# ------------------------------------------------------------------------------ numbers and what stands


def _reserved(
    plan: IssuePlan, options: IssueOptions, ledger: Ledger, today: date
) -> list[_Standing]:
    """Every record with its number, in the case's order."""
    wanted = [wanted_of(plan, record, ledger.key, today) for record in plan.records]
    entries = reserve(ledger, plan.series, wanted, plan.stated)
    _refuse_strangers(plan, entries)
    marks = files_of(ledger, [entry.id for entry in entries if entry.state is not State.RESERVED])
    found = []
    for record, wish, entry in zip(plan.records, wanted, entries, strict=True):
        stem = stem_of(plan, record, entry.number)
        pdf, docx, altered = _lacking(plan.folder, stem, marks.get(entry.id, ()), options)
        document = Document(
            entry.id,
            entry.number,
            ledger.key.code(entry.number),
            stem,
            fields_of(record, entry.dated),
            pdf,
            docx,
        )
        changed = entry.state is not State.RESERVED and entry.content != wish.content
        found.append(_Standing(entry, document, changed, altered))
    return found


def _lacking(
    folder: Path, stem: str, marks: Sequence[FileMark], options: IssueOptions
) -> tuple[bool, bool, tuple[str, ...]]:
    """Which files of a document are to be made (PDF, DOCX), and which are not as they were made."""
    known = {mark.sha256 for mark in marks}
    missing, altered = [], []
    for suffix, is_asked in ((".pdf", True), (".docx", options.docx)):
        path = folder / f"{stem}{suffix}"
        stands = path.is_file()
        missing.append(is_asked and (not stands or not marks))
        if stands and marks and digest(path) not in known:
            altered.append(path.name)
    return missing[0], missing[1], tuple(altered)


def _refuse_strangers(plan: IssuePlan, entries: Sequence[Entry]) -> None:
    """Refuse to go on where the folder holds documents of new numbers: then the ledger is too old.

    Raises LedgerError.
    """
    new = {entry.number: entry for entry in entries if entry.state is State.RESERVED}
    if not new:
        return
    names = dict(zip((e.number for e in entries), plan.records, strict=True))
    own = {f"{stem_of(plan, names[number], number)}.pdf" for number in new}
    for path in plan.folder.glob("*.pdf"):
        number = path.stem.split(" ")[0]
        if number in new and path.name not in own:
            raise LedgerError(
                _("{number} was given to somebody else before: {file}",
                  number=number, file=path.name),
                where=str(plan.folder),
                remedy=_("The ledger is older than the folder: put back its newest copy, "
                         "or choose another folder with -o if these are not its documents."),
            )  # fmt: skip


def _changes(standing: Sequence[_Standing]) -> Iterator[str]:
    for each in standing:
        if each.changed and each.entry.state is State.ISSUED:
            yield _("{number}: the case now says otherwise; it stays as issued (bangfu reissue)",
                    number=each.entry.number)  # fmt: skip


def _alterations(standing: Sequence[_Standing]) -> Iterator[str]:
    for each in standing:
        for name in each.altered:
            yield _("{file}: changed since it was issued; delete it to have it made again",
                    file=name)  # fmt: skip


# ------------------------------------------------------------------------------------------ the jobs


def _volumes(
    plan: IssuePlan, ledger: Ledger, standing: Sequence[_Standing]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The print runs that belong to these numbers: name and numbers, of those reserved together."""
    batches = dict.fromkeys(each.entry.batch for each in standing)
    together: dict[int, list[Entry]] = {batch: [] for batch in batches}
    for entry in all_entries(ledger, batches):
        together[entry.batch].append(entry)
    for entries in together.values():
        for start in range(0, len(entries), VOLUME):
            part = tuple(entries[start : start + VOLUME])
            name = f"{plan.title}打印册 {part[0].number}至{part[-1].number}.pdf"
            yield (name if len(part) > 1 else "", part)


def _jobs(
    plan: IssuePlan, options: IssueOptions, ledger: Ledger, standing: Sequence[_Standing]
) -> Iterator[Job]:
    """A job for each print run of which anything is missing, in the order of the numbers."""
    by_id = {each.entry.id: each for each in standing}
    for name, entries in _volumes(plan, ledger, standing):
        here = [by_id[entry.id] for entry in entries if entry.id in by_id]
        wants_volume = bool(name) and not (plan.folder / name).exists()
        whole = wants_volume and _is_whole(entries, here)
        documents = tuple(each.document for each in here if each.waiting or (whole and each.usable))
        if documents:
            yield Job(
                plan.form,
                plan.folder,
                documents,
                name if whole else "",
                varying_of(plan),
                plan.title,
                plan.address,
                plan.seals,
                options.password,
            )


def _is_whole(entries: Sequence[Entry], here: Sequence[_Standing]) -> bool:
    """Whether a print run can be made: all its numbers, but for those no longer valid."""
    valid = {entry.id for entry in entries if entry.state in (State.RESERVED, State.ISSUED)}
    return valid == {each.entry.id for each in here if each.usable}


def _lost_volumes(plan: IssuePlan, ledger: Ledger, standing: Sequence[_Standing]) -> Iterator[str]:
    by_id = {each.entry.id: each for each in standing}
    for name, entries in _volumes(plan, ledger, standing):
        here = [by_id[entry.id] for entry in entries if entry.id in by_id]
        if name and not (plan.folder / name).exists() and not _is_whole(entries, here):
            yield _("{file} cannot be made again: the case no longer says what it said then",
                    file=name)  # fmt: skip


def _work(
    jobs: Sequence[Job], ledger: Ledger, on_progress: OnProgress, pool: Executor | None
) -> list[Made]:
    """Do the jobs; what stands on disk is called issued at once, also when a later one fails."""
    total, done = documents_of(jobs), 0
    on_progress(Progress("fill", 0, total))
    made: list[Made] = []

    def take(job: Job, result: Made) -> None:
        nonlocal done
        mark_issued(ledger, result.files)
        made.append(result)
        done += documents_of([job])
        on_progress(Progress("bind", done, total))

    if pool is None:
        for job in jobs:
            take(job, make(job))
        return made
    _feed(jobs, pool, take)
    return made


def _feed(jobs: Sequence[Job], pool: Executor, take: Callable[[Job, Made], None]) -> None:
    """Have the workers do the jobs; when one stops for good, the others are still told of."""
    futures: dict[Future[Made], Job] = {}
    stop: BangfuError | None = None
    try:
        for job in jobs:
            futures[pool.submit(make, job)] = job
        for future in as_completed(futures):
            try:
                if not future.cancelled():
                    take(futures[future], future.result())
            except BangfuError as fault:
                stop = stop or fault
                for other in futures:
                    other.cancel()
    except BrokenProcessPool as fault:
        raise EngineError(
            _("a worker process died"),
            remedy=_("Run it again: it goes on with the numbers already reserved."),
        ) from fault
    finally:
        for future in futures:
            future.cancel()
    if stop:
        raise stop


# ---------------------------------------------------------------------------------------- the answer


def _register(plan: IssuePlan, ledger: Ledger) -> Path | None:
    """The register of the whole case, which may have more records than are asked for now."""
    identities = [identity_of(plan, record, ledger.key) for record in plan.all_records]
    found = entries_of(ledger, identities)
    return write_register(plan, found) if found else None


def _result(
    plan: IssuePlan,
    standing: Sequence[_Standing],
    made: Sequence[Made],
    register: Path | None,
    notes: Sequence[str],
    seconds: float,
) -> IssueResult:
    stands = {number for each in made for number, marks in each.files.items() if marks}
    new = tuple(
        each.entry
        for each in standing
        if each.entry.state is State.RESERVED and each.entry.id in stands
    )
    issued = [each for each in standing if each.entry.state is State.ISSUED]
    restored = sum(each.entry.id in stands for each in issued)
    return IssueResult(
        case_path=plan.loaded.path,
        folder=plan.folder,
        register=register,
        new=new,
        unchanged=len(issued) - restored,
        restored=restored,
        without=plan.without,
        skipped=plan.rows - plan.without - len(plan.records),
        volumes=tuple(plan.folder / each.volume for each in made if each.volume),
        problems=plan.problems,
        notes=tuple(notes),
        faults=tuple(fault for each in made for fault in each.faults),
        seconds=seconds,
    )
