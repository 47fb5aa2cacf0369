"""The checklist 材料清单 of a packet: which documents are there, which are due, what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct

from generator.batch.job import Job, Wanted
from generator.cases.nothing import BLANK, Blank
from generator.forms.form import Form
from generator.problems import Problem, Severity

DUE = "due_by"  # the record's field with the day the packet is due, where its kind has one

# As the checklist prints it: documents are Chinese.
_THERE, _ATTACHED, _LACKING, _ON_PAPER = "已生成", "已附", "缺", "另附"
_MOST_LISTED = 12  # documents of a form that makes one for each item: a year's months
_WEIGHTS: Mapping[Severity, str] = {
    Severity.ERROR: "错误",
    Severity.GAP: "待补",
    Severity.WARNING: "待核",
}


class Entry(Struct, frozen=True):
    """A line about a document or paper of the packet."""

    title: str
    pages: int | Blank  # blank where there are none to count
    seals: str  # whose are still to be set, joined by 、
    state: str  # 已生成, 已附, 缺, 另附


class OpenPoint(Struct, frozen=True):
    """A line about something to be mended, learnt or looked at before the packet is handed in."""

    weight: str  # 错误, 待补, 待核
    where: str  # which row of the record's list, as 第3行; empty for what concerns all of it
    message: str
    rule: str


def checklist(job: Job, pages: Sequence[int | None]) -> Mapping[str, Any]:
    """What the checklist's template names; `pages` are the page counts of the job's documents,
    None for one that could not be rendered, then of its attachments.

    `entries`, `points` (open ones, the worst first), `lacking` (how many documents are due and not
    there) and `due_by` (a date, or blank).
    """
    entries = (*_made(job, pages), *_lacking(job), *_on_paper(job))
    due = job.record.fields.get(DUE)
    return {
        "entries": entries,
        "points": tuple(_points(job)),
        "lacking": sum(entry.state == _LACKING for entry in entries),
        "due_by": due if isinstance(due, date) else BLANK,
    }


def _made(job: Job, pages: Sequence[int | None]) -> Iterator[Entry]:
    documents = job.documents()
    counted = zip(documents, pages[: len(documents)], strict=True)
    for form, rows in groupby(counted, key=lambda row: row[0].form):
        yield from _of_form(form, list(rows))
    attached = [each for each in job.attachments() if each.path]
    for file, count in zip(attached, pages[len(documents) :], strict=True):
        yield Entry(file.title, _printed(count), "", _ATTACHED)


def _of_form(form: Form | None, rows: Sequence[tuple[Wanted, int | None]]) -> Iterator[Entry]:
    """The documents of one form that follow each other: a line each, or one for many items'."""
    there = [count for _wanted, count in rows if count is not None]
    if form and form.each and len(rows) == len(there) > _MOST_LISTED:
        title = f"{form.titles.zh}（{len(rows)}份）"
        yield Entry(title, sum(there), _seals(form), _THERE)
        return
    for wanted, count in rows:
        state = _LACKING if count is None else _THERE
        yield Entry(wanted.title, _printed(count), _seals(form), state)


def _printed(count: int | None) -> int | Blank:
    return BLANK if count is None else count


def _lacking(job: Job) -> Iterator[Entry]:
    for file in job.attachments():
        if not file.path:
            yield Entry(file.title, BLANK, "", _LACKING)
    for item in job.packet.forms:
        if item.due and not job.has(item):
            form = job.forms[item.form]
            yield Entry(form.titles.zh, BLANK, _seals(form), _LACKING)


def _on_paper(job: Job) -> Iterator[Entry]:
    for title in job.packet.papers:
        yield Entry(title, BLANK, "", _ON_PAPER)


def _seals(form: Form | None) -> str:
    return "、".join(seal.label for seal in form.seals.values()) if form else ""


def _points(job: Job) -> Iterator[OpenPoint]:
    weights = list(_WEIGHTS)
    told = [each for each in job.open if each.severity in _WEIGHTS]
    for each in sorted(told, key=lambda each: weights.index(each.severity)):
        yield OpenPoint(_WEIGHTS[each.severity], _where(each, job), each.message, each.rule)


def _where(problem: Problem, job: Job) -> str:
    own = len(job.record.path)
    inside = problem.path[own:] if problem.path[:own] == job.record.path else problem.path
    row = next((part for part in inside if isinstance(part, int)), None)
    return "" if row is None else f"第{row + 1}行"
