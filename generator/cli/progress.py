"""The progress bar of a build: stage, records done, rate and remaining time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.i18n import _
from generator.options import Progress


def stage_name(stage: str) -> str:
    """The stage's word in the user's language; the folders and the documentation use the same six."""
    return {
        "load": _("load"),
        "check": _("check"),
        "fill": _("fill"),
        "render": _("render"),
        "stamp": _("stamp"),
        "bind": _("bind"),
    }.get(stage, stage)


@contextmanager
def progress_bar(shown: bool) -> Iterator[Callable[[Progress], None]]:
    """Give what a build is to call at each step; it draws on stderr if `shown`, else does nothing."""
    if not shown:
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        """Records a second, once there is something to go by."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(_("{rate:.1f}/s", rate=speed) if speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[record]}", style="dim"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, record="")

        def draw(step: Progress) -> None:
            bar.update(
                task,
                description=stage_name(step.stage),
                completed=step.done,
                total=step.total or None,
                record=step.record,
            )

        yield draw
