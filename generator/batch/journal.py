"""What a run has built so far, line by line: a killed run loses nothing that already stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.batch.job import Built
from generator.bind.manifest import built_entry
from generator.files import unwritable

NAME = ".journal.jsonl"


class Journal:
    """The journal of one case's folder; the manifest takes its place when a run is done."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def add(self, key: str, fingerprint: str, built: Built) -> None:
        """Note a record whose files stand there. Raises OutputError."""
        entry = {
            "key": key,
            "fingerprint": fingerprint,
            "engines": list(built.engines),
            "fonts": dict(built.fonts),
            **built_entry(built.documents, built.packet, built.packet_pages),
        }
        try:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as fault:
            raise unwritable(self._path, fault) from fault

    def records(self) -> dict[str, Mapping[str, Any]]:
        """The records noted, by key, as the manifest has them; a line cut short counts for nothing."""
        found: dict[str, Mapping[str, Any]] = {}
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return found
        for line in lines:
            try:
                entry = json.loads(line)
                found[entry["key"]] = entry
            except (ValueError, KeyError, TypeError):
                continue
        return found

    def clear(self) -> None:
        """Forget it, since the manifest tells it all. Raises OutputError."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as fault:
            raise unwritable(self._path, fault) from fault
