"""The empty official form 空白表: the form's sample with everything of the case taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.cases.base import Model
from generator.cases.nothing import BLANK
from generator.cases.records import Party
from generator.errors import UsageError
from generator.fill.sample import sample_fields
from generator.fill.template import fill
from generator.forms import Form
from generator.i18n import _

_NAME = "　" * 8  # room to write a hospital's or a county's name


def blank_form(form: Form) -> bytes:
    """The form as it is before anybody fills it: the parties' places stand, their names do not.

    Raises UsageError for a form that only the program fills, and what filling raises.
    """
    if form.case is None:
        raise UsageError(
            _("the form {form} is filled by bangfu itself and has no blank", form=form.id)
        )
    fields = {key: emptied(value) for key, value in sample_fields(form).items()}
    # A number is not written by hand: the official forms have no place for one.
    return fill(form.template, fields | {"number": BLANK})


def emptied(value: Any) -> Any:
    """The value's shape without what it says; what the policy says stays."""
    match value:
        case bool() | Mapping():
            return value
        case str():
            return _NAME
        case Party():
            return replace(value, name=_NAME, seal=None)
        case list() | tuple():
            # Rows of a table give way to the table's own blank rows; parties keep their places.
            return tuple(emptied(item) for item in value if not isinstance(item, Model))
    return BLANK
