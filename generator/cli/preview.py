"""`bangfu preview`: a form filled from a case as page images, once or at every change."""

from __future__ import annotations

import re
import time
from pathlib import Path

import click

from generator.cli.parameters import example, folder_option
from generator.i18n import _

_POLL_SECONDS = 0.3


@click.command(
    "preview",
    help=_("Show a form filled from a record of a case, as page images (PNG)."),
    epilog=example(
        "bangfu preview agreement.yaml --form FORM -o preview",
        "bangfu preview agreement.yaml --form FORM --watch",
        "bangfu forms list",
    ),
)
@click.argument("case", metavar="CASE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--form", metavar="FORM", required=True, help=_("Id of the form, out of `forms list`.")
)
@folder_option("output/preview")
@click.option("--record", metavar="R", default="", help=_("The record to show, if not the first."))
@click.option("--watch", is_flag=True, help=_("Draw anew whenever the case or the form changes."))
def command(case: Path, form: str, output: Path, record: str, watch: bool) -> int:
    """Draw the pages; with `watch`, until interrupted."""
    if not watch:
        _draw(case, form, output, record)
        return 0
    while True:
        sources = _sources(case, form)
        seen = _stamps(sources)
        _draw_or_tell(case, form, output, record)
        click.echo(_("Watching; Ctrl-C ends."))
        while _stamps(sources) == seen:
            time.sleep(_POLL_SECONDS)


def _draw(case: Path, form: str, output: Path, record: str) -> None:
    from generator import pipeline
    from generator.files import write_whole

    started = time.perf_counter()
    pages = pipeline.preview(case, form, record)
    stem = form.replace("/", "-")
    for number, page in enumerate(pages, start=1):
        write_whole(output / f"{stem}-{number}.png", page)
    _remove_pages_beyond(len(pages), output, stem)
    click.echo(
        _(
            "{folder}: pages: {pages}; {seconds:.1f} s",
            folder=output / f"{stem}-*.png",
            pages=len(pages),
            seconds=time.perf_counter() - started,
        )
    )


def _remove_pages_beyond(count: int, folder: Path, stem: str) -> None:
    """A shorter document must not seem to have the last pages of a longer one drawn before."""
    for page in folder.glob(f"{stem}-*.png"):
        number = re.fullmatch(re.escape(stem) + r"-(\d+)\.png", page.name)
        if number and int(number[1]) > count:
            page.unlink()


def _draw_or_tell(case: Path, form: str, output: Path, record: str) -> None:
    """While somebody edits, faults are passing: say them and go on."""
    from generator.cli.show import error_text
    from generator.errors import BangfuError

    try:
        _draw(case, form, output, record)
    except BangfuError as fault:
        click.echo(error_text(fault), err=True)


def _sources(case: Path, form: str) -> set[Path]:
    """The files the pages come from; of a case that does not load, all lists beside it."""
    from generator.errors import BangfuError
    from generator.forms import discover_forms
    from generator.load import load_case

    try:
        sources = {case, *load_case(case).inputs}
    except BangfuError:
        sources = {case, *case.parent.glob("*.xlsx"), *case.parent.glob("*.csv")}
    if form in (forms := discover_forms()):
        sources |= set(forms[form].folder.iterdir())
    return sources


def _stamps(sources: set[Path]) -> dict[Path, int]:
    """When each file was last changed; one that is gone has no entry."""
    return {source: source.stat().st_mtime_ns for source in sources if source.exists()}
