"""What must hold in an official document 公文 (GB/T 9704—2012), whatever its policy says."""

from __future__ import annotations

import pathlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.cases.base import Case
from generator.cases.handed import file_beside
from generator.cases.headings import level_of
from generator.cases.notice import NoticeAnnex, NoticeCase
from generator.cases.title_lines import MOST, width_of
from generator.check.finding import Finding
from generator.i18n import _
from generator.identifiers.document_number import faults_of_document_number, read_document_number
from generator.places import Path
from generator.problems import Severity

_STOPS = "，。；：、,.;:"
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff“《（])")
_REFERENCE = re.compile(r"附件(\d+(?:-\d+)?)")
_TO_SUPERIORS = ("请示", "报告")


def notice_findings(case: Case, folder: pathlib.Path) -> Iterator[Finding]:
    """Everything wrong with an official document; `folder` is the one its files are relative to."""
    assert isinstance(case, NoticeCase)
    yield from _number(case)
    yield from _head(case)
    yield from _dates(case)
    for path, paragraphs in _texts(case):
        yield from _headings(path, paragraphs)
        yield from _punctuation(path, paragraphs)
    yield from _annexes(case)
    yield from _references(case)
    for index, annex in enumerate(case.annexes):
        yield from _case(("annexes", index), annex, folder)


def _warning(path: Path, message: str, remedy: str) -> Finding:
    return Finding(path, message, remedy, Severity.WARNING)


def _texts(case: NoticeCase) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ("body",), case.body
    if case.enclosed:
        yield ("enclosed", "body"), case.enclosed.body
    for index, annex in enumerate(case.annexes):
        yield ("annexes", index, "text"), annex.text


def _number(case: NoticeCase) -> Iterator[Finding]:
    """7.2.5: mark, year in 〔〕, number without leading zeros."""
    if not isinstance(case.number, str):
        return
    for fault in faults_of_document_number(case.number):
        severity = Severity.ERROR if fault.certain else Severity.WARNING
        yield Finding(("number",), fault.message, fault.remedy, severity)
    read = read_document_number(case.number)
    if read and isinstance(case.signed, date) and case.signed.year != read.year:
        yield _warning(
            ("number",),
            _(
                "the number is of {year}, the document is dated {date}",
                year=read.year,
                date=case.signed,
            ),
            _("Correct 发文字号 (number) or 成文日期 (signed)."),
        )


def _head(case: NoticeCase) -> Iterator[Finding]:
    if isinstance(case.title, str):
        if case.title.rstrip()[-1] in _STOPS:
            yield _warning(
                ("title",), _("a title ends without a mark"), _("Delete the last character.")
            )
        lines = case.title.splitlines()
        if len(lines) > 1 and any(width_of(line.strip()) > MOST for line in lines):
            yield _warning(
                ("title",),
                _("a line of the title has more than {most} characters", most=MOST),
                _("Break it elsewhere, or write the title in one line: it is broken evenly."),
            )
        if case.title.strip().endswith(_TO_SUPERIORS) and not case.signers:
            yield _warning(
                ("title",),
                _("what goes to a superior names who signed it off (GB/T 9704—2012, 7.2.6)"),
                _("Add 签发人 (signers)."),
            )
    if isinstance(case.to, str) and case.to[-1] in _STOPS:
        yield _warning(
            ("to",), _("the colon behind it is printed anyway"), _("Delete the last character.")
        )


def _dates(case: NoticeCase) -> Iterator[Finding]:
    day = case.imprint.day if case.imprint else None
    if isinstance(day, date) and isinstance(case.signed, date) and day < case.signed:
        yield Finding(
            ("imprint", "day"),
            _("printed on {day}, before its date {signed}", day=day, signed=case.signed),
            _("Correct 印发日期 (day) or 成文日期 (signed)."),
        )


def _headings(path: Path, paragraphs: tuple[str, ...]) -> Iterator[Finding]:
    """7.3.3: on every level the numbers follow one another, from one below each heading."""
    last = [0, 0, 0, 0]
    for index, paragraph in enumerate(paragraphs):
        level, number = level_of(paragraph)
        if not level:
            continue
        wanted = last[level - 1] + 1
        last[level - 1 :] = [number, *[0] * (len(last) - level)]
        if number not in (wanted, 1):
            yield _warning(
                (*path, index),
                _(
                    "“{start}” should be number {wanted} of its level",
                    start=paragraph[:6],
                    wanted=wanted,
                ),
                _("Correct the number, or add what is missing before it."),
            )


