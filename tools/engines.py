"""Writes docs/engines.md, the table of the embedded engine beside LibreOffice; `--check` compares.

python -m tools.engines [--check]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from generator.files import write_whole
from generator.render.libreoffice import LibreOffice
from tests.oracle.results import compared, documents, table

TARGET = Path(__file__).resolve().parent.parent / "docs" / "engines.md"
_PLACES_MM = 0.1  # how far the furthest places may have moved before the table is stale


def main() -> int:
    """Compare, print, write; with `--check` only say whether the table still holds."""
    version = LibreOffice().probe()
    if version is None:
        print("LibreOffice is not installed: there is nothing to compare with", file=sys.stderr)
        return 1
    text = table(compared(list(documents())), version)
    print(text)
    if "--check" not in sys.argv[1:]:
        write_whole(TARGET, text.encode())
        return 0
    stale = changed(TARGET.read_text(encoding="utf-8"), text)
    for line in stale:
        print(f"stale: {line}", file=sys.stderr)
    return 1 if stale else 0


def changed(old: str, new: str) -> list[str]:
    """The lines of a new table that the old one does not have, places within a tenth of a mm alike."""
    before = {_key(line): _place(line) for line in old.splitlines()}
    found = []
    for line in new.splitlines():
        place = before.get(_key(line))
        if place is None or abs(place - _place(line)) > _PLACES_MM:
            found.append(line)
    return found


def _key(line: str) -> str:
    """A row without its last figure; the version of LibreOffice does not matter."""
    return re.sub(r"\d+\.\d\d \|$|LibreOffice \d[\d.]*", "", line)


def _place(line: str) -> float:
    match = re.search(r"(\d+\.\d\d) \|$", line)
    return float(match[1]) if match else 0.0


if __name__ == "__main__":
    sys.exit(main())
