"""One Typst compiler a process, with the project's fonts: readable source in, PDF or PNG out."""

from __future__ import annotations

from functools import cache

import typst

from generator.errors import EngineError
from generator.i18n import _
from generator.render.fonts import load_fonts


@cache
def _compiler() -> typst.Compiler:
    # A new Compiler scans every font (120 ms), so one is kept; a forked child must not use it.
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in load_fonts().font_paths()],
    )
    return typst.Compiler(font_paths=fonts)


def compile_pdf(source: str) -> bytes:
    """The PDF of a Typst source; no clock in it, so the same source gives the same bytes.

    Raises EngineError when Typst refuses the source or warns (an unknown font is only a warning
    to Typst, but would change the page).
    """
    result = _compile(source, "pdf", None)
    assert isinstance(result, bytes)
    return result


def compile_png(source: str, ppi: float) -> list[bytes]:
    """One PNG a page, at `ppi` dots an inch. Raises EngineError as `compile_pdf` does."""
    result = _compile(source, "png", ppi)
    return result if isinstance(result, list) else [result]


def _compile(source: str, kind: str, ppi: float | None) -> bytes | list[bytes]:
    try:
        result, warnings = _compiler().compile_with_warnings(
            input=source.encode(),
            format=kind,  # type: ignore[arg-type]
            ppi=ppi,
            timestamp=0,
            pdf_tags=False,
        )
    except typst.TypstError as fault:
        raise EngineError(
            _("Typst refuses the page source: {reason}", reason=fault.message),
            remedy=_("Please report this with the file; LibreOffice may render it meanwhile."),
        ) from fault
    if warnings:
        raise EngineError(
            _("Typst warns: {reason}", reason=warnings[0].message),
            remedy=_("Run `bangfu doctor` to see which fonts are missing."),
        )
    assert result is not None
    return result
