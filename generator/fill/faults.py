"""Says where a template is broken: part and paragraph, in words a clerk can search for in Word."""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from generator.errors import CaseError, FormError
from generator.fill.environment import TooMuch
from generator.i18n import _

_JINJA_FILE = "<template>"  # how Jinja names a template that came from a string
_MARKUP = re.compile(r"<[^>]+>")
_UNKNOWN = re.compile(r"'(\w+)' is undefined")
_NO_PART = re.compile(r"has no (?:attribute|element) '?(\w+)'?")
_UNSAFE = re.compile(r"attribute '(\w+)'")
_SHOWN = 60  # characters of a paragraph that are enough to find it
# What XML 1.0 cannot hold; \a and \f, which docxtpl turns into paragraphs and pages, aside.
UNPRINTABLE = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def template_fault(
    fault: Exception, path: Path, part: str, source: str, names: Mapping[str, Any]
) -> FormError:
    """What went wrong in the part's template `source`, which has each paragraph on its own line."""
    line = _line_of(fault)
    where = f"{path}: {part}"
    if shown := _paragraph(source, line):
        where = f"{where}: “{shown}”"
    message, remedy = _explained(fault, names)
    return FormError(message, where=where, remedy=remedy)


def _explained(fault: Exception, names: Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(fault, TemplateSyntaxError):
        return (
            _("the tag is wrong: {reason}", reason=fault.message),
            _("Look at the brackets and words of the tags in this paragraph and around it."),
        )
    if isinstance(fault, TooMuch):
        return (
            _("the template asks for too much: {reason}", reason=fault.message),
            _("Write it with smaller numbers."),
        )
    if isinstance(fault, SecurityError):
        return (
            _("the template tries to run code: {reason}", reason=_forbidden(str(fault))),
            _("Templates may only name fields, filter them, repeat and choose."),
        )
    if isinstance(fault, TypeError) and "no loader" in str(fault):
        return (
            _("the template tries to read another file"),
            _("Templates stand alone: put what the other file holds into this one."),
        )
    if isinstance(fault, UndefinedError):
        return (
            _without(str(fault.message)),
            _did_you_mean(str(fault.message), names)
            or _("Correct the name, or ask first: {% if name is defined %}."),
        )
    return (
        _("the template cannot be filled: {reason}", reason=fault or type(fault).__name__),
        _("Look at the tags of this paragraph and the data they name."),
    )


def _without(message: str) -> str:
    """What the data lacks, out of Jinja's English sentence."""
    if found := _UNKNOWN.search(message):
        return _("a name the data does not have: {reason}", reason=f"“{found[1]}”")
    if found := _NO_PART.search(message):
        return _("a value of the data has no part “{name}”", name=found[1])
    return _("a name the data does not have: {reason}", reason=message)


def _forbidden(message: str) -> str:
    """What a template reached for, out of Jinja's English sentence."""
    found = _UNSAFE.search(message)
    return f"“{found[1]}”" if found else message


def _did_you_mean(message: str, names: Mapping[str, Any]) -> str:
    unknown = _UNKNOWN.search(message)
    close = get_close_matches(unknown[1], list(names)) if unknown else []
    return _("Did you mean {names}?", names=", ".join(close)) if close else ""


def _line_of(fault: Exception) -> int:
    """The line of the template source, from 1; 0 where unknown."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.lineno
    frames = traceback.walk_tb(fault.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == _JINJA_FILE]
    return lines[-1] if lines else 0


def _paragraph(source: str, line: int) -> str:
    """The text of the paragraph on this line, shortened."""
    lines = source.split("\n")
    if not 0 < line <= len(lines):
        return ""
    text = html.unescape(_MARKUP.sub("", lines[line - 1])).strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def unprintable_fault(path: Path, found: str, context: Mapping[str, Any]) -> CaseError:
    """A control character came in with the data: which field holds it."""
    field = next(_holders(context, found), "?")
    return CaseError(
        _(
            "{field} holds a character that cannot be printed: U+{code:04X}",
            field=field,
            code=ord(found),
        ),
        where=str(path),
        remedy=_("Type the text of this field anew; such characters come in with copied text."),
    )


def _holders(value: Any, character: str, name: str = "") -> Iterator[str]:
    """The dotted names of the values that hold the character."""
    if isinstance(value, str):
        if character in value:
            yield name
        return
    for key, entry in _entries(value):
        yield from _holders(entry, character, f"{name}.{key}" if name else str(key))


def _entries(value: Any) -> Iterable[tuple[Any, Any]]:
    """What a context's value holds, by key, index or field."""
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, Sequence):
        return enumerate(value)
    kind = type(value)
    names = ("model_fields", "__struct_fields__", "__dataclass_fields__")
    fields = (field for name in names for field in getattr(kind, name, ()))
    return ((field, getattr(value, field)) for field in fields)
