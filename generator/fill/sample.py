"""What a form's `sample.yaml` gives to its template: the fields of the sample case's first record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from generator.cases.kinds import KINDS
from generator.errors import FormError
from generator.forms import Form
from generator.i18n import _
from generator.load import load_case
from generator.reference import load_reference
from generator.reference.yamlfile import LOADER


def sample_fields(form: Form) -> Mapping[str, Any]:
    """The names and values the form's template is filled with.

    A form of a kind of case has a case as sample, and one with `each` gets the first item; one
    the program fills itself has the names and values. Raises FormError when the sample is missing
    or of another kind, CaseError when it is a broken case.
    """
    if not form.sample.is_file():
        raise FormError(
            _("the form has no sample.yaml"),
            where=str(form.sample),
            remedy=_("Put a small complete case there: lint, goldens and pictures come from it."),
        )
    if form.case is None:
        return _plain(form)
    loaded = load_case(form.sample)
    if loaded.case.kind != form.case:
        raise FormError(
            _(
                "a case of kind {kind} was expected, not {found}",
                kind=form.case,
                found=loaded.case.kind,
            ),
            where=str(form.sample),
        )
    records_of = KINDS[form.case].records_for(form.per)
    records = records_of(loaded.case, load_reference(), form.folder)
    filled = form.fields_of(records[0].fields)
    if not filled:
        raise FormError(
            _(
                "{field}: the form makes a document for each of them, and there are none",
                field=form.each,
            ),
            where=str(form.sample),
            remedy=_("Give the sample's first record one at least."),
        )
    return filled[0]


def _plain(form: Form) -> Mapping[str, Any]:
    try:
        content = yaml.load(form.sample.read_bytes(), Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=fault), where=str(form.sample)
        ) from fault
    if not isinstance(content, dict):
        raise FormError(_("must hold keys and values"), where=str(form.sample))
    return content
