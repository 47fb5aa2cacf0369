"""A filled template: its parts, packed only where a file is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.fill.archive import append_parts


@dataclass(frozen=True, slots=True)
class Filled:
    """The parts of a filled DOCX; equal where template and filled parts are."""

    template: Path
    rendered: tuple[tuple[str, bytes], ...]  # those with tags, by name
    static: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    archive: bytes = field(default=b"", compare=False, repr=False)  # the static parts, packed

    @property
    def source(self) -> Mapping[str, bytes]:
        """All parts by name, which is what rendering takes."""
        return {**self.static, **dict(self.rendered)}

    def file(self) -> bytes:
        """The file."""
        return append_parts(self.archive, dict(self.rendered))


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A filled template that is a file already, as workbooks are."""

    template: Path
    source: bytes

    def file(self) -> bytes:
        """The file."""
        return self.source
