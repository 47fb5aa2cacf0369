"""Drawings: small Typst pages without background, made once and used as shared Form XObjects."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

from generator.render.fonts import load_fonts
from generator.render.typst.compiler import compile_pdf


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Something to press on pages: a form in a little PDF of its own, and its size in mm.

    Drawings are compared by identity; a document takes each in once however often it is used.
    """

    form: pikepdf.Object
    width: float
    height: float
    home: pikepdf.Pdf  # kept, for the form lives in it


@dataclass(frozen=True, slots=True)
class Sketch:
    """The Typst source of one drawing, and its size in mm."""

    width: float
    height: float
    body: str


@lru_cache(maxsize=1024)
def draw(*sketches: Sketch) -> tuple[Drawing, ...]:
    """The drawings of sketches; those drawn together share their fonts.

    A character the face lacks comes out of another of the project's fonts.
    Raises EngineError when Typst refuses a sketch or a font is missing.
    """
    pages = (
        f"#page(width: {sketch.width:.3f}mm, height: {sketch.height:.3f}mm)[{sketch.body}]"
        for sketch in sketches
    )
    source = "#set page(margin: 0pt, fill: none)\n" + "\n".join(pages)
    home = pikepdf.open(io.BytesIO(compile_pdf(source)))
    return tuple(
        Drawing(page.as_form_xobject(), sketch.width, sketch.height, home)
        for page, sketch in zip(home.pages, sketches, strict=True)
    )


def typst_string(text: str) -> str:
    """Text as a Typst string literal: whatever it holds, it stays text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'


def face(name: str) -> str:
    """The family of the font that stands for an official face, as a Typst string literal."""
    return typst_string(load_fonts().resolve(name).family)
