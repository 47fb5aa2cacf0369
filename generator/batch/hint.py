"""What a case file seems to be, seen before it is loaded: it only decides what is prepared for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HINT = "BANGFU_PREPARE"  # environment variable: what the fork server is to prepare
_LARGE_CASE = 16_384  # bytes of a case file that has many rows of its own
_FIELD = re.compile(rb"^(kind|policy):[ \t]*([\w-]+)", re.MULTILINE)


class Hint(NamedTuple):  # lighter than a Struct, which loads msgspec: nothing else is loaded yet
    """A case by its look."""

    kind: str
    policy: str
    has_many_rows: bool


def look_at(case: Path) -> Hint | None:
    """The look of a case file, None where it cannot be read: the load stage says so."""
    try:
        content = case.read_bytes()
    except OSError:
        return None
    fields = {
        key.decode(): value.decode(errors="replace") for key, value in _FIELD.findall(content)
    }
    return Hint(
        fields.get("kind", ""),
        fields.get("policy", ""),
        len(content) > _LARGE_CASE or b"from:" in content,
    )


def hint_for(cases: Iterable[Path], output: Path, packet: str | None) -> str:
    """What HINT says for the first case of many rows of which nothing was built; else empty."""
    for case in cases:
        if not (output / case.stem / "manifest.json").exists():
            seen = look_at(case)
            if seen and seen.has_many_rows:
                return json.dumps((seen.kind, seen.policy, packet))
    return ""