def _punctuation(path: Path, paragraphs: tuple[str, ...]) -> Iterator[Finding]:
    for index, paragraph in enumerate(paragraphs):
        if found := _HALF_WIDTH.search(paragraph):
            start = max(0, found.start() - 6)
            yield _warning(
                (*path, index),
                _("a half-width mark in “{text}”", text=paragraph[start : found.end() + 2]),
                _("Write the full-width one: ，；：（）."),
            )


def _annexes(case: NoticeCase) -> Iterator[Finding]:
    """7.3.4, 7.3.7: numbered, without marks behind their names, each one thing."""
    numbers = [annex.number or str(place) for place, annex in enumerate(case.annexes, 1)]
    repeated = {number for number, times in Counter(numbers).items() if times > 1}
    bound = False
    for index, (number, annex) in enumerate(zip(numbers, case.annexes, strict=True)):
        path: Path = ("annexes", index)
        if number in repeated:
            message = _("two annexes have the number {number}", number=number)
            yield Finding((*path, "number"), message, _("Give each its own 附件编号 (number)."))
        if annex.title[-1] in _STOPS:
            yield _warning(
                (*path, "title"),
                _("no mark stands behind the name of an annex (GB/T 9704—2012, 7.3.4)"),
                _("Delete the last character."),
            )
        if sum((bool(annex.text), bool(annex.form), bool(annex.file))) > 1:
            message = _("an annex is its text, a form or a file, not several of them")
            yield Finding(path, message, _("Leave one of 附件正文, 附件表 and 附件文件."))
        if annex.case and not annex.form:
            message = _("the annex's case is named, but not the form to fill from it")
            yield Finding((*path, "case"), message, _("Add 附件表 (form)."))
        if annex.text and bound:
            message = _("an annex of text stands behind one that is bound in")
            remedy = _("Put it before, or write it in a file of its own and give 附件文件 (file).")
            yield Finding((*path, "text"), message, remedy)
        bound = bound or annex.is_bound


def _references(case: NoticeCase) -> Iterator[Finding]:
    """Annexes the text speaks of are in the list; 附件4 stands for 4-1 and 4-2, too."""
    numbers = {annex.number or str(place) for place, annex in enumerate(case.annexes, 1)}
    known = numbers | {number.partition("-")[0] for number in numbers}
    for path, paragraphs in _texts(case):
        if path[0] == "annexes":
            continue  # an annex may speak of its own
        for index, paragraph in enumerate(paragraphs):
            for found in _REFERENCE.finditer(paragraph):
                if found[1] not in known:
                    yield _warning(
                        (*path, index),
                        _("the text speaks of 附件{number}, the list has none", number=found[1]),
                        _("Add it under 附件 (annexes), or correct the number."),
                    )


def _case(path: Path, annex: NoticeAnnex, folder: pathlib.Path) -> Iterator[Finding]:
    """The case the annex is filled from is there, and has itself nothing open."""
    if annex.case is None:
        return
    if file_beside(annex.case, folder) is None:
        message = _("there is no file {file}", file=annex.case)
        remedy = _("Put it there, or correct the path: it is relative.")
        yield Finding((*path, "case"), message, remedy)
    else:
        yield from _other_case((*path, "case"), annex.case, folder)


def _other_case(path: Path, name: str, folder: pathlib.Path) -> Iterator[Finding]:
    from generator.check.case import check_case
    from generator.load.case import load_case
    from generator.problems import CaseProblems
    from generator.reference import load_reference

    try:
        loaded = load_case(folder / name)
        if isinstance(loaded.case, NoticeCase):  # it may name this one
            return
        problems = check_case(loaded, load_reference())
    except CaseProblems as fault:
        problems = fault.problems
    if count := sum(problem.makes_draft for problem in problems):
        message = _("the annex's case {name} has {count} open points", name=name, count=count)
        yield Finding(path, message, _("See `bangfu check` on it."), Severity.GAP)
