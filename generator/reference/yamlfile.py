"""Reading the project's own YAML files, fast; what is broken in them is a FormError."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from generator.errors import FormError
from generator.i18n import _
from generator.systemfaults import reason

# libyaml's loader reads 148 relations in milliseconds; PyYAML's own takes ten times as long.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a data file of the project, dates and numbers typed.

    Raises FormError when the file is missing or is not YAML.
    """
    try:
        return yaml.load(path.read_bytes(), Loader=LOADER)
    except OSError as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=reason(fault)),
            where=str(path),
            remedy=_("Install the project again, or restore the file."),
        ) from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise FormError(
            _("not YAML: {reason}", reason=getattr(fault, "problem", None) or str(fault)),
            where=place,
            remedy=_("Mend the line, or restore the file."),
        ) from fault
