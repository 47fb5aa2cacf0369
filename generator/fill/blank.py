"""The empty official form 空白表: the form's sample with everything of the case taken out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.cases.base import Model
from generator.cases.nothing import BLANK, Blank
from generator.cases.records import Party
from generator.errors import UsageError
from generator.fill.sample import sample_fields
from generator.fill.template import fill
from generator.forms import Form
from generator.i18n import _

NAMED = "bangfu "
"""What the id of a blank's form stands behind in the keywords of a file's properties."""

_NAME = "　" * 8  # room to write a hospital's or a county's name
_FIGURE = "　" * 2  # and the digits of a year or another figure
_OWN_ROOM = {"year": _FIGURE, "prefecture": "　" * 4}  # fields that need less than a name
_OFFICIAL = "policy"  # the record's field with the notice's own number and title


@dataclass(frozen=True, eq=False)
class _Nothing(Blank):
    """A figure, or a part of the case as its totals, with nothing in it: every field is blank."""

    @property
    def room(self) -> str:
        """Spaces, so that a figure can be written between the words around it."""
        return _FIGURE

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def _compared(self, other: object) -> bool:
        """Neither more nor less than anything: a template that asks takes its usual branch."""
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _compared


def blank_form(form: Form) -> bytes:
    """The form as it is before anybody fills it: the parties' places stand, their names do not.

    The file's keywords name the form. Raises UsageError for a form that has none,
    and what filling raises.
    """
    if form.case is None or not form.blank:
        raise UsageError(
            _("the form {form} is filled by bangfu itself and has no blank", form=form.id)
        )
    # A number is not written by hand: the official forms have no place for one.
    fields = {**_emptied_fields(sample_fields(form), form.keeps, ""), "number": BLANK}
    filled = fill(form.template, fields)
    if form.template.suffix == ".xlsx":
        from generator.fill.xlsx.blank import blank_sheet  # most blanks are documents

        return blank_sheet(filled, NAMED + form.id)
    from generator.fill.properties import with_keywords

    return with_keywords(filled, NAMED + form.id)


def _emptied_fields(fields: Mapping[str, Any], keeps: tuple[str, ...], path: str) -> dict[str, Any]:
    """The fields without what the case says; those kept, and the notice's own, stay as they are."""
    found: dict[str, Any] = {}
    for key, value in fields.items():
        own = f"{path}{key}"
        if own in keeps or own == _OFFICIAL:
            found[key] = value
        elif key in _OWN_ROOM and isinstance(value, int | str):
            found[key] = _OWN_ROOM[key]
        elif isinstance(value, Mapping):
            found[key] = _emptied_fields(value, keeps, f"{own}.")
        else:
            found[key] = emptied(value)
    return found


def emptied(value: Any) -> Any:
    """The value's shape without what it says."""
    match value:
        case bool():
            return value
        case str():
            return _NAME
        case Party():
            return replace(value, name=_NAME, seal=None)
        case list() | tuple():
            # Rows of a table give way to the table's own blank rows; parties keep their places,
            # and of several names or lines one is left.
            parties = tuple(emptied(item) for item in value if isinstance(item, Party))
            return parties or tuple(_NAME for item in value[:1] if isinstance(item, str))
        case None | Blank():
            return BLANK
        case int() | Decimal() | Model():
            return _Nothing()
    return _Nothing() if isinstance(value, Struct) or is_dataclass(value) else BLANK
