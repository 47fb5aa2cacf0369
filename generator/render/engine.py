"""Which engine renders a file: the embedded one where the page model holds all of it, else LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.errors import BangfuError, EngineError, FormError, UsageError
from generator.fill.archive import write_archive
from generator.garbage import without_collections
from generator.i18n import _
from generator.options import ENGINES
from generator.render.docx.reader import read_docx
from generator.render.fonts import Substitution, load_fonts
from generator.render.layout.items import Pages, Piece
from generator.render.layout.pages import lay_out
from generator.render.pdf.document import pdf_document, places_of
from generator.render.pdf.stock import Stock, stock_of
from generator.render.refusal import BeyondPageModel, Unsupported
from generator.render.rendered import Rendered
from generator.systemfaults import reason

PREVIEW_PPI = 110.0
_HTML = ".html"


Source = bytes | Mapping[str, bytes]
"""A file, or the parts of an office file by name where they are at hand unpacked."""


def render(
    source: Source,
    suffix: str,
    *,
    engine: str = "auto",
    page_numbers: bool = True,
    name: str = "",
    stock: Stock | None = None,
) -> Rendered:
    """A file's PDF. `suffix` is its kind (`.docx`, `.xlsx`), `name` what messages call it.

    `auto` writes the laid-out pages straight to PDF, `typst` has Typst do it from readable source:
    the pages are the same. `stock` are characters that many documents share (`common_characters`).
    `page_numbers=False` leaves the paragraphs that hold page fields empty, for a packet's own
    numbers. Raises FormError for a damaged file, BeyondPageModel (an EngineError) naming what the
    embedded engine does not hold when that engine was asked for or LibreOffice is not there,
    EngineError when LibreOffice fails, UsageError for an unknown engine or kind of file.
    """
    if engine not in ENGINES:
        raise UsageError(
            _("unknown engine {engine}", engine=engine),
            remedy=_("Use one of: auto, typst, libreoffice."),
        )
    if suffix == _HTML:
        return _by_weasyprint(source, page_numbers, name)
    if engine == "libreoffice":
        return _by_libreoffice(source, suffix, page_numbers, name)
    try:
        with without_collections():
            pages = _laid_out(source, suffix, page_numbers, name)
            return _by_typst(pages) if engine == "typst" else _written(pages, stock)
    except BeyondPageModel:
        if engine == "typst" or not _has_office():
            raise
    return _by_libreoffice(source, suffix, page_numbers, name)


def render_file(path: Path, engine: str = "auto") -> Rendered:
    """A file on disk as PDF; errors as `render`, and FormError when it cannot be read."""
    try:
        source = path.read_bytes()
    except OSError as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=reason(fault)),
            where=str(path),
            remedy=_("Check the path, and that the file is not open elsewhere or protected."),
        ) from fault
    try:
        return render(source, path.suffix.lower(), engine=engine, name=str(path))
    except BangfuError as fault:
        fault.where = fault.where or str(path)
        raise


def preview(source: bytes, suffix: str, name: str = "", ppi: float = PREVIEW_PPI) -> list[bytes]:
    """PNG images of the pages, by the embedded engine, of HTML by its own. Errors as `render`."""
    from generator.render.typst.compiler import compile_png  # builds write PDF themselves
    from generator.render.typst.writer import pages_of_pdf, write_source

    if suffix == _HTML:
        return compile_png(pages_of_pdf(_by_weasyprint(source, True, name).document), ppi)
    return compile_png(write_source(_laid_out(source, suffix, True, name)), ppi)


def beyond_page_model(source: bytes, suffix: str, name: str = "") -> tuple[Unsupported, ...]:
    """What of a file the embedded engine does not render; empty: nothing would be dropped."""
    if suffix == ".xlsx":
        from generator.render.xlsx.reader import lay_out_xlsx  # most builds hold no workbook

        return tuple(lay_out_xlsx(source, name)[1].findings)
    if suffix == _HTML:
        return ()
    if suffix != ".docx":
        return (Unsupported(_("{suffix} files", suffix=suffix), name),)
    return tuple(read_docx(source, name)[1].findings)


def lay_out_file(source: Source, suffix: str, name: str = "") -> Pages:
    """The pages of a file as the embedded engine sets them, for who draws on them before writing.

    Raises as `render` with that engine.
    """
    return _laid_out(source, suffix, True, name)


def common_characters(source: Source, suffix: str) -> Stock:
    """The characters of a file by the face that draws them, empty where LibreOffice renders it.

    A form's filled sample has the characters that all its documents share: embedded once, they
    need not be embedded again for each.
    """
    try:
        return stock_of(_laid_out(source, suffix, True, ""))
    except BeyondPageModel:
        return Stock()


def _laid_out(source: Source, suffix: str, page_numbers: bool, name: str) -> Pages:
    if suffix == ".xlsx":
        from generator.render.xlsx.reader import lay_out_xlsx

        source = source if isinstance(source, bytes) else write_archive(source)
        pages, refusals = lay_out_xlsx(source, name, page_numbers=page_numbers)
        refusals.raise_any()
        return pages
    if suffix != ".docx":
        raise BeyondPageModel((Unsupported(_("{suffix} files", suffix=suffix), name or suffix),))
    document, refusals = read_docx(source, name)
    refusals.raise_any()
    try:
        return lay_out(document if page_numbers else document.without_page_numbers())
    except EngineError as fault:  # the layout knows the paragraph, but not whose
        if name and fault.where:
            fault.where = f"{name}: {fault.where}"
        raise


def _written(pages: Pages, stock: Stock | None) -> Rendered:
    written = pdf_document(pages, stock)
    return Rendered(
        written.document, "embedded", _substitutions(face.requested for face in written.faces)
    )


def _by_typst(pages: Pages) -> Rendered:
    from generator.pdf.reading import read_pdf  # most builds read no PDF
    from generator.render.typst.compiler import compile_pdf
    from generator.render.typst.writer import write_source

    source = write_source(pages)
    pieces = (item for page in pages.pages for item in page.items if isinstance(item, Piece))
    faces = {piece.face.requested for piece in pieces}
    return Rendered(read_pdf(compile_pdf(source)), "typst", _substitutions(faces), source)


def _substitutions(requested: Iterable[str]) -> tuple[Substitution, ...]:
    return load_fonts().substitutions(sorted({face for face in requested if face}))


def _by_weasyprint(source: Source, page_numbers: bool, name: str) -> Rendered:
    from generator.pdf.reading import read_pdf
    from generator.render.html import (  # few files are pages, and it takes its time
        named_faces,
        render_html,
    )

    assert isinstance(source, bytes)  # only office files come in parts
    pdf = render_html(source, name, page_numbers=page_numbers)
    return Rendered(read_pdf(pdf), "weasyprint", _substitutions(named_faces(source)))


def _by_libreoffice(source: Source, suffix: str, page_numbers: bool, name: str) -> Rendered:
    source = source if isinstance(source, bytes) else write_archive(source)
    from generator.render.libreoffice import LibreOffice

    rendered = LibreOffice().render(source, suffix, page_numbers=page_numbers)
    return _with_places(rendered, source, name) if suffix == ".xlsx" else rendered


def _with_places(rendered: Rendered, source: bytes, name: str) -> Rendered:
    """A sheet's PDF by LibreOffice with the seal places, which it does not carry over from cells.

    They stand where the embedded engine lays them out. Raises EngineError where the two disagree
    on the pages.
    """
    from generator.render.xlsx.reader import lay_out_xlsx

    pages = lay_out_xlsx(source, name)[0]
    places = tuple(places_of(pages))
    if places and len(pages.pages) != rendered.pages:
        raise EngineError(
            _("LibreOffice has other pages than the embedded engine: the seals have no place"),
            where=name,
            remedy=_("Render it with --engine auto."),
        )
    own = rendered.document
    return replace(rendered, document=replace(own, places=(*own.places, *places)))


def _has_office() -> bool:
    from generator.render.libreoffice import LibreOffice  # most builds do without

    return LibreOffice().probe() is not None
