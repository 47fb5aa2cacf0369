"""`bangfu forms`: which forms there are, what each says of itself, what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.chosen import chosen_form
from generator.cli.parameters import example, json_option
from generator.errors import BangfuError, ExitCode
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
        rows = [
            [form.id, _title(form), form.case or "", _status(form), _by_hand(form)]
            for form in forms
        ]
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

    found = chosen_form(form)
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
    from msgspec import to_builtins

    from generator.cli.show import echo_json
    from generator.fill.lint import lint_form
    from generator.fillable.lint import field_findings
    from generator.forms import discover_forms
    from generator.render.fonts import load_fonts

    chosen = [chosen_form(form) for form in forms] or list(discover_forms().values())
    knows_face = load_fonts().chains.official
    findings = {
        form.id: lint_form(form, knows_face) + _refused(form) + field_findings(form)
        for form in chosen
    }
    if as_json:
        echo_json(to_builtins(findings))
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
    help=_(
        "Write empty official forms as DOCX or XLSX and as PDF; all there are, if none is named. "
        "--fillable adds a PDF to be filled on a screen, which `bangfu collect` reads back."
    ),
    epilog=example(
        "bangfu forms blank FORM -o output/blanks",
        "bangfu forms blank FORM --fillable -o blank.pdf",
    ),
)
@click.argument("forms", metavar="[FORM...]", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    default=Path("output/blanks"),
    show_default=True,
    help=_("A folder; for one form also a file, of the template's kind or a PDF."),
)
@click.option("--fillable", is_flag=True, help=_("Lay fields where people write."))
def forms_blank(forms: tuple[str, ...], output: Path, fillable: bool) -> int:
    """Write the blanks."""
    from generator.fillable.files import has_blank
    from generator.forms import discover_forms

    chosen = [chosen_form(form) for form in forms]
    if fillable:
        from generator.fillable.files import require_fillable

        for form in chosen:
            require_fillable(form)
    chosen = chosen or [form for form in discover_forms().values() if has_blank(form)]
    if output.suffix.lower() in (".docx", ".xlsx", ".pdf"):
        _blank_file(chosen, output, fillable)
    else:
        _blank_folder(chosen, output, fillable)
    return 0


def _blank_file(chosen: list[Form], output: Path, fillable: bool) -> None:
    from generator.files import write_whole
    from generator.fillable.files import blank_file

    if len(chosen) != 1:
        raise click.UsageError(_("A file holds one form; name a folder for several."))
    suffix = ".pdf" if fillable else chosen[0].template.suffix
    if output.suffix.lower() not in (suffix, ".pdf"):
        raise click.UsageError(_("The output must end in {suffix} or .pdf.", suffix=suffix))
    write_whole(output, blank_file(chosen[0], output.suffix.lower(), fillable=fillable))
    click.echo(_("written: {path}", path=output))


def _blank_folder(chosen: list[Form], output: Path, fillable: bool) -> None:
    from generator.files import write_changed
    from generator.fillable.files import blank_files

    for form in chosen:
        for path, content in blank_files(form, fillable=fillable):
            place = output / path
            if write_changed(place, content):
                click.echo(_("written: {path}", path=place))
            else:
                click.echo(_("unchanged: {path}", path=place))


def _described(form: Form) -> dict[str, Any]:
    from pydantic_core import to_jsonable_python

    described: dict[str, Any] = to_jsonable_python(form)
    return described


def _title(form: Form) -> str:
    return form.titles.zh if language() == "zh" else form.titles.en


def _status(form: Form) -> str:
    return _("official") if form.status == "official" else _("proposed 建议稿")


def _by_hand(form: Form) -> str:
    from generator.fillable.files import is_fillable

    if form.collect is None:
        return ""
    return _("collected, fillable PDF") if is_fillable(form) else _("collected")


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
