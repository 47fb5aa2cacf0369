"""What lint says of a template of any kind, and the names a template asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, meta, nodes

from generator.errors import BangfuError

LEFT_OVER = re.compile(r"\{[{%#]|[%#}]\}")
"""A tag that filling has left standing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a form, and how to mend it."""

    where: str
    message: str
    remedy: str = ""


def of_fault(fault: BangfuError | OSError, where: str) -> Finding:
    """An error as a finding; `where` serves where it names no place."""
    if isinstance(fault, BangfuError):
        return Finding(fault.where or where, fault.message, fault.remedy)
    return Finding(where, str(fault))


def names_required(source: str, jinja: Environment) -> set[str]:
    """The names a template uses without asking whether they are defined, branches not taken too."""
    tree: Any = jinja.parse(source)
    asked = {
        test.node.name
        for test in tree.find_all(nodes.Test)
        if test.name == "defined" and isinstance(test.node, nodes.Name)
    }
    return meta.find_undeclared_variables(tree) - asked
