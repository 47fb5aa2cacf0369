"""`bangfu forms`: which forms there are, what each says of itself, what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.parameters import example, json_option
from generator.errors import BangfuError, ExitCode, UsageError
from generator.i18n import _, language

if TYPE_CHECKING:
    from generator.forms import Form


@click.group("forms", help=_("List, show and examine forms."), epilog=example("bangfu forms list"))
def command() -> None:
    """Give the forms' commands a name."""


@command.command(
    "list",
    help=_("List the forms."),
    epilog=example("bangfu forms list", "bangfu forms list --json"),
)
@json_option()
def forms_list(as_json: bool) -> int:
    """Print one line for each form."""
    from generator.cli.show import columns, echo_json
    from generator.forms import discover_forms

    forms = list(discover_forms().values())
    if as_json:
        echo_json([_described(form) for form in forms])
    else:
        rows = [[form.id, _title(form), form.case or "", _status(form)] for form in forms]
        click.echo(columns(rows))
    return 0


@command.command(
    "show",
    help=_("Show what a form says of itself, and its notes."),
    epilog=example("bangfu forms show FORM", "bangfu forms show FORM --json"),
)
@click.argument("form", metavar="FORM")
@json_option()
def forms_show(form: str, as_json: bool) -> int:
    """Print the description of one form."""
    from generator.cli.show import columns, echo_json

    found = _form(form)
    if as_json:
        echo_json(_described(found))
        return 0
    seals = [f"{seal.label} {seal.diameter_mm:g} mm" for seal in found.seals.values()]
    rows = [
        [_("title"), f"{found.titles.zh} / {found.titles.en}"],
        [_("edition"), found.edition],
        [_("status"), _status(found)],
        [_("kind of case"), found.case or "–"],
        [_("template"), str(found.template)],
        [_("seals"), "、".join(seals) or "–"],
    ]
    click.echo(click.style(found.id, bold=True))
    click.echo(columns(rows))
    if found.notes.is_file():
        click.echo()
        click.echo(found.notes.read_text(encoding="utf-8"), nl=False)
    return 0


@command.command(
    "lint",
    help=_("Look for faults in forms: tags, names, seal places, fonts, what the engine refuses."),
    epilog=example("bangfu forms lint", "bangfu forms lint FORM --json"),
)
@click.argument("forms", metavar="[FORM...]", nargs=-1)
@json_option()
def forms_lint(forms: tuple[str, ...], as_json: bool) -> int:
    """Print what is wrong; 3 if anything is."""
    from dataclasses import asdict

    from generator.cli.show import echo_json
    from generator.fill.lint import lint_form
    from generator.forms import discover_forms
    from generator.render.fonts import load_fonts

    chosen = [_form(form) for form in forms] or list(discover_forms().values())
    knows_face = load_fonts().chains.official
    findings = {form.id: lint_form(form, knows_face) + _refused(form) for form in chosen}
    if as_json:
        echo_json({form: [asdict(each) for each in found] for form, found in findings.items()})
    else:
        for form, found in findings.items():
            click.echo(
                f"{form}: " + (_("{count} faults", count=len(found)) if found else _("good"))
            )
            for each in found:
                click.echo(f"  {each.where}: {each.message}")
                if each.remedy:
                    click.echo(f"    → {each.remedy}")
    return ExitCode.FORM if any(findings.values()) else ExitCode.DONE


@command.command(
    "blank",
    help=_("Write the empty official form, to be filled by hand or in Word."),
    epilog=example("bangfu forms blank FORM -o blank.docx", "bangfu forms blank FORM -o blank.pdf"),
)
@click.argument("form", metavar="FORM")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file: of the template's kind, or a PDF."),
)
def forms_blank(form: str, output: Path) -> int:
    """Write the blank."""
    from generator.files import write_whole
    from generator.fill.blank import blank_form
    from generator.render.engine import render

    found = _form(form)
    suffix = found.template.suffix
    if output.suffix.lower() not in (suffix, ".pdf"):
        raise click.UsageError(_("The output must end in {suffix} or .pdf.", suffix=suffix))
    content = blank_form(found)
    if output.suffix.lower() == ".pdf":
        content = render(content, suffix, name=found.id).pdf
    write_whole(output, content)
    click.echo(_("written: {path}", path=output))
    return 0


def _form(form_id: str) -> Form:
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


def _described(form: Form) -> dict[str, Any]:
    return form.model_dump(mode="json")


def _title(form: Form) -> str:
    return form.titles.zh if language() == "zh" else form.titles.en


def _status(form: Form) -> str:
    return _("official") if form.status == "official" else _("proposed 建议稿")


def _refused(form: Form) -> tuple[Any, ...]:
    """What the embedded engine would refuse in the form, as findings.

    Of a sheet it is the filled sample that is looked at: rows grow for what is filled in, not for
    tags. Nothing where the sample cannot be filled, which lint has told of.
    """
    from generator.fill.lint import Finding
    from generator.fill.sample import sample_fields
    from generator.fill.template import fill
    from generator.render.engine import beyond_page_model

    content, suffix = form.template.read_bytes(), form.template.suffix
    if suffix == ".xlsx":
        try:
            content = fill(form.template, sample_fields(form))
        except BangfuError:
            return ()
    found = beyond_page_model(content, suffix, form.id)
    return tuple(
        Finding(
            f"{form.template}: {each.place}",
            _("beyond the embedded engine: {features}", features=each.feature),
        )
        for each in found
    )
