"""Documents to stamp, made on the spot, and measuring what is on their pages in millimetres."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from generator.render.typst.compiler import compile_pdf
from tests.pdfpages import images

DPI = 300
MM = DPI / 25.4  # pixels a millimetre

PORTRAIT = (210, 297)
LANDSCAPE = (297, 210)


def anchor(name: str, x: float, y: float) -> str:
    """Typst for a named place x and y mm from the page's top left.

    Typst puts a destination 10 pt above what it names, and never above the page.
    """
    heading = "#heading(outlined: false, bookmarked: false)[x]"
    return f"#place(top + left, dx: {x}mm, dy: {y}mm + 10pt, hide[{heading} <{name}>])"


def document(*bodies: str, sizes: tuple[tuple[int, int], ...] = ()) -> bytes:
    """A PDF with one page a body, of A4 portrait unless `sizes` says otherwise, without margins."""
    pages = []
    for index, body in enumerate(bodies):
        width, height = sizes[index] if sizes else PORTRAIT
        pages.append(f"#page(width: {width}mm, height: {height}mm)[{body}]")
    return compile_pdf('#set page(margin: 0pt)\n#set text(font: "FandolSong")\n' + "\n".join(pages))


def blank_pages(count: int, size: tuple[int, int] = PORTRAIT) -> bytes:
    """A PDF of empty pages."""
    return document(*[""] * count, sizes=(size,) * count)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def grey(content: bytes, page: int = 0) -> Image.Image:
    """A page at 300 dots an inch, grey."""
    return images(content, DPI, range(page, page + 1))[0].convert("L")


def ink_box(image: Image.Image, darker_than: int = 200) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of the ink in mm from the image's top left; None on empty paper."""
    dark = image.point([255 if value < darker_than else 0 for value in range(256)])
    box = dark.getbbox()
    return box and tuple(edge / MM for edge in box)  # type: ignore[return-value]
