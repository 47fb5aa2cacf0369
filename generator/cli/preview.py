"""`bangfu preview`: a form filled from a case as page images, once or at every change."""

from __future__ import annotations

import re
import time
from pathlib import Path

import click

from generator.cli.parameters import engine_option, example, folder_option
from generator.i18n import _

_POLL_SECONDS = 0.3


@click.command(
    "preview",
    help=_("Show a form filled from the first record of a case, as page images (PNG)."),
    epilog=example(
        "bangfu preview agreement.yaml --form FORM -o preview",
        "bangfu preview agreement.yaml --form FORM --watch",
        "bangfu forms list",
    ),
)
@click.argument("case", metavar="CASE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--form", metavar="FORM", required=True, help=_("Id of the form, out of `forms list`."))
@folder_option("output/preview")
@engine_option()
@click.option("--watch", is_flag=True, help=_("Draw anew whenever the case or the form changes."))
def command(case: Path, form: str, output: Path, engine: str, watch: bool) -> int:
    """Draw the pages; with `watch`, until interrupted."""
    if not watch:
        _draw(case, form, output, engine)
        return 0
    while True:
        seen = _stamps(case, form)
        _draw_or_tell(case, form, output, engine)
        click.echo(_("Watching; Ctrl-C ends."))
        while _stamps(case, form) == seen:
            time.sleep(_POLL_SECONDS)


def _draw(case: Path, form: str, output: Path, engine: str) -> None:
    from generator import pipeline
    from generator.files import write_whole

    started = time.perf_counter()
    pages = pipeline.preview(case, form, engine)
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


def _draw_or_tell(case: Path, form: str, output: Path, engine: str) -> None:
    """While somebody edits, faults are passing: say them and go on."""
    from generator.cli.show import error_text
    from generator.errors import BangfuError

    try:
        _draw(case, form, output, engine)
    except BangfuError as fault:
        click.echo(error_text(fault), err=True)


def _stamps(case: Path, form: str) -> dict[Path, int]:
    """The files the pages come from, each with the time it was last changed."""
    from generator.errors import BangfuError
    from generator.forms import discover_forms
    from generator.load import load_case

    sources = {case}
    try:
        sources |= set(load_case(case).inputs)
    except BangfuError:
        sources |= set(case.parent.glob("*.xlsx")) | set(case.parent.glob("*.csv"))
    if form in discover_forms():
        sources |= set(discover_forms()[form].folder.iterdir())
    return {source: source.stat().st_mtime_ns for source in sources if source.exists()}
