"""What lint says of a template of any kind, and the names a template asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from jinja2 import Environment, meta, nodes
from msgspec import Struct

from generator.errors import BangfuError
from generator.forms import Form
from generator.i18n import _

_SEAL = re.compile(r"seal_(?P<role>[a-z]+(?:_[a-z]+)*)")
_LEFT_OVER = re.compile(r"\{[{%#]|[%#}]\}")


class Finding(Struct, frozen=True):
    """One thing wrong with a form, and how to mend it."""

    where: str
    message: str
    remedy: str = ""


def of_fault(fault: BangfuError | OSError, where: str) -> Finding:
    """An error as a finding; `where` serves where it names no place."""
    if isinstance(fault, BangfuError):
        return Finding(fault.where or where, fault.message, fault.remedy)
    return Finding(where, str(fault))


def seal_findings(form: Form, names: Iterable[str], remedy: str) -> Iterator[Finding]:
    """Where a form's `seals` and its template's seal places differ.

    `names` are the template's places, `remedy` says, with {name} in it, how to add one.
    """
    roles = {found["role"] for name in names if (found := _SEAL.fullmatch(name))}
    for role in sorted(set(form.seals) - roles):
        yield Finding(
            str(form.template),
            _("there is no seal place for {role}", role=role),
            remedy.replace("{name}", f"seal_{role}"),
        )
    for role in sorted(roles - set(form.seals)):
        yield Finding(
            str(form.folder / "form.yaml"),
            _("the template has a seal place for {role}, form.yaml does not", role=role),
            _("Declare it under seals, with label and diameter_mm."),
        )


def unknown_names(where: Path | str, names: Set[str], fields: Mapping[str, Any]) -> list[Finding]:
    """The names a template uses and the sample does not have."""
    return [
        Finding(
            str(where),
            _("the template names {name}, which the sample does not have", name=name),
            _("Correct the name, or ask first: {% if name is defined %}."),
        )
        for name in sorted(names - set[Any](fields))
    ]


def left_over(template: Path, text: str) -> Iterator[Finding]:
    """A tag that filling has left standing in the text."""
    if found := _LEFT_OVER.search(text):
        line = next(line for line in text.splitlines() if found[0] in line)
        yield Finding(str(template), _("a tag is left over: {line}", line=line))


def names_required(source: str, jinja: Environment) -> set[str]:
    """The names a template uses without asking whether they are defined, branches not taken too."""
    tree: Any = jinja.parse(source)
    asked = {
        test.node.name
        for test in tree.find_all(nodes.Test)
        if test.name == "defined" and isinstance(test.node, nodes.Name)
    }
    return meta.find_undeclared_variables(tree) - asked
