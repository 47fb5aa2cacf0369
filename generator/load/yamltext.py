"""YAML text → nodes, out of the parser's events, so that every scalar stays text with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field
from yaml import events

from generator.i18n import _
from generator.load.faults import error, excerpt, stop
from generator.load.nodes import Mapping, Node, Scalar, Sequence, Style
from generator.load.text import place_at
from generator.load.yamlfaults import explain
from generator.places import Place
from generator.problems import CaseProblems, Problem

MAX_DEPTH = 60  # no case nests deeper than ten; a recursion over the nodes must stay safe

_DIRECTIVE = re.compile(r"^%", re.MULTILINE)

_LOADER = getattr(
    yaml, "CBaseLoader", yaml.BaseLoader
)  # the wheels bring libyaml, a source build may not


def read_yaml(text: str, file: str, problems: list[Problem]) -> Node:
    """The one document in `text`; what it may not contain is added to `problems`.

    Raises CaseProblems (with what was found so far) when there is nothing to go on with: broken
    YAML, an empty file, nesting beyond MAX_DEPTH.
    """
    if found := _DIRECTIVE.search(text):  # libyaml takes minutes over many of them
        raise stop(
            place_at(text, found.start(), file),
            _("a line that begins with % is not used in case files"),
            _("Delete it, or indent it if it belongs to a text above."),
        )
    try:
        root = _Builder(file, problems).build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as fault:
        raise CaseProblems([*problems, explain(fault, text, file)]) from None
    except CaseProblems as fault:
        raise CaseProblems([*problems, *fault.problems]) from None
    if root is None:
        raise stop(
            Place(file, 1, 1),
            _("the file is empty"),
            _("`bangfu new` writes a commented case file to start from."),
        )
    return root


class _Open(Struct):
    """A collection whose end has not come yet."""

    place: Place
    is_mapping: bool
    items: list[Any] = field(default_factory=list)
    key: Scalar | None = None
    awaits_value: bool = False
    lines: dict[str, int] = field(default_factory=dict)  # of the keys already seen


class _Builder:
    """Collects events into nodes without recursion, noting what a case file may not contain."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0

    def build(self, stream: Iterator[Any]) -> Node | None:
        for event in stream:
            if isinstance(event, events.ScalarEvent):
                self._refuse_decoration(event)
                style = Style.QUOTED if event.style else Style.PLAIN
                self._add(Scalar(event.value, self._place(event), style))
            elif isinstance(event, events.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, events.CollectionEndEvent):
                self._end()
            elif isinstance(event, events.AliasEvent):
                self._refuse_alias(event)
            elif isinstance(event, events.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse_document(event)
                    break
        return self._root

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _start(self, event: Any) -> None:
        self._refuse_decoration(event)
        place = self._place(event)
        if len(self._open) == MAX_DEPTH:
            raise stop(
                place,
                _("nested deeper than {limit} levels", limit=MAX_DEPTH),
                _(
                    "Look for brackets that are never closed, "
                    "or indentation that grows line by line."
                ),
            )
        self._open.append(_Open(place, isinstance(event, events.MappingStartEvent)))

    def _end(self) -> None:
        done = self._open.pop()
        if done.is_mapping:
            self._add(Mapping(tuple(done.items), done.place))
        else:
            self._add(Sequence(tuple(done.items), done.place))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.awaits_value:
            if parent.key is not None:
                parent.items.append((parent.key, node))
            parent.awaits_value = False
        else:
            parent.key = self._accepted_key(parent, node)
            parent.awaits_value = True

    def _accepted_key(self, parent: _Open, node: Node) -> Scalar | None:
        """The key, or None when its value is to be passed over, a problem having been noted."""
        if not isinstance(node, Scalar):
            self._note(
                node.place,
                _("a key must be a word, here it is a list or a mapping"),
                _('Quote text that begins with a bracket or a brace: "[…]".'),
            )
            return None
        if node.text == "<<" and node.style is Style.PLAIN:
            self._note(
                node.place,
                _("merge keys `<<` are not used in case files"),
                _("Write shared values under `defaults:` of the list."),
            )
            return None
        if (line := parent.lines.get(node.text)) is not None:
            self._note(
                node.place,
                _(
                    "the key {key} stands twice, first in line {line}",
                    key=excerpt(node.text),
                    line=line,
                ),
                _("Keep one of the two."),
            )
            return None
        parent.lines[node.text] = node.place.line
        return node

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(
                self._place(event),
                _("the anchor &{name} is not used in case files", name=excerpt(event.anchor)),
                _(
                    "Write the value out, or put shared values under `defaults:`; "
                    "quote text that begins with &."
                ),
            )
        if event.tag is not None:
            self._note(
                self._place(event),
                _("the tag {tag} is not used in case files", tag=excerpt(event.tag)),
                _("Delete the tag; quote text that begins with an exclamation mark."),
            )

    def _refuse_alias(self, event: Any) -> None:
        self._note(
            self._place(event),
            _("the alias *{name} is not used in case files", name=excerpt(event.anchor)),
            _(
                "Write the value out, or put shared values under `defaults:`; "
                "quote text that begins with *."
            ),
        )
        self._add(Scalar("*", self._place(event), Style.QUOTED))

    def _refuse_document(self, event: Any) -> None:
        self._note(
            self._place(event),
            _("a second document begins here (`---`)"),
            _("Keep one case per file: move what follows into a file of its own."),
        )

    def _note(self, place: Place, message: str, remedy: str) -> None:
        self._problems.append(error(place, message, remedy))
