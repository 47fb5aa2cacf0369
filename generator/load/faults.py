"""Errors of a file's form: how the stage makes them and how it stops."""

from __future__ import annotations

from generator.places import Path, Place
from generator.problems import CaseProblems, Problem, Severity

_FOUND_MAX = 40  # characters of a value that a message repeats


def error(place: Place, message: str, remedy: str = "", path: Path = ()) -> Problem:
    """A problem of the file's form; such a one stops the build."""
    return Problem(Severity.ERROR, place, message, remedy, path=path)


def stop(place: Place, message: str, remedy: str = "") -> CaseProblems:
    """The one problem after which a file cannot be read further, to be raised."""
    return CaseProblems([error(place, message, remedy)])


def excerpt(text: object) -> str:
    """A value as a message may repeat it: one line, shortened."""
    line = " ".join(str(text).split())
    return line if len(line) <= _FOUND_MAX else f"{line[:_FOUND_MAX]}…"
