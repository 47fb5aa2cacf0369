"""What a build is asked for, what it says while it runs, and what it answers; shared by CLI and web."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.errors import ExitCode
from generator.problems import Problem

ENGINES = ("auto", "typst", "libreoffice")


class BuildOptions(Struct, frozen=True):
    """One order to build; nothing changes it afterwards."""

    cases: tuple[Path, ...]
    output: Path
    packet: str | None = None  # id of the packet; None: the policy's own for the kind of case
    only: tuple[str, ...] = ()  # ids of the forms to build; empty: all of the packet
    records: tuple[str, ...] = ()  # by key, number or part of the title; empty: all of the case
    engine: str = "auto"  # one of ENGINES
    workers: int = 0  # processes; 0: as many as help
    final: bool = False  # refuse drafts 草稿


class Progress(Struct, frozen=True):
    """One step of a running build."""

    stage: str  # load | check | fill | render | stamp | bind
    done: int  # records finished, of `total`
    total: int
    record: str = ""  # title of the record the step was about


class CaseResult(Struct, frozen=True):
    """What came of the records of one case that were asked for."""

    case_path: Path
    folder: Path  # output/<case>, with report.html and manifest.json
    records: int  # how many of them stand there now
    problems: tuple[Problem, ...]  # of the case as a whole and of these records
    written: int  # files written anew
    unchanged: int  # files found as they would have been written
    drafts: tuple[str, ...]  # titles of the records whose packets are drafts 草稿
    seconds: float
    exit_code: ExitCode
