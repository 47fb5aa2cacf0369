"""Pictures as PDF image objects, transparency kept."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.errors import EngineError
from generator.i18n import _
from generator.pdf.objects import Obj, Value, plain_stream, stream

if TYPE_CHECKING:
    from PIL import Image


@lru_cache(maxsize=16)  # letterheads and emblems recur
def picture(data: bytes) -> Obj:
    """The image object of a PNG or JPEG file. Raises EngineError when it cannot be read."""
    from PIL import Image, UnidentifiedImageError  # most documents hold no picture

    from generator.pictures.wholeimages import whole_images

    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG"])
        if image.format == "JPEG" and image.mode in ("RGB", "L"):
            return plain_stream(data, {**_entries(image), "Filter": "/DCTDecode"})
        with whole_images():
            if image.mode in ("1", "L") and "transparency" not in image.info:
                return stream(image.tobytes(), _entries(image))  # scans in black and white, or grey
            return picture_of(image.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise EngineError(_("a picture cannot be read: {reason}", reason=fault)) from fault


def picture_of(pixels: Image.Image) -> Obj:
    """The image object of pixels in RGBA."""
    colours, alpha = pixels.convert("RGB"), pixels.getchannel("A")
    entries = _entries(colours)
    if alpha.getextrema() != (255, 255):
        entries["SMask"] = stream(alpha.tobytes(), _entries(alpha))
    return stream(colours.tobytes(), entries)


def _entries(image: Image.Image) -> dict[str, Value]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(image.width),
        "Height": str(image.height),
        "ColorSpace": "/DeviceGray" if image.mode in ("1", "L") else "/DeviceRGB",
        "BitsPerComponent": "1" if image.mode == "1" else "8",
    }
