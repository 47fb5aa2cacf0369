"""The two ways the embedded engine writes its pages."""

from __future__ import annotations

from generator.render.engine import render


def by(engine: str, source: bytes, suffix: str = ".docx") -> bytes:
    """The PDF of a file by `embedded` (what `auto` takes) or `typst`, and by no other."""
    done = render(source, suffix, engine="auto" if engine == "embedded" else engine)
    assert done.engine == engine
    return done.pdf
