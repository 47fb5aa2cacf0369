"""Data for templates of which no model is known: `bangfu fill` reads it as carefully as a case."""

from __future__ import annotations

import pathlib
import re
from typing import Any

from generator.errors import CaseError
from generator.i18n import _
from generator.load.nodes import Mapping, Node, Scalar, Sequence, Style
from generator.load.text import decode_utf8, read_bytes
from generator.load.yamltext import read_yaml
from generator.problems import CaseProblems, Problem

_TRUTH = {"true": True, "false": False}
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})")  # longer ones are IDs, leading zeros are codes


def load_data(path: pathlib.Path) -> dict[str, Any]:
    """The names and values in a YAML file.

    Values are text, but for true, false and whole numbers, which templates decide and count by, and
    for nothing at all; `no`, 2021-05-01, 007 and an ID of 18 digits stay as they are written.
    Raises CaseError when the file cannot be read and CaseProblems when its form is wrong.
    """
    file = str(path)
    problems: list[Problem] = []
    root = read_yaml(decode_utf8(read_bytes(path, file), file), file, problems)
    if problems:
        raise CaseProblems(problems)
    if not isinstance(root, Mapping):
        raise CaseError(
            _("must hold keys and values"),
            where=str(root.place),
            remedy=_("Write `key: value` lines, one for each name of the template."),
        )
    return {key.text: _value(node) for key, node in root.entries}


def _value(node: Node) -> Any:
    match node:
        case Mapping():
            return {key.text: _value(value) for key, value in node.entries}
        case Sequence():
            return [_value(item) for item in node.items]
        case Scalar(style=Style.PLAIN):
            return _plain(node.text)
    return node.text


def _plain(text: str) -> str | int | bool | None:
    if not text:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
