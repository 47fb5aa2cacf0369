"""What issuing is asked for and what it answers; shared by CLI and web."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.errors import BangfuError, ExitCode
from generator.ledger import Entry
from generator.problems import Problem


class IssueOptions(Struct, frozen=True):
    """One order to issue; nothing changes it afterwards."""

    output: Path
    form: str | None = None  # id of the form; None: the one of the case's policy that has numbers
    docx: bool = False  # the documents as DOCX, too
    verify_url: str = ""  # where QR codes lead; "": as the case or BANGFU_VERIFY_URL says
    password: str = ""  # encrypts every PDF with AES-256
    workers: int = 0  # processes; 0: as many as help

    def __repr__(self) -> str:
        """Without the password."""
        return f"IssueOptions(output={self.output!r}, form={self.form!r})"


class IssueResult(Struct, frozen=True):
    """What came of one case."""

    case_path: Path
    folder: Path  # where the documents stand
    register: Path | None
    new: tuple[Entry, ...]  # issued by this run
    unchanged: int  # issued before; their files stand there as they should
    restored: int  # issued before; their files were missing and have been made again
    without: int  # records that get no number: they have one of their own
    skipped: int  # rows that get no document, as trainees who did not pass
    volumes: tuple[Path, ...]  # print runs made by this run
    problems: tuple[Problem, ...]  # warnings of the case
    notes: tuple[str, ...]  # what a clerk must look at, in words
    faults: tuple[BangfuError, ...]  # documents that could not be made
    seconds: float

    @property
    def exit_code(self) -> ExitCode:
        """The first fault's, else done."""
        return self.faults[0].exit_code if self.faults else ExitCode.DONE
