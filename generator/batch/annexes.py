"""The annexes 附件 of an official document that are documents of their own: which, filled with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.batch.choose import chosen_records
from generator.batch.job import Wanted
from generator.cases.handed import file_beside
from generator.cases.keys import safe_name
from generator.cases.kinds import KINDS
from generator.cases.records import Record
from generator.errors import CaseError
from generator.forms.form import Form
from generator.i18n import _
from generator.load.case import LoadedCase, load_case
from generator.reference import load_reference


def annexes_of(
    record: Record, field: str, loaded: LoadedCase, forms: Mapping[str, Form]
) -> tuple[Wanted, ...]:
    """The documents to bind behind a record's first, out of its list `field`.

    Each of its items has `label`, `title`, and `form` (with `case` and `record`, or blank) or
    `file`; items with neither are only listed. Raises CaseError for a form or case that is not
    there, and what `load_case` raises.
    """
    found = []
    for item in record.fields[field]:
        name = f"01-{safe_name(item['label'] + '-' + item['title'].strip('《》'))}"
        if item["form"]:
            form = _form(item, loaded, forms)
            fields = _fields(item, form, loaded) if item["case"] else {}
            blank = not item["case"]
            found.append(
                Wanted(name, item["title"], form, fields, blank=blank, label=item["label"])
            )
        elif item["file"]:
            path = file_beside(item["file"], loaded.path.resolve().parent)
            if path:  # one not there yet is a gap, which the check has told
                found.append(Wanted(name, item["title"], None, {}, file=path, label=item["label"]))
    return tuple(found)


def _form(item: Mapping[str, Any], loaded: LoadedCase, forms: Mapping[str, Form]) -> Form:
    form = forms.get(item["form"])
    if form is None or form.case is None:
        raise CaseError(
            _("there is no form {form} to be an annex", form=item["form"]),
            where=str(loaded.path),
            remedy=_("`bangfu forms list` names those there are."),
        )
    return form


def _fields(item: Mapping[str, Any], form: Form, loaded: LoadedCase) -> Mapping[str, Any]:
    """What the annex's form is filled with: a record of the other case."""
    path = loaded.path.parent / item["case"]
    other = load_case(path)
    if other.case.kind != form.case:
        raise CaseError(
            _(
                "{form} is for {kind} cases, {case} is one of kind {found}",
                form=form.id,
                kind=form.case,
                case=item["case"],
                found=other.case.kind,
            ),
            where=str(loaded.path),
            remedy=_("Name another form or another case."),
        )
    records = KINDS[other.case.kind].records(other.case, load_reference(), path.resolve().parent)
    chosen = chosen_records(records, (item["record"],)) if item["record"] else records
    documents = form.fields_of(chosen[0].fields)
    return documents[0] if documents else chosen[0].fields
