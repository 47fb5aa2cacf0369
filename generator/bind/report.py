"""`report.html`: a page to open anywhere, one line a record with its problems and links."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__
from generator.bind.results import CaseResult
from generator.i18n import _, language
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ABSOLUTE = re.compile(r"(?:/|\\\\|[A-Za-z]:[\\/])")


class _Count(Struct, frozen=True):
    severity: Severity
    title: str
    number: int


def report_html(case: CaseResult) -> str:
    """The report in the user's language: same results, same text; everything in it is escaped."""
    return report_template().render(
        case=case,
        counts=_counts(case.all_problems),
        severity_titles=_severity_titles(),
        t=_labels(),
        lang=_lang(),
        version=__version__,
    )  # fmt: skip


def opening() -> str:
    """How a report in the user's language begins."""
    return f'<!doctype html>\n<html lang="{_lang()}">\n'


def _lang() -> str:
    return "zh-CN" if language() == "zh" else "en"


@cache
def report_template() -> Template:
    """The report's template, compiled."""
    return _environment().get_template("report.html.jinja")


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # a second run needs none

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["place"] = _place
    return environment


def _place(problem: Problem) -> str:
    """The problem's place; a full path is cut to the file's name, for the report travels."""
    place = problem.place
    if _ABSOLUTE.match(place.file):
        place = replace(place, file=PurePath(place.file.replace("\\", "/")).name)
    return str(place)


def _counts(problems: tuple[Problem, ...]) -> list[_Count]:
    titles = _severity_titles()
    return [
        _Count(severity, titles[severity], sum(p.severity is severity for p in problems))
        for severity in Severity
    ]


def _severity_titles() -> dict[Severity, str]:
    return {
        Severity.ERROR: _("error"),
        Severity.GAP: _("to be supplied"),
        Severity.WARNING: _("to be looked at"),
        Severity.INFO: _("note"),
    }


def _labels() -> dict[str, str]:
    return {
        "report": _("Report"),
        "policy": _("Policy"),
        "records": _("Records"),
        "record": _("Record"),
        "final": _("Final"),
        "drafts": _("Drafts"),
        "pages": _("Pages"),
        "status": _("Status"),
        "problems": _("Problems"),
        "case_problems": _("Problems of the whole case"),
        "documents": _("Documents"),
        "packet": _("Packet"),
        "files": _("Files"),
        "search": _("Search county, hospital, problem …"),
        "all": _("All"),
        "only_drafts": _("Drafts"),
        "only_problems": _("With problems"),
        "nothing": _("Nothing matches."),
        "clause": _("Clause"),
        "none": _("none"),
        "all_final": _("Every packet is final."),
        "made_by": _("Made by bangfu {version}; works offline.", version=__version__),
        "draft_note": _("Drafts carry the mark 草稿 on every page and must not be sealed."),
    }
