"""What a YAML parser's complaint means to a person, with the slip that most likely caused it."""

from __future__ import annotations

import re

import yaml

from generator.i18n import _
from generator.load.faults import error
from generator.places import Place
from generator.problems import Problem

_KEY = r"\s*(?:- +)?[^\s\"'#\[\]{}:：]+"
_WIDE_COLON = re.compile(rf"{_KEY}：")
_NO_SPACE = re.compile(rf"{_KEY}:[^\s:/]")
_COLON_INSIDE = re.compile(rf"{_KEY}:\s+[^\s\"'\[{{|>#][^#]*:(?:\s|$)")
_TAB = re.compile(r" *\t")
_WIDE_SPACE = re.compile(r"[ \t-]*[\u00a0\u2000-\u200a\u202f\u3000]")
_WIDE_SPACE_AFTER = re.compile(rf"{_KEY}:[\u00a0\u2000-\u200a\u202f\u3000]")
_WIDE_DASH = re.compile(r" *[－—–]\s*\S")
_DASH_WITHOUT_SPACE = re.compile(r" *-[^\s-]")
_SPECIAL = re.compile(rf"(?:{_KEY}:\s+|\s*- +)?[@`%&*!|>]")
# What the parser was at when a quotation mark or a bracket lacked its fellow.
_UNCLOSED = (
    "while parsing a flow sequence",
    "while parsing a flow mapping",
    "while scanning a quoted scalar",
)


def explain(fault: yaml.YAMLError, text: str, file: str) -> Problem:
    """The problem behind `fault`, at the line a person would look at."""
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return error(Place(file, 1, 1), _("this is not YAML: {reason}", reason=str(fault)))
    opened = getattr(fault, "context_mark", None) or mark
    lines = text.splitlines()
    for number in (mark.line, mark.line - 1, opened.line):
        line = lines[number] if 0 <= number < len(lines) else ""
        if slip := _slip(line):
            message, remedy, column = slip
            return error(Place(file, number + 1, column + 1), message, remedy)
    context = getattr(fault, "context", None) or ""
    if context.startswith(_UNCLOSED):
        return error(
            Place(file, opened.line + 1, opened.column + 1),
            _("what opens here is not closed as it should be"),
            _("Close the quotation mark or bracket, and separate its items by commas."),
        )
    return error(
        Place(file, mark.line + 1, mark.column + 1),
        _("this is not YAML: {reason}", reason=getattr(fault, "problem", None) or str(fault)),
        _("Compare the indentation, quotes and brackets of this line with those above it."),
    )


def wide_colon(line: str) -> tuple[str, str, int] | None:
    """Message, remedy and column (from 0) when a line's key ends in a full-width colon."""
    if found := _WIDE_COLON.match(line):
        message = _("a full-width colon `：` stands where YAML wants `: `")
        return message, _("Write an ASCII colon and a space after the key."), found.end() - 1
    return None


def _slip(line: str) -> tuple[str, str, int] | None:
    """Message, remedy and column (from 0) of a well-known slip in the line."""
    if found := _TAB.match(line):
        message = _("a tab in the indentation")
        return message, _("Indent with spaces, two for each level."), found.end() - 1
    if wide := wide_colon(line):
        return wide
    if found := _WIDE_SPACE.match(line) or _WIDE_SPACE_AFTER.match(line):
        message = _("a full-width or special space stands where YAML wants an ordinary one")
        return message, _("Delete it and type ordinary spaces."), found.end() - 1
    if found := _WIDE_DASH.match(line):
        message = _("a long dash begins the row where YAML wants `- `")
        return message, _("Write an ASCII hyphen and a space."), len(line) - len(line.lstrip())
    if found := _DASH_WITHOUT_SPACE.match(line):
        message = _("no space after the hyphen")
        return message, _("Write a space after the hyphen: `- item`."), found.end() - 1
    if found := _NO_SPACE.match(line):
        message = _("no space after the colon")
        return message, _("Write a space after the colon: `key: value`."), found.end() - 2
    if found := _COLON_INSIDE.match(line):
        message = _("a second `: ` inside a value")
        return message, _("Put the value in quotes, or begin a new line for the next key."), 0
    if found := _SPECIAL.match(line):
        message = _("a value begins with {sign}, which YAML reserves", sign=line[found.end() - 1])
        return message, _("Put the value in quotes."), found.end() - 1
    return None
