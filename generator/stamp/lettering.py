"""Lettering on drawings: one line of text as laid-out pieces, character by character from its chain."""

from __future__ import annotations

from itertools import groupby

from generator.render.fonts import Face, load_fonts
from generator.render.layout.items import Piece


def line(
    text: str,
    face: str,
    size: float,
    *,
    x: float = 0.0,
    baseline: float = 0.0,
    share: float = 0.0,
    color: str = "000000",
    tracking: float = 0.0,
) -> tuple[Piece, ...]:
    """Text of a size in the face that stands for an official one, all lengths in pt.

    Of its width `share` stands left of `x`: nothing, half or all (1.0). A character the face lacks
    comes out of another of the project's fonts. Raises EngineError where none has it.
    """
    fonts = load_fonts()
    own = fonts.resolve(face)
    shown = "".join(char if char.isprintable() else " " for char in text)
    faces = [fonts.for_char(own, char) for char in shown]
    x -= share * _width(shown, faces, size, tracking)
    pieces = []
    for found, run in groupby(zip(faces, shown, strict=True), key=lambda pair: pair[0]):
        part = "".join(char for _face, char in run)
        pieces.append(Piece(x, baseline, part, found, size, color, tracking))
        x += sum(found.advance(char) * size + tracking for char in part)
    return tuple(pieces)


def _width(text: str, faces: list[Face], size: float, tracking: float) -> float:
    advances = (face.advance(char) * size for face, char in zip(faces, text, strict=True))
    return sum(advances) + tracking * max(0, len(text) - 1)
