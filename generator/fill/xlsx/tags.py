"""The tags of a sheet's cells: `{{ }}` and `{% %}` within a cell, `{%tr … %}` for whole rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError
from msgspec import Struct
from openpyxl.utils import column_index_from_string

from generator.i18n import _

_ROW_TAG = re.compile(r"\{%-?tr\b(.*?)-?%\}", re.DOTALL)
_TAG = re.compile(r"\{[{%#]")
_LEVEL = re.compile(r"(?P<columns>[A-Z ,\-]+?)\s+by\s+(?P<key>.+)", re.DOTALL)
_COLUMNS = re.compile(r"([A-Z]{1,3})(?:-([A-Z]{1,3}))?")
_OPENING = ("for", "if")
_WORDS = (*_OPENING, "elif", "else", "endfor", "endif", "set", "merge")


class TagError(ValueError):
    """A tag that is wrong; the message says how."""


class Level(Struct, frozen=True):
    """Columns of a merge tag, and the key by which their cells are merged downwards."""

    columns: tuple[int, ...]
    key: str  # a Jinja expression


class RowTag(Struct, frozen=True):
    """One `{%tr … %}`: its word, and what follows it."""

    word: str
    rest: str
    levels: tuple[Level, ...] = ()  # of `merge`

    @property
    def opens(self) -> bool:
        """Whether rows follow that it holds for, up to its `end…`."""
        return self.word in _OPENING


class Piece(Struct, frozen=True):
    """A part of a cell's text: words as they stand, or an expression."""

    text: str
    is_expression: bool


def has_tags(text: str) -> bool:
    """Whether a cell's text holds anything to fill."""
    return bool(_TAG.search(text))


def row_tags(text: str) -> tuple[RowTag, ...]:
    """The row tags of a cell; its row gives way to them.

    Raises TagError for a word that is none of them, or other text beside them.
    """
    if "{%tr" not in text and "{%-tr" not in text:
        return ()
    if rest := _ROW_TAG.sub("", text).strip():
        raise TagError(_("beside a row tag stands “{rest}”", rest=rest))
    return tuple(_row_tag(found[1].strip()) for found in _ROW_TAG.finditer(text))


def _row_tag(text: str) -> RowTag:
    word, _space, rest = text.partition(" ")
    if word not in _WORDS:
        words = ", ".join(_WORDS)
        raise TagError(_("no row tag is called {word}; there are: {words}", word=word, words=words))
    levels = tuple(_levels(rest)) if word == "merge" else ()
    return RowTag(word, rest.strip(), levels)


def _levels(text: str) -> Iterator[Level]:
    """The levels of `A-B,D by key; C by finer key`."""
    for part in text.split(";"):
        found = _LEVEL.fullmatch(part.strip())
        if not found:
            raise TagError(
                _(
                    "write a merge as {example}",
                    example="{%tr merge A-B by r.county; C by r.name %}",
                )
            )
        yield Level(tuple(_columns(found["columns"])), found["key"].strip())


def _columns(text: str) -> Iterator[int]:
    for part in text.replace(" ", "").split(","):
        found = _COLUMNS.fullmatch(part)
        if not found:
            raise TagError(_("“{part}” is no column", part=part))
        first = column_index_from_string(found[1])
        yield from range(first, column_index_from_string(found[2] or found[1]) + 1)


def pieces(text: str, jinja: Environment) -> tuple[Piece, ...] | None:
    """A cell's text as words and expressions in turn; None where it holds statements.

    Raises TagError where Jinja cannot read it.
    """
    found: list[Piece] = []
    expression: list[str] = []
    inside = False
    try:
        for _line, kind, value in jinja.lex(text):
            match kind:
                case "variable_begin":
                    inside, expression = True, []
                case "variable_end":
                    inside = False
                    found.append(Piece("".join(expression).strip(), True))
                case "data":
                    found.append(Piece(value, False))
                case _ if inside:
                    expression.append(value)
                case _:
                    return None
    except TemplateSyntaxError as fault:
        raise TagError(fault.message or "") from fault
    if inside:
        raise TagError(_("a tag is not closed"))
    return tuple(found)
