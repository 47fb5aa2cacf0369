"""`bangfu doctor`: which engines, fonts and libraries work here, and what to install."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.parameters import example, json_option
from generator.errors import ExitCode
from generator.i18n import _

if TYPE_CHECKING:
    from generator.doctor import EngineState, FontState, LibraryState, Report


@click.command(
    "doctor",
    help=_("Say which engines, fonts and libraries work, and what to install."),
    epilog=example("bangfu doctor", "bangfu doctor --json"),
)
@json_option()
def command(as_json: bool) -> int:
    """Print what was found; 4 if documents cannot be made here."""
    from msgspec import to_builtins

    from generator.cli.show import echo_json
    from generator.doctor import examine

    report = examine()
    if as_json:
        echo_json({"works": report.works, **to_builtins(report), "remedies": report.remedies})
    else:
        _show(report)
    return ExitCode.DONE if report.works else ExitCode.ENGINE


def _show(report: Report) -> None:
    from generator.cli.show import columns

    sections = {
        _("Engines"): [_engine(engine) for engine in report.engines],
        _("Fonts"): [_font(font) for font in report.fonts],
        _("Libraries"): [_library(library) for library in report.libraries],
    }
    for title, rows in sections.items():
        click.echo(click.style(title, bold=True))
        click.echo(columns(rows))
    click.echo()
    click.echo(
        _("Documents can be made here.") if report.works else _("No documents can be made yet.")
    )
    for remedy in report.remedies:
        click.echo(f"  → {remedy}")


def _mark(works: bool, optional: bool = False) -> str:
    if works:
        return "  ✓"
    return "  –" if optional else "  ✗"


def _engine(engine: EngineState) -> list[str]:
    # One engine is enough, so a missing one alone is no failure.
    return [
        _mark(engine.works, optional=True),
        engine.name,
        engine.version,
        engine.place if engine.works else engine.reason,
    ]


def _font(font: FontState) -> list[str]:
    if not font.used:
        drawn = _("no font can draw it")
    elif font.stands_in:
        drawn = _("drawn by {font}", font=font.used)
    else:
        drawn = _("installed")
    return [_mark(bool(font.used)), font.requested, drawn, font.file]


def _library(library: LibraryState) -> list[str]:
    return [
        _mark(library.works, library.optional),
        library.name,
        library.version,
        library.purpose if library.works else f"{library.purpose}: {library.reason}",
    ]
