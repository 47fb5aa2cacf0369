"""A party's own impression, a PNG or SVG file: checked, cut to its ink, drawn true to size."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from generator.errors import BangfuError, CaseError
from generator.i18n import _
from generator.pdf.objects import array, dictionary, number, stream
from generator.pdf.reading import read_form
from generator.pictures.wholeimages import whole_images
from generator.render.pdf.pictures import picture_of
from generator.render.typst.compiler import compile_pdf
from generator.render.typst.writer import quoted
from generator.stamp.drawings import Drawing
from generator.stamp.geometry import PT_PER_MM
from generator.systemfaults import reason

LARGEST_FILE = 8 * 1024 * 1024  # bytes
LARGEST_SIDE = 4000  # pixels; 45 mm at 2,000 dots an inch
_PAPER = 240  # grey from which a pixel counts as paper, not ink


def image_drawing(path: Path, diameter_mm: float) -> Drawing:
    """The impression in a file as a drawing `diameter_mm` square, its proportions kept.

    The empty margins of a PNG are cut off, so that the ink is `diameter_mm` across, and its ink
    darkens what it lies on (multiply), as an inked seal does. An SVG is drawn as its viewBox
    has it. Raises CaseError, naming the file, when it is missing, broken, too large or neither.
    """
    content = _read(path)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png_drawing(content, diameter_mm, str(path))
    if path.suffix.lower() == ".svg":
        return _svg_drawing(content, diameter_mm, str(path))
    raise _refused(path, _("a seal image must be a PNG or an SVG file"))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _refused(
                path,
                _("the seal image has {size} MB, more than {limit} MB allow",
                  size=round(size / 2**20, 1), limit=LARGEST_FILE // 2**20),
            )  # fmt: skip
        return path.read_bytes()
    except OSError as fault:
        raise _refused(
            path, _("the seal image cannot be read: {reason}", reason=reason(fault))
        ) from fault


def _refused(path: Path | str, message: str) -> CaseError:
    return CaseError(
        message,
        where=str(path),
        remedy=_("Give another image file, or leave it out: a dashed circle marks the place then."),
    )


@lru_cache(maxsize=64)
def _png_drawing(content: bytes, diameter_mm: float, where: str) -> Drawing:
    try:
        image = Image.open(io.BytesIO(content), formats=["PNG"])
        if max(image.size) > LARGEST_SIDE:
            raise _refused(
                where,
                _("the seal image is {width} × {height} pixels, more than {limit} a side",
                  width=image.width, height=image.height, limit=LARGEST_SIDE),
            )  # fmt: skip
        with whole_images():
            pixels = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise _refused(where, _("the seal image is broken: {reason}", reason=fault)) from fault
    ink = _ink_box(pixels)
    if ink is None:
        raise _refused(where, _("the seal image is empty"))
    return _picture(pixels.crop(ink), diameter_mm)


def _ink_box(pixels: Image.Image) -> tuple[int, int, int, int] | None:
    """The smallest box around all that would show on white paper."""
    paper = Image.new("RGBA", pixels.size, "white")
    grey = Image.alpha_composite(paper, pixels).convert("L")
    return grey.point([255 if value < _PAPER else 0 for value in range(256)]).getbbox()


def _picture(pixels: Image.Image, diameter_mm: float) -> Drawing:
    """A form `diameter_mm` square that holds the picture in its middle, as large as it fits."""
    side = diameter_mm * PT_PER_MM
    scale = side / max(pixels.size)
    width, height = pixels.width * scale, pixels.height * scale
    left, bottom = (side - width) / 2, (side - height) / 2
    form = stream(
        f"/G gs q {width:.4f} 0 0 {height:.4f} {left:.4f} {bottom:.4f} cm /I Do Q".encode(),
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": array(("0", "0", number(side), number(side))),
            "Resources": dictionary(
                {
                    "XObject": dictionary({"I": picture_of(pixels)}),
                    "ExtGState": dictionary({"G": "<< /BM /Multiply >>"}),
                }
            ),
        },
    )
    return Drawing(form, diameter_mm, diameter_mm)


@lru_cache(maxsize=64)
def _svg_drawing(content: bytes, diameter_mm: float, where: str) -> Drawing:
    """The SVG as Typst draws it: vectors stay vectors."""
    try:
        source = content.decode("utf-8-sig")
        square = f"width: {diameter_mm:.3f}mm, height: {diameter_mm:.3f}mm"
        image = f'#image(bytes({quoted(source)}), format: "svg", fit: "contain", {square})'
        page = f"#set page(margin: 0pt, fill: none, {square})\n{image}"
        return Drawing(read_form(compile_pdf(page)), diameter_mm, diameter_mm)
    except (UnicodeDecodeError, BangfuError) as fault:
        raise _refused(where, _("the seal image is broken: {reason}", reason=fault)) from fault
