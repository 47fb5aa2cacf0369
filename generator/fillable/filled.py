"""A filled PDF form → the rows written in it, as nodes that the load stage validates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePath

from msgspec import Struct, field

from generator.fillable.acroform import FilledField, FilledForm, read_acroform
from generator.fillable.blank import IDENTITY
from generator.fillable.fields import FieldPath, FormField, FormFields, Way
from generator.forms import Form
from generator.i18n import _
from generator.load.faults import excerpt, stop
from generator.load.nodes import Mapping as MappingNode
from generator.load.nodes import Node, Scalar, Style
from generator.places import Place
from generator.problems import Problem

_NUMBERED = re.compile(r"(?P<key>.+)-(?P<row>[1-9]\d{0,5})")
_STATE = re.compile(r"/?on(?P<option>[1-9]\d{0,3})?")
_BREAK = re.compile(r"[ \t]*\n\s*")
# What is no text at all; a lone half of a surrogate pair cannot be written to a file.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_YES = "是"


class WrittenRow(Struct, frozen=True):
    """One row as it was written: its values as a node, and what stood beside it."""

    node: MappingNode
    file: str
    beside: Mapping[str, str] = field(default_factory=dict)  # by title


class WrittenRows(Struct, frozen=True):
    """The rows of a file, and what is odd about it."""

    rows: tuple[WrittenRow, ...]
    warnings: tuple[Problem, ...] = ()


class _Values(Struct):
    """The values of one row, by field."""

    texts: dict[FormField, str] = field(default_factory=dict)
    places: dict[FormField, Place] = field(default_factory=dict)


def read_filled_pdf(content: bytes, file: str, form: Form) -> WrittenRows:
    """The rows written in a filled PDF of the form; rows with nothing in them are left out.

    Raises CaseProblems as `read_acroform`, and when the file is of another form.
    """
    filled = read_acroform(content, file)
    _require_form(filled, file, form)
    rows = _by_row(filled, file, FormFields(form))
    everywhere = rows.pop(0, _Values())
    if rows:
        for values in rows.values():
            if any(values.texts.values()):
                values.texts = {**everywhere.texts, **values.texts}
                values.places = {**everywhere.places, **values.places}
    else:
        rows[0] = everywhere
    written = [_row(values, file) for _number, values in sorted(rows.items())]
    return WrittenRows(tuple(row for row in written if row), filled.warnings)


def _require_form(filled: FilledForm, file: str, form: Form) -> None:
    found = filled.value(IDENTITY)
    if not found:
        raise stop(
            Place(file),
            _("the PDF does not say that it is a form of bangfu"),
            _("Fill the PDF that `bangfu forms blank {form} --fillable` writes.", form=form.id),
        )
    if found != form.id:
        raise stop(
            Place(file),
            _("this is a form {found}, not {form}", found=excerpt(found), form=form.id),
            _(
                "Collect it with the others of its kind: bangfu collect {form} …",
                form=excerpt(found),
            ),
        )


def _by_row(filled: FilledForm, file: str, fields: FormFields) -> dict[int, _Values]:
    """The values by row; row 0 has what stands once for the whole form."""
    rows: defaultdict[int, _Values] = defaultdict(_Values)
    for each in filled.fields:
        numbered = _NUMBERED.fullmatch(each.name)
        row = int(numbered["row"]) if numbered else 0
        field_ = fields.by_key(numbered["key"] if numbered else each.name)
        if field_ is None:
            continue  # a field that somebody else's program put in: no part of the form
        values = rows[row]
        values.texts[field_] = _value(each, field_)
        values.places.setdefault(field_, _place(each, field_, row, file))
    return dict(rows)


def _place(each: FilledField, field_: FormField, row: int, file: str) -> Place:
    title = _("{title} (row {row})", title=field_.title, row=row) if row else field_.title
    return Place(file, sheet=_("page {number}", number=each.page), cell=title)


def _value(each: FilledField, field_: FormField) -> str:
    """What was written or ticked, as a case file has it."""
    text = _clean(each.value, keep_lines=field_.paragraphs)
    state = _STATE.fullmatch(text)
    if field_.way is Way.YES:
        return _YES if state else ""
    if state and state["option"]:
        return _option(field_, state["option"])
    return "" if text in ("Off", "/Off") else text


def _option(field_: FormField, number: str) -> str:
    """The option of that number; of a field without a list of them, the number itself."""
    if not field_.options:
        return number
    index = int(number)
    return field_.options[index - 1] if index <= len(field_.options) else number


def _clean(text: str, *, keep_lines: bool) -> str:
    """Without what is no text; lines that only the cell's width asked for are joined."""
    text = _NO_TEXT.sub("", re.sub(r"\r\n?|\x85|\u2028|\u2029", "\n", text))
    if keep_lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return _BREAK.sub(lambda found: _joint(text, found), text.strip()).strip()


def _joint(text: str, found: re.Match[str]) -> str:
    """Nothing between Chinese characters, a space between words."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return " " if before.isascii() and after.isascii() else ""


def _row(values: _Values, file: str) -> WrittenRow | None:
    """The row as a node; None where nothing was written in it."""
    own = {each: text for each, text in values.texts.items() if not each.beside}
    if not any(own.values()):
        return None
    here = next(place for each, place in values.places.items() if each in own)
    leaves = {
        each.path: Scalar(text, values.places[each], Style.CELL) for each, text in own.items()
    }
    beside = {each.title: text for each, text in values.texts.items() if each.beside and text}
    return WrittenRow(_nested(leaves, Place(file, sheet=here.sheet)), file, beside)


def _nested(leaves: Mapping[FieldPath, Scalar], place: Place) -> MappingNode:
    """The values as a mapping; parts of a part stand in one of their own, unless all are empty."""
    entries: list[tuple[Scalar, Node]] = []
    inner: dict[str, dict[FieldPath, Scalar]] = {}
    for path, leaf in leaves.items():
        if len(path) == 1:
            entries.append((Scalar(path[0], leaf.place, Style.CELL), leaf))
        else:
            inner.setdefault(path[0], {})[path[1:]] = leaf
    for key, parts in inner.items():
        if any(leaf.text for leaf in parts.values()):
            entries.append((Scalar(key, place, Style.CELL), _nested(parts, place)))
    return MappingNode(tuple(entries), place)


def is_pdf(file: str, content: bytes) -> bool:
    """Whether a file is a PDF, by what it begins with or is called."""
    return b"%PDF-" in content[:1024] or PurePath(file).suffix.lower() == ".pdf"
