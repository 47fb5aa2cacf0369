"""A filled template: its parts, packed only where a file is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.fill.archive import append_parts


class Filled(Struct, frozen=True):
    """The parts of a filled DOCX; equal where template and filled parts are."""

    template: Path
    rendered: tuple[tuple[str, bytes], ...]  # those with tags, by name
    static: Mapping[str, bytes] = field(default_factory=dict)
    archive: bytes = b""  # the static parts, packed

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Filled):
            return NotImplemented
        return self.template == other.template and self.rendered == other.rendered

    def __hash__(self) -> int:
        return hash(self.rendered)

    def __repr__(self) -> str:
        """By its template: what it is filled with no log may show."""
        return f"Filled({str(self.template)!r})"

    @property
    def source(self) -> Mapping[str, bytes]:
        """All parts by name, which is what rendering takes."""
        return {**self.static, **dict(self.rendered)}

    def file(self) -> bytes:
        """The file."""
        return append_parts(self.archive, dict(self.rendered))


class FilledFile(Struct, frozen=True):
    """A filled template that is a file already, as workbooks are."""

    template: Path
    source: bytes

    def __repr__(self) -> str:
        """As that of `Filled`."""
        return f"FilledFile({str(self.template)!r})"

    def file(self) -> bytes:
        """The file."""
        return self.source
