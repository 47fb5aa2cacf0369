"""What every engine gives back: a PDF and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.fonts import Substitution


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF and how it came about."""

    pdf: bytes
    pages: int
    engine: str
    substitutions: tuple[Substitution, ...] = ()
    source: str = ""  # the Typst source, where the embedded engine wrote one
