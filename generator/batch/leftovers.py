"""Documents of earlier runs that no longer match the case: told, never deleted."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from generator.batch.job import PACKET
from generator.i18n import _
from generator.places import Place
from generator.problems import Problem, Severity

_OURS = re.compile(rf"{re.escape(PACKET)}|\d\d-.+\.(?:docx|xlsx|pdf)")
_NAMED = 5  # folders the message names


def leftovers(folder: Path, current: Collection[str]) -> tuple[Problem, ...]:
    """A warning when a case's folder holds documents that are not `current`.

    They come from records renamed or taken out since, or changed and not built again; `current`
    are the paths relative to `folder` of the files that are as they should be. What is not named
    as bangfu names documents is the user's own and not looked at.
    """
    folders = sorted(
        {
            path.parent.name
            for path in folder.glob("*/*")
            if _OURS.fullmatch(path.name) and path.relative_to(folder).as_posix() not in current
        }
    )
    if not folders:
        return ()
    named = ", ".join(folders[:_NAMED]) + (", …" if len(folders) > _NAMED else "")
    return (
        Problem(
            Severity.WARNING,
            Place(str(folder)),
            _(
                "{count} folders hold documents of an earlier state of the case: {folders}",
                count=len(folders),
                folders=named,
            ),
            _(
                "Build their records again, or delete the folders if the case has them no longer; "
                "bangfu deletes no documents."
            ),
        ),
    )
