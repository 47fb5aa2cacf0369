"""A commented case file to start from: the model's keys with their titles, filled by an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.cases.kinds import KINDS
from generator.errors import UsageError
from generator.i18n import _
from generator.load.nodes import Mapping, Node, Scalar, Sequence
from generator.load.shapes import ListOf, MapOf, RecordOf, Shape, record
from generator.load.text import decode_utf8, read_bytes
from generator.load.yamltext import read_yaml
from generator.resources import data_dir, root

_INDENT = "  "
_PLAIN = re.compile(
    r"[\w（）〇、，。：；“”《》〔〕/.\-—…]+(?: [\w（）.\-]+)*"
)  # safe without quotes
_EXAMPLES = "examples"  # data/examples/<policy>/<kind>.yaml


def new_case(kind: str, policy: str) -> str:
    """The text of a new case file, which loads and passes check.

    Its values come from `data/examples/<policy>/<kind>.yaml`; what the example leaves out stands
    there as a comment. Raises UsageError when there is no example.
    """
    path = data_dir() / _EXAMPLES / policy / f"{kind}.yaml"
    if kind not in KINDS or not path.is_file():
        raise _no_example(kind, policy)
    shown = path.relative_to(root()).as_posix()
    example = read_yaml(decode_utf8(read_bytes(path, shown), shown), shown, [])
    model = KINDS[kind].model
    head = (
        f"# yaml-language-server: $schema={kind}.schema.json",
        f"# `bangfu schema {kind} > {kind}.schema.json`: 编辑器据此补全和检查。",
        f"# {_summary(model)}",
        "# 键可写英文，也可写 # 后的中文标题；行首有 # 的是可选项，用时去掉 #。",
        "# 还不知道的写“待补：……”；留给手写的空着不写。以下内容是示例，请改成自己的。",
        "",
    )
    return "\n".join([*head, *_fields(model, example, "")]) + "\n"


def _no_example(kind: str, policy: str) -> UsageError:
    """The error for a kind or policy without example; offers the kind's policies, or all kinds."""
    known = sorted((data_dir() / _EXAMPLES).glob("*/*.yaml"))
    of_kind = [each for each in known if each.stem == kind]
    if not of_kind:
        return UsageError(
            _("there is no example of a {kind} case", kind=kind),
            remedy=_("There are: {names}.", names=", ".join(sorted({each.stem for each in known}))),
        )
    offered = ", ".join(f"{each.stem} --policy {each.parent.name}" for each in of_kind)
    return UsageError(
        _("there is no example of a {kind} case under {policy}", kind=kind, policy=policy),
        remedy=_("There are: {names}.", names=offered),
    )


def first_policy(kind: str) -> str:
    """The first policy with an example of that kind; empty when there is none."""
    examples = (data_dir() / _EXAMPLES).glob("*/*.yaml")
    return min((path.parent.name for path in examples if path.stem == kind), default="")


def _summary(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _fields(model: type[BaseModel], example: Node, indent: str) -> Iterator[str]:
    """A line or more for each field of the model, in its order."""
    given = (
        {name.text: node for name, node in example.entries} if isinstance(example, Mapping) else {}
    )
    for key, field in record(model).fields.items():
        note = _note(model.model_fields[key])
        if key in given:
            yield from _filled(key, field.shape, given[key], note, indent)
        else:
            yield f"{indent}# {key}:  # {note}"


def _filled(key: str, shape: Shape, node: Node, note: str, indent: str) -> Iterator[str]:
    match shape, node:
        case _, Scalar():
            yield f"{indent}{key}: {_quoted(node.text)}  # {note}"
        case ListOf(), Sequence():
            yield f"{indent}{key}:  # {note}"
            for item in node.items:
                yield from _item(shape.item, item, indent + _INDENT)
        case RecordOf(), Mapping():
            yield f"{indent}{key}:  # {note}"
            yield from _fields(shape.model, node, indent + _INDENT)
        case MapOf(), Mapping():
            yield f"{indent}{key}:  # {note}"
            for name, value in node.entries:
                yield from _filled(name.text, shape.value, value, "", indent + _INDENT)


def _item(shape: Shape, node: Node, indent: str) -> Iterator[str]:
    """One row: its first given field opens it, for a dash cannot open a comment."""
    if isinstance(node, Scalar):
        yield f"{indent}- {_quoted(node.text)}"
    elif isinstance(shape, RecordOf):
        lines = list(_fields(shape.model, node, indent + _INDENT))
        opening = next(
            index for index, line in enumerate(lines) if not line.lstrip().startswith("#")
        )
        yield from lines[:opening]
        yield f"{indent}- {lines[opening].lstrip()}"
        yield from lines[opening + 1 :]


def _note(field: FieldInfo) -> str:
    """A field's title and description, and what may be chosen."""
    said = field.description and _(field.description)  # marked by N_ in the model
    return "：".join(part for part in (field.title, said) if part)


def _quoted(text: str) -> str:
    """Text as a YAML scalar; in quotes unless it plainly needs none."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
