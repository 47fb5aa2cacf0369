"""The files of blanks: the empty form as Word or Excel has it, as PDF, and as a PDF to be filled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.cases.keys import safe_name
from generator.errors import UsageError
from generator.fill.archive import read_parts
from generator.fill.blank import blank_form
from generator.fillable.blank import fillable_pdf
from generator.forms import Form
from generator.i18n import _
from generator.render.engine import render
from generator.render.layout.spaces import FIELD

_FILLABLE = "（可填写）"  # behind the title of a PDF that is filled on a screen


def has_blank(form: Form) -> bool:
    """Whether people may fill the form: the program's own, and reports it draws, have no blank."""
    return form.blank and form.case is not None and form.template.suffix in (".docx", ".xlsx")


def is_fillable(form: Form) -> bool:
    """Whether the form has a fillable PDF: what is written in it is collected, and where is said."""
    return form.collect is not None and has_places(form)


@cache
def has_places(form: Form) -> bool:
    """Whether the template says where people write: by a bookmark or a name `field_…`."""
    if not has_blank(form):
        return False
    part = "word/document.xml" if form.template.suffix == ".docx" else "xl/workbook.xml"
    return f'name="{FIELD}'.encode() in read_parts(form.template.read_bytes())[part]


def require_fillable(form: Form) -> None:
    """Raises UsageError for a form that says nowhere where people write."""
    if not is_fillable(form):
        raise UsageError(
            _("the form {form} has no places for fields", form=form.id),
            remedy=_("`bangfu forms list` marks the forms that have."),
        )


def blank_files(form: Form, *, fillable: bool) -> Iterator[tuple[Path, bytes]]:
    """The blank's files by their place below a folder, one after the other as they are made.

    `fillable` adds the PDF to be filled, where the form has one. Raises as `blank_form` and
    `fillable_pdf`, and what rendering raises.
    """
    policy, _own = form.id.split("/")
    stem = _stem(form)
    content = blank_form(form)
    suffix = form.template.suffix
    yield Path(policy, f"{stem}{suffix}"), content
    yield Path(policy, f"{stem}.pdf"), render(content, suffix, name=form.id).pdf
    if fillable and is_fillable(form):
        yield Path(policy, f"{stem}{_FILLABLE}.pdf"), fillable_pdf(form)


def blank_file(form: Form, suffix: str, *, fillable: bool) -> bytes:
    """One file of the blank: of the template's own kind, or a PDF. Raises as `blank_files`."""
    if fillable:
        require_fillable(form)
        return fillable_pdf(form)
    content = blank_form(form)
    if suffix == form.template.suffix:
        return content
    return render(content, form.template.suffix, name=form.id).pdf


def _stem(form: Form) -> str:
    annex = form.source.annex if form.source else None
    return safe_name(f"附件{annex} {form.titles.zh}" if annex else form.titles.zh)
