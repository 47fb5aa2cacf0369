"""Forms as command lines name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UsageError
from generator.i18n import _

if TYPE_CHECKING:
    from generator.forms import Form


def chosen_form(form_id: str) -> Form:
    """The form of that id. Raises UsageError with the nearest one."""
    from difflib import get_close_matches

    from generator.forms import discover_forms

    forms = discover_forms()
    if form_id not in forms:
        near = get_close_matches(form_id, forms, n=1)
        raise UsageError(
            _("no form {form}", form=form_id),
            remedy=_("Did you mean {name}?", name=near[0])
            if near
            else _("`bangfu forms list` names all forms."),
        )
    return forms[form_id]
